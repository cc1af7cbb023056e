"""What is said of the checks against earlier files."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "ANC001": Phrase(
        against=N_("The rows stand in an earlier file already"),
        supports=N_("The rows do not stand in the earlier files"),
        nothing=N_("Overlap with earlier files"),
        seen=N_("{found_count} of {rows_count} rows ({share}) were found in one earlier file."),
        figure=N_("{found_count} of {rows_count}"),
        settle=N_(
            "Make sure that the earlier file comes from elsewhere and is older than the claim."
        ),
    ),
}
