"""What is said of the checks of where a list comes from."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "ANC001": Phrase(
        against=N_("The rows stand in an earlier file already"),
        supports=N_("The rows do not stand in the earlier files"),
        nothing=N_("Overlap with earlier files"),
        seen=N_(
            "{found_count} of {rows_count} rows ({share}) were found in one of {files_count} earlier files. Of the rows found, the share that agrees in every column of both files: {same_records_share}."
        ),
        figure=N_("{found_count} of {rows_count}"),
        settle=N_(
            "Make sure that the earlier file comes from elsewhere and is older than the claim."
        ),
    ),
    "ANC002": Phrase(
        against=N_("The rows keep the order of an earlier file"),
        supports=N_("The rows do not keep the order of an earlier file"),
        nothing=N_("Order of the rows found in an earlier file"),
        seen=N_(
            "Of {pairs_count} neighbours among the people found, {kept_count} ({kept_share}) were neighbours in the earlier file; by chance it would be {by_chance_count}. The longest stretch in the same order is {longest_run_count} people."
        ),
        figure=N_("{kept_count} of {pairs_count} neighbours kept"),
        settle=N_("Lay both files side by side at these rows, and ask how the list was sorted."),
    ),
    "ANC003": Phrase(
        against=N_("An earlier file has the same slips of the pen"),
        supports=N_("The slips of the pen are the sample's own"),
        nothing=N_("Slips shared with an earlier file"),
        seen=N_(
            "{shared_count} of {slips_count} mistyped addresses or numbers ({shared_share}) stand in the earlier file letter by letter."
        ),
        figure=N_("{shared_count} of {slips_count}"),
        settle=N_("Look at these rows in both files."),
    ),
    "ANC004": Phrase(
        against=N_("The dates of an earlier file were all moved alike"),
        supports=N_("The dates are not those of an earlier file, moved"),
        nothing=N_("Dates against those of an earlier file"),
        seen=N_(
            "{moved_count} of {dates_count} dates ({moved_share}) lie {moved_days} days from the date of the same person in the earlier file, a day more or less."
        ),
        figure=N_("{moved_count} of {dates_count}"),
        settle=N_("Compare the dates of these rows in both files."),
    ),
}
