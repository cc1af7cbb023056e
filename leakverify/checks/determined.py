"""Whether one column determines another: rows that share the one share the other, all but some.

This is the functional dependency of databases: a customer has one birth date, a school one number of pupils. Where a
real thing changes, the new value stands in several rows of its group, or in a few groups, or on one side of the old one.
Cells that somebody moved or drew anew each stand alone in their group, in all groups alike, and on both sides.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Floats, Ints

GROUP: Final = 4
"""Rows of fewer that share a value are no group: with three, a value that changed once looks like one that was moved."""
AGREED: Final = 3
"""So many rows of a group must agree before another one is said to differ."""
FEWEST_GROUPS: Final = 5
FEWEST_VALUES: Final = 5
COVERED: Final = 0.4
"""So many of the rows must stand in such groups."""
AGREEING: Final = 0.8
"""Of the rows in groups that are large enough, so many are in one that agrees on a value at all."""
KEPT: Final = 0.4
LIFT: Final = 0.45
"""And so much of what the commonest value leaves open must the group settle."""
FEWEST: Final = 10
LEAST: Final = 0.03
"""Published tables have up to one such row in fifty: children who changed school, customers who moved."""
LARGEST: Final = 0.35
"""Where more rows stray, only the group's own value moved a little is a trace; else the column has two meanings."""
AGAIN: Final = 0.15
"""For each stray that stands alone in its group so few may be there that do not."""
SPREAD: Final = 0.75
"""Strays are in so many of the groups, against what chance would make of their share."""
FEW: Final = 0.15
"""Figures that were moved a little meet by chance in large groups: so much of a group may have the same one."""
ONE_SIDE: Final = 0.15
EVEN: Final = 0.35
NEAR: Final = 0.1
MOSTLY: Final = 0.9
BESIDE: Final = 0.1
"""Rows side by side that agree, after those of a group were put together: fewer, and a look at the groups is spared."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How one column settles another: the rows in groups that agree, and those of them that stray, by place.

    `again` is the share of rows that differ and stand in their group more than once, `above` the share of strays larger
    than what the group agrees on, `near` that of those within a tenth of it, `spread` in how many groups they are
    against chance.
    """

    rows: Ints
    strays: Ints
    groups: int
    kept: float
    again: float
    above: float
    near: float
    spread: float

    @property
    def share(self) -> float:
        """The share of rows that stray."""
        return len(self.strays) / len(self.rows)

    @property
    def moved(self) -> bool:
        """Whether strays lie close around what their group has, on both sides alike."""
        return self.near >= MOSTLY and EVEN <= self.above <= 1.0 - EVEN

    @property
    def shown(self) -> bool:
        """Whether the rows that stray are cells moved or drawn anew, as far as the groups can tell."""
        several = len(self.strays) >= FEWEST and self.share >= LEAST and self.spread >= SPREAD
        alone = self.again <= AGAIN * self.share + 1.0 / len(self.rows)
        anew = self.share <= LARGEST and ONE_SIDE <= self.above <= 1.0 - ONE_SIDE
        return several and alone and (anew or self.moved)


def may_settle(groups: Ints) -> bool:
    """Whether enough rows share their value of a column with others; -1 stands for an empty cell."""
    sizes = np.bincount(groups[groups >= 0])
    large = sizes >= GROUP
    return int(large.sum()) >= FEWEST_GROUPS and int(sizes[large].sum()) >= COVERED * len(groups)


def settled(groups: Ints, sizes: Floats, order: Ints) -> Settled | None:
    """How a column in groups settles a column of numbers; None where it does not.

    `groups` holds small integers, -1 for none, `sizes` numbers, not finite for none, and `order` all rows with those of a
    group together, within it in any order.
    """
    laid, values = groups[order], sizes[order]
    beside = np.mean((laid[1:] == laid[:-1]) & (laid[1:] >= 0) & (values[1:] == values[:-1]))
    if beside < BESIDE:
        return None
    known = np.flatnonzero((groups >= 0) & np.isfinite(sizes))
    if len(known) < COVERED * len(groups):
        return None
    kinds, codes = np.unique(sizes[known], return_inverse=True)
    if len(kinds) < FEWEST_VALUES:
        return None
    return _of_groups(known, groups[known], kinds, codes)


def _of_groups(known: Ints, groups: Ints, kinds: Floats, codes: Ints) -> Settled | None:
    """The value that most rows of each group have, and the rows that have another one."""
    pairs, place, counts = np.unique(
        groups * len(kinds) + codes, return_inverse=True, return_counts=True
    )
    of_pair = pairs // len(kinds)
    size = np.bincount(groups)
    first = np.lexsort((pairs, -counts, of_pair))
    first = first[np.append(True, np.diff(of_pair[first]) > 0)]
    most, main = np.zeros(len(size), np.int64), np.full(len(size), -1)
    most[of_pair[first]], main[of_pair[first]] = counts[first], first
    large = size[groups] >= GROUP
    agrees = large & (most[groups] >= AGREED)
    n = int(agrees.sum())
    if n < max(FEWEST, COVERED * len(known), AGREEING * int(large.sum())):
        return None
    keeps = agrees & (place == main[groups])
    kept, top = float(keeps.sum()) / n, float(np.bincount(codes[agrees]).max()) / n
    lift = (kept - top) / (1.0 - top) if top < 1.0 else 0.0
    if kept < KEPT or lift < LIFT:
        return None
    agreed = kinds[pairs[main[groups]] % len(kinds)]
    own = kinds[codes]

    def strays(of: Bools) -> Settled:
        """What is seen where these rows count as strays."""
        here, there = own[of], agreed[of]
        return Settled(
            known[agrees],
            known[of],
            len(np.unique(groups[agrees])),
            kept,
            1.0 - kept - float(of.sum()) / n,
            float(np.mean(here > there)) if len(here) else 0.0,
            float(np.mean(np.abs(here - there) <= NEAR * np.abs(there))) if len(here) else 0.0,
            _spread(groups[agrees], groups[of]),
        )

    few = strays(agrees & ~keeps & (counts[place] <= np.maximum(1, FEW * size[groups])))
    return few if few.moved else strays(agrees & (counts[place] == 1))


def _spread(groups: Ints, strays: Ints) -> float:
    """In how many groups strays are, against what their share would make of groups of that size by chance."""
    sizes = np.bincount(groups)
    sizes = sizes[sizes > 0]
    by_chance = float(np.sum(1.0 - (1.0 - len(strays) / len(groups)) ** sizes))
    return len(np.unique(strays)) / by_chance if by_chance > 0.0 else 0.0
