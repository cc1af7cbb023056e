"""What is said of the findings from calls."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "PPL001": Phrase(
        against=N_("People who were asked do not confirm their entries"),
        supports=N_("People who were asked confirm their entries"),
        nothing=N_("People who were asked"),
        seen=N_(
            "Of {asked_count} asked, numbers that do not exist among them, {confirmed_count} confirmed their entry; {drawn_count} were drawn."
        ),
        figure=N_("{confirmed_count} of {asked_count}"),
        settle=N_("Call on to the next number of answers that was fixed beforehand."),
    ),
    "PPL002": Phrase(
        against=N_("Telephone numbers do not exist"),
        supports=N_("Telephone numbers exist"),
        nothing=N_("Telephone numbers that do not exist"),
        seen=N_(
            "Of {asked_count} asked, {dead_count} have a number that does not exist; each counts as wrong."
        ),
        figure=N_("{dead_count} of {asked_count}"),
        settle=N_("Compare the digits with the usual length of numbers in that country."),
    ),
}
