"""Thirty-one invented people: the size at which a newsroom has to decide, and other programs fall silent.

The sample is like the one that was offered as a car-hire firm's customers in 2024: towns built from parts, names
that never show in the addresses, telephones of other countries. All of it is made here.
"""

import random

from leakverify.checks.generator.invented_towns import InventedTowns
from leakverify.checks.generator.reserved_domains import ReservedDomains
from leakverify.checks.person.name_in_address import NameInAddress
from leakverify.checks.person.phone_country import PhoneCountry
from leakverify.model.terms import Reading
from tests.checks.bench import context_of, facts_of, frame_of, run

COLUMNS = {
    "name": "full_name",
    "mail": "email",
    "tel": "phone",
    "town": "city",
    "state": "region",
    "country": "country",
}
FIRST = (
    "Alyssa",
    "Jennifer",
    "Michael",
    "Tamara",
    "Kevin",
    "Sabrina",
    "Derrick",
    "Monica",
    "Brandon",
)
LAST = (
    "Hensley",
    "Vasquez",
    "Pruitt",
    "Maddox",
    "Bautista",
    "Rowland",
    "Kirby",
    "Escobar",
    "Tillman",
)
NICK = ("kiwi", "zorro", "pixel", "moss", "quokka", "nimbus", "tofu", "lynx", "ozone", "wisp")
PREFIX = ("Lake", "North", "South", "East", "West", "New", "Port")
SUFFIX = ("berg", "burgh", "mouth", "shire", "bury", "ton", "side")
STATES = ("DC", "TX", "OH", "NV", "UT", "ME")
ABROAD = ("+44 20 7946", "+33 1 42 68", "+49 30 1234", "+39 06 6982")


def sample(count=31, seed=1):
    rng = random.Random(seed)
    return [
        [
            f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            (
                f"{rng.choice(NICK)}{rng.choice('_.-')}{rng.choice(NICK)}{rng.randrange(2000)}@"
                f"{rng.choice(('gmail.com', 'yahoo.com', 'mail.ru', 'web.de', 'orange.fr'))}"
            ),
            f"{rng.choice(ABROAD)} {rng.randrange(10_000):04}",
            f"{rng.choice(PREFIX)} {rng.choice(FIRST)}{rng.choice(SUFFIX)}",
            rng.choice(STATES),
            "US",
        ]
        for _ in range(count)
    ]


def look(check, rows):
    context = context_of(COLUMNS)
    return run(check, facts_of(frame_of(COLUMNS, rows), context), context)[0]


def test_the_towns_are_an_exhibit():
    finding = look(InventedTowns(), sample())
    assert finding.exhibit
    assert finding.support[Reading.FABRICATED] >= 1.9
    assert finding.measured["invented_rows"] >= 29
    assert finding.measured["grammar"] == "faker.en"


def test_names_that_never_show_weigh_without_being_an_exhibit():
    finding = look(NameInAddress(), sample())
    assert finding.measured["name_count"] == 0
    assert not finding.exhibit
    assert 1.5 <= finding.support[Reading.FABRICATED] <= 2.0
    assert 1.5 <= finding.support[Reading.STITCHED] <= 2.0


def test_telephones_of_other_countries_are_shown():
    finding = look(PhoneCountry(), sample())
    assert finding.rows.count >= 20
    assert finding.support[Reading.FABRICATED] >= 0.8


def test_what_is_not_there_says_little():
    finding = look(ReservedDomains(), sample())
    assert abs(finding.support[Reading.FABRICATED]) <= 0.3


def test_one_or_two_real_people_among_them_change_little():
    rows = [
        *sample(29),
        ["Anna Weber", "anna.weber@web.de", "+1 212 736 5000", "Boston", "MA", "US"],
        ["Jean Dupont", "jdupont@orange.fr", "+1 617 536 4100", "Chicago", "IL", "US"],
    ]
    assert look(InventedTowns(), rows).support[Reading.FABRICATED] >= 1.5
    assert look(NameInAddress(), rows).support[Reading.FABRICATED] >= 0.8
