"""How far the exhibits of genuine collections came: what holds an exhibit back, and which may stand alone."""

import math
from collections.abc import Iterable, Iterator
from typing import Final

from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import Family, State
from leakverify.reference.calibration import Record
from leakverify.scoring.labelled import Labelled

ENOUGH_COLLECTIONS: Final = 20
"""So many genuine collections must have shown what a check says of them: with none near, at most 14 % come near (95 %)."""
SEEN: Final = 10
"""At least so many of them held what the check looks for; the others it searched in vain, and might have shown by chance."""
LEAST_SEEN: Final = 5
"""With fewer the family's collections count: none of five showing it rules out a list at fault in half of them (97 %)."""
SEARCHED: Final = frozenset(
    {
        "NO_SUM",
        "NO_PARTNERS",
        "NO_DATE_PART",
        "NO_HABIT",
        "NO_SEQUENCE",
        "NO_ORDER",
        "NO_DEPENDENCE",
        "NO_SHORT_LIST",
    }
)
"""Reasons that mean: every combination of columns was looked at, and none was what the check asks for."""
CLEAR: Final = 0.3
CARRIES: Final = 1.5
"""And it must weigh so much, for it carries an accusation that is otherwise spread over two families."""
WRONG: Final = 0.3
"""An exhibit on a genuine collection counts as wrong from a likelihood ratio of 2."""
EXHIBIT_CAP: Final = 2.0

Largest = dict[str, dict[str, float]]


def of_exhibits(
    tables: Iterable[Labelled], catalogue: dict[str, CheckInfo]
) -> tuple[dict[str, float], dict[str, Record]]:
    """For each check from what support on its exhibit stands alone, and what genuine collections showed of it.

    Few collections hold what some checks look for. Where none of theirs showed an exhibit, all collections count on which
    any exhibit of the same family could be made, and how far the furthest of them came.
    """
    genuine = [t for t in tables if t.genuine]
    largest, searched = _largest(genuine, catalogue), _searched(genuine)
    families = _by_family(largest, catalogue)
    alone, record = {}, {}
    for check, bases in sorted(largest.items()):
        wrong = sum(support >= WRONG for support in bases.values())
        top = max(bases.values())
        if wrong:
            most = max(0.0, math.log10((len(bases) + 1) / (wrong + 1)))
            record[check] = Record(round(most, 3), round(top + CLEAR, 3))
        own = len(searched.get(check, set()) | set(bases))
        family = families[catalogue[check].family]
        if own < ENOUGH_COLLECTIONS or len(bases) < SEEN:
            fine = not wrong and len(bases) >= LEAST_SEEN and len(family) >= ENOUGH_COLLECTIONS
            top = max(family.values()) if fine else EXHIBIT_CAP
        if top + CLEAR < EXHIBIT_CAP:
            alone[check] = round(max(CARRIES, top + CLEAR), 3)
    return alone, record


def _findings(genuine: Iterable[Labelled]) -> Iterator[tuple[str, Finding]]:
    """Every finding on genuine tables with its collection."""
    return ((table.origin.base, finding) for table in genuine for finding in table.findings)


def _largest(genuine: Iterable[Labelled], catalogue: dict[str, CheckInfo]) -> Largest:
    """For each check that may show rows, the most it weighed against each genuine collection that it could be made on."""
    largest: Largest = {}
    for base, finding in _findings(genuine):
        if finding.state is State.COMPUTED and catalogue[finding.check].exhibit:
            seen = max(finding.support.values(), default=0.0) if finding.exhibit else 0.0
            bases = largest.setdefault(finding.check, {})
            bases[base] = max(bases.get(base, 0.0), seen)
    return largest


def _by_family(largest: Largest, catalogue: dict[str, CheckInfo]) -> dict[Family, dict[str, float]]:
    """The same for all checks of a family together."""
    families: dict[Family, dict[str, float]] = {}
    for check, seen in largest.items():
        bases = families.setdefault(catalogue[check].family, {})
        for base, support in seen.items():
            bases[base] = max(bases.get(base, 0.0), support)
    return families


def _searched(genuine: Iterable[Labelled]) -> dict[str, set[str]]:
    """The genuine collections in which a check searched all combinations of columns in vain."""
    out: dict[str, set[str]] = {}
    for base, finding in _findings(genuine):
        if finding.reason in SEARCHED:
            out.setdefault(finding.check, set()).add(base)
    return out
