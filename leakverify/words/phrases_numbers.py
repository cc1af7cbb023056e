"""What is said of the checks of numbers."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "NUM001": Phrase(
        against=N_("Hardly a record number is missing"),
        supports=N_("Record numbers skip, as in a living database"),
        nothing=N_("Gaps between record numbers"),
        seen=N_(
            "After {gap_share} of the record numbers the next one is missing; they span {range_count} numbers."
        ),
        figure=N_("{gap_share} of steps"),
        settle=N_("Ask whether numbers were given anew for the export."),
        against_when="low",
    ),
    "NUM002": Phrase(
        against=N_("Record numbers are too low for the claimed size"),
        supports=N_("Record numbers allow the claimed size"),
        nothing=N_("Record numbers against the claimed size"),
        seen=N_(
            "The largest record number is {largest_count}. A random draw of these {rows_count} rows comes from at most {upper_count} numbers (95 %); {claimed_count} are claimed."
        ),
        figure=N_("largest {largest_count}"),
        settle=N_("Ask for rows from the end of the table."),
    ),
    "NUM003": Phrase(
        against=N_("First digits are not those of grown sizes"),
        supports=N_("First digits are those of grown sizes"),
        nothing=N_("First digits"),
        seen=N_(
            "Over {decades} decades the first digits deviate from Benford's law by {deviation}; chance alone explains all but {excess_deviation}."
        ),
        figure=N_("deviation {deviation}"),
        settle=N_("Ask whether amounts are set by tariffs or thresholds."),
        against_when="high",
    ),
    "NUM004": Phrase(
        against=N_("Amounts are spread evenly between two bounds"),
        supports=N_("Amounts are lopsided, as money is"),
        nothing=N_("Shape of the amounts"),
        seen=N_(
            "The amounts differ from an even spread by {distance} on a scale from 0 to 1; their skewness is {skewness}."
        ),
        figure=N_("distance {distance}"),
        settle=N_("Compare with the price list, or with one real account."),
        against_when="low",
    ),
    "NUM005": Phrase(
        against=N_("Amounts are negative among positive ones"),
        supports=N_("Hardly an amount is negative"),
        nothing=N_("Negative amounts"),
        seen=N_(
            "{negative_count} of {rows_count} amounts ({negative_share}) are negative, all others are not."
        ),
        figure=N_("{negative_count} of {rows_count}"),
        settle=N_("Ask whether refunds are kept in this column."),
        against_when="high",
    ),
    "NUM006": Phrase(
        against=N_("Check digits do not add up"),
        supports=N_("Check digits add up"),
        nothing=N_("Check digits"),
        seen=N_(
            "{wrong_count} of {rows_count} numbers ({wrong_share}) do not add up; {test_value_count} are known test values."
        ),
        figure=N_("{wrong_count} of {rows_count} wrong"),
        settle=N_("Ask whether numbers were masked or cut before they were stored."),
    ),
    "NUM007": Phrase(
        against=N_("Accounts are at banks that do not exist"),
        supports=N_("The banks exist"),
        nothing=N_("Bank codes"),
        seen=N_(
            "{unknown_count} of {rows_count} accounts ({unknown_share}) name a bank that the registry does not know."
        ),
        figure=N_("{unknown_count} of {rows_count} unknown"),
        settle=N_("Look some of them up with the national bank: were they merged or closed?"),
    ),
    "NUM008": Phrase(
        against=N_("All last digits of the telephone numbers are alike"),
        supports=N_("Some last digits of the telephone numbers are commoner"),
        nothing=N_("Last digits of telephone numbers"),
        seen=N_(
            "The last digits of {rows_count} numbers differ from an even spread by {unevenness}; {zero_share} end in 0."
        ),
        figure=N_("{zero_share} end in 0"),
        settle=N_("This is normal among private people. Among offices ask for a few numbers."),
    ),
    "NUM009": Phrase(
        against=N_("Some rows break a sum that the others keep"),
        supports=N_("Sums between columns hold"),
        nothing=N_("Sums between columns"),
        seen=N_(
            "One column is the sum of {parts_count} others in {kept_share} of {compared_rows} rows compared; {broken_count} rows ({broken_share}) are off."
        ),
        figure=N_("{broken_count} of {compared_rows} broken"),
        settle=N_("Look at the broken rows: which of the amounts stands out?"),
    ),
    "NUM010": Phrase(
        against=N_("Amounts are no rounder than chance"),
        supports=N_("Amounts are round, as people make them"),
        nothing=N_("Round amounts"),
        seen=N_(
            "{round_count} of {rows_count} amounts ({round_share}) are round or end as prices do."
        ),
        figure=N_("{round_share} round"),
        settle=N_("Ask whether the column holds prices, or measured quantities."),
        against_when="low",
    ),
    "NUM020": Phrase(
        against=N_("Amounts are in other money than the claimed country's"),
        supports=N_("Amounts are in the claimed country's money"),
        nothing=N_("Money of the amounts against the claimed country"),
        seen=N_(
            "{own_share} of {amounts_count} amounts with a currency may be in the claimed country's money; {other_count} are not."
        ),
        figure=N_("{own_share}"),
        settle=N_("Ask in which money the organisation keeps its books."),
    ),
    "NUM011": Phrase(
        against=N_("Some figures do not follow from others, though the rest do"),
        supports=N_("No figure strays from what it follows from"),
        nothing=N_("Figures that follow from others"),
        seen=N_(
            "In {follows_share} of {compared_rows} rows one figure follows from {parts_count} other columns, against {by_chance_share} by chance; {strays_count} lie far off. Figures drawn anew in {strays_share} of the rows would explain them."
        ),
        figure=N_("{strays_count} of {compared_rows} astray"),
        settle=N_(
            "Look at the named rows: which of the figures stands out, and from which digit on?"
        ),
    ),
    "NUM012": Phrase(
        against=N_("Some figures or dates are not on the short list"),
        supports=N_("Figures or dates keep to a short list"),
        nothing=N_("Figures or dates that are off a short list"),
        seen=N_(
            "In {listed_share} of {compared_rows} rows the value is one of {list_size}. {off_count} ({off_share}) have one that no other row has; a few rows share one in {between_share}."
        ),
        figure=N_("{off_count} of {compared_rows} off the list"),
        settle=N_(
            "Ask for the list that the values come from, such as fees or terms, and look at the named rows beside it."
        ),
        against_when="high",
    ),
}
