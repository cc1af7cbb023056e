"""Findings made by hand for the scoring tests."""

from leakverify.model.finding import Finding, Rows
from leakverify.model.terms import Family, Reading, State


def statistic(check, family, **support):
    return Finding(
        check,
        check,
        Family(family),
        State.COMPUTED,
        support={Reading(r): s for r, s in support.items()},
        basis="calibration",
        n=300,
    )


def exhibit(check, family, *, rows=31, hard=False, **support):
    return Finding(
        check,
        check,
        Family(family),
        State.COMPUTED,
        support={Reading(r): s for r, s in support.items()},
        rows=Rows(rows, tuple(range(1, min(rows, 100) + 1))),
        exhibit=True,
        hard=hard,
        basis="reference",
    )


def silent(check, family):
    return statistic(check, family, fabricated=0.0, stitched=0.0, tampered=0.0, recycled=0.0)
