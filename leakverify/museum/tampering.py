"""Genuine tables with numbers, dates or categories changed in some of their rows."""

import itertools
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Floats
from leakverify.model.terms import Role
from leakverify.museum.columns import (
    Numbers,
    Objects,
    dates,
    numbers,
    put,
    texts,
    uniform_dates,
    uniform_numbers,
    varying,
)
from leakverify.museum.terms import Draws, Made, Source

DETERMINED: Final = 0.985
"""A rank correlation, or a share of rows that keep a sum, from which on a number follows from others."""
MOST_COLUMNS: Final = 14
MOST_KINDS: Final = 40
FEWEST_KINDS: Final = 3


def _chosen(source: Source, share: float, rng: Draws) -> Bools:
    """Rows to change: spread, or one block."""
    n = len(source.frame)
    count = max(1, round(share * n))
    if rng.random() < 0.7:  # noqa: PLR2004
        return np.isin(np.arange(n), rng.permutation(n)[:count])
    start = int(rng.integers(0, n - count + 1))
    return (np.arange(n) >= start) & (np.arange(n) < start + count)


def _with(source: Source, changed: dict[str, Objects], rows: Bools) -> Made:
    """The table with changed cells, marked where they differ."""
    before = {name: texts(source.frame, name) for name in changed}
    differs = np.logical_or.reduce([before[name] != cells for name, cells in changed.items()])
    return Made(put(source.frame, changed), rows & differs)


def any_number(source: Source, rng: Draws, share: float) -> Made | None:
    """One column of numbers redrawn evenly."""
    able = numbers(source.frame, source.mapping)
    return _redrawn(source, able[int(rng.integers(len(able)))], share, rng) if able else None


def determined_number(source: Source, rng: Draws, share: float) -> Made | None:
    """A number that follows from others redrawn evenly."""
    able = numbers(source.frame, source.mapping)[:MOST_COLUMNS]
    follow = [c for i, c in enumerate(able) if _follows(c, able[:i] + able[i + 1 :])]
    return _redrawn(source, follow[int(rng.integers(len(follow)))], share, rng) if follow else None


def _redrawn(source: Source, column: Numbers, share: float, rng: Draws) -> Made:
    """A column with some of its cells drawn evenly over its range."""
    rows = _chosen(source, share, rng)
    cells = texts(source.frame, column.name)
    cells[rows] = uniform_numbers(column, int(rows.sum()), rng)
    return _with(source, {column.name: cells}, rows)


def _follows(column: Numbers, others: list[Numbers]) -> bool:
    """Whether a column rises with another, or is the sum or product of two or three others, in nearly all rows."""
    goal = column.values
    if any(_rises(goal, other.values) for other in others):
        return True
    for size in (2, 3):
        for parts in itertools.combinations(others, size):
            rows = np.stack([p.values for p in parts])
            for made in (rows.sum(axis=0), rows.prod(axis=0)):
                both = np.isfinite(made) & np.isfinite(goal)
                near = np.abs(made - goal)[both] < 0.006  # noqa: PLR2004  (half a cent and rounding)
                if both.sum() > 20 and near.mean() >= DETERMINED and np.ptp(rows, axis=1).all():  # noqa: PLR2004
                    return True
    return False


def _rises(one: Floats, other: Floats) -> bool:
    """Whether two columns have the same order."""
    both = np.isfinite(one) & np.isfinite(other)
    if both.sum() < 20 or min(len(np.unique(one[both])), len(np.unique(other[both]))) < 10:  # noqa: PLR2004
        return False
    ranks = [np.argsort(np.argsort(v[both])).astype(np.float64) for v in (one, other)]
    left, right = (r - r.mean() for r in ranks)
    together = float(left @ right) / float(np.sqrt((left @ left) * (right @ right)))
    return abs(together) >= DETERMINED


def moments(source: Source, rng: Draws, share: float) -> Made | None:
    """All dates of some rows redrawn evenly over their ranges."""
    able = dates(source.frame, source.mapping)
    if not able:
        return None
    rows = _chosen(source, share, rng)
    changed = {}
    for column in able:
        cells = texts(source.frame, column.name)
        filled = rows & np.isfinite(column.seconds)
        cells[filled] = uniform_dates(column, int(filled.sum()), rng)
        changed[column.name] = cells
    return _with(source, changed, rows)


def categories(source: Source, rng: Draws, share: float) -> Made | None:
    """A column of few kinds of value: other ones, drawn evenly."""
    names = [
        name
        for name in varying(source.frame, source.mapping)
        if FEWEST_KINDS <= source.frame[name].nunique() <= MOST_KINDS
    ]
    if not names:
        return None
    name = names[int(rng.integers(len(names)))]
    cells = texts(source.frame, name)
    kinds, places = np.unique(cells.astype(str), return_inverse=True)
    rows = _chosen(source, share, rng)
    steps = rng.integers(1, len(kinds), int(rows.sum()))
    cells[rows] = kinds[(places[rows] + steps) % len(kinds)]
    return _with(source, {name: cells}, rows)


def one_person(source: Source, rng: Draws) -> Made | None:
    """The numbers and dates of the person with most rows redrawn."""
    name = source.mapping.first(Role.EMAIL, Role.FULL_NAME, Role.LAST_NAME)
    if name is None:
        return None
    people = texts(source.frame, name)
    kinds, counts = np.unique(people[people != ""].astype(str), return_counts=True)
    if not len(kinds):
        return None
    rows = people == kinds[int(np.argmax(counts))]
    changed = {}
    for column in numbers(source.frame, source.mapping):
        changed[column.name] = texts(source.frame, column.name)
        changed[column.name][rows] = uniform_numbers(column, int(rows.sum()), rng)
    for moment in dates(source.frame, source.mapping):
        changed[moment.name] = texts(source.frame, moment.name)
        changed[moment.name][rows] = uniform_dates(moment, int(rows.sum()), rng)
    return _with(source, changed, rows) if changed else None
