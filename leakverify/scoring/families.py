"""How much each family of evidence says for each accusing reading (JUDGEMENT 1.3 rules 1-5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.finding import Finding
from leakverify.model.terms import ACCUSING, Family, Reading, State

CLEAR: Final = 0.5
SECOND: Final = 0.3
FAMILY_CAP: Final = 2.0
VAULT: Final = "ANC020"
"""The check that looks a sample up among the older leaks of a vault."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The findings of a run, sorted for weighing.

    `statistics[family][reading]` are the log10 LRs of checks whose weight comes from the calibration (one per
    check, its strongest binding), the passes of reference checks, and every exhibit that another one outweighs;
    `exhibits` stand apart. `people` is what people asked say for each reading: not of the file, so it is no part of what
    a file alone can say.
    """

    statistics: dict[Family, dict[Reading, tuple[float, ...]]]
    exhibits: tuple[Finding, ...]
    families: tuple[Family, ...]
    people: dict[Reading, float] = field(default_factory=dict)
    vault_covers: bool = False
    """Whether a vault of older leaks knows the population well enough for its silence to say something."""

    @property
    def of_file(self) -> tuple[Family, ...]:
        """The families that the file itself gave."""
        return tuple(f for f in self.families if f is not Family.PEOPLE)

    def family(self, family: Family, reading: Reading) -> float:
        """What one family says for a reading; 0 where it is missing."""
        if family is Family.PEOPLE:
            return self.people.get(reading, 0.0)
        return combine(self.statistics.get(family, {}).get(reading, ()))

    def exhibit(self, reading: Reading) -> Finding | None:
        """The exhibit that says most for a reading."""
        shown = [f for f in self.exhibits if f.support.get(reading, 0.0) > 0]
        return max(shown, key=lambda f: f.support[reading], default=None)


def combine(ratios: Sequence[float]) -> float:
    """The strongest trace leads, a second adds a little, a pass barely takes away; else the mean."""
    if not ratios:
        return 0.0
    ordered = sorted(ratios, reverse=True)
    lead = ordered[0]
    if lead >= CLEAR:
        value = lead
        if len(ordered) > 1 and ordered[1] >= SECOND:
            value += SECOND
        if ordered[-1] <= -SECOND:
            value -= SECOND
    else:
        value = sum(ordered) / len(ordered)
    return max(-FAMILY_CAP, min(FAMILY_CAP, value))


def gather(findings: Iterable[Finding]) -> Evidence:
    """Sort computed findings into statistics by family and exhibits."""
    made = [f for f in findings if f.state is State.COMPUTED]
    people = {r: s for f in made if f.family is Family.PEOPLE for r, s in f.support.items()}
    computed = [f for f in made if f.family is not Family.PEOPLE]
    exhibits = tuple(f for f in computed if f.exhibit)
    shown = {f.check for f in exhibits}
    strongest: dict[str, Finding] = {}
    for finding in computed:
        if finding.check in shown or not finding.support:
            continue
        best = strongest.get(finding.check)
        if best is None or _size(finding) > _size(best):
            strongest[finding.check] = finding
    statistics: dict[Family, dict[Reading, list[float]]] = {}
    for finding in strongest.values():
        by_reading = statistics.setdefault(finding.family, {r: [] for r in ACCUSING})
        for reading, ratio in finding.support.items():
            if finding.basis == "calibration":
                by_reading[reading].append(ratio)
            elif ratio < 0:
                by_reading[reading].append(max(ratio, -SECOND))
    _add_outweighed(statistics, exhibits)
    families = {f.family for f in made if f.support}
    return Evidence(
        {f: {r: tuple(v) for r, v in by.items()} for f, by in statistics.items()},
        exhibits,
        tuple(f for f in Family if f in families),
        people,
        any(f.check == VAULT and f.expected.get("covers") == 1 for f in computed),
    )


def _add_outweighed(
    statistics: dict[Family, dict[Reading, list[float]]], exhibits: Sequence[Finding]
) -> None:
    """Let every exhibit but the first of a reading count in its family, where it adds something."""
    for reading in ACCUSING:
        for finding in _outweighed(exhibits, reading):
            ratios = statistics.setdefault(finding.family, {r: [] for r in ACCUSING})[reading]
            if combine([*ratios, finding.support[reading]]) > combine(ratios):
                ratios.append(finding.support[reading])


def _outweighed(exhibits: Sequence[Finding], reading: Reading) -> list[Finding]:
    """The strongest exhibit of each check but the first: a trace that can be shown is worth no less than one that cannot.

    The first enters undiscounted. That the others go on counting in their families keeps a reading from losing support where a
    check has more to show.
    """
    best: dict[str, Finding] = {}
    for finding in sorted(exhibits, key=lambda f: -f.support.get(reading, 0.0)):
        if finding.support.get(reading, 0.0) > 0:
            best.setdefault(finding.check, finding)
    return list(best.values())[1:]


def _size(finding: Finding) -> float:
    """How strongly a finding speaks against the claim."""
    return max(finding.support.values(), default=0.0)
