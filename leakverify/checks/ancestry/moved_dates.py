"""ANC004: whether the dates are those of an earlier file, all moved by the same number of days."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.ancestry.candidates import Candidate, weigh_all
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.related import KinshipCheck, reason_of
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import rows_at
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.kinds import NO_TIME, Bools, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.terms import Family, Reading

DAY: Final = 86_400
MIN_LINKED: Final = 20
MIN_DAYS: Final = 10
"""Where one import stamped all rows of either file, one distance says nothing."""
GENUINE: Final = Beta(0.2, 20.0, 0.01)
TRACES: Final = {Reading.RECYCLED: Trace(Beta(6.0, 0.8), 0.3)}

PASS: Final = -0.1


class MovedDates(KinshipCheck):
    """Whether dates lie the same number of days after (or before) those of the same people in an earlier file.

    Looks at: each pair of date columns that both files have, for the people found in both. A day more or less is
        allowed, so that moving by whole years counts across leap days.
    Why it tells: somebody who makes an old list look new adds the same span to every date. Two lists of the same people
        have dates of their own, and one firm's older export has the same dates.
    Innocent explanations: a system that counts days from another first day than the program that exported the list;
        yearly dates, such as renewals, that both files give for another year.
    Reads as: reused where most dates are moved by one span of at least two days.
    Source: exact differences of dates.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC004", "ancestry.moved-dates", Family.ANCESTRY, "moved_share", exhibit=True
    )

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """The date column with the commonest single distance."""
        found = weigh_all(state, context)
        best = found.best
        if best is None:
            return self.not_applicable(reason_of(found), binding)
        moved = [m for name in best.pair.linked.values if (m := _moved(best, name)) is not None]
        if not moved:
            return self.not_applicable("FEW_SHARED", binding)
        hit, days, places = max(moved, key=lambda m: float(m[0].mean()))
        hits, n = int(hit.sum()), len(hit)
        measured: dict[str, Number] = best.measured() | {
            "moved_share": hits / n,
            "moved_count": hits,
            "dates_count": n,
            "moved_days": days,
        }
        rows = rows_at(hits, np.sort(places[hit]))
        weights = {r: max(PASS, w) for r, w in traced(hits, n, GENUINE, TRACES).items()}
        return self.exhibited(binding, measured, weights, rows)


def _moved(best: Candidate, name: str) -> tuple[Bools, int, Ints] | None:
    """Which linked rows are moved by the commonest distance, that distance in days, and where they stand."""
    if not name.startswith("date:"):
        return None
    rows = best.pair.linked
    there = rows.whole(name) != NO_TIME
    spans = np.floor_divide(rows.whole(name)[there] + DAY // 2, DAY)
    dates = np.unique(rows.whole(f"new:{name}")[there] // DAY)
    if len(spans) < MIN_LINKED or len(dates) < max(MIN_DAYS, len(spans) // 20):
        return None
    values, counts = np.unique(spans, return_counts=True)
    far = np.abs(values) > 1
    days = int(values[far][np.argmax(counts[far])]) if far.any() else 0
    hit: Bools = (np.abs(spans - days) <= 1) & (days != 0)
    return hit, days, rows.places[there]
