"""Days since 1970 from year, month and day, for whole arrays, in the Gregorian and the Jalali calendar."""

from functools import cache
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Ints

JALALI_YEARS: Final = (1200, 1499)
"""A four-digit year in this range is one of the Jalali calendar (1821-2121); no record is that old."""

_EPOCH: Final = 719_468  # days from 0000-03-01 to 1970-01-01
_FEBRUARY: Final = 2
_LAST_LONG: Final = 6  # the first six Jalali months have 31 days
_DECEMBER: Final = 12
_LENGTHS: Final = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
_SHORT_RUN: Final = 4
_BREAKS: Final = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip
"""Years at which the Jalali leap cycle shifts (Borkowski 1996)."""


def is_jalali(year: Ints) -> Bools:
    """Which years are counted in the Jalali calendar."""
    return (year >= JALALI_YEARS[0]) & (year <= JALALI_YEARS[1])


def exists(year: Ints, month: Ints, day: Ints) -> Bools:
    """Which dates their calendar has. Year 0 is none: 0000-00-00 is a database's way to say nothing."""
    named = (month >= 1) & (month <= _DECEMBER)
    safe = np.where(named, month, 1)
    longest = _LENGTHS[safe] + ((safe == _FEBRUARY) & _is_leap(year))
    jalali = is_jalali(year)
    if jalali.any():
        tail = np.where(safe == _DECEMBER, 29 + _jalali_leaps(np.where(jalali, year, 1400)), 30)
        longest = np.where(jalali, np.where(safe <= _LAST_LONG, 31, tail), longest)
    return np.asarray(named & (day >= 1) & (day <= longest) & (year >= 1), dtype=np.bool_)


def days_since_epoch(year: Ints, month: Ints, day: Ints) -> Ints:
    """Days from 1970-01-01; the date must exist (Gregorian by Hinnant's days_from_civil)."""
    shifted = year - (month <= _FEBRUARY)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + np.where(month > _FEBRUARY, -3, 9)) + 2) // 5 + day - 1
    days = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _EPOCH
    jalali = is_jalali(year)
    if jalali.any():
        days = np.where(jalali, _jalali_days(np.where(jalali, year, 1400), month, day), days)
    return np.asarray(days, dtype=np.int64)


def _jalali_days(year: Ints, month: Ints, day: Ints) -> Ints:
    starts = _new_years()[year - JALALI_YEARS[0]]
    return starts + (month - 1) * 31 - (month // 7) * (month - 7) + day - 1


def _jalali_leaps(year: Ints) -> Ints:
    starts = _new_years()
    at = year - JALALI_YEARS[0]
    return starts[at + 1] - starts[at] - 365


@cache
def _new_years() -> Ints:
    """The day since 1970 on which each Jalali year of the range begins, and the one after."""
    years = range(JALALI_YEARS[0], JALALI_YEARS[1] + 2)
    return np.array([_new_year(year) for year in years], dtype=np.int64)


def _new_year(year: int) -> int:
    """Nouruz by the cycle of Borkowski, as the libraries jdatetime and jalaali-js reckon it."""
    leaps, start = -14, _BREAKS[0]
    jump = 0
    for end in _BREAKS[1:]:
        jump = end - start
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = end
    past = year - start
    leaps += past // 33 * 8 + (past % 33 + 3) // 4
    if jump % 33 == _SHORT_RUN and jump - past == _SHORT_RUN:
        leaps += 1
    gregorian = year + 621
    century_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    march = 20 + leaps - century_leaps
    return int(days_since_epoch(*(np.array([n]) for n in (gregorian, 3, march)))[0])


def _is_leap(year: Ints) -> Bools:
    return np.asarray((year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)), dtype=np.bool_)
