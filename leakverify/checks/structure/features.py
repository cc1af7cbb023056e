"""Columns as small-integer features, and how much two columns tell of each other."""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.columns import hashes
from leakverify.facts.kinds import Floats, Keys, Texts

LEVELS: Final = 16
"""Each feature of a column is brought to at most this many levels, so that chance stays small."""
FEWEST: Final = 5
"""A value needs so many rows for a level of its own, so that a few copied rows do not link all columns."""
_NOT_NUMBER: Final = re.compile(r"[^0-9.]+")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})((?:[ T,].*)?)", re.DOTALL)
_MONTHS: Final = 12
_THIS_CENTURY: Final = 30
"""Of years in two digits, those up to this one."""

Levels = NDArray[np.int64]


def features(texts: Texts) -> list[Levels]:
    """A column as several small-integer features; none where nothing varies."""
    lengths = np.array([len(text) for text in texts.tolist()], np.int64)
    heads = np.array([text[:2].casefold() for text in texts.tolist()], dtype=object)
    tails = np.array([text[-3:].casefold() for text in texts.tolist()], dtype=object)
    found = [_commonest(hashes(texts)), _commonest(hashes(heads)), _commonest(hashes(tails))]
    found.append(ranked(lengths.astype(np.float64)))
    sizes = numbers(texts)
    if sizes is not None:
        found.append(ranked(sizes))
    return [levels for levels in found if varies(levels)]


def steady_features(texts: Texts) -> list[Levels]:
    """The same but for a few odd rows."""
    return [kept for levels in features(texts) if varies(kept := steady(levels))]


def varies(levels: Levels) -> bool:
    """Whether more than a few odd rows differ from the commonest level: odd rows are odd in all columns."""
    return len(levels) - int(np.bincount(levels).max()) >= _few(levels)


def steady(levels: Levels) -> Levels:
    """The levels without those of a few odd rows, which count as the commonest one.

    Odd rows are odd in all columns: two rows of junk would link every column with every other.
    """
    counts = np.bincount(levels)
    kept = np.where(counts[levels] < _few(levels), counts.argmax(), levels)
    return np.unique(kept, return_inverse=True)[1].astype(np.int64)


def _few(levels: Levels) -> int:
    """So many rows are more than a few."""
    return max(FEWEST, len(levels) // 200)


def numbers(texts: Texts) -> Floats | None:
    """The digits of a column of numbers or dates as sizes; None where it holds words."""
    letters = sum(any(map(str.isalpha, text)) for text in texts[:500].tolist())
    if letters > min(len(texts), 500) // 20:
        return None
    digits = [_NOT_NUMBER.sub("", text)[:15] for text in _year_first(texts.tolist())]
    return np.array([_float(text) for text in digits], np.float64)


def _year_first(texts: list[str]) -> list[str]:
    """Dates that end in their year, turned round so that their digits have their order; other columns as they are."""
    read = [_YEAR_LAST.fullmatch(text) for text in texts[:500]]
    if sum(match is not None for match in read) * 10 < sum(bool(text) for text in texts[:500]) * 9:
        return texts
    whole = [_YEAR_LAST.fullmatch(text) for text in texts]
    months_first = any(match is not None and int(match[3]) > _MONTHS for match in whole)
    return [
        text if match is None else _turned(match, months_first=months_first)
        for text, match in zip(texts, whole, strict=True)
    ]


def _turned(date: re.Match[str], *, months_first: bool) -> str:
    """Year, month, day and what follows, as digits of fixed width."""
    one, other, year, rest = date[1], date[3], date[4], date[5]
    day, month = (other, one) if months_first else (one, other)
    if len(year) == 2:  # noqa: PLR2004  (digits)
        year = ("20" if int(year) <= _THIS_CENTURY else "19") + year
    return f"{year}{month:0>2}{day:0>2}{rest}"


def _float(text: str) -> float:
    """A text of digits and points as a number; -1 where it is none."""
    try:
        return float(text)
    except ValueError:
        return -1.0


def _commonest(keys: Keys) -> Levels:
    """The commonest values as levels from 1, all others 0."""
    values, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.lexsort((values, -counts))
    level = np.zeros(len(values), np.int64)
    top = order[: LEVELS - 1]
    top = top[counts[top] >= max(FEWEST, len(keys) // 500)]
    level[top] = np.arange(1, len(top) + 1)
    out: Levels = level[place]
    return out - int(out.min())


def ranked(values: Floats) -> Levels:
    """Sizes as up to `LEVELS` levels of equal share; equal values share a level."""
    edges = np.unique(np.quantile(values, np.arange(1, LEVELS) / LEVELS))
    out: Levels = np.searchsorted(edges, values, side="left").astype(np.int64)
    return out - int(out.min())


def pairwise(columns: list[list[Levels]], orders: list[Levels]) -> Floats:
    """For each pair of columns the strongest normalised mutual information of their features."""
    table = _Table(columns, orders)
    best = np.zeros((len(columns), len(columns)))
    for i, later, shared in table.shared():
        told = shared / np.sqrt(table.own[i] * table.own[later])
        np.maximum.at(best, (table.owner[i], table.owner[later]), told)
    out: Floats = best[np.triu_indices(len(columns), 1)]
    return out


def surprises(columns: list[list[Levels]], orders: list[Levels]) -> Floats:
    """The same by how far the strongest pair of features is from chance, in standard deviations of chi-square."""
    table = _Table(columns, orders)
    free = np.array([int(feature.max()) for feature in table.stack], np.float64)
    best = np.full((len(columns), len(columns)), -np.inf)
    for i, later, shared in table.shared():
        freedom = free[i] * free[later]
        far = (2.0 * table.stack.shape[1] * shared - freedom) / np.sqrt(2.0 * freedom)
        np.maximum.at(best, (table.owner[i], table.owner[later]), far)
    out: Floats = best[np.triu_indices(len(columns), 1)]
    return out


class _Table:
    """All features in one stack, each with its column and entropy."""

    def __init__(self, columns: list[list[Levels]], orders: list[Levels]) -> None:
        rows = [f[order] for column, order in zip(columns, orders, strict=True) for f in column]
        self.owner = np.repeat(np.arange(len(columns)), [len(column) for column in columns])
        self.stack = np.array(rows, np.int64)
        self.own = np.array([_entropy(np.bincount(f, minlength=LEVELS)[None, :])[0] for f in rows])

    def shared(self) -> Iterator[tuple[int, Levels, Floats]]:
        """For each feature its mutual information with every feature of the later columns."""
        square = LEVELS * LEVELS
        for i in range(len(self.stack)):
            later = np.flatnonzero(self.owner > self.owner[i])
            if not len(later):
                continue
            base = (np.arange(len(later)) * square)[:, None]
            cells = base + self.stack[i] * LEVELS + self.stack[later]
            joint = np.bincount(cells.ravel(), minlength=len(later) * square)
            together = _entropy(joint.reshape(len(later), -1))
            yield i, later, self.own[i] + self.own[later] - together


def _entropy(counts: Levels) -> Floats:
    """Shannon entropy in nats of each row of counts, all rows of the same total."""
    n = float(counts[0].sum())
    logs = np.log(np.maximum(counts, 1))
    out: Floats = np.log(n) - (counts * logs).sum(axis=1) / n
    return out
