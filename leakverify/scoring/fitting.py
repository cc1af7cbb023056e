"""Allowance and discounts, fitted with the genuine kind left out (JUDGEMENT 1.3 rule 4)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.model.terms import Family

FITTED: Final = (
    Family.STRUCTURE,
    Family.TIMELINE,
    Family.NUMBERS,
    Family.GENERATOR,
    Family.PERSON,
    Family.ANCESTRY,
)
START: Final = (-0.2, 0.5, 0.5, 0.4, 0.3, 0.3, 0.3)
RIDGE: Final = 0.02
STEPS: Final = (0.2, 0.1, 0.05, 0.02)
LOWEST_ALLOWANCE: Final = -1.0
POINTED: Final = 0.5
MOST_POINTED: Final = 0.02
"""At most so many long genuine tables may be pointed elsewhere by statistics alone, for a refusal is a cost too."""
LESS: Final = 0.01

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One table's family values, predicted without its kind: `said[reading][family]` in the order of `FITTED`.

    `long` marks tables that are whole and have rows enough to conclude from.
    """

    genuine: bool
    base: str
    said: Values
    long: bool = True


def fit(cases: Sequence[Case]) -> tuple[float, dict[Family, float]]:
    """The allowance b ≤ 0 and discounts c in 0-1 that cost least; coordinate descent, no randomness."""
    said = np.stack([c.said for c in cases])
    genuine = np.asarray([c.genuine for c in cases])
    weights = _weights(cases)
    best = np.asarray(START)
    lowest = np.asarray([LOWEST_ALLOWANCE, *[0.0] * len(FITTED)])
    highest = np.asarray([0.0, *[1.0] * len(FITTED)])

    def cost(point: Values) -> float:
        return _cost(point, said, genuine, weights)

    for step in STEPS:
        best = _descend(best, step, lowest, highest, cost)
    best[0] = _allowance(best, [c for c in cases if c.genuine and c.long])
    return round(float(best[0]), 3), {
        f: round(float(c), 3) for f, c in zip(FITTED, best[1:], strict=True)
    }


def _allowance(point: Values, genuine: Sequence[Case]) -> float:
    """The fitted allowance, or less, until few of the long genuine tables are pointed elsewhere."""
    if not genuine:
        return float(point[0])
    strongest = (np.stack([c.said for c in genuine]) @ point[1:]).max(axis=1)
    weights = _weights(genuine)
    allowance = float(point[0])
    while allowance > LOWEST_ALLOWANCE:
        pointed = float(weights[strongest + allowance >= POINTED].sum() / weights.sum())
        if pointed <= MOST_POINTED:
            break
        allowance -= LESS
    return allowance


def total(point: Values, said: Values) -> Values:
    """T = log10 of the mean over readings of 10^S, per case."""
    supports = point[0] + said @ point[1:]
    return np.asarray(np.log10(np.mean(10.0**supports, axis=1)))


def _cost(point: Values, said: Values, genuine: Values, weights: Values) -> float:
    """The log cost (Cllr) with genuine and forged balanced, and a pull towards the start."""
    t = total(point, said)
    loss = np.where(genuine, np.logaddexp(0, t * math.log(10)), np.logaddexp(0, -t * math.log(10)))
    pull = RIDGE * float(np.square(point - np.asarray(START)).sum())
    return float((loss * weights).sum() / math.log(2)) + pull


def _descend(
    point: Values,
    step: float,
    lowest: Values,
    highest: Values,
    cost: Callable[[Values], float],
) -> Values:
    """Move one coordinate at a time while the cost falls."""
    best, value = point, cost(point)
    moved = True
    while moved:
        moved = False
        for i in range(len(best)):
            for sign in (-1, 1):
                tried = best.copy()
                tried[i] = min(max(tried[i] + sign * step, lowest[i]), highest[i])
                now = cost(tried)
                if now < value - 1e-9:
                    best, value, moved = tried, now, True
    return best


def _weights(cases: Sequence[Case]) -> Values:
    """Half for genuine, half for forged; each base the same within its side."""
    counts: dict[tuple[bool, str], int] = {}
    for case in cases:
        counts[case.genuine, case.base] = counts.get((case.genuine, case.base), 0) + 1
    sides = {side: sum(g is side for g, _ in counts) or 1 for side in (True, False)}
    return np.asarray([0.5 / sides[c.genuine] / counts[c.genuine, c.base] for c in cases])


def upper_bound(accused: int, collections: int) -> float:
    """One-sided 95 % Clopper-Pearson upper end of accused/collections."""
    if collections == 0:
        return 1.0
    if accused == 0:
        return float(1 - 0.05 ** (1 / collections))
    low, high = accused / collections, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        tail = math.fsum(
            math.comb(collections, k) * middle**k * (1 - middle) ** (collections - k)
            for k in range(accused + 1)
        )
        low, high = (middle, high) if tail > 0.05 else (low, middle)  # noqa: PLR2004
    return low
