"""Which rows say what another row says already, where what must agree names the record by itself.

`moved` asks that something was moved finely. Small whole numbers cannot be, and dates lie near each other by chance. Here
coarse columns are ruled out by the pairs that agree in all that must but one column: a table of visits, items or years
has many of those, a table whose records stand in it again has none.
"""

from typing import Final

import numpy as np

from leakverify.checks.moved import (
    DATES,
    Copies,
    columns_of,
    kept,
    moving,
    rivals,
    steps_of,
)
from leakverify.checks.pairs import FAR, MAX_GROUP, NEXT, joined_rows, pairs, unit_of
from leakverify.checks.state import RowSample
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints
from leakverify.model.mapping import Mapping

FEWEST_TELLING: Final = 3
"""A business stands in a list of its inspections under one name each time: one column that agrees names no record."""
COMMON: Final = 0.5
"""A column in which random rows agree so often tells nothing."""
COUNTED: Final = 9.5
"""Below ten of its smallest units a figure counts visits, items or waves; moved by a few per cent it would stay as it is."""
MOVED: Final = 0.03
"""Where fewer of the pairs differ at all, rows were pasted, coarse, or joined in an export: a matter of STR001."""
FEWEST_MOVED: Final = 10
CLEAR: Final = 0.9
"""Of the pairs that are near in all but one column at most, so many must be so in that too."""
CROWDS: Final = 0.5
"""Where most rows share what must agree with more than a few others, it names no record."""

WITHIN: Final = 0.2
"""Dates were moved a little if by less than this part of what lies between two rows picked at random."""
BOUNDED: Final = 0.8
"""And hardly any pair lies farther apart: visits and renewals do."""
SPREAD: Final = 0.2
"""Moved dates fill their range; what is done twice in a day, or again after a year, heaps up in one place."""
HEAP: Final = 0.3
BOTH_WAYS: Final = 0.2
"""The later row has the earlier date about as often as not: a log and a later export never do."""
DRAWS: Final = 4_000


def repeats_of(way: str, sample: RowSample, roles: Mapping, seed: int) -> Copies | None:
    """The rows that stand in the sample again, this way; None where that has another explanation."""
    left, right = pairs(sample.keys)
    if way == "all" or len(left) < FEWEST_MOVED or _crowded(sample) > CROWDS:
        return None
    rng = np.random.default_rng(seed)
    n = len(sample.keys)
    one, other = rng.integers(0, n, DRAWS), rng.integers(0, n, DRAWS)
    one, other = one[one != other], other[one != other]
    if _telling(way, sample, roles, one, other) < FEWEST_TELLING:
        return None
    same = _same(sample, roles, left, right)
    if way == "dates":
        limit = WITHIN * float(np.median(_apart(sample, roles, one, other)))
        far = (_apart(sample, roles, left, right) > limit).astype(np.int64)
        least = BOUNDED
    else:
        limit, least = 0.0, CLEAR
        far = _far(way, sample, roles, left, right)
    alike = far == 0
    moved = alike & ~same
    count, whole = int(np.count_nonzero(alike)), int(np.count_nonzero(far <= 1))
    if np.count_nonzero(moved) < max(FEWEST_MOVED, MOVED * count) or count < least * whole:
        return None
    if way == "dates" and not drawn_anew(sample, roles, left[moved], right[moved]):
        return None

    def near(a: Ints, b: Ints, but: str) -> Bools:
        if way == "dates":
            return np.asarray(_apart(sample, roles, a, b) <= limit, np.bool_)
        return np.asarray(_far(way, sample, roles, a, b, but) == 0, np.bool_)

    chance = float(near(one, other, "").mean()) if len(one) else 0.0
    rows = np.flatnonzero(joined_rows(left[alike], right[alike], n))
    about = rivals(way, sample, roles, chance, seed, near)
    return Copies(way, sample, rows, count, whole, chance, about, repeated=True)


def _crowded(sample: RowSample) -> float:
    """The share of rows that share their key with more than a few others."""
    _, counts = np.unique(sample.keys, return_counts=True)
    return float(counts[counts > MAX_GROUP].sum() / len(sample.keys))


def _telling(way: str, sample: RowSample, roles: Mapping, one: Ints, other: Ints) -> int:
    """How many of the columns that must agree, and can not move, tell rows apart."""
    count = 0
    for i, name in enumerate(columns_of(roles)):
        if name in kept(roles, way):
            texts = np.asarray(sample.values[f"{i:02}"], object)
            if f"{i:02}#" in sample.values and name in moving(roles, way):
                figures = np.asarray(sample.values[f"{i:02}#"], np.float64)
                texts = np.where(np.isfinite(figures), "", texts)
            count += float(np.mean(texts[one] == texts[other])) < COMMON
    return count


def _same(sample: RowSample, roles: Mapping, left: Ints, right: Ints) -> Bools:
    """Which pairs have every cell in common, to the letter."""
    same = np.ones(len(left), np.bool_)
    for i, _ in enumerate(columns_of(roles)):
        texts = np.asarray(sample.values[f"{i:02}"], object)
        same &= texts[left] == texts[right]
    return same


def _far(
    way: str, sample: RowSample, roles: Mapping, left: Ints, right: Ints, but: str = ""
) -> Ints:
    """In how many of the columns that may have been moved, `but` left out, two rows lie too far apart for that."""
    far = np.zeros(len(left), np.int64)
    able = moving(roles, way)
    for i, name in enumerate(columns_of(roles)):
        if name not in able or name == but:
            continue
        texts = np.asarray(sample.values[f"{i:02}"], object)
        off = steps_of(sample, i, texts, left, right)
        numbers = np.asarray(sample.values.get(f"{i:02}#", np.zeros(len(texts))), np.float64)
        size = np.fmax(np.abs(numbers[left]), np.abs(numbers[right]))
        far += (off == FAR) | ((off == NEXT) & ~(size >= COUNTED * unit_of(numbers)))
    return far


def _apart(sample: RowSample, roles: Mapping, left: Ints, right: Ints) -> Floats:
    """The most seconds between the dates of two rows; without end where one row lacks a date."""
    most = np.zeros(len(left))
    for seconds in _dates(sample, roles):
        a, b = seconds[left], seconds[right]
        known = (a != NO_TIME) & (b != NO_TIME)
        gap = np.where(known, np.abs(np.where(known, a - b, 0)), np.where(a == b, 0.0, np.inf))
        most = np.maximum(most, gap)
    return most


def _dates(sample: RowSample, roles: Mapping) -> list[Ints]:
    """The columns of dates."""
    names = [f"{i:02}@" for i, n in enumerate(columns_of(roles)) if roles.role_of(n) in DATES]
    return [np.asarray(sample.values[name], np.int64) for name in names]


def drawn_anew(sample: RowSample, roles: Mapping, left: Ints, right: Ints) -> bool:
    """Whether the days between two rows, from the upper to the lower, fill a range, and run either way."""
    above = sample.places[left] < sample.places[right]
    down = np.where(above, left, right), np.where(above, right, left)
    gaps = []
    for seconds in _dates(sample, roles):
        a, b = seconds[down[0]], seconds[down[1]]
        known = (a != NO_TIME) & (b != NO_TIME) & (a != b)
        gaps.append((b[known] - a[known]).astype(np.float64))
    steps = np.concatenate(gaps) if gaps else np.empty(0)
    if len(steps) < FEWEST_MOVED:
        return False
    size = np.abs(steps)
    _, counts = np.unique(size // 86_400, return_counts=True)
    later = float(np.mean(steps > 0))
    return (
        float(np.median(size)) >= SPREAD * float(np.quantile(size, 0.95))
        and counts.max() <= HEAP * len(size)
        and BOTH_WAYS <= later <= 1.0 - BOTH_WAYS
    )
