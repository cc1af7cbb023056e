"""Columns as a forger sees them: which are ids, numbers, dates or categories, and how their texts are written."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from leakverify.facts.kinds import Floats
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role
from leakverify.museum.terms import Draws

Objects = NDArray[Any]

SERIALS: Final = (Role.RECORD_ID, Role.UUID, Role.OBJECT_ID)
DATES: Final = (
    Role.CREATED, Role.UPDATED, Role.LAST_LOGIN, Role.EVENT_TIME, Role.BIRTH_DATE,
)  # fmt: skip
PERSONAL: Final = (
    Role.EMAIL, Role.PHONE, Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.STREET, Role.URL, Role.USERNAME,
)  # fmt: skip

LAYOUTS: Final = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%d-%m-%Y",
    "%Y/%m/%d", "%Y%m%d", "%d %b %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %Y %z",
)  # fmt: skip
"""How dates are written, the fuller forms first; tried until one reads nearly all."""

PLAIN_NUMBER: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,8})?")
MOSTLY: Final = 0.9
TRIED: Final = 400
FIRST: Final = 5
MANY: Final = 10
"""A column of numbers has more distinct values than this; below, it is a category."""


def texts(frame: pd.DataFrame, name: str) -> Objects:
    """A column as Python texts, "" where the cell is empty or missing."""
    return np.array(frame[name].astype(object).where(frame[name].notna(), ""), dtype=object)


def put(frame: pd.DataFrame, columns: dict[str, Objects]) -> pd.DataFrame:
    """The table with some columns replaced, typed as before."""
    out = frame.copy()
    for name, values in columns.items():  # by item: a column may be called "self"
        out[name] = pd.Series(list(values), index=frame.index, dtype=frame[name].dtype)
    return out


def varying(frame: pd.DataFrame, mapping: Mapping) -> tuple[str, ...]:
    """The columns with more than one value that hold more than the record's number."""
    return tuple(
        c.name for c in mapping if c.role not in SERIALS and frame[c.name].nunique(dropna=False) > 1
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of plain numbers: the values (NaN where none) and how many decimals are written."""

    name: str
    values: Floats
    decimals: int

    def write(self, values: Floats) -> list[str]:
        """Numbers as this column writes them."""
        return [f"{value:.{self.decimals}f}" for value in values.tolist()]


def numbers(frame: pd.DataFrame, mapping: Mapping) -> list[Numbers]:
    """The columns of measured or counted things: amounts first, then unnamed numbers; no ids, codes or years."""
    named = (*mapping.named(Role.AMOUNT), *mapping.named(Role.UNKNOWN))
    found = (as_numbers(frame, name) for name in named)
    return [column for column in found if column is not None]


def as_numbers(frame: pd.DataFrame, name: str) -> Numbers | None:
    """A column as numbers, if nearly all its cells are and they vary."""
    cells = texts(frame, name)
    filled = [c for c in cells.tolist() if c]
    fine = [c for c in filled if PLAIN_NUMBER.fullmatch(c)]
    if not fine or len(fine) < MOSTLY * len(filled) or len(set(fine)) <= MANY:
        return None
    decimals = max(len(c.partition(".")[2]) for c in fine)
    values = [float(c) if PLAIN_NUMBER.fullmatch(c) else np.nan for c in cells.tolist()]
    return Numbers(name, np.asarray(values, np.float64), decimals)


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates: seconds since 1970 (NaN where none), their layout, and the zone that is written."""

    name: str
    seconds: Floats
    layout: str
    offset: dt.tzinfo | None

    def write(self, seconds: Floats) -> list[str]:
        """Moments as this column writes them."""
        start = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        out = []
        for second in seconds.tolist():
            moment = start + dt.timedelta(seconds=int(second))
            out.append(moment.astimezone(self.offset or dt.UTC).strftime(self.layout))
        return out


def dates(frame: pd.DataFrame, mapping: Mapping, *, births: bool = False) -> list[Dates]:
    """The columns of moments, births only where asked for."""
    roles = [r for r in DATES if births or r is not Role.BIRTH_DATE]
    found = (as_dates(frame, name) for name in mapping.named(*roles))
    return [column for column in found if column is not None]


def as_dates(frame: pd.DataFrame, name: str) -> Dates | None:
    """A column as dates, if one layout reads nearly all its cells."""
    cells = texts(frame, name)
    filled = [c for c in cells.tolist() if c]
    tried = filled[:: max(1, len(filled) // TRIED)]
    for layout in LAYOUTS:
        if not any(_moment(c, layout) for c in tried[:FIRST]):
            continue
        read = [moment for moment in (_moment(c, layout) for c in tried) if moment is not None]
        if tried and len(read) >= MOSTLY * len(tried):
            seconds = [_seconds(_moment(c, layout)) for c in cells.tolist()]
            zone = read[0].tzinfo if "%z" in layout else None
            return Dates(name, np.asarray(seconds, np.float64), layout, zone)
    return None


def _moment(text: str, layout: str) -> dt.datetime | None:
    """A text as a moment in a layout; None where it is none."""
    try:
        return dt.datetime.strptime(text, layout)  # noqa: DTZ007  (a zone is set where none is written)
    except ValueError:
        return None


def _seconds(moment: dt.datetime | None) -> float:
    """Seconds since 1970, in UTC where no zone is written."""
    if moment is None:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def uniform_dates(column: Dates, n: int, rng: Draws) -> list[str]:
    """`n` moments drawn evenly from the first to the last of a column."""
    some = column.seconds[np.isfinite(column.seconds)]
    low, high = np.quantile(some, [0.01, 0.99])
    return column.write(rng.uniform(low, max(high, low + 1.0), n))


def uniform_numbers(column: Numbers, n: int, rng: Draws) -> list[str]:
    """`n` numbers drawn evenly from the low to the high end of a column."""
    some = column.values[np.isfinite(column.values)]
    low, high = np.quantile(some, [0.01, 0.99])
    return column.write(rng.uniform(low, max(high, low + 10.0**-column.decimals), n))


def renumbered(frame: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """The table with its whole-number ids given anew from 1, in row order."""
    columns = [
        name
        for name in mapping.named(Role.RECORD_ID)
        if frame[name].astype("string").str.fullmatch(r"\d+").fillna(value=False).all()
    ]
    if not columns:
        return frame
    fresh = np.asarray([str(i) for i in range(1, len(frame) + 1)], dtype=object)
    return put(frame, dict.fromkeys(columns, fresh))


def joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables of the same columns one below the other."""
    return pd.concat(list(parts), ignore_index=True)
