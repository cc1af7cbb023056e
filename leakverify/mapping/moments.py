"""Dates as seen while guessing: is this cell one, of which year, with a time of day?"""

import re
from dataclasses import dataclass
from typing import Final

from leakverify.mapping.sample import ColumnSample

_TIME: Final = r"(?:[T ,]+\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
_MONTH: Final = r"[A-Za-zÀ-ÿА-я]{3,10}\.?"
_FORMS: Final = (
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}"),
    re.compile(
        rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}}){_TIME}"
    ),
    re.compile(rf"(?P<day>\d{{1,2}})[ -]{_MONTH}[ -,]+(?P<year>\d{{4}}|\d{{2}}){_TIME}"),
    re.compile(rf"(?:[A-Za-z]{{3,9}},? )?{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){_TIME}"),
    re.compile(
        rf"[A-Za-z]{{3}},? (?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}}){_TIME}|"
        r"[A-Za-z]{3} [A-Za-z]{3} +(?P<day2>\d{1,2}) [\d:]+ (?:\w+ )?(?P<year2>\d{4})"
    ),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日.*"),
)
_COMPACT: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:\d{6})?"
)
_EPOCH: Final = re.compile(r"(?:[89]\d{8}|1\d{9})(?:\d{3})?(?:\.\d+)?")
_CLOCK: Final = re.compile(r"[T ]\d{1,2}[:.h]\d{2}")
_FOREIGN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_MAX_MONTH, _MAX_DAY = 12, 31
_CENTURY: Final = 100
_PIVOT: Final = 40
_MAX_LENGTH: Final = 48
_SECONDS_A_YEAR: Final = 31_556_952


@dataclass(frozen=True, slots=True)
class Moments:
    """`share` of values that are dates, of which `clocked` tell a time of day; years at the 5th, 50th, 95th per cent."""

    share: float
    clocked: float
    low: int
    middle: int
    high: int


def moments_of(sample: ColumnSample, *, bare: bool) -> Moments:
    """Read a column's dates; `bare` also takes 20240131 and seconds since 1970."""
    years, clocked = [], 0
    for text in sample.values:
        year = _year(text.translate(_FOREIGN), bare=bare)
        if year is not None:
            years.append(year)
            clocked += _CLOCK.search(text) is not None
    if not years:
        return Moments(0.0, 0.0, 0, 0, 0)
    years.sort()
    count = len(years)
    low, middle, high = (years[min(count - 1, int(count * q))] for q in (0.05, 0.5, 0.95))
    return Moments(count / len(sample.values), clocked / count, low, middle, high)


def _year(text: str, *, bare: bool) -> int | None:
    if len(text) > _MAX_LENGTH:
        return None
    if bare:
        if _EPOCH.fullmatch(text):
            whole = int(text.partition(".")[0])
            return 1970 + (whole if whole < 10**11 else whole // 1000) // _SECONDS_A_YEAR
        match = _COMPACT.fullmatch(text)
        if match is not None:
            return int(match["year"])
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _checked(match)
    return None


def _checked(match: re.Match[str]) -> int | None:
    """The year, if day and month are possible either way round."""
    found = match.groupdict()
    first = int(found.get("day") or found.get("day2") or 0)
    second = int(found.get("month") or 1)
    if max(first, second) > _MAX_DAY or min(first, second) > _MAX_MONTH:
        return None
    year = int(found.get("year") or found.get("year2") or 0)
    if year < _CENTURY:
        year += 2000 if year < _PIVOT else 1900
    return year
