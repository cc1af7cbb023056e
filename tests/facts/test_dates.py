"""Dates: the notations of many countries and databases, what no calendar has, and what is no date."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import cell_facts
from leakverify.facts.dates import NO_OFFSET, date_facts
from leakverify.facts.hints import vote_date_hints
from leakverify.facts.kinds import NO_TIME

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y/%m/%d", "%Y.%m.%d %H:%M:%S", "%d/%m/%Y",
    "%d.%m.%Y %H:%M:%S", "%d-%m-%Y", "%d %b %Y", "%d-%b-%Y %H:%M:%S", "%b %d, %Y", "%B %d, %Y", "%A, %d %B %Y",
    "%a, %d %b %Y %H:%M:%S +0000", "%a %b %d %H:%M:%S %Y", "%Y%m%dT%H%M%S", "%Y%m%d%H%M%S", "%d/%m/%Y %I:%M:%S %p",
    "%d/%m/%Y, %H:%M:%S", "%H:%M:%S %d/%m/%Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S+02:00",
    "%a %b %d %Y %H:%M:%S GMT+0000 (UTC)", "%Y-%b-%d",
)  # fmt: skip

MOMENTS = st.integers(-2_208_988_800, 4_102_444_799).map(
    lambda seconds: EPOCH + dt.timedelta(seconds=seconds)
)


def read(texts, **how):
    return date_facts(cell_facts(pd.Series(list(texts), dtype="str")), **how)


def at_utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def when(facts, at=0):
    seconds = int(facts.seconds[at])
    return None if seconds == NO_TIME else EPOCH + dt.timedelta(seconds=seconds)


@given(
    MOMENTS,
    st.sampled_from(FORMATS),
)
def test_every_format_is_read_back(moment, form):
    facts = read([moment.strftime(form)])
    expected = dt.datetime.strptime(moment.strftime(form), form).replace(tzinfo=dt.UTC)
    assert when(facts) == expected
    assert facts.date_like[0]
    assert not facts.impossible[0]


@given(MOMENTS)
def test_the_voted_format_is_one_that_strptime_takes(moment):
    for form in FORMATS:
        if form not in {"%H:%M:%S %d/%m/%Y", FORMATS[-2]} and "%A" not in form and "%a" not in form:
            text = moment.strftime(form)
            hint = vote_date_hints([text])
            parsed = dt.datetime.strptime(text, hint.date_format).replace(tzinfo=dt.UTC)
            assert parsed.year == moment.year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 mars 2021", "2021-03-13"), ("1er août 2019", "2019-08-01"), ("13. März 2021", "2021-03-13"),
        ("13 de marzo de 2021", "2021-03-13"), ("3rd March 2021", "2021-03-03"), ("5 мая 2020 г.", "2020-05-05"),
        ("12 października 2018", "2018-10-12"), ("3 Ağustos 2020", "2020-08-03"), ("٣ يناير ٢٠٢٠", "2020-01-03"),
        ("Mar-2018", "2018-03-01"), ("Mar-18", "2018-03-01"), ("03-Mar-21", "2021-03-03"), ("12/2020", "2020-12-01"),
        ("2021年3月14日", "2021-03-14"), ("20210314", "2021-03-14"), ("6. 3. 2020", "2020-03-06"),
        ("1402/05/06", "2023-07-28"), ("۱۴۰۲/۰۵/۰۶", "2023-07-28"), ("12 فروردین 1402", "2023-04-01"),
        ("1399-12-30", "2021-03-20"), ("85-03-14", "1985-03-14"), ("14/03/85", "1985-03-14"),
        ("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-01"), ("14-Sept-1999", "1999-09-14"),
    ],
)  # fmt: skip
def test_days(text, expected):
    facts = read([text])
    assert when(facts) == at_utc(expected)
    assert (facts.precision[0], facts.offset_minutes[0]) == (0, NO_OFFSET)


@pytest.mark.parametrize(
    ("text", "expected", "precision", "offset"),
    [
        ("2021-03-14T10:15:30Z", "2021-03-14T10:15:30", 2, 0),
        ("2021-03-14 10:15:30.123456+01:00", "2021-03-14T10:15:30", 3, 60),
        ("2021-03-14T10:15-0330", "2021-03-14T10:15:00", 1, -210),
        ("2021-03-14 10:15 UTC", "2021-03-14T10:15:00", 1, 0),
        ("2021-03-14 10:15 CET", "2021-03-14T10:15:00", 1, NO_OFFSET),
        ("2020-12-31T24:00:00", "2021-01-01T00:00:00", 2, NO_OFFSET),
        ("13/03/2021 à 10h30", "2021-03-13T10:30:00", 1, NO_OFFSET),
        ("3/4/2020 12:06 am", "2020-04-03T00:06:00", 1, NO_OFFSET),
        ("3/4/2020 12:06:01 PM", "2020-04-03T12:06:01", 2, NO_OFFSET),
        ("2021-03-14 10:15:30,5", "2021-03-14T10:15:30", 3, NO_OFFSET),
    ],
)
def test_times(text, expected, precision, offset):
    facts = read([text])
    assert when(facts) == at_utc(expected)
    assert (facts.precision[0], facts.offset_minutes[0]) == (precision, offset)


@pytest.mark.parametrize(
    "text",
    ["31/02/2021", "2021-13-01", "2021-02-29", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "2021-03-14 25:00",
     "2021-03-14 10:61", "2021-03-14 13:00 PM", "32 mars 2021", "1402/07/31", "1402/12/30", "31/02/21", "45/67/2020"],
)  # fmt: skip
def test_what_no_calendar_has(text):
    facts = read([text])
    assert facts.date_like[0]
    assert facts.impossible[0]
    assert when(facts) is None


@pytest.mark.parametrize(
    "text",
    ["12.34.56", "10.0.0.1", "555-1234", "12-34-5678", "1280.01", "12.1717", "hello 12", "123456", "20219999", "4412-11",
     "2021-03-14 foo", "2021-03-14T10:15:30Q", "33 rue de Mars 2021", "1609459200", "2021-03/14", "\x00\x00\x00\x00\x00\x00",
     "13 foo 2021", "1st 2nd 2020", "12345678901234"],
)  # fmt: skip
def test_what_is_no_date(text):
    facts = read([text])
    assert not facts.date_like[0]
    assert not facts.impossible[0]
    assert when(facts) is None


def test_the_hint_settles_day_and_month_but_never_makes_a_month_thirteen():
    texts = ["03/04/2020", "13/04/2020", "04/13/2020", "04/04/2020"]
    first, second = read(texts, day_first=True), read(texts, day_first=False)
    assert [when(first, at).month for at in range(4)] == [4, 4, 4, 4]
    assert [when(second, at).month for at in range(4)] == [3, 4, 4, 4]
    assert first.ambiguous.tolist() == second.ambiguous.tolist() == [True, False, False, False]


def test_bare_numbers_are_times_only_where_asked():
    texts = [
        "1609459200",
        "1609459200123",
        "1609459200123456",
        "1609459200.5",
        "12345",
        "9999999999",
    ]
    facts = read(texts, epochs=True)
    assert [when(facts, at) for at in range(4)] == [dt.datetime(2021, 1, 1, tzinfo=dt.UTC)] * 4
    assert facts.precision[:4].tolist() == [2, 3, 3, 3]
    assert facts.date_like.tolist() == [True] * 4 + [False] * 2
    assert not read(texts).date_like.any()


def test_a_short_year_is_the_latest_that_is_not_after_the_newest():
    years = [when(read([f"14/03/{year}"], newest=2031)).year for year in ("31", "32", "00", "99")]
    assert years == [2031, 1932, 2000, 1999]


@pytest.mark.parametrize(
    ("texts", "day_first", "form"),
    [
        (["03/04/2020", "12/25/2020"], False, "%m/%d/%Y"),
        (["03/04/2020", "25/12/2020", "12/25/2020"], True, "%d/%m/%Y"),
        (["3/4/2020 5:00 PM"], False, "%m/%d/%Y %I:%M %p"),
        (["2020-03-04T01:02:03Z"], True, "%Y-%m-%dT%H:%M:%SZ"),
        (["2020-03-04 01:02:03.5+01:00"] * 9 + ["x"], True, "%Y-%m-%d %H:%M:%S.%f%z"),
        (["2020-03-04", "3 mars 2020"], True, ""),
        ([], True, ""),
    ],
)
def test_the_vote_on_a_columns_notation(texts, day_first, form):
    hint = vote_date_hints(texts)
    assert (hint.day_first, hint.date_format) == (day_first, form)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60)))
def test_any_text_is_read_without_raising(texts):
    facts = read(texts, epochs=True)
    assert np.all((facts.seconds == NO_TIME) | (facts.date_like & ~facts.impossible))
    vote_date_hints(texts)


@given(st.lists(st.text("0123456789-/.: TZaMmrpJn+,", max_size=30), max_size=30))
def test_signs_of_dates_in_any_order_never_raise_and_never_hang_on_the_neighbours(texts):
    together = read(texts)
    for at, value in enumerate(together.values):
        alone = read([value])
        assert alone.seconds[0] == together.seconds[at]
        assert alone.date_like[0] == together.date_like[at]
