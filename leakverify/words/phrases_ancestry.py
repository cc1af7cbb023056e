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
    "ANC010": Phrase(
        against=N_("Record numbers follow the alphabet"),
        supports=N_("Record numbers know no alphabet"),
        nothing=N_("Record numbers against the alphabet"),
        seen=N_(
            "On a scale from 0 to 1, record numbers follow the alphabet in one of {columns_count} columns by {alphabet_tau}. They "
            "follow the creation dates by {time_tau}."
        ),
        figure=N_("{alphabet_tau} on a scale to 1"),
        settle=N_("Ask who gave these numbers, and whether the export added them."),
        against_when="high",
        seen_less=(
            N_(
                "On a scale from 0 to 1, record numbers follow the alphabet in one of {columns_count} columns by {alphabet_tau}."
            ),
        ),
    ),
    "ANC011": Phrase(
        against=N_("Many entries stand twice, in two states"),
        supports=N_("Few entries stand twice"),
        nothing=N_("Entries that stand twice"),
        seen=N_(
            "{pairs_count} of {entries_count} entries ({pairs_share}) stand exactly twice with something changed; {more_often_share} stand more often."
        ),
        figure=N_("{pairs_count} of {entries_count}"),
        settle=N_("Look at a few pairs: which of the two is the older state, and of what day?"),
        against_when="high",
    ),
    "ANC012": Phrase(
        against=N_("Passwords bear the marks of cracking programs"),
        supports=N_("No password bears the mark of a cracking program"),
        nothing=N_("Marks of cracking programs among the passwords"),
        seen=N_(
            "{cracked_count} passwords ({cracked_share} of {values_count} different ones) are written as only cracking programs write them."
        ),
        figure=N_("{cracked_count} marked"),
        settle=N_("Ask the source who cracked the passwords, and of which list."),
    ),
    "ANC013": Phrase(
        against=N_("The addresses were made for another service"),
        supports=N_("The addresses were made for the claimed service"),
        nothing=N_("Services named in the addresses"),
        seen=N_(
            "{tags_count} addresses name a well-known service or the claimed one. The leading other service is {leader} with {leader_count}; the claimed one has {claimed_count}."
        ),
        figure=N_("{leader_count} of {tags_count} name {leader}"),
        settle=N_("Ask whether the two services belong together, or share their logins."),
        seen_less=(
            N_(
                "{tags_count} addresses name a well-known service. The leading one is {leader} with {leader_count}."
            ),
            N_("{tags_count} addresses name a well-known service or the claimed one."),
        ),
        figure_less=(N_("{tags_count} name a service"),),
    ),
}
