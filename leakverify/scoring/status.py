"""The status rule of CONTRACTS 3, and whether it hangs on a single check."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leakverify.limits import MIN_ROWS
from leakverify.model.finding import Finding
from leakverify.model.terms import (
    ACCUSING,
    MILD_TO_HARSH,
    STATUS_OF,
    Family,
    Reading,
    Status,
)
from leakverify.reference.calibration import Calibration
from leakverify.scoring.families import Evidence, gather
from leakverify.scoring.support import POINTS, weigh, weigh_one

ACCUSE: Final = 1.0
TOWARDS: Final = 0.2
WITHOUT_STRONGEST: Final = 0.3
CLOSE: Final = 0.3
MIN_FAMILIES: Final = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule gives. `towards` is the reading that is pointed to where nothing can be told."""

    status: Status
    leading: Reading | None
    close: tuple[Reading, ...] = ()
    towards: Reading | None = None
    reason: str = ""


def judge(
    findings: Iterable[Finding],
    calibration: Calibration,
    rows: int,
    corroborated: Status | None = None,
) -> Judgement:
    """Apply the rule in its order; `corroborated` is what comes from outside where the file speaks against nothing."""
    findings = tuple(findings)
    evidence = gather(findings)
    if rows < MIN_ROWS:
        return Judgement(Status.CANNOT_TELL, None, reason="few_rows")
    if len(evidence.of_file) < MIN_FAMILIES:
        return Judgement(Status.CANNOT_TELL, None, reason="few_families")
    supports = {r: w.support for r, w in weigh(evidence, calibration).items()}
    largest = max(supports.values())
    if largest >= ACCUSE:
        able = [r for r in ACCUSING if _may_accuse(r, supports, evidence, findings, calibration)]
        top = max(able, key=lambda r: supports[r], default=None)
        if top is not None and largest - supports[top] <= CLOSE:
            near = tuple(r for r in MILD_TO_HARSH if largest - supports[r] <= CLOSE)
            mildest = next(r for r in near if r in able)
            return Judgement(STATUS_OF[mildest], mildest, near if len(near) > 1 else ())
    if largest >= POINTS:
        towards = max(ACCUSING, key=lambda r: supports[r])
        return Judgement(Status.CANNOT_TELL, None, towards=towards, reason="points_to")
    return Judgement(corroborated or Status.UNVERIFIED, Reading.GENUINE)


def _may_accuse(
    reading: Reading,
    supports: dict[Reading, float],
    evidence: Evidence,
    findings: tuple[Finding, ...],
    calibration: Calibration,
) -> bool:
    """Two families or a family and an exhibit; an exhibit; and standing without the strongest family."""
    exhibits = [f for f in evidence.exhibits if f.support.get(reading, 0.0) >= TOWARDS]
    if supports[reading] < ACCUSE or not exhibits:
        return False
    if any(f.hard or _stands_alone(f, reading, calibration) for f in exhibits):
        return True
    families = {f for f in Family if evidence.family(f, reading) >= TOWARDS}
    if len(families) + 1 < MIN_FAMILIES and len({f.family for f in exhibits}) < MIN_FAMILIES:
        return False
    strongest = max(
        Family, key=lambda f: _drop(findings, calibration, f, reading, supports[reading])
    )
    left = _without(findings, calibration, strongest, reading)
    return left >= WITHOUT_STRONGEST


def _stands_alone(finding: Finding, reading: Reading, calibration: Calibration) -> bool:
    """Whether an exhibit is beyond anything that the measured genuine collections showed: as hard as a contradiction."""
    return finding.support[reading] >= calibration.alone.get(finding.check, math.inf)


def _drop(
    findings: tuple[Finding, ...],
    calibration: Calibration,
    family: Family,
    reading: Reading,
    whole: float,
) -> float:
    """How much of a reading's support goes with a family."""
    return whole - _without(findings, calibration, family, reading)


def _without(
    findings: tuple[Finding, ...], calibration: Calibration, family: Family, reading: Reading
) -> float:
    """The support of a reading with one family left out."""
    rest = gather(f for f in findings if f.family is not family)
    return weigh_one(rest, calibration, reading).support


def fragile_without(
    findings: tuple[Finding, ...],
    calibration: Calibration,
    rows: int,
    status: Status,
    corroborated: Status | None = None,
) -> tuple[str, ...]:
    """The checks without which the status would be another. What comes from outside is no check: it stays."""
    checks = sorted({f.check for f in findings if f.support})
    return tuple(
        check
        for check in checks
        if judge((f for f in findings if f.check != check), calibration, rows, corroborated).status
        is not status
    )
