"""Whether the rows that do not follow a tie of two columns are just those that values drawn evenly would make.

`follow` compares strays with the same column shuffled, in ranks. Figures are seldom spread evenly: most prices are small
and most dates late. Whoever draws them anew from the smallest to the largest puts them where hardly a row was, and
where they would fall, by the guide and by their distance from it, can be reckoned. Errors, exceptions and records of
another kind fall elsewhere: near the others, on one side, in one stretch, or in heaps.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.checks.evenly import UNEVEN, evenly, rank, unevenness
from leakverify.checks.follow import CLOSE, laid_out
from leakverify.checks.statistics import chi2_sf
from leakverify.facts.kinds import Bools, Floats, Ints

EDGES: Final = (-1.01, -0.4, -0.2, -0.1, 0.1, 0.2, 0.4, 1.01)
"""Bands of distance from the tie, in ranks; the middle one holds the rows that follow."""
MIDDLE: Final = len(EDGES) // 2 - 1
OFF: Final = EDGES[MIDDLE + 1]
STRETCHES: Final = 5
DRAWS: Final = 8
CELL: Final = 4.0
"""A cell of stretch and band is compared by itself where so many rows are expected in it."""
FEWEST_CELLS: Final = 4
FEWEST: Final = 20
FIT: Final = 0.02
"""Even draws fit unless they differ so much as once in fifty times by chance."""
LEAST: Final = 0.03
LARGEST: Final = 0.4
BINS: Final = 6
"""Distances are compared in so many steps that values put in by chance would fill alike."""
FOLLOWS: Final = 0.4


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What even draws explain: the share of rows, how well (as `fit_of`), and which rows lie off.

    `uneven` is Kolmogorov's distance of the values off the tie from drawn ones there, times the root of their count.
    """

    share: float
    fit: float
    cells: int
    uneven: float
    follows: float
    far: Bools

    @property
    def shown(self) -> bool:
        """Whether even draws account for all rows that lie off, and for enough of them to tell."""
        return (
            LEAST <= self.share <= LARGEST
            and self.cells >= FEWEST_CELLS
            and self.fit >= FIT
            and self.uneven <= UNEVEN
            and self.follows >= FOLLOWS
            and int(np.count_nonzero(self.far)) >= FEWEST
        )


def redrawn(guide: Floats, column: Floats, seed: int, *, both: bool = False) -> Redrawn | None:
    """How well even draws of `column` explain the rows that do not follow `guide`; both without gaps.

    Where `both` were drawn anew the guide of such rows lies evenly as well. None where no such row could be seen.
    """
    rng = np.random.default_rng(seed)
    n = len(guide)
    order, laid, middle = laid_out(guide, column, rng)
    off = laid - middle
    stretch = np.arange(n) * STRETCHES // n
    seen = _cells(stretch, off)
    sorted_guide = guide[order]
    expected = np.zeros_like(seen)
    ordered = np.sort(column)
    strays = []
    for _ in range(DRAWS):
        at = np.arange(n)
        if both:
            drawn = evenly(guide, n, rng)
            at = np.minimum(np.searchsorted(sorted_guide, drawn), n - 1)
        made = evenly(column, n, rng)
        away = rank(ordered, made) - middle[at]
        expected += _cells(stretch[at], away) / DRAWS
        strays.append(made[np.abs(away) > OFF])
    outer = np.arange(len(EDGES) - 1) != MIDDLE
    seen, expected = seen[:, outer].ravel(), expected[:, outer].ravel()
    if expected.sum() < FEWEST or not seen.sum():
        return None
    share = float(seen.sum() / expected.sum())
    fit, cells = fit_of(seen, share * expected)
    far = np.zeros(n, np.bool_)
    far[order] = np.abs(off) > OFF
    uneven = unevenness(rank(np.sort(np.concatenate(strays)), column[far]))
    follows = float(np.mean(np.abs(off) <= CLOSE))
    return Redrawn(share, fit, cells, uneven, follows, far)


def _cells(stretch: Ints, off: Floats) -> Floats:
    """How many rows lie in each stretch of the guide and band of distance."""
    band = np.searchsorted(EDGES, off) - 1
    bands = len(EDGES) - 1
    counts = np.bincount(stretch * bands + band, minlength=STRETCHES * bands)
    return counts.reshape(STRETCHES, bands).astype(np.float64)


def fit_of(seen: Floats, expected: Floats) -> tuple[float, int]:
    """How often chance makes counts as far from the expected ones (chi-square), and over how many cells.

    Cells in which few rows are expected are taken together; one cell always fits.
    """
    large = expected >= CELL
    wanted = np.append(expected[large], expected[~large].sum())
    found = np.append(seen[large], seen[~large].sum())
    wanted, found = wanted[wanted > 0], found[wanted > 0]
    cells = len(wanted)
    if cells < 2:  # noqa: PLR2004
        return 1.0, cells
    return chi2_sf(float(np.sum((found - wanted) ** 2 / np.maximum(wanted, 0.5))), cells - 1), cells


def distances_fit(seen: Floats, drawn: Floats) -> tuple[float, int]:
    """How well distances are those of values put in by chance, in steps that these would fill alike (see `fit_of`)."""
    if not len(seen) or not len(drawn):
        return 0.0, 0
    edges = np.unique(np.quantile(drawn, np.arange(1, BINS) / BINS))
    bins = len(edges) + 1
    wanted = np.bincount(np.searchsorted(edges, drawn, side="left"), minlength=bins)
    found = np.bincount(np.searchsorted(edges, seen, side="left"), minlength=bins)
    expected = np.asarray(wanted * (len(seen) / len(drawn)), np.float64)
    return fit_of(found.astype(np.float64), expected)
