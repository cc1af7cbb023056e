"""Contents that make a role likely where neither they nor the header decide it."""

import re

import numpy as np

from leakverify.facts.kinds import Floats
from leakverify.mapping import shapes
from leakverify.mapping.column import Column, Guess, from_content
from leakverify.mapping.hints import Hint
from leakverify.mapping.sample import ColumnSample
from leakverify.mapping.vocabulary import CURRENCIES, FEMALE, GENDERS, MALE, US_STATES
from leakverify.model.terms import Role
from leakverify.reference import countries

_NEARLY_ALL = 0.9
_HALF = 0.5
_SOME = 0.3
_UNIQUE = 0.98
_MIN_ROWS = 5
_CHANCES = 10.0
_MIN_STATES = 8
_MIN_COUNTRIES = 4
_MIN_KINDS = 40
_LONG_TEXT = 5
_YEARS = (1900, 2100)
_COORDINATE = 180.0
_FINE_DECIMALS = 4
_SPREAD = 8.0
_SMALL_CODE = 100
_MOST = 0.6
_LOGIN_UNIQUE = 0.8
_SHORT_CODE = 9
_RUNNING = re.compile(r"([^\W\d_]{1,8}[-_/.#]?)(\d{1,15})", re.ASCII)


def likely(column: Column) -> Guess | None:
    """The role that the contents make likely, or None. A header that names another thing forbids guesses."""
    if column.meaning in {Hint.OTHER, Hint.EXPIRY, Hint.ID} or not column.sample.values:
        return None
    for guess in (_code_list, _number, _running, _street, _text, _login):
        found = guess(column)
        if found is not None:
            return found
    return None


def _code_list(column: Column) -> Guess | None:
    """Genders, currencies, states: short closed lists."""
    sample = column.sample
    folded = {v.casefold() for v in sample.values}
    if (
        folded <= GENDERS
        and folded & MALE
        and folded & FEMALE
        and not folded <= {"m", "d", "o", "f", "n", "x", "k"}
    ):
        return from_content(Role.GENDER, 0.8, column)
    if {"m", "f"} <= folded <= {"m", "f", "x", "o", "u", "d"}:
        return from_content(Role.GENDER, 0.8, column)
    if sample.share(lambda t: t in CURRENCIES) >= _NEARLY_ALL:
        return from_content(Role.CURRENCY, 0.6, column)
    if not column.meaning and sample.distinct > 1 and _names_countries(sample):
        return from_content(Role.COUNTRY, 0.7, column)
    if sample.distinct >= _MIN_STATES and sample.share(lambda t: t in US_STATES) >= _NEARLY_ALL:
        return from_content(Role.REGION, 0.6, column)
    return None


def _names_countries(sample: ColumnSample) -> bool:
    """Whether nearly all values name countries: in full, or by codes that are not the states of the US."""
    if sample.share(countries.to_alpha2) < _NEARLY_ALL:
        return False
    if sample.share(countries.is_code) < _HALF:
        return True
    return (
        sample.distinct >= _MIN_COUNTRIES and sample.share(lambda t: t in US_STATES) < _NEARLY_ALL
    )


def _number(column: Column) -> Guess | None:
    sample = column.sample
    if sample.share(shapes.is_money) >= _HALF:
        return from_content(Role.AMOUNT, 0.9, column)
    numeric = sample.share(shapes.is_number)
    if numeric < _NEARLY_ALL:
        return None
    if sample.share(shapes.is_whole) >= _NEARLY_ALL:
        return _whole_number(column, sample)
    if _is_coordinate(sample):
        return Guess(Role.UNKNOWN, 0.5, "content.coordinate")
    decimals = sample.share(shapes.has_decimals)
    return from_content(Role.AMOUNT, decimals * 0.6, column) if decimals >= _SOME else None


def _whole_number(column: Column, sample: ColumnSample) -> Guess | None:
    """Rising and unique, or never twice where quantities would be: an id. Spread over a decade: a quantity. Else a code."""
    numbers = np.array([int(v) for v in sample.values if shapes.is_whole(v)], dtype=np.float64)
    rises = float((np.diff(numbers) > 0).mean()) if len(numbers) > 1 else 0.0
    if sample.unique >= _UNIQUE and rises >= _NEARLY_ALL and sample.filled >= _MIN_ROWS:
        return from_content(Role.RECORD_ID, rises * 0.8, column)
    if not column.meaning and _never_twice(sample, numbers):
        return from_content(Role.RECORD_ID, 0.4, column)
    if sample.share(lambda t: len(t) > 1 and t[0] == "0") > 0.02 or sample.distinct < _MIN_KINDS:  # noqa: PLR2004  (codes keep leading zeros)
        return Guess(Role.UNKNOWN, 0.5, "content.code")
    if ((numbers >= _YEARS[0]) & (numbers <= _YEARS[1])).mean() >= _NEARLY_ALL:
        return Guess(Role.UNKNOWN, 0.5, "content.code")
    low, high = np.percentile(np.abs(numbers), [10, 90])
    if high < _SMALL_CODE or high / max(low, 1.0) < _SPREAD:
        return Guess(Role.UNKNOWN, 0.5, "content.code")
    return from_content(Role.AMOUNT, 0.3, column)


def _never_twice(sample: ColumnSample, numbers: Floats) -> bool:
    """Whether no number comes twice though so many drawn anyhow from their range would: given out, one each."""
    if sample.distinct < sample.filled or not len(numbers):
        return False
    return sample.filled**2 >= 2.0 * _CHANCES * float(np.ptp(numbers) + 1.0)


def _running(column: Column) -> Guess | None:
    """One prefix and a rising number: C-1001, C-1002."""
    numbers: dict[str, list[int]] = {}
    for text in column.sample.values:
        match = _RUNNING.fullmatch(text)
        if match is not None:
            numbers.setdefault(match.group(1), []).append(int(match.group(2)))
    counted = max(numbers.values(), key=len, default=[])
    if len(counted) < max(_MIN_ROWS, _NEARLY_ALL * len(column.sample.values)):
        return None
    rises = float((np.diff(counted) > 0).mean())
    if column.sample.unique < _UNIQUE or rises < _NEARLY_ALL:
        return None
    return from_content(Role.RECORD_ID, rises * 0.7, column)


def _login(column: Column) -> Guess | None:
    """Words with digits, points and underscores that differ from row to row."""
    sample = column.sample
    if not column.nameless or sample.unique < _LOGIN_UNIQUE or sample.filled < _MIN_ROWS:
        return None
    marked, letters = sample.share(shapes.is_login), sample.share(lambda t: t[:1].isalpha())
    upper = sample.share(str.isupper)
    if (
        marked >= _MOST
        and letters >= _NEARLY_ALL
        and upper < _HALF
        and sample.longest > _SHORT_CODE
    ):
        return from_content(Role.USERNAME, marked * 0.3, column)
    return None


def _is_coordinate(sample: ColumnSample) -> bool:
    fine = sample.share(lambda t: len(t.partition(".")[2]) >= _FINE_DECIMALS)
    within = sample.share(lambda t: shapes.is_number(t) and _within(t))
    return fine >= _HALF and within >= _NEARLY_ALL


def _within(text: str) -> bool:
    try:
        return abs(float(text)) <= _COORDINATE
    except ValueError:
        return False


def _street(column: Column) -> Guess | None:
    sample = column.sample
    share = sample.share(lambda t: shapes.is_street(t) and shapes.has_digit(t))
    if column.nameless:
        share = max(share, sample.share(shapes.is_numbered_street))
    if share >= _HALF and sample.share(lambda t: shapes.word_count(t) <= 2 * _LONG_TEXT) >= _HALF:
        return from_content(Role.STREET, share * 0.6, column)
    return None


def _text(column: Column) -> Guess | None:
    share = column.sample.share(shapes.is_prose)
    if share >= _HALF and column.sample.unique >= _HALF:
        return from_content(Role.FREE_TEXT, share * 0.5, column)
    return None
