"""ANC002: whether the people found in an earlier file stand in the same order there."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.ancestry.candidates import Candidate, weigh_all
from leakverify.checks.ancestry.keys import COUNTED, DATED, columns_by_label
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.own import LOST
from leakverify.checks.ancestry.pile import is_sorted
from leakverify.checks.ancestry.related import KinshipCheck, reason_of
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import rows_at
from leakverify.checks.statistics import rank_agreement
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.kinds import NO_TIME, Bools, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.terms import Family, Reading

MIN_LINKED: Final = 20
GENUINE: Final = Beta(0.2, 12.0, 0.02)
"""In two lists with a life of their own one pair of neighbours is kept by chance, whatever the length."""
TRACES: Final = {Reading.RECYCLED: Trace(Beta(5.0, 1.0), 0.5)}
PASS: Final = -0.1
"""Shuffling takes the trace away, so a pass says little."""

MAJORITY: Final = 0.5
PART: Final = 0.9


class SameOrder(KinshipCheck):
    """Whether neighbours in the sample were neighbours in an earlier file.

    Looks at: the people found in the earlier file, in the order of the sample, and the order in which they stand there.
        Columns by which either file is sorted are found first; where one explains the order, nothing is said.
    Why it tells: two organisations never keep the same people in the same order. In independent lists about one pair
        of neighbours in the whole file is kept by chance. A copied list keeps most of them, even where others were
        put between.
    Innocent explanations: both files are sorted by something that neither shows; both come from one register.
    Reads as: reused where neighbours are kept. A list that was shuffled loses the trace, so a pass says little.
    Source: Kendall's tau and counts of kept neighbours; the chance of one kept pair is exact.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC002",
        "ancestry.same-order",
        Family.ANCESTRY,
        "kept_share",
        exhibit=True,
        uses_order=True,
    )

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """Count kept neighbours."""
        found = weigh_all(state, context)
        best = found.best
        if best is None or (found.own and best.weight <= 0):
            return self.not_applicable(reason_of(found), binding)
        rows = best.pair.linked
        if len(rows) < MIN_LINKED:
            return self.not_applicable("FEW_SHARED", binding)
        order = np.argsort(rows.places)
        if context.earlier[best.index].in_order or _is_explained(best, order, context):
            return self.not_applicable("SORTED", binding)
        ranks = np.argsort(np.argsort(rows.whole("old")[order]))
        kept = _kept(ranks)
        n, hits = len(kept), int(kept.sum())
        measured: dict[str, Number] = best.measured() | {
            "kept_share": hits / n,
            "kept_count": hits,
            "pairs_count": n,
            "longest_run_count": _longest(kept) + 1,
            "tau": rank_agreement(ranks),
        }
        # A minor part in the same order shows a common source of that part, not where the list is from.
        most = best.most if best.pair.log.share >= MAJORITY else PART
        weights = {r: max(PASS, min(most, w)) for r, w in traced(hits, n, GENUINE, TRACES).items()}
        places = rows.places[order][:-1][kept]
        expected: dict[str, Number] = {"by_chance_count": 1}
        return self.exhibited(binding, measured, weights, rows_at(hits, places), expected)


def _is_explained(best: Candidate, order: Ints, context: Context) -> bool:
    """Whether a column of the sample is sorted: what it says, or numbers and dates kept from the earlier file."""
    rows = best.pair.linked
    labels = columns_by_label(context.settings.roles)
    heads = [f"head:{label}" for label, (_, role) in labels.items() if role not in DATED | COUNTED]
    kin = best.kin
    natural = {"serial": kin and kin.numbers_kept, "made": kin and kin.dates_kept}
    for name in [*(h for h in heads if h in rows.values), *natural]:
        values = rows.whole(name)[order]
        values = values[(values != -1) & (values != NO_TIME)]
        steps = np.sign(np.diff(values))
        if not is_sorted(int(np.sum(steps > 0)), int(np.sum(steps < 0))):
            continue
        if name in natural and (natural[name] or 0.0) < LOST:
            continue
        return True
    return False


def _kept(ranks: Ints) -> Bools:
    """Which rows have the same next neighbour as before, in the more frequent direction."""
    steps = np.diff(ranks)
    down: Bools = steps == -1
    up: Bools = steps == 1
    return up if up.sum() >= down.sum() else down


def _longest(kept: Bools) -> int:
    """The longest stretch of kept neighbours."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
