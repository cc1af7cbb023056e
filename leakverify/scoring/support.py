"""From families to the support of each reading, in steps that add up (JUDGEMENT 1.3 rules 4-7)."""

import math
from dataclasses import replace
from typing import Final

from leakverify.model.assessment import Step, Weighing
from leakverify.model.finding import Finding
from leakverify.model.terms import ACCUSING, Family, Reading
from leakverify.reference.calibration import Calibration
from leakverify.scoring.families import Evidence

DEFAULT_DISCOUNTS: Final = {
    Family.STRUCTURE: 0.50,
    Family.TIMELINE: 0.56,
    Family.NUMBERS: 0.41,
    Family.GENERATOR: 0.29,
    Family.PERSON: 0.31,
    Family.ANCESTRY: 0.30,
}
"""The values that JUDGEMENT 1.3 measured; a calibration replaces them."""

CEILING: Final = {
    Reading.FABRICATED: 1.0,
    Reading.STITCHED: 1.0,
    Reading.TAMPERED: 0.3,
    Reading.RECYCLED: 0.3,
}
"""How far offline evidence may lift *genuine* against each reading, log10."""
COVERED: Final = 1.0
"""The same against *recycled* where a vault covers the population, each of its leaks left out in turn, to 30 % (rule 7)."""

POINTS: Final = 0.5
"""From here on traces point to a reading (CONTRACTS 3, rule 3)."""
FURTHEST: Final = 3.0
"""How far file and people together may lift *genuine* against a reading, log10."""

FEW_ROWS: Final = 60
MOST_FROM_FEW: Final = 2.9
"""So few rows say nothing more strongly than "moderately strong" (JUDGEMENT, correction 2.7)."""


def weigh(evidence: Evidence, calibration: Calibration) -> dict[Reading, Weighing]:
    """The support of every accusing reading with its steps."""
    return {r: weigh_one(evidence, calibration, r) for r in ACCUSING}


def weigh_one(evidence: Evidence, calibration: Calibration, reading: Reading) -> Weighing:
    """The support of one reading: allowance, discounted families, the bound of statistics, the exhibit, the ceiling."""
    steps = [Step("allowance", calibration.allowance)]
    for family in Family:
        said = evidence.family(family, reading)
        if said and family is not Family.PEOPLE:
            steps.append(Step(family.value, discount(calibration, family) * said))
    total = math.fsum(s.value for s in steps)
    if total > calibration.statistics_bound:
        # Five families can add up to what nobody has measured; an exhibit stands on a list and comes on top.
        steps.append(Step("bound", calibration.statistics_bound - total))
        total = calibration.statistics_bound
    exhibit = evidence.exhibit(reading)
    if exhibit is not None:
        steps.append(Step(f"exhibit:{exhibit.check}", exhibit.support[reading]))
        total += exhibit.support[reading]
    people = evidence.people.get(reading, 0.0)
    if people > 0:
        steps.append(Step(Family.PEOPLE.value, people))
        total += people
    if total < 0:
        covered = reading is Reading.RECYCLED and evidence.vault_covers
        k = COVERED if covered else CEILING[reading]
        lifted = -k * math.tanh(-total / k)
        steps.append(Step("ceiling", lifted - total))
        total = lifted
    if people < 0:
        lifted = _lifted(total, people, exhibit)
        steps.append(Step(Family.PEOPLE.value, lifted - total))
        total = lifted
    spread = calibration.spread_of_support.get(reading, 0.5)
    return Weighing(
        reading,
        round(total, 6),
        round(total - spread, 6),
        round(total + spread, 6),
        tuple(Step(s.part, round(s.value, 6)) for s in steps if s.value),
    )


def _lifted(total: float, people: float, exhibit: Finding | None) -> float:
    """What people take off: beyond what a file can say for itself, but an exhibit that stands is not talked away.

    Invented rows never answer, so those who confirm cannot clear the rows that an exhibit names: it goes on pointing there.
    """
    least = POINTS if exhibit is not None and total >= POINTS else -math.inf
    return max(least, total + people, -FURTHEST)


def held(weighing: dict[Reading, Weighing], rows: int) -> dict[Reading, Weighing]:
    """What may be said aloud from so many rows: a sum beyond what few rows carry ends at a ceiling, shown as a step.

    Rows that stand in an earlier file are another matter: each of them is the same, however few they are.
    """
    few = rows < FEW_ROWS
    return {
        r: _held_one(w) if few and r is not Reading.RECYCLED else w for r, w in weighing.items()
    }


def _held_one(weighing: Weighing) -> Weighing:
    over = weighing.support - MOST_FROM_FEW
    if over <= 0:
        return weighing
    return replace(
        weighing,
        support=MOST_FROM_FEW,
        low=round(weighing.low - over, 6),
        high=round(weighing.high - over, 6),
        steps=(*weighing.steps, Step("few_rows", round(-over, 6))),
    )


def discount(calibration: Calibration, family: Family) -> float:
    """How much of a family's word counts, because checks overlap."""
    return calibration.discounts.get(family, DEFAULT_DISCOUNTS.get(family, 0.0))


def plausibility(supports: dict[Reading, float]) -> float:
    """100 · 0.5 / (0.5 + 0.125 · Σ 10^support): the share of *genuine* from even odds (CONTRACTS 2)."""
    against = math.fsum(10.0 ** supports[r] for r in ACCUSING)
    return float(f"{100 * 0.5 / (0.5 + 0.125 * against):.6g}")
