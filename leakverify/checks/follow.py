"""Whether one column follows another in most rows, and in the rest has nothing to do with it at all.

Rows are laid out by the one column; the other is read as ranks, 0 to 1, beside the median of its neighbours.
The same column shuffled tells exactly how far off rows lie that know nothing of the first column. Noise, lags
and exceptions thin out with the distance; rows that were drawn anew lie as far off as shuffled ones at every
distance, and there is nothing between them and the rows that follow.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from leakverify.facts.kinds import Bools, Floats, Ints

WINDOW: Final = 15
SHUFFLES: Final = 3
CLOSE: Final = 0.04
"""A row follows if it lies within this share of all rows from its neighbours' median."""
BANDS: Final = (0.1, 0.2, 0.4, 1.01)
MOST_BAND: Final = 12
"""A band of distance tells something if shuffled rows would put so many rows there."""
FOLLOWS: Final = 0.5
LEAST: Final = 0.03
LARGEST: Final = 0.45
STEADY: Final = 0.6
"""The farthest band holds so much of what the nearest holds, both against shuffled rows."""
BETWEEN: Final = 1.4
SLACK: Final = 0.02
"""All rows that do not follow must be strays: up to this factor, and this share of rows."""


@dataclass(frozen=True, slots=True)
class Follow:
    """How one column follows another: the share of strays, of followers, and which rows stray."""

    strays: float
    follows: float
    by_chance: float
    steady: float
    far: Bools

    @property
    def likely(self) -> float:
        """The share of strays where nothing lies between strays and followers, else 0."""
        rest = (1.0 - self.follows) / (1.0 - self.by_chance) if self.by_chance < 1.0 else 1.0
        clear = self.follows >= FOLLOWS and rest <= BETWEEN * self.strays + SLACK
        return self.strays if clear else 0.0

    @property
    def shown(self) -> bool:
        """Whether strays are a part of the rows, and lie as far off as rows that know nothing."""
        return LEAST <= self.likely <= LARGEST and self.steady >= STEADY


def ranks(values: Floats) -> Floats:
    """The place of each value among all, 0 to 1; equal values share theirs."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    upto = np.searchsorted(ordered, values, side="right")
    return np.asarray((below + upto) / (2.0 * len(values)), np.float64)


def follow(guide: Floats, column: Floats, seed: int) -> Follow:
    """How `column` follows `guide`; both without gaps, in row order."""
    rng = np.random.default_rng(seed)
    order: Ints = np.lexsort((rng.random(len(guide)), guide))
    laid = ranks(column)[order]
    half = WINDOW // 2
    middle = np.median(sliding_window_view(np.pad(laid, half, mode="reflect"), WINDOW), axis=1)
    off = laid - middle
    shuffled = np.concatenate([rng.permutation(laid) - middle for _ in range(SHUFFLES)])
    sides = [_side(sign * off, sign * shuffled) for sign in (1.0, -1.0)]
    strays, steady = max(sides)
    far = np.zeros(len(guide), np.bool_)
    far[order] = np.abs(off) > BANDS[0]
    return Follow(
        strays,
        float(np.mean(np.abs(off) <= CLOSE)),
        float(np.mean(np.abs(shuffled) <= CLOSE)),
        steady,
        far,
    )


def _side(off: Floats, shuffled: Floats) -> tuple[float, float]:
    """On one side, the least share of shuffled rows over the bands of distance, and far against near."""
    shares = []
    for low, high in pairwise(BANDS):
        wanted = float(np.mean((shuffled > low) & (shuffled <= high)))
        if wanted * len(off) >= MOST_BAND:
            shares.append(float(np.mean((off > low) & (off <= high))) / wanted)
    if len(shares) < 2:  # noqa: PLR2004  (one band cannot tell near from far)
        return 0.0, 0.0
    least = min(shares)
    return min(1.0, least), shares[-1] / shares[0] if shares[0] > 0 else 0.0
