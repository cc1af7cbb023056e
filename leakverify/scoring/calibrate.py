"""The checks' numbers on labelled tables become the calibration file; only numbers leave the tables."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import ACCUSING, Reading, State, Status
from leakverify.reference.calibration import Calibration, Curve, Spread
from leakverify.scoring import densities, fitting
from leakverify.scoring.densities import Sighting
from leakverify.scoring.families import gather
from leakverify.scoring.status import judge
from leakverify.scoring.support import weigh

SIZES: Final = (31, 60, 120, 300, 1_000, 1_000_000)
"""Cuts of the tables; the last stands for the whole table."""

READING_OF: Final = {
    "genuine": Reading.GENUINE,
    "synthetic": Reading.FABRICATED,
    "stitched": Reading.STITCHED,
    "padded": Reading.TAMPERED,
    "inflated": Reading.TAMPERED,
    "tampered": Reading.TAMPERED,
    "recycled": Reading.RECYCLED,
}
ACCUSED: Final = {Status.RECYCLED, Status.ASSEMBLED, Status.FABRICATED, Status.ALTERED}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled table, or a cut of it, with what the checks said of it."""

    base: str
    kind: str
    country: str
    reading: Reading
    size: int
    rows: int
    findings: tuple[Finding, ...]


def calibrate(
    tables: Sequence[Labelled], catalogue: dict[str, CheckInfo], date: dt.date
) -> Calibration:
    """Curves over all tables; allowance, discounts and accusations with kind or generator left out."""
    kinds = sorted({t.kind for t in tables if t.reading is Reading.GENUINE})
    curves = _curves(tables, catalogue)
    held = {
        out: _curves([t for t in tables if _left_out(t) != out], catalogue)
        for out in sorted({_left_out(t) for t in tables})
    }
    cases = [_case(t, Calibration(curves=held[_left_out(t)]), catalogue) for t in tables]
    allowance, discounts = fitting.fit(cases)
    bases = {t.base for t in tables if t.reading is Reading.GENUINE}
    bound = round(math.log10((len(bases) + 1) / 2), 3)
    base = Calibration(
        curves=curves,
        spreads=_spreads(tables, catalogue),
        allowance=allowance,
        discounts=discounts,
        statistics_bound=bound,
        collections=len(bases),
        kinds=tuple(kinds),
        countries=_countries(tables),
        date=date.isoformat(),
    )
    accused = {
        t.base
        for t in tables
        if t.reading is Reading.GENUINE
        and _accused(t, replace(base, curves=held[_left_out(t)]), catalogue)
    }
    return replace(
        base,
        accused=len(accused),
        accused_bound=round(fitting.upper_bound(len(accused), len(bases)), 4),
        spread_of_support=_spread_of_support(tables, base, held, catalogue),
    )


def _left_out(table: Labelled) -> str:
    """What is left out to predict a table: its genuine kind with all that was made from it, or its generator."""
    return table.kind or table.base


def sightings(tables: Iterable[Labelled], catalogue: dict[str, CheckInfo]) -> list[Sighting]:
    """The headline numbers; of several bindings of a check the mean stands for the table."""
    out = []
    for table in tables:
        numbers: dict[str, list[float]] = {}
        for finding in table.findings:
            value = headline(finding, catalogue)
            if value is not None:
                numbers.setdefault(finding.check, []).append(value)
        out += [
            Sighting(check, table.size, value, table.reading, table.base, table.kind)
            for check, values in numbers.items()
            for value in values
        ]
    return out


def headline(finding: Finding, catalogue: dict[str, CheckInfo]) -> float | None:
    """The calibrated number of a finding whose weight comes from the calibration."""
    if finding.state is not State.COMPUTED or finding.basis == "reference":
        return None
    value = finding.measured.get(catalogue[finding.check].headline)
    return float(value) if isinstance(value, int | float) else None


def _curves(
    tables: Sequence[Labelled], catalogue: dict[str, CheckInfo]
) -> dict[str, tuple[Curve, ...]]:
    """A curve per check and size."""
    groups: dict[tuple[str, int], list[Sighting]] = {}
    for seen in sightings(tables, catalogue):
        groups.setdefault((seen.check, seen.n), []).append(seen)
    out: dict[str, list[Curve]] = {}
    for check, n in sorted(groups):
        made = densities.curve(groups[check, n], n)
        if made is not None:
            out.setdefault(check, []).append(made)
    return {check: tuple(sizes) for check, sizes in out.items()}


def reweigh(
    findings: Iterable[Finding], calibration: Calibration, catalogue: dict[str, CheckInfo]
) -> tuple[Finding, ...]:
    """The same findings with the weights of another calibration."""
    out = []
    for finding in findings:
        value = headline(finding, catalogue)
        if value is None:
            out.append(finding)
            continue
        evidence = catalogue[finding.check].evidence
        support = calibration.support(finding.check, value, finding.n, evidence)
        basis = "calibration" if support else "none"
        out.append(replace(finding, support=support, basis=basis))
    return tuple(out)


def _case(
    table: Labelled, calibration: Calibration, catalogue: dict[str, CheckInfo]
) -> fitting.Case:
    """The family values of a table under curves that have not seen its kind."""
    evidence = gather(reweigh(table.findings, calibration, catalogue))
    said = [[evidence.family(f, r) for f in fitting.FITTED] for r in ACCUSING]
    return fitting.Case(table.reading is Reading.GENUINE, table.base, np.asarray(said))


def _accused(table: Labelled, calibration: Calibration, catalogue: dict[str, CheckInfo]) -> bool:
    """Whether a table is accused under a calibration."""
    findings = reweigh(table.findings, calibration, catalogue)
    return judge(findings, calibration, table.rows).status in ACCUSED


def _spread_of_support(
    tables: Sequence[Labelled],
    calibration: Calibration,
    held: dict[str, dict[str, tuple[Curve, ...]]],
    catalogue: dict[str, CheckInfo],
) -> dict[Reading, float]:
    """How far a support moves when the table's kind was not in the calibration (root mean square)."""
    moves: dict[Reading, list[float]] = {r: [] for r in ACCUSING}
    for table in tables:
        without = replace(calibration, curves=held[_left_out(table)])
        seen = weigh(gather(reweigh(table.findings, calibration, catalogue)), calibration)
        unseen = weigh(gather(reweigh(table.findings, without, catalogue)), without)
        for reading in ACCUSING:
            moves[reading].append(seen[reading].support - unseen[reading].support)
    return {
        r: round(math.sqrt(math.fsum(m * m for m in ms) / len(ms)), 3) if ms else 0.5
        for r, ms in moves.items()
    }


def _spreads(tables: Sequence[Labelled], catalogue: dict[str, CheckInfo]) -> dict[str, Spread]:
    """What whole tables showed, one value per base, for charts."""
    whole = [t for t in tables if t.size == SIZES[-1]]
    values: dict[str, dict[bool, dict[str, list[float]]]] = {}
    for seen in sightings(whole, catalogue):
        side = values.setdefault(seen.check, {True: {}, False: {}})
        side[seen.reading is Reading.GENUINE].setdefault(seen.base, []).append(seen.value)
    return {
        check: Spread(_medians(sides[True]), _medians(sides[False]))
        for check, sides in sorted(values.items())
    }


def _medians(bases: dict[str, list[float]]) -> tuple[float, ...]:
    """One value per base, rising."""
    return tuple(sorted(float(f"{np.median(v):.4g}") for v in bases.values()))


def _countries(tables: Sequence[Labelled]) -> tuple[str, ...]:
    """The countries of genuine tables."""
    codes = {c for t in tables if t.reading is Reading.GENUINE for c in t.country.split("/")}
    return tuple(sorted(c for c in codes if len(c) == 2))  # noqa: PLR2004  (ISO alpha-2)


def as_json(calibration: Calibration) -> dict[str, Any]:
    """The calibration as it stands in `resources/calibration/`."""
    return {
        "date": calibration.date,
        "collections": calibration.collections,
        "kinds": list(calibration.kinds),
        "countries": list(calibration.countries),
        "accused": calibration.accused,
        "accused_bound": calibration.accused_bound,
        "allowance": calibration.allowance,
        "discounts": {f.value: c for f, c in calibration.discounts.items()},
        "statistics_bound": calibration.statistics_bound,
        "spread_of_support": {r.value: s for r, s in calibration.spread_of_support.items()},
        "curves": {
            check: [
                {
                    "n": c.n,
                    "values": list(c.values),
                    "ratios": {r.value: list(v) for r, v in c.ratios.items()},
                }
                for c in sizes
            ]
            for check, sizes in calibration.curves.items()
        },
        "spreads": {
            k: {"genuine": list(s.genuine), "forged": list(s.forged)}
            for k, s in calibration.spreads.items()
        },
    }
