"""What is said of the checks against the older leaks of a vault."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "ANC020": Phrase(
        against=N_("The rows stand in an older leak of the vault"),
        supports=N_("The vault, which knows such people, does not hold these rows"),
        nothing=N_("Overlap with the older leaks of the vault"),
        seen=N_(
            "{found_count} of {rows_count} rows ({share}) were found in leak {leak_number} of the vault; {files_count} of its leaks were compared. Of such older leaks, {coverage_share} stand in its others: a vault that knows few says nothing by what it lacks."
        ),
        figure=N_("{found_count} of {rows_count}"),
        settle=N_("Look up in the vault's list where that leak is from and of what day."),
    ),
    "ANC021": Phrase(
        against=N_("The rows keep the order of an older leak"),
        supports=N_("The rows do not keep the order of an older leak"),
        nothing=N_("Order of the rows found in the vault"),
        seen=N_(
            "Of {pairs_count} neighbours among the people found, {kept_count} ({kept_share}) were neighbours in leak {leak_number} of the vault; by chance it would be {by_chance_count}. The longest stretch in the same order is {longest_run_count} people."
        ),
        figure=N_("{kept_count} of {pairs_count} neighbours kept"),
        settle=N_("Lay the older leak beside these rows, and ask how the list was sorted."),
    ),
    "ANC022": Phrase(
        against=N_("An older leak has the same slips of the pen"),
        supports=N_("The slips of the pen are the sample's own"),
        nothing=N_("Slips shared with an older leak"),
        seen=N_(
            "{shared_count} of {slips_count} mistyped addresses or numbers ({shared_share}) stand in leak {leak_number} of the vault letter by letter."
        ),
        figure=N_("{shared_count} of {slips_count}"),
        settle=N_("Look at these rows in both files."),
    ),
    "ANC023": Phrase(
        against=N_("The dates of an older leak were all moved alike"),
        supports=N_("The dates are not those of an older leak, moved"),
        nothing=N_("Dates against those of an older leak"),
        seen=N_(
            "{moved_count} of {dates_count} dates ({moved_share}) lie {moved_days} days from the date of the same person in leak {leak_number} of the vault, a day more or less."
        ),
        figure=N_("{moved_count} of {dates_count}"),
        settle=N_("Compare the dates of these rows in both files."),
    ),
}
