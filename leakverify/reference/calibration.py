"""What the checks' numbers looked like on labelled tables, as log10 likelihood ratios (JUDGEMENT 1.3).

The file in `resources/calibration/` is written by `leakverify calibrate`; nothing in it is typed by hand.
"""

import bisect
import json
import math
from dataclasses import dataclass, field, replace
from typing import Any, Final

from leakverify import paths
from leakverify.model.finding import Finding
from leakverify.model.terms import ACCUSING, Evidence, Family, Reading

ABSENCE_CAP: Final = 0.3
"""A "too clean" check counts at most this against genuine (JUDGEMENT 1.3 rule 2)."""

CHECK_CAP: Final = 2.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One check at one sample size: `ratios[reading][i]` is log10 LR at headline `values[i]` (rising)."""

    n: int
    values: tuple[float, ...]
    ratios: dict[Reading, tuple[float, ...]]

    def at(self, reading: Reading, value: float) -> float:
        """The log10 LR at a headline number, flat beyond the ends."""
        ratios = self.ratios.get(reading)
        if not ratios:
            return 0.0
        i = bisect.bisect_left(self.values, value)
        if i <= 0:
            return ratios[0]
        if i >= len(self.values):
            return ratios[-1]
        low, high = self.values[i - 1], self.values[i]
        if high == low:
            return ratios[i]
        part = (value - low) / (high - low)
        return ratios[i - 1] * (1 - part) + ratios[i] * part


@dataclass(frozen=True, slots=True)
class Spread:
    """What genuine and forged tables showed for a check, for charts: rising headline values, one per collection."""

    genuine: tuple[float, ...]
    forged: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """How an exhibit fared on genuine collections: below `clear` it weighs at most what its share of them leaves."""

    most: float
    clear: float

    def held_back(self, support: float) -> float:
        """The weight of an exhibit; what is clear of all that genuine collections showed keeps its own."""
        return support if support >= self.clear else min(support, self.most)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All curves, with the weights of families and the limits of what the calibration's size can carry.

    `alone[check]` is the support from which on the check's exhibit needs no second family beside it: none of the genuine
    collections on which the check could be made came near it. Checks that could be made on few are not in it.
    `record[check]` is what genuine collections showed of an exhibit, where they showed it at all.
    """

    curves: dict[str, tuple[Curve, ...]] = field(default_factory=dict)
    spreads: dict[str, Spread] = field(default_factory=dict)
    allowance: float = 0.0
    discounts: dict[Family, float] = field(default_factory=dict)
    statistics_bound: float = 1.2
    spread_of_support: dict[Reading, float] = field(default_factory=dict)
    collections: int = 0
    accused: int = 0
    accused_bound: float = 1.0
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    date: str = ""
    alone: dict[str, float] = field(default_factory=dict)
    record: dict[str, Record] = field(default_factory=dict)

    def held_back(self, finding: Finding) -> Finding:
        """An exhibit that genuine collections have shown too, at the weight which their number leaves it."""
        record = self.record.get(finding.check)
        if not finding.exhibit or record is None:
            return finding
        held = {r: record.held_back(s) for r, s in finding.support.items()}
        return replace(finding, support=held)

    def support(
        self, check: str, value: float, n: int, evidence: Evidence = Evidence.TRACE
    ) -> dict[Reading, float]:
        """log10 LR of each accusing reading for one check's headline number at sample size n, capped."""
        curves = self.curves.get(check, ())
        if not curves or not math.isfinite(value):
            return {}
        cap = ABSENCE_CAP if evidence is Evidence.ABSENCE else CHECK_CAP
        out = {}
        for reading in ACCUSING:
            ratio = _between(curves, reading, value, n)
            out[reading] = max(-CHECK_CAP, min(cap, ratio))
        return out


def _between(curves: tuple[Curve, ...], reading: Reading, value: float, n: int) -> float:
    """Interpolate in log n between the two calibrated sample sizes around n."""
    below = [c for c in curves if c.n <= n]
    above = [c for c in curves if c.n > n]
    if not below:
        return above[0].at(reading, value)
    if not above:
        return below[-1].at(reading, value)
    low, high = below[-1], above[0]
    part = math.log(n / low.n) / math.log(high.n / low.n)
    return low.at(reading, value) * (1 - part) + high.at(reading, value) * part


def from_json(data: dict[str, Any]) -> Calibration:
    """The calibration from the parsed file."""
    curves = {
        check: tuple(
            Curve(
                int(c["n"]),
                tuple(c["values"]),
                {Reading(r): tuple(v) for r, v in c["ratios"].items()},
            )
            for c in sorted(sizes, key=lambda c: int(c["n"]))
        )
        for check, sizes in data["curves"].items()
    }
    spreads = {
        k: Spread(tuple(v["genuine"]), tuple(v["forged"])) for k, v in data["spreads"].items()
    }
    return Calibration(
        curves,
        spreads,
        float(data["allowance"]),
        {Family(k): float(v) for k, v in data["discounts"].items()},
        float(data["statistics_bound"]),
        {Reading(k): float(v) for k, v in data["spread_of_support"].items()},
        int(data["collections"]),
        int(data["accused"]),
        float(data["accused_bound"]),
        tuple(data["kinds"]),
        tuple(data["countries"]),
        str(data["date"]),
        {check: float(s) for check, s in data.get("alone", {}).items()},
        {check: Record(*map(float, pair)) for check, pair in data.get("record", {}).items()},
    )


def load() -> Calibration:
    """The bundled calibration; an empty one where none was measured yet."""
    path = paths.resource("calibration/calibration.json")
    if not path.exists():
        return Calibration()
    return from_json(json.loads(path.read_text(encoding="utf-8")))
