"""Whether names repeat as in an even draw from a list, or as people bear them."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST_LIST: Final = 4_000
LENGTHS: Final = 24
"""How many lengths of a list are tried, from the names seen up to the longest list."""

DISCOUNTS: Final = (0.0, 0.25, 0.5, 0.75)
STRENGTHS: Final = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 10_000.0, 100_000.0)
"""Pitman-Yor processes from one favourite name to hardly any repeats: they span the names of peoples."""

CHANCE_EVEN: Final = 0.02
"""How many genuine lists are even by design, such as one person of each name in each group."""

MIN_REPEATS: Final = 30
"""Fewer people who share a name with an earlier one tell an even draw from none."""

Counts = NDArray[np.int64]


def log10_evenly_drawn(counts: Counts) -> float:
    """log10 LR of an even draw from a closed list against people, from how often each name is borne.

    Both are chances of the way in which the names repeat (a partition of the people), so no list is needed
    and a table where hardly a name comes twice says nothing.
    """
    if len(counts) < 2 or counts.sum() - len(counts) < MIN_REPEATS:  # noqa: PLR2004  (one name repeats in one way only)
        return 0.0
    flat, own = _even(counts), _borne(counts)
    genuine = float(np.logaddexp(own + math.log1p(-CHANCE_EVEN), flat + math.log(CHANCE_EVEN)))
    return (flat - genuine) / math.log(10)


def _even(counts: Counts) -> float:
    """Natural log of the chance of the repeats when each of k names is as likely, over lengths k."""
    n, seen = int(counts.sum()), len(counts)
    longest = max(LONGEST_LIST, 2 * seen)
    lengths = np.unique(np.geomspace(seen, longest, LENGTHS).astype(np.int64))
    chances = [
        math.lgamma(k + 1) - math.lgamma(k - seen + 1) - n * math.log(k) for k in lengths.tolist()
    ]
    return float(np.logaddexp.reduce(chances)) - math.log(len(chances))


def _borne(counts: Counts) -> float:
    """Natural log of the chance of the repeats as people bear names, over all processes."""
    sizes, times = np.unique(counts, return_counts=True)
    chances = [_process(sizes, times, d, s) for d in DISCOUNTS for s in STRENGTHS]
    return float(np.logaddexp.reduce(chances)) - math.log(len(chances))


def _process(sizes: Counts, times: Counts, discount: float, strength: float) -> float:
    """Natural log of a partition's chance under one Pitman-Yor process."""
    n, seen = int((sizes * times).sum()), int(times.sum())
    fresh = float(np.log(strength + discount * np.arange(1, seen)).sum())
    each = float(np.log(strength + np.arange(1, n)).sum())
    within = math.fsum(
        t * (math.lgamma(m - discount) - math.lgamma(1.0 - discount))
        for m, t in zip(sizes.tolist(), times.tolist(), strict=True)
    )
    return fresh - each + within
