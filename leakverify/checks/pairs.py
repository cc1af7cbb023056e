"""Pairs of rows that share a key, and how far the cells of two rows are apart."""

from typing import Final

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from leakverify.facts.kinds import Bools, Floats, Ints, Keys, Texts

MAX_GROUP: Final = 8
"""A key shared by more rows than this is a mailbox, a coarse table or a busy author, not a repeated record."""

SAME: Final = 0
NEAR: Final = 1
NEXT: Final = 2
FAR: Final = 3
"""How far two cells are apart. `NEXT` may be chance or a step, so it is let pass and tells nothing."""

NEARBY: Final = 0.11
"""Two figures moved by up to five per cent each lie so near."""
FINE: Final = 200
"""Below so many of its smallest units a figure can only move by whole steps, which tells nothing."""
STEPS: Final = 0.3
"""Years, ages and ranks differ by the same step in many pairs; moved figures do not."""
MONTHS: Final = 62 * 86_400
ALIKE: Final = 0.75
UNITS: Final = (1.0, 0.1, 0.01)


def pairs(keys: Keys) -> tuple[Ints, Ints]:
    """All pairs of rows within groups of two to `MAX_GROUP` rows that share a key."""
    order, starts, sizes = _grouped(keys)
    lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for size in range(2, MAX_GROUP + 1):
        first = starts[sizes == size]
        for a in range(size):
            for b in range(a + 1, size):
                lefts.append(order[first + a])
                rights.append(order[first + b])
    return np.concatenate(lefts), np.concatenate(rights)


def _grouped(keys: Keys) -> tuple[Ints, Ints, Ints]:
    """The rows in groups that share a key, where in that order each group begins, and how large it is."""
    order = np.argsort(keys, kind="stable")
    _, starts, sizes = np.unique(keys[order], return_index=True, return_counts=True)
    return order, starts, sizes


def crowded_pairs(keys: Keys, most: int, seed: int) -> tuple[Ints, Ints, float]:
    """Some pairs of rows within larger groups that share a key, and for how many pairs each of them stands."""
    order, starts, sizes = _grouped(keys)
    large = sizes > MAX_GROUP
    starts, sizes = starts[large], sizes[large]
    ways = sizes * (sizes - 1) // 2
    if not len(ways):
        return np.empty(0, np.int64), np.empty(0, np.int64), 0.0
    rng = np.random.default_rng(seed)
    drawn = min(most, int(ways.sum()))
    group = np.searchsorted(np.cumsum(ways), rng.integers(0, int(ways.sum()), drawn), side="right")
    one = rng.integers(0, sizes[group])
    other = (one + rng.integers(1, sizes[group])) % sizes[group]
    return order[starts[group] + one], order[starts[group] + other], float(ways.sum()) / drawn


def similarity(left: Texts, right: Texts) -> Floats:
    """How alike two texts are, 0 to 1, case aside."""
    a = [text.casefold() for text in left.tolist()]
    b = [text.casefold() for text in right.tolist()]
    return cpdist(a, b, scorer=Indel.normalized_similarity, workers=1, dtype=np.float64)


def text_steps(texts: Texts, left: Ints, right: Ints) -> Ints:
    """Texts: near where a letter or the case differs. Texts that differ in digits alone are numbered, hence far."""
    a, b = texts[left], texts[right]
    out = np.where(a == b, SAME, FAR).astype(np.int64)
    open_ = np.flatnonzero((out == FAR) & (a != "") & (b != ""))
    alike = open_[similarity(a[open_], b[open_]) >= ALIKE]
    two = zip(a[alike].tolist(), b[alike].tolist(), strict=True)
    lettered = [_without_digits(one) != _without_digits(other) for one, other in two]
    out[alike[np.array(lettered, np.bool_)]] = NEAR
    return out


def _without_digits(text: str) -> str:
    return "".join(c for c in text if not c.isdigit())


def number_steps(numbers: Floats, left: Ints, right: Ints) -> Ints:
    """Figures: near where both are large enough to be moved finely, and are, by no common step."""
    a, b = numbers[left], numbers[right]
    gap, size = np.abs(a - b), np.maximum(np.abs(a), np.abs(b))
    unit = unit_of(numbers)
    known = np.isfinite(gap)
    out = np.full(len(a), FAR, np.int64)
    near = known & (gap <= NEARBY * size)
    fine = size >= FINE * unit
    out[near & fine] = NEAR
    out[known & ~fine & (near | (gap <= 1.5 * unit))] = NEXT
    moved = np.flatnonzero(out == NEAR)
    moved = moved[gap[moved] > 0]
    steps, counts = np.unique(np.round(gap[moved] / unit), return_counts=True)
    if len(steps) and counts.max() > max(STEPS * len(moved), 2):
        out[moved] = FAR
    out[(gap == 0) | (np.isnan(a) & np.isnan(b))] = SAME
    return out


def date_steps(seconds: Ints, left: Ints, right: Ints, none: int) -> Ints:
    """Dates: let pass within two months, for real events recur; they alone never tell of a moved copy."""
    a, b = seconds[left], seconds[right]
    known = (a != none) & (b != none)
    near = known & (np.abs(np.where(known, a - b, 0)) <= MONTHS)
    return np.where(a == b, SAME, np.where(near, NEXT, FAR)).astype(np.int64)


def unit_of(numbers: Floats) -> float:
    """The smallest step in which nearly all of these figures are written."""
    some = numbers[np.isfinite(numbers)]
    for unit in UNITS:
        if len(some) and np.mean(np.abs(some / unit - np.round(some / unit)) < 1e-6) > 0.95:  # noqa: PLR2004
            return unit
    return 0.001


def joined_rows(left: Ints, right: Ints, size: int) -> Bools:
    """Which of `size` rows stand in any pair."""
    out = np.zeros(size, np.bool_)
    out[left] = out[right] = True
    return out


def group_sizes(left: Ints, right: Ints, n: int) -> Ints:
    """For each row how many rows hang together with it through pairs, itself included."""
    group = np.arange(n)
    while True:
        lowest = np.minimum(group[left], group[right])
        after = group.copy()
        np.minimum.at(after, group[left], lowest)
        np.minimum.at(after, group[right], lowest)
        after = after[after]  # a row's leader may have found one itself
        if np.array_equal(after, group):
            return np.bincount(group, minlength=n)[group]
        group = after
