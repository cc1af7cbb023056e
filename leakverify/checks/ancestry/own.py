"""Whether an earlier file is the same organisation's own older export, which the sample carries on.

The rule. An own export leaves two kinds of mark together, and a reused list leaves at most one of them:

1. *the records are the same records*: the internal numbers of the people found are kept (line numbers do not count), or
   their creation dates are, or the file is named after the organisation of the claim; and nothing says otherwise (no new
   creation dates on old people, no new internal numbers);
2. *and life went on*: people who are not in the earlier file have higher numbers or later creation dates than those who
   are, or the dates of change of those found have moved, each its own way and only forward.

A list that keeps everything and adds nothing is not cleared by this: it is the earlier file. If it is only the head of it,
a cut of a newer export would look the same, and the match is then no certainty.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.checks.ancestry.kinship import Pair, shared_labels
from leakverify.checks.contract import Context, EarlierFile
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.kinds import NO_TIME, Bools, Ints
from leakverify.model.terms import Role

KEPT: Final = 0.9
LOST: Final = 0.5
MIN_LINKED: Final = 10
MIN_FRESH: Final = 5
LATER: Final = 0.9
FORWARD: Final = 0.95
HEAD_CUT: Final = 0.9
ONE_STEP: Final = 0.5
NUMBERS: Final = (Role.RECORD_ID.value, Role.UUID.value, Role.OBJECT_ID.value)
MADE: Final = ("date:created", "date:event_time")
MOVING: Final = ("date:updated", "date:last_login")
MIN_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Kin:
    """What the linked rows say; shares are None where the two files have no such column in common."""

    linked: int
    numbers_kept: float | None
    line_numbers: bool
    dates_kept: float | None
    same_records: float | None
    carried_on: bool
    named: bool
    head_only: bool

    @property
    def own(self) -> bool:
        """Whether the earlier file is an older export of the same organisation."""
        if not self.carried_on or _below(self.dates_kept, LOST):
            return False
        kept_numbers = _above(self.numbers_kept, KEPT) and not self.line_numbers
        if kept_numbers:
            return True
        new_numbers = _below(self.numbers_kept, LOST) and not self.line_numbers
        return not new_numbers and (_above(self.dates_kept, KEPT) or self.named)

    @property
    def open_question(self) -> bool:
        """Whether the rows could as well be the head of a newer export in which nothing changed."""
        kept = _above(self.numbers_kept, KEPT) or _above(self.dates_kept, KEPT)
        lost = _below(self.numbers_kept, LOST) or _below(self.dates_kept, LOST)
        return kept and not lost and self.head_only


def kin_of(pair: Pair, earlier: EarlierFile, link: DistinctSample, context: Context) -> Kin | None:
    """Read the linked rows; None where there are too few."""
    rows = pair.linked
    if len(rows) < MIN_LINKED:
        return None
    labels = shared_labels(context, link)
    both, same = rows.whole("both"), rows.whole("same")
    numbers = [bit for bit, label in enumerate(labels) if label in NUMBERS]
    content = sum(1 << bit for bit in range(len(labels)) if bit not in numbers)
    serial = rows.whole("serial")
    return Kin(
        linked=len(rows),
        numbers_kept=_agreeing(both, same, 1 << numbers[0]) if numbers else None,
        line_numbers=bool(np.ptp(serial - rows.places) == 0) and serial[0] >= 0,
        dates_kept=_dates_kept(rows),
        same_records=_whole_records(both & content, same & content),
        carried_on=_newer_rows(pair) or _moved_on(rows),
        named=_is_named(context, earlier),
        head_only=int(rows.whole("old").max()) < HEAD_CUT * earlier.rows,
    )


def moves(rows: DistinctSample, name: str) -> Ints:
    """By how many seconds a date differs from its earlier self, where both are there."""
    found = rows.whole(name)
    there: Ints = found[found != NO_TIME]
    return there


def _agreeing(both: Ints, same: Ints, mask: int) -> float | None:
    """The share of rows that agree in these columns among those that hold them in both files."""
    there: Bools = (both & mask) == mask
    return float(np.mean((same[there] & mask) == mask)) if there.sum() >= MIN_LINKED else None


def _whole_records(both: Ints, same: Ints) -> float | None:
    """The share of rows that agree in every column which both files fill, where these are two or more."""
    several: Bools = np.bitwise_count(both) > 1
    return float(np.mean(both[several] == same[several])) if several.any() else None


def _dates_kept(rows: DistinctSample) -> float | None:
    """The share of creation dates that are the same to the second."""
    for name in MADE:
        found = moves(rows, name)
        if len(found) >= MIN_LINKED:
            return float(np.mean(found == 0))
    return None


def _newer_rows(pair: Pair) -> bool:
    """Whether the people who are not in the earlier file came after those who are."""
    if len(pair.fresh) < MIN_FRESH:
        return False
    ranks = []
    for name, missing in (("serial", -1), ("made", NO_TIME)):
        old, new = pair.linked.whole(name), pair.fresh.whole(name)
        old, new = np.sort(old[old != missing]), new[new != missing]
        if len(old) >= MIN_LINKED and len(new) >= MIN_FRESH:
            below = np.searchsorted(old, new) + np.searchsorted(old, new, side="right")
            ranks.append(float(below.mean()) / (2 * len(old)))
    return bool(ranks) and max(ranks) >= LATER and min(ranks) >= LOST


def _moved_on(rows: DistinctSample) -> bool:
    """Whether dates of change moved forward, each its own way."""
    for name in MOVING:
        moved = moves(rows, name)
        moved = moved[moved != 0]
        if len(moved) < MIN_LINKED:
            continue
        commonest = np.unique(moved, return_counts=True)[1].max()
        if np.mean(moved > 0) >= FORWARD and commonest < ONE_STEP * len(moved):
            return True
    return False


def _is_named(context: Context, earlier: EarlierFile) -> bool:
    """Whether the earlier file bears the name of the claim's organisation."""
    if earlier.named:
        return True
    word = re.sub(r"\W|_", "", (context.claim.organisation or "").casefold())
    return len(word) >= MIN_WORD and word in re.sub(r"\W|_", "", earlier.name.casefold())


def _above(share: float | None, limit: float) -> bool:
    return share is not None and share >= limit


def _below(share: float | None, limit: float) -> bool:
    return share is not None and share < limit
