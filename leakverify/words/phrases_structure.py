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
            "Cells equal the cell above them more often than chance. The excess is {excess} "
            "on a scale from 0 to 1, on average over {columns_count} columns."
        ),
        figure=N_("excess {excess}"),
        settle=N_(
            "Ask whether the rows were shuffled or drawn at random before they were passed on."
        ),
        against_when="low",
    ),
    "STR020": Phrase(
        against=N_("Identifiers break the form that programs give them"),
        supports=N_("Identifiers have the form that programs give them"),
        nothing=N_("Form of identifiers"),
        seen=N_(
            "Of {ids_count} different identifiers {broken_share} lack the digits that all programs set, or tell a time that cannot "
            "be."
        ),
        figure=N_("{broken_count} rows"),
        settle=N_("Ask which system draws these identifiers, and show its makers a few."),
    ),
    "STR021": Phrase(
        against=N_("No two ObjectIds come from the same running program"),
        supports=N_("ObjectIds come from a few running programs"),
        nothing=N_("Machines behind the ObjectIds"),
        seen=N_(
            "The {ids_count} different ObjectIds name {machines_count} programs that ran. A "
            "server repeats its own mark in all that it writes."
        ),
        figure=N_("{machines_count} marks in {ids_count}"),
        settle=N_("Ask whether servers draw the identifiers, or the browsers of visitors do."),
    ),
    "STR022": Phrase(
        against=N_("Password hashes end in letters that no program writes"),
        supports=N_("Password hashes end as their arithmetic demands"),
        nothing=N_("Ends of password hashes"),
        seen=N_(
            "Of {hashes_count} different password hashes {broken_share} end in a letter that cannot stand there."
        ),
        figure=N_("{broken_count} rows"),
        settle=N_("Ask whether the column was cut, masked or converted before it was passed on."),
    ),
    "STR023": Phrase(
        against=N_("Digests of passwords show no habits of people"),
        supports=N_("Digests of passwords show the habits of people"),
        nothing=N_("Common passwords among the digests"),
        seen=N_(
            "{common_count} of {digests_count} digests ({common_share}) are those of very common passwords; {repeated_count} repeat an earlier row's."
        ),
        figure=N_("{common_share} common"),
        settle=N_("Ask whether passwords were salted, and where the salt is kept."),
    ),
    "STR024": Phrase(
        against=N_("Password hashes do not fit the claimed software or time"),
        supports=N_("Password hashes fit the claimed software and time"),
        nothing=N_("Password hashes against the claimed software and time"),
        seen=N_(
            "Of {hashes_count} password hashes {unfit_share} have a form that the claimed software does not write; {too_young_share} have a form that came into use after the claimed time."
        ),
        figure=N_("{hashes_count} hashes"),
        settle=N_("Ask which software and which add-ons ran at that time."),
    ),
    "STR025": Phrase(
        against=N_("Some rows break a digest that the others keep"),
        supports=N_("Digests of other columns hold in all rows"),
        nothing=N_("Digests of other columns"),
        seen=N_(
            "{broken_count} of {compared_rows} rows ({broken_share}) hold a digest that is not that of the column beside it, though most rows keep the rule."
        ),
        figure=N_("{broken_count} of {compared_rows}"),
        settle=N_(
            "Look at these rows: was the address or number changed after the digest was made?"
        ),
    ),
    "STR015": Phrase(
        against=N_("What belongs together stands in different rows"),
        supports=N_("What belongs together stands in one row"),
        nothing=N_("Columns that spell the same things"),
        seen=N_(
            "Of {linked_count} values that a value of the other column spells as well, {misplaced_count} "
            "({misplaced_share}) have it in another row. Genuine lists show at most {usual_most_share}."
        ),
        figure=N_("{misplaced_count} of {linked_count}"),
        settle=N_(
            "Search the file for the partner of one of these values, and ask whether a column was sorted or moved alone."
        ),
    ),
    "STR016": Phrase(
        against=N_("Columns fall into groups that know nothing of each other"),
        supports=N_("All columns hang together"),
        nothing=N_("How columns hang together"),
        seen=N_(
            "{column_count} columns form {group_count} groups without a link between them; the largest holds {largest_count}, and {alone_count} columns stand alone."
        ),
        figure=N_("{group_count} groups"),
        settle=N_(
            "Ask where each group of columns came from, and how their rows were brought together."
        ),
        against_when="high",
        subject=N_("How columns hang together"),
    ),
    "STR010": Phrase(
        against=N_("Rows stand in the list again, the same or moved a little"),
        supports=N_("No row is another row with something moved a little"),
        nothing=N_("Rows that stand in the list again"),
        seen=N_(
            "Of {compared_rows} rows, {copies_count} ({copies_share}) are another row again, or but for something moved a little. {near_pairs} pairs lie close in every column ({same_pairs} the same), {short_pairs} in every column but one: a real table has far more of the second kind."
        ),
        figure=N_("{copies_count} of {compared_rows}"),
        settle=N_(
            "Put two such rows side by side: what could the second entry be about, if only a figure or a letter differs?"
        ),
        against_when="high",
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
    "STR017": Phrase(
        against=N_("Some rows stand anywhere in a file that is sorted"),
        supports=N_("Rows keep the order of the file"),
        nothing=N_("Rows that stand out of order"),
        seen=N_(
            "Of {compared_rows} rows, {follows_share} stand where the order of one column puts them; of shuffled rows {by_chance_share} would. {strays_count} ({strays_share}) lie anywhere in it."
        ),
        figure=N_("{strays_count} of {compared_rows} astray"),
        settle=N_(
            "Look at the named rows: what else do they share, and who could have put them between the others?"
        ),
        against_when="high",
    ),
    "STR018": Phrase(
        against=N_("Some figures or dates differ from those of their group"),
        supports=N_("Rows of a group have the same figures and dates"),
        nothing=N_("Figures and dates that differ within a group"),
        seen=N_(
            "Rows with the same value in one column have one figure or date in the other: {kept_share} of {compared_rows} rows, in {groups_count} groups. {strays_count} ({strays_share}) have another one."
        ),
        figure=N_("{strays_count} of {compared_rows} differ"),
        settle=N_(
            "Look at the named rows beside the others of their group: which value is right, and who could have changed it?"
        ),
        against_when="high",
    ),
    "STR019": Phrase(
        against=N_("The list stands there several times over"),
        supports=N_("Groups of rows are of any size"),
        nothing=N_("Lists that stand there several times over"),
        seen=N_(
            "Rows that agree in what a copy keeps, such as town and kind, form {groups_count} groups of unequal size. In {whole_count} of them the number of rows can be divided by {times}; by chance one in {times} would."
        ),
        figure=N_("{whole_count} of {groups_count} groups"),
        settle=N_(
            "Take a few groups and put their rows side by side: does each row have a twin that differs in a figure or date only?"
        ),
        against_when="high",
    ),
}
