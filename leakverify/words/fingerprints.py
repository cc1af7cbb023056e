"""The fingerprint of each class of the museum: what such a file looks like to whoever knows where to look."""

from typing import Final

from leakverify.words.language import _
from leakverify.words.phrases import N_

FINGERPRINTS: Final = {
    "broken_address": N_("Addresses without a full domain, with two signs @ or with spaces."),
    "reserved_domain": N_("Addresses that end in example.com or .test, where no mailbox can be."),
    "slipped_domain": N_("More than the usual few slips such as gmial.com, all in one stretch."),
    "fiction_phone_fr": N_("Numbers from the ranges that are kept free for films in France."),
    "fiction_phone_us": N_("Numbers with 555-01 in the middle, kept free for films."),
    "no_phone": N_("Digits of the right length in ranges that were never given out."),
    "foreign_phone": N_("Some numbers of a country in which nobody else of the list lives."),
    "other_phone_area": N_("Landlines whose first digits belong to another part of the country."),
    "postcode_town": N_("Town and postcode are both real, but not of the same place."),
    "postcode_region": N_("State and postcode are both real, but not of the same place."),
    "invented_town": N_("Town names built from usual beginnings and endings, on no map."),
    "other_address": N_("Addresses of mail that hold the name of somebody else of the list."),
    "trial_name": N_("Names such as test or asdf among real ones."),
    "future_date": N_("Dates that lie after the day on which the file was taken in."),
    "turned_dates": N_("A last login before the sign-up, in the same row."),
    "moved_date": N_("Dates that no longer rise with the running number."),
    "broken_sum": N_("Totals that their parts do not add up to, in single rows."),
    "changed_amount": N_("Amounts that do not fit price and quantity by about a tenth."),
    "negative_amount": N_("Amounts below nothing where nothing is ever paid back."),
    "check_digit": N_("Company numbers in which the last digit does not fit the others."),
    "reserved_ip": N_("IP addresses of home networks or of ranges that nobody has."),
    "scarred_text": N_("Two odd signs in place of each accent, as Ã© for é."),
    "placeholder": N_("Words such as none or n/a in place of empty cells."),
    "copied_rows": N_("The same row twice, often far apart."),
    "near_copies": N_("Two rows that differ in one letter only."),
    "put_in": N_("A list by the alphabet, in which some names stand anywhere."),
    "moved_fee": N_("Payers who pay the same each time, and once a little more or less."),
    "invented_list": N_(
        "Names from a short list, each about as often as the next; towns and streets made from parts."
    ),
    "invented_members": N_(
        "Names from a short list, each about as often as the next; telephones in a few masks."
    ),
    "even_dates": N_(
        "As many sign-ups at four in the morning as at noon, on Sundays as on Mondays."
    ),
    "even_amounts": N_("First digits all about as frequent; no round prices that come again."),
    "careful": N_(
        "Each column looks right by itself. Columns know less of each other than in life."
    ),
    "as_people_do": N_(
        "Made with the habits of people. Hardly anything in the file tells: ask people."
    ),
    "columns_apart": N_("Names, addresses and places of a row belong to different people."),
    "half_apart": N_("Two groups of columns: inside each all fits, between them nothing does."),
    "few_apart": N_("One or two columns that know nothing of the others."),
    "padded_lists": N_("A part of the rows from a generator, mixed in among real ones."),
    "padded_real": N_("Rows whose single values are real, but never stood together."),
    "inflated": N_("Every person twice, the second time with a letter changed."),
    "doubled": N_("Every payment twice, the second time on another day."),
    "altered_dates": N_("Some dates that do not follow the order that the other dates keep."),
    "altered_amounts": N_("Some amounts that do not follow what the other amounts follow."),
    "recycled": N_("Rows of the older file, its slips included, in another order."),
    "recycled_alone": N_(
        "Without the older file: numbers given anew, stamps too even, providers younger than the rows."
    ),
}
"""Words by class; a class without words stops the tests."""


def fingerprint(made: str) -> str:
    """What a class of the museum looks like; "" for one that has no words."""
    return _(FINGERPRINTS[made]) if made in FINGERPRINTS else ""
