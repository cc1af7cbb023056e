"""Whether one column follows another in most rows, and in the rest has nothing to do with it at all.

Rows are laid out by the one column; the other is read as ranks, 0 to 1, beside the median of its neighbours.
The same column shuffled tells exactly how far off rows lie that know nothing of the first column. Noise, lags
and exceptions thin out with the distance; rows that were drawn anew lie as far off as shuffled ones at every
distance, and there is nothing between them and the rows that follow.

A tie that somebody broke shows from either side: laid out by the second column, the first one strays in as many
rows. Records of two populations, or a stretch in which the columns never had to do with each other, do not.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

Columns = dict[str, NDArray[np.generic]]

KIND: Final = "#"
"""Marks the sampled values of a column that may tell one kind of record from another."""
KINDS: Final = (
    Role.UNKNOWN,
    Role.COUNTRY,
    Role.REGION,
    Role.CURRENCY,
    Role.GENDER,
    Role.LANGUAGE,
)
MAX_KINDS: Final = 8
WINDOW: Final = 15
SHUFFLES: Final = 3
CLOSE: Final = 0.04
"""A row follows if it lies within this share of all rows from its neighbours' median."""
BANDS: Final = (0.1, 0.2, 0.4, 1.01)
MOST_BAND: Final = 12
"""A band of distance tells something if shuffled rows would put so many rows there."""
FOLLOWS: Final = 0.5
COARSE: Final = 0.2
"""Columns of few values follow by chance."""
LEAST: Final = 0.03
LARGEST: Final = 0.35
"""Beyond, two kinds of record stand in one table, and which of them is out of place nobody can tell."""
STEADY: Final = 0.6
"""The farthest band holds so much of what the nearest holds, both against shuffled rows."""
EVEN: Final = 0.08
"""Strays lie on both sides: a copy that is only ever raised, or a date that can only be later, is no stray."""
BETWEEN: Final = 1.4
LEVELS: Final = 8
TOLD: Final = 0.25
"""Where another column goes so strongly with the strays, they are records of another kind."""
TWICE: Final = 0.25
"""What stands in another row just so was not drawn anew: a rule of its own, a code, a class of records."""
TORN: Final = 0.6
GAP: Final = 0.25
"""A tie that holds closely or not at all: for four rows that lie off at most one lies near."""
TORN_EVEN: Final = 0.2
HUDDLED: Final = 0.2
FEWEST_NEIGHBOURS: Final = 20
"""Strays that stand one after the other lie so much more often near each other than any two of them."""
SLACK: Final = 0.02
"""All rows that do not follow must be strays: up to this factor, and this share of rows."""


@dataclass(frozen=True, slots=True)
class Follow:
    """How one column follows another: the share of strays, on the side with fewer too, of followers, and which stray.

    `back` are the likely strays seen from the other column, `twice` the share of strays that another row repeats.
    `torn` are the rows that lie off where hardly a row lies near: drawn evenly, they need not lie as shuffled ones do.
    """

    strays: float
    lesser: float
    follows: float
    by_chance: float
    steady: float
    far: Bools
    torn: float = 0.0
    back: float = 0.0
    twice: float = 0.0

    @property
    def likely(self) -> float:
        """The share of strays where nothing lies between strays and followers, else 0."""
        rest = (1.0 - self.follows) / (1.0 - self.by_chance) if self.by_chance < 1.0 else 1.0
        clear = (
            self.follows >= FOLLOWS
            and self.by_chance <= COARSE
            and rest <= BETWEEN * self.strays + SLACK
        )
        if clear and self.lesser >= EVEN * self.strays:
            return self.strays
        return self.torn

    @property
    def parted(self) -> bool:
        """Whether strays are a part of the rows, and lie as far off as rows that know nothing."""
        return LEAST <= self.likely <= LARGEST and (self.steady >= STEADY or self.torn > 0.0)

    @property
    def shown(self) -> bool:
        """Whether that is so from either side, and the strays are each a thing of its own."""
        return self.parted and self.back >= LEAST and self.twice <= TWICE


@dataclass(frozen=True, slots=True)
class Tie:
    """A column and what it follows: the share of strays, of rows that follow, by chance too, and which rows stray."""

    strays: float
    follows: float
    by_chance: float
    far: Bools
    shown: bool


def ranks(values: Floats) -> Floats:
    """The place of each value among all, 0 to 1; equal values share theirs."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    upto = np.searchsorted(ordered, values, side="right")
    return np.asarray((below + upto) / (2.0 * len(values)), np.float64)


def follow(guide: Floats, column: Floats, seed: int) -> Follow:
    """How `column` follows `guide`; both without gaps, in row order. The other side is looked at where it matters."""
    found = _one_way(guide, column, seed)
    if not found.parted:
        return found
    back = _one_way(column, guide, seed).likely
    return replace(found, back=back, twice=repeated(guide, column, found.far))


def repeated(guide: Floats, column: Floats, far: Bools) -> float:
    """The share of strays whose two values stand together in another row as well."""
    both = np.column_stack([guide, column])
    _, place, counts = np.unique(both, axis=0, return_inverse=True, return_counts=True)
    return float(np.mean(counts[place.ravel()][far] > 1)) if far.any() else 0.0


def huddled(column: Floats, far: Bools) -> bool:
    """Whether strays that stand one after the other in the table lie near each other: records that belong together.

    Values drawn anew know nothing of their neighbours. All that one person did on one day does, and so does a batch that
    was brought over from elsewhere.
    """
    laid = ranks(column)
    both = far[1:] & far[:-1]
    if np.count_nonzero(both) < FEWEST_NEIGHBOURS:
        return False
    near = float(np.mean(np.abs(np.diff(laid))[both] <= CLOSE))
    strays = np.sort(laid[far])
    within = np.searchsorted(strays, strays + CLOSE, "right") - np.searchsorted(
        strays, strays - CLOSE, "left"
    )
    by_chance = float(np.mean((within - 1) / max(1, len(strays) - 1)))
    return near - by_chance > HUDDLED


def at_an_end(guide: Floats, far: Bools) -> bool:
    """Whether strays are the first or the last stretch: another list was put before or after this one."""
    middle, share = float(np.median(ranks(guide)[far])), float(far.mean())
    return not share <= middle <= 1.0 - share


def laid_out(
    guide: Floats, column: Floats, rng: np.random.Generator
) -> tuple[Ints, Floats, Floats]:
    """The rows in the order of the guide, the column's ranks in that order, and the median of each one's neighbours."""
    order: Ints = np.lexsort((rng.random(len(guide)), guide))
    laid = ranks(column)[order]
    half = WINDOW // 2
    windows = sliding_window_view(np.pad(laid, half, mode="reflect"), WINDOW)
    return order, laid, np.asarray(np.median(windows, axis=1), np.float64)


def _one_way(guide: Floats, column: Floats, seed: int) -> Follow:
    """How `column` follows `guide`, seen from the guide alone."""
    rng = np.random.default_rng(seed)
    order, laid, middle = laid_out(guide, column, rng)
    off = laid - middle
    shuffled = np.concatenate([rng.permutation(laid) - middle for _ in range(SHUFFLES)])
    sides = [_side(sign * off, sign * shuffled) for sign in (1.0, -1.0)]
    (lesser, _), (strays, steady) = sorted(sides)
    far = np.zeros(len(guide), np.bool_)
    far[order] = np.abs(off) > BANDS[0]
    follows = float(np.mean(np.abs(off) <= CLOSE))
    by_chance = float(np.mean(np.abs(shuffled) <= CLOSE))
    torn = _torn(off, follows) if by_chance <= COARSE else 0.0
    return Follow(strays, lesser, follows, by_chance, steady, far, torn)


def _torn(off: Floats, follows: float) -> float:
    """The share of rows that lie off on either side, where most follow and hardly a row lies between."""
    above, below = float(np.mean(off > BANDS[0])), float(np.mean(off < -BANDS[0]))
    share = above + below
    between = max(0.0, 1.0 - follows - share)
    clear = follows >= TORN and between <= GAP * share
    return share if clear and min(above, below) >= TORN_EVEN * share else 0.0


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


def explained(far: Bools, kinds: list[Ints]) -> float:
    """How strongly the strays go with the values of any other column (Cramer's V, less what chance gives).

    Records of another kind, source or state stray for a reason, and another column tells it.
    """
    best = 0.0
    share = float(far.mean())
    if not 0.0 < share < 1.0:
        return best
    for column in kinds:
        values, place, counts = np.unique(column, return_inverse=True, return_counts=True)
        order = np.lexsort((values, -counts))[: LEVELS - 1]
        level = np.full(len(values), LEVELS - 1)
        level[order] = np.arange(len(order))
        levels = level[place]
        whole = np.bincount(levels, minlength=LEVELS)
        seen = np.bincount(levels[far], minlength=LEVELS)[whole > 0]
        wanted = whole[whole > 0] * share
        chi2 = float(np.sum((seen - wanted) ** 2 / wanted)) / (1.0 - share)
        best = max(best, (chi2 - (len(wanted) - 1)) / len(far))
    return float(np.sqrt(max(0.0, best)))


def binned(values: Floats) -> Ints:
    """Numbers as a few levels of equal share; rows without one are a level of their own."""
    known = np.isfinite(values)
    out = np.full(len(values), -1, np.int64)
    if known.any():
        edges = np.unique(np.quantile(values[known], np.arange(1, LEVELS - 1) / (LEVELS - 1)))
        out[known] = np.searchsorted(edges, values[known], side="right")
    return out


def kinds_of(roles: Mapping) -> tuple[str, ...]:
    """The columns that may tell one kind of record from another."""
    return roles.named(*KINDS)[:MAX_KINDS]
