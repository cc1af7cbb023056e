"""Calendars: day numbers agree with the standard library, Nouruz with published dates."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.calendars import JALALI_YEARS, days_since_epoch, exists, is_jalali

EPOCH = dt.date(1970, 1, 1)


def arrays(*numbers):
    return tuple(np.array([number], dtype=np.int64) for number in numbers)


@given(st.dates())
def test_gregorian_days(day):
    if JALALI_YEARS[0] <= day.year <= JALALI_YEARS[1]:
        return
    fields = arrays(day.year, day.month, day.day)
    assert exists(*fields)[0]
    assert int(days_since_epoch(*fields)[0]) == (day - EPOCH).days


@given(st.integers(1600, 2299), st.integers(-1, 99), st.integers(-1, 99))
def test_only_dates_of_the_calendar_exist(year, month, day):
    try:
        dt.date(year, month, day)
    except ValueError:
        expected = False
    else:
        expected = True
    assert bool(exists(*arrays(year, month, day))[0]) is expected


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1300, 1, 1), (1921, 3, 21)), ((1357, 11, 22), (1979, 2, 11)), ((1375, 1, 1), (1996, 3, 20)),
        ((1399, 12, 30), (2021, 3, 20)), ((1400, 1, 1), (2021, 3, 21)), ((1403, 12, 30), (2025, 3, 20)),
        ((1404, 7, 1), (2025, 9, 23)), ((1408, 1, 1), (2029, 3, 20)),
    ],
)  # fmt: skip
def test_jalali_days(jalali, gregorian):
    assert exists(*arrays(*jalali))[0]
    assert int(days_since_epoch(*arrays(*jalali))[0]) == (dt.date(*gregorian) - EPOCH).days


def test_jalali_leap_years():
    years = np.arange(1370, 1417)
    leap = years[exists(years, np.full(len(years), 12), np.full(len(years), 30))]
    assert leap.tolist() == [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416]


def test_jalali_days_run_without_gap_or_overlap():
    days = [
        int(days_since_epoch(*arrays(year, month, day))[0])
        for year in (1399, 1400, 1401)
        for month in range(1, 13)
        for day in range(1, 32)
        if exists(*arrays(year, month, day))[0]
    ]
    assert days == list(range(days[0], days[0] + 366 + 365 + 365))
    assert is_jalali(np.array([1199, 1200, 1499, 1500])).tolist() == [False, True, True, False]
