"""Dates in sentences."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.words import language
from leakverify.words.dates import day, jalali


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "2026-11-22"),
        ("fr", "22 novembre 2026"),
        ("de", "22. November 2026"),
        ("es", "22 de noviembre de 2026"),
        ("fa", "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)"),
        ("ar", "٢٢ نوفمبر ٢٠٢٦"),
    ],
)
def test_a_date_is_written_as_each_language_does(code, expected):
    with language.spoken(code):
        assert day(dt.date(2026, 11, 22)) == expected
        assert day("2026-11-22") == expected


def test_the_first_of_a_month_is_told_as_the_french_do():
    with language.spoken("fr"):
        assert day("2026-05-01") == "1er mai 2026"


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026"])
def test_what_is_no_date_stays(text):
    with language.spoken("fa"):
        assert day(text) == text


def test_a_date_before_the_calendar_began_has_the_gregorian_one_alone():
    with language.spoken("fa"):
        assert "(" not in day(dt.date(600, 1, 1))


@given(st.dates(dt.date(1925, 4, 1), dt.date(2057, 12, 31)))
def test_the_jalali_date_is_the_one_that_qt_knows(date):
    """Since 1925 the calendar is law; from 2058 on Qt's cycle and Borkowski's breaks part by a day."""
    core = pytest.importorskip("PySide6.QtCore")
    calendar = core.QCalendar(core.QCalendar.System.Jalali)
    parts = calendar.partsFromDate(core.QDate(date.year, date.month, date.day))
    assert jalali(date) == (parts.year, parts.month, parts.day)
