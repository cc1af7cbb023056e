"""Whether rows that are out of line were drawn anew: evenly over the whole range, in no order, as far off as chance puts them.

Late entries and corrections lie near their place, records of another list have an order of their own, and what was left
out or filled in later piles up somewhere. Values that a random generator spread over a period do none of the three.
"""

from bisect import bisect_right
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Floats, Ints

UNEVEN: Final = 1.63
"""Kolmogorov's distance times the root of the count: even draws are beyond it once in a hundred."""
REACH: Final = 3
NEAR_BY: Final = 0.02
"""A value has a neighbour near it if one of the three before or after lies within this share of the whole range."""
RESTLESS: Final = 0.5
"""Of values drawn evenly three in four have none; of a table in order hardly one."""
CALM: Final = 0.05
ENDS: Final = (0.01, 0.99)
"""One slip of the pen widens no range."""
FEWEST: Final = 20
"""Fewer rows than this are even and without order whatever they are."""
NEAR: Final = 0.1
NEARER: Final = 2.0
"""Of values drawn evenly a part lies near its place by chance; twice as many are late entries."""
ORDERED: Final = 1.5
"""A shuffled list has a rising run of twice the root of its length; half as much again is an order."""


def drawn_evenly(values: Floats, marked: Bools) -> bool:
    """Whether the marked values lie evenly between the smallest and the largest of all; False where they are few."""
    count = int(np.count_nonzero(marked))
    low, high = float(values.min()), float(values.max())
    if count < FEWEST or high <= low:
        return False
    return unevenness((values[marked] - low) / (high - low)) <= UNEVEN


def evenly(values: Floats, count: int, rng: np.random.Generator) -> Floats:
    """Values drawn evenly from about the smallest to about the largest."""
    low, high = np.quantile(values, ENDS)
    return rng.uniform(low, high, count)


def unevenness(places: Floats) -> float:
    """Kolmogorov's distance of places between 0 and 1 from even ones, times the root of their count; 0 of none."""
    count = len(places)
    even = (np.arange(count) + 0.5) / max(count, 1)
    return float(np.abs(np.sort(places) - even).max(initial=0.0)) * float(np.sqrt(count))


def out_of_sequence(values: Floats) -> Bools | None:
    """The values outside the longest run that never falls (or never rises), if these were drawn anew; else None."""
    kept = max(_longest(values), _longest(-values), key=np.count_nonzero)
    off = ~kept
    count = int(np.count_nonzero(off))
    if count < FEWEST or count * 2 > len(values):
        return None
    run = max(np.count_nonzero(_longest(values[off])), np.count_nonzero(_longest(-values[off])))
    if run > ORDERED * 2.0 * np.sqrt(count) or not drawn_evenly(values, off):
        return None
    return None if _late(values, kept) else off


def restless_block(values: Floats) -> Bools | None:
    """The stretch of values without a neighbour near them, if it was drawn evenly and all others have one; else None.

    The others may rise, fall or do both in turn: each has a value near its own among the next few.
    """
    span = float(values.max() - values.min())
    restless = _alone(values, REACH) > NEAR_BY * span
    low, high = _densest(restless)
    block = np.zeros(len(values), np.bool_)
    block[low:high] = True
    if high - low < FEWEST or (high - low) * 2 > len(values):
        return None
    inside, outside = float(restless[block].mean()), float(restless[~block].mean())
    apart = inside >= RESTLESS and outside <= CALM
    return block if apart and drawn_evenly(values, block) else None


def _alone(values: Floats, reach: int) -> Floats:
    """How far off the nearest of the values up to so many places away is."""
    nearest = np.full(len(values), np.inf)
    for step in range(1, reach + 1):
        gap = np.abs(values[step:] - values[:-step])
        nearest[step:] = np.minimum(nearest[step:], gap)
        nearest[:-step] = np.minimum(nearest[:-step], gap)
    return nearest


def _densest(marked: Bools) -> tuple[int, int]:
    """The stretch in which marked places most outweigh the others: its start and end."""
    sums = np.concatenate([[0.0], np.cumsum(np.where(marked, 1.0, -RESTLESS / 2.0))])
    least = np.minimum.accumulate(sums)
    high = int(np.argmax(sums - least))
    return int(np.argmin(sums[: high + 1])), high


def _late(values: Floats, kept: Bools) -> bool:
    """Whether more values lie near the place where they stand than of values drawn evenly."""
    run = values[kept]
    ordered = np.sort(run)
    places = np.searchsorted(np.flatnonzero(kept), np.flatnonzero(~kept)) / len(run)
    if run[0] > run[-1]:
        places = 1.0 - places
    grid = np.linspace(float(values.min()), float(values.max()), 200)
    near = np.abs(rank(ordered, values[~kept]) - places) <= NEAR
    by_chance = np.abs(rank(ordered, grid)[:, None] - places[None, :]) <= NEAR
    return float(near.mean()) > NEARER * float(by_chance.mean())


def rank(ordered: Floats, values: Floats) -> Floats:
    """Where values would stand among rising ones, 0 to 1."""
    low = np.searchsorted(ordered, values, side="left")
    high = np.searchsorted(ordered, values, side="right")
    return np.asarray((low + high) / (2.0 * len(ordered)), np.float64)


def _longest(values: Floats) -> Bools:
    """One longest subsequence that never falls, by patience sorting."""
    tops: list[float] = []
    at: list[int] = []
    before: Ints = np.full(len(values), -1, np.int64)
    for i, value in enumerate(values.tolist()):
        pile = bisect_right(tops, value)
        if pile == len(tops):
            tops.append(value)
            at.append(i)
        else:
            tops[pile], at[pile] = value, i
        before[i] = at[pile - 1] if pile else -1
    kept = np.zeros(len(values), np.bool_)
    place = at[-1] if at else -1
    while place >= 0:
        kept[place] = True
        place = int(before[place])
    return kept
