"""What is said of the checks of dates and times."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final[dict[str, Phrase]] = {
    "TIM001": Phrase(
        against=N_("The day has no rhythm"),
        supports=N_("The day has a rhythm"),
        nothing=N_("Hours of the day"),
        seen=N_(
            "The hours of {rows_count} times differ from an even spread by {unevenness}; the six quietest hours in a row hold {quietest_six_hours_share} (a quarter would be even)."
        ),
        figure=N_("{quietest_six_hours_share} in the quietest six hours"),
        settle=N_("Ask when the service is used, and whether a program writes these times."),
        against_when="low",
    ),
    "TIM002": Phrase(
        against=N_("The week has no rhythm"),
        supports=N_("The week has a rhythm"),
        nothing=N_("Days of the week"),
        seen=N_(
            "The weekdays of {rows_count} dates differ from an even spread by {unevenness}; {weekend_share} fall on a weekend. {left_out_count} outlying dates were left out."
        ),
        figure=N_("{weekend_share} at weekends"),
        settle=N_("Ask whether anything happens less at weekends in this trade."),
        against_when="low",
    ),
    "TIM003": Phrase(
        against=N_("Some rows run backwards in time"),
        supports=N_("The dates of each row are in order"),
        nothing=N_("Order of the dates in a row"),
        seen=N_(
            "In {backwards_count} of {rows_count} rows ({backwards_share}) what must come later bears the earlier date."
        ),
        figure=N_("{backwards_count} of {rows_count}"),
        settle=N_("Ask what the two columns mean, and whether records were moved between systems."),
    ),
    "TIM004": Phrase(
        against=N_("Some dates cannot be"),
        supports=N_("All dates can be"),
        nothing=N_("Future and impossible dates"),
        seen=N_(
            "Of {date_count} dates, {future_count} lie after the day the sample was taken in and {impossible_count} exist in no calendar."
        ),
        figure=N_("{future_count} ahead"),
        settle=N_("Look at these rows first, and ask whether the column may hold plans."),
    ),
    "TIM005": Phrase(
        against=N_("Record numbers and dates do not rise together"),
        supports=N_("Record numbers and dates rise together"),
        nothing=N_("Record numbers against dates"),
        seen=N_(
            "In {inverted_share} of the pairs of rows the higher number has the earlier date (half would be chance)."
        ),
        figure=N_("{inverted_share} inverted"),
        settle=N_("Ask whether numbers were given anew, or two tables were merged."),
        against_when="high",
    ),
    "TIM006": Phrase(
        against=N_("Dates are spread evenly between two days"),
        supports=N_("Dates come in fits, as lists grow"),
        nothing=N_("Spread of the dates"),
        seen=N_(
            "Over {span_days} days the dates differ from an even spread by {distance} on a scale from 0 to 1."
        ),
        figure=N_("distance {distance}"),
        settle=N_(
            "Ask for campaigns, closures or a start date, and see whether the dates know of them."
        ),
        against_when="low",
    ),
    "TIM007": Phrase(
        against=N_("All ages are equally common"),
        supports=N_("Ages are spread as in a population"),
        nothing=N_("Spread of the birth dates"),
        seen=N_(
            "Over {span_years} years the birth dates differ from an even spread by {distance} on a scale from 0 to 1. {impossible_age_count} rows have an impossible age."
        ),
        figure=N_("distance {distance}"),
        settle=N_("Ask who the customers are, and compare with their age."),
        against_when="low",
    ),
    "TIM008": Phrase(
        against=N_("Identifiers were not made when the records say"),
        supports=N_("Identifiers were made when the records say"),
        nothing=N_("Time inside identifiers"),
        seen=N_(
            "In {apart_count} of {rows_count} rows ({apart_share}) the time inside the identifier is more than two days from the record's date."
        ),
        figure=N_("{apart_count} of {rows_count}"),
        settle=N_("Ask which database made the identifiers, and whether records were moved to it."),
    ),
    "TIM030": Phrase(
        against=N_("Some rows are younger than the dump that holds them"),
        supports=N_("No row is younger than the dump"),
        nothing=N_("Rows against the day of the dump"),
        seen=N_(
            "{after_count} of {date_count} rows ({after_share}) bear a date more than two days after the day on which the dump says it was made."
        ),
        figure=N_("{after_count} of {date_count}"),
        settle=N_("Ask who made the dump and when, and whether several dumps were joined."),
    ),
    "TIM020": Phrase(
        against=N_("One column of dates is evener than the rest"),
        supports=N_("All dates of a row know the same times"),
        nothing=N_("Evenness of the columns of dates"),
        seen=N_(
            "Of {columns_count} columns of dates, the one spread most evenly differs from an even spread by {stamp_distance} (over "
            "{stamp_days} days). The least even one differs by {rest_distance} (over {rest_days} days)."
        ),
        figure=N_("contrast {contrast}"),
        settle=N_("Ask which program writes the even column, and when it ran."),
        against_when="high",
    ),
    "TIM021": Phrase(
        against=N_("The quiet days are not the weekend"),
        supports=N_("The quiet days are the weekend"),
        nothing=N_("Quiet days of the week"),
        seen=N_(
            "The two quietest days in a row hold {quietest_share} of {rows_count} dates, the weekend {weekend_share}; they lie {moved_days} days apart."
        ),
        figure=N_("{moved_days} days from the weekend"),
        settle=N_(
            "Ask on which days this organisation rests, and in which time zone it keeps its times."
        ),
        against_when="high",
    ),
    "TIM022": Phrase(
        against=N_("Some addresses or numbers are younger than their records"),
        supports=N_("No address or number is younger than its record"),
        nothing=N_("Age of addresses and numbers against the dates"),
        seen=N_(
            "{young_count} addresses or numbers have a provider, ending or block that came up after the list began. Of these, "
            "{early_count} ({early_share}) stand in records last dated before that day."
        ),
        figure=N_("{early_count} of {young_count}"),
        settle=N_("Ask whether addresses were renewed without a trace in the dates."),
    ),
    "TIM023": Phrase(
        against=N_("Many addresses are at closed providers"),
        supports=N_("The providers are of the present"),
        nothing=N_("Age of the mail providers"),
        seen=N_(
            "{closed_count} of {provider_address_count} addresses at mail providers ({closed_share}) are at providers that have closed. By its youngest provider the list is of {not_before_year} or later; addresses younger than the claimed period: {younger_than_claim_count}."
        ),
        figure=N_("{closed_share} at closed providers"),
        settle=N_("Compare with the period in which the list is said to have grown."),
        against_when="high",
        seen_less=(
            N_(
                "{closed_count} of {provider_address_count} addresses at mail providers ({closed_share}) are at providers that have closed. By its youngest provider the list is of {not_before_year} or later."
            ),
        ),
    ),
    "TIM009": Phrase(
        against=N_("Some dates lie anywhere, all others run in order"),
        supports=N_("No dates lie anywhere among dates that run in order"),
        nothing=N_("Dates that stray from an order"),
        seen=N_(
            "In {follows_share} of {compared_rows} rows the dates run with the rows, the numbers or another date, against {by_chance_share} by chance; {strays_count} lie far off. Dates drawn anew in {strays_share} of the rows would explain them."
        ),
        figure=N_("{strays_count} of {compared_rows} astray"),
        settle=N_(
            "Look at the named rows: were they brought over from an older system, and does anything else set them apart?"
        ),
    ),
    "TIM024": Phrase(
        against=N_("Some dates do not match what another column says of them"),
        supports=N_("Dates match what other columns say of them"),
        nothing=N_("Dates beside columns that repeat a part of them"),
        seen=N_(
            "In {kept_share} of {compared_rows} rows a column says the same as the date; if it were shuffled, it would in {by_chance_share}. {broken_count} rows say something else."
        ),
        figure=N_("{broken_count} of {compared_rows}"),
        settle=N_(
            "Look at the named rows: which is right, the date or the other column, and who could have changed one without the other?"
        ),
    ),
    "TIM026": Phrase(
        against=N_("In some rows two dates run the other way round"),
        supports=N_("One of two dates is the earlier one throughout"),
        nothing=N_("Which of two dates is the earlier one"),
        seen=N_(
            "In {broken_count} of {compared_rows} rows ({broken_share}) the date that is the earlier one elsewhere is the later one. With dates shuffled it would be so in {by_chance_share}."
        ),
        figure=N_("{broken_count} of {compared_rows}"),
        settle=N_("Ask what the two dates mean, and look up the named rows in another source."),
        against_when="high",
    ),
    "TIM025": Phrase(
        against=N_("Some dates know nothing of a habit that all others keep"),
        supports=N_("Dates keep to their habits"),
        nothing=N_("Dates without the habit of the others"),
        seen=N_(
            "Of {compared_rows} dates, {kept_share} keep to one habit: midnight, a full hour, the first of the month or one weekday. Of dates drawn evenly, {by_chance_share} would. {broken_count} do not."
        ),
        figure=N_("{broken_count} of {compared_rows}"),
        settle=N_(
            "Look at the named rows: when were they entered, by whom, and does anything else set them apart?"
        ),
    ),
}
