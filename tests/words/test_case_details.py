"""Entries of the custody log in words: whole in every language, dates in their order where lines begin at the right."""

import pytest

from leakverify.words import language
from leakverify.words.case import act_details
from leakverify.words.dates import moment

ENTRIES = (
    ("mapped", {"columns": 8}, "8 columns"),
    ("marked", {"check": "GEN003", "mark": "explained"}, "GEN003: explained"),
    ("marked", {"check": "GEN003", "mark": "none"}, "GEN003: no mark"),
    ("marked", {"check": "GEN003", "mark": "of_later"}, "GEN003: of_later"),
    ("drawn", {"drawn": 12, "reserve": 5, "looks": "10"}, "12 rows to call, 5 in reserve"),
    ("drawn", {"discarded": "ab"}, "the plan was thrown away"),
    ("called", {"row": 7, "outcome": "match", "fields": 3}, "row 7"),
    ("called", {"row": 7, "taken_back": 1}, "row 7, taken back"),
    ("called", {"taken_in": 3}, "3 calls taken in"),
    ("called", {"first": "2026-11-20", "last": "2026-11-21"}, "from 2026-11-20 to 2026-11-21"),
    ("looked_up", {"thrown_away": 1}, "the answers were thrown away"),
    (
        "looked_up",
        {"began": "2026-11-20T09:00:00Z", "ended": "2026-11-20T09:01:00Z"},
        "from 2026-11-20 09:00:00 to 2026-11-20 09:01:00",
    ),
    ("looked_up", {}, ""),
)


@pytest.fixture(autouse=True)
def speak():
    language.use("en")
    yield language.use
    language.use("en")


@pytest.mark.parametrize(("act", "details", "told"), ENTRIES)
def test_what_was_done_is_told_without_names_of_fields(act, details, told):
    assert act_details(act, details) == told


@pytest.mark.parametrize("code", [c for c in language.OWN_NAMES if c != "en"])
def test_nothing_of_it_stays_english(speak, code):
    speak(code)
    for act, details, told in ENTRIES:
        if told and details.get("mark") != "of_later":
            assert act_details(act, details) != told


def test_a_moment_keeps_its_order_where_lines_begin_at_the_right(speak):
    assert moment("2026-11-22T09:00:04Z") == "2026-11-22 09:00:04"
    speak("fa")
    assert moment("2026-11-22T09:00:04Z") == "\u20682026-11-22 09:00:04\u2069"
