"""What is said of the checks of the file as a file."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "STR001": Phrase(
        against=N_("Rows are copied"),
        supports=N_("Hardly a row is copied"),
        nothing=N_("Copied rows"),
        seen=N_(
            "{copies_count} of {rows_count} rows ({copies_share}) repeat an earlier row in every column. Without the record's number it is {same_content_count}."
        ),
        figure=N_("{copies_count} of {rows_count}"),
        settle=N_(
            "Look at the copies: do they lie together, and does a joined table explain them?"
        ),
        against_when="high",
    ),
    "STR002": Phrase(
        against=N_("The same people stand in the list again, slightly changed"),
        supports=N_("People are hardly repeated with small changes"),
        nothing=N_("Near copies of rows"),
        seen=N_(
            "Of {compared_rows} rows compared, {twins_count} ({twins_share}) agree with another row in nearly all they say, but not in all."
        ),
        figure=N_("{twins_count} of {compared_rows}"),
        settle=N_(
            "Put two such rows side by side: is the second a renewal, or the first with a letter changed?"
        ),
        against_when="high",
    ),
    "STR003": Phrase(
        against=N_("Hardly a cell is empty"),
        supports=N_("Cells are empty as people leave them"),
        nothing=N_("Empty cells"),
        seen=N_(
            "{missing_share} of all cells are empty, {missing_count} in number; {columns_never_count} of {columns_count} columns are always filled."
        ),
        figure=N_("{missing_share}"),
        settle=N_(
            "Ask whether the form demands every field, and whether incomplete records were left out."
        ),
        against_when="low",
    ),
    "STR004": Phrase(
        against=N_("Hardly a cell holds a word for nothing"),
        supports=N_("Some cells hold words for nothing, as grown lists do"),
        nothing=N_("Words for nothing, such as NA"),
        seen=N_(
            "{placeholder_count} cells ({placeholder_share}) hold a word that stands for nothing."
        ),
        figure=N_("{placeholder_share}"),
        settle=N_("See whether the same word is used throughout: one system uses one word."),
        against_when="low",
    ),
    "STR005": Phrase(
        against=N_("Some rows carry damage that the others do not"),
        supports=N_("The text carries the damage of age"),
        nothing=N_("Damage from conversions"),
        seen=N_(
            "{scarred_count} of {rows_count} rows are damaged: {garbled_count} by garbled letters, {scientific_count} by numbers turned into powers of ten. {lost_zero_count} postcodes lost a leading zero."
        ),
        figure=N_("{scarred_count} of {rows_count}"),
        settle=N_(
            "Look at the damaged rows: do they lie together, or come from one town, source or date?"
        ),
        against_when="high",
    ),
    "STR006": Phrase(
        against=N_("At one row the way of writing changes"),
        supports=N_("The way of writing is the same throughout"),
        nothing=N_("Seams in the order of rows"),
        seen=N_(
            "The strongest change is at row {seam_row}: strength {strength} on a scale from 0 to 1. Forms that change there for nearly all rows: {forms_count}."
        ),
        figure=N_("row {seam_row}"),
        settle=N_(
            "Look at the rows on both sides of the seam. Ask whether a system was changed at that time."
        ),
        against_when="high",
    ),
    "STR007": Phrase(
        against=N_("The columns hardly know of each other"),
        supports=N_("The columns hang together as real records do"),
        nothing=N_("Links between columns"),
        seen=N_(
            "{linked_count} of {pairs_count} pairs of columns ({linked_share}) tell something about each other beyond chance, on {compared_rows} rows."
        ),
        figure=N_("{linked_count} of {pairs_count} pairs"),
        settle=N_(
            "Think of two columns that must go together in this trade, and see whether they do."
        ),
        against_when="low",
    ),
    "STR008": Phrase(
        against=N_("Hardly anything in the list is untidy"),
        supports=N_("The list is as untidy as what people type"),
        nothing=N_("Tidiness of cells"),
        seen=N_(
            "{spaces_count} of {rows_count} rows have stray spaces, {capital_addresses_count} capitals in the e-mail address, {lower_names_count} a name without capitals."
        ),
        figure=N_("{untidy_share} untidy"),
        settle=N_("Ask whether the form trims and lower-cases what people type."),
        against_when="low",
    ),
    "STR009": Phrase(
        against=N_("Neighbouring rows are strangers to each other"),
        supports=N_("Neighbouring rows resemble each other, as in grown lists"),
        nothing=N_("Likeness of neighbouring rows"),
        seen=N_(
            "Cells equal the cell above them more often than chance by {excess} on a scale from 0 to 1, on average over {columns_count} columns."
        ),
        figure=N_("excess {excess}"),
        settle=N_(
            "Ask whether the rows were shuffled or drawn at random before they were passed on."
        ),
        against_when="low",
    ),
    "STR010": Phrase(
        against=N_("Rows stand in the list again with figures or letters moved"),
        supports=N_("No row is another row with something moved a little"),
        nothing=N_("Copies with figures, letters or dates moved"),
        seen=N_(
            "Of {compared_rows} rows compared, {copies_count} ({copies_share}) agree with another row in every other column and lie close to it in the rest; rows picked at random lie so close in {chance_share} of cases."
        ),
        figure=N_("{copies_count} of {compared_rows}"),
        settle=N_(
            "Put two such rows side by side: what could the second entry be about, if only a figure or a letter differs?"
        ),
    ),
    "STR011": Phrase(
        against=N_("Part of the rows join what the others never join"),
        supports=N_("Hardly a row joins what the others never join"),
        nothing=N_("Rows whose cells do not belong together"),
        seen=N_(
            "At most {most_share} of {compared_rows} rows can have been put together cell by cell. {both_count} rows break two unrelated pairs of columns at once; a share of {strangers_share} ({low_share} to {high_share}) would explain that."
        ),
        figure=N_("at most {most_share}"),
        settle=N_(
            "Look at the named rows: do town and postcode, name and address, form and size belong together?"
        ),
    ),
}
