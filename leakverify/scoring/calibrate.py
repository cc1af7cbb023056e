"""The checks' numbers on labelled tables become the calibration file; only numbers leave the tables."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from leakverify.limits import MIN_ROWS
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import ACCUSED, ACCUSING, Reading, State
from leakverify.reference.calibration import Calibration, Curve, Record, Spread
from leakverify.scoring import densities, fitting, genuine_record
from leakverify.scoring.densities import Sighting
from leakverify.scoring.families import gather
from leakverify.scoring.labelled import Labelled
from leakverify.scoring.status import judge
from leakverify.scoring.support import weigh

LONG: Final = 300
"""Rows from which on a table should be concluded from."""

Curves = dict[str, tuple[Curve, ...]]


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is measured on the tables without one kind or generator."""

    curves: Curves
    alone: dict[str, float]
    record: dict[str, Record]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The calibration, and what it is without each kind or generator, for predicting what was made of them."""

    calibration: Calibration
    held: dict[str, Unseen]

    def without(self, table: Labelled) -> Calibration:
        """The calibration that has not seen this table's kind or generator."""
        held = self.held[table.origin.left_out]
        return replace(
            self.calibration,
            curves=held.curves,
            alone=held.alone,
            record=held.record,
        )


def calibrate(tables: Sequence[Labelled], catalogue: dict[str, CheckInfo], date: dt.date) -> Fitted:
    """Curves over all tables; allowance, discounts and accusations with kind or generator left out."""
    whole = _unseen(tables, catalogue)
    held = {
        out: _unseen([t for t in tables if t.origin.left_out != out], catalogue)
        for out in sorted({t.origin.left_out for t in tables})
    }
    cases = [
        _case(t, Calibration(curves=held[t.origin.left_out].curves), catalogue)
        for t in tables
        if t.rows >= MIN_ROWS
    ]
    allowance, discounts = fitting.fit(cases)
    genuine = [t for t in tables if t.genuine]
    bases = {t.origin.base for t in genuine}
    base = Calibration(
        curves=whole.curves,
        spreads=_spreads(tables, catalogue),
        allowance=allowance,
        discounts=discounts,
        statistics_bound=round(math.log10((len(bases) + 1) / 2), 3),
        collections=len(bases),
        kinds=tuple(sorted({t.origin.kind for t in genuine})),
        countries=_countries(tables),
        date=date.isoformat(),
        alone=whole.alone,
        record=whole.record,
    )
    fitted = Fitted(base, held)
    accused = {t.origin.base for t in genuine if is_accused(t, fitted, catalogue)}
    final = replace(
        base,
        accused=len(accused),
        accused_bound=round(fitting.upper_bound(len(accused), len(bases)), 4),
        spread_of_support=_spread_of_support(tables, fitted, catalogue),
    )
    return Fitted(final, held)


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
            Sighting(check, table.size, value, table.reading, table.origin.base)
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
            out.append(calibration.held_back(finding))
            continue
        evidence = catalogue[finding.check].evidence
        support = calibration.support(finding.check, value, finding.n, evidence)
        basis = "calibration" if support else "none"
        out.append(replace(finding, support=support, basis=basis))
    return tuple(out)


def _unseen(tables: Sequence[Labelled], catalogue: dict[str, CheckInfo]) -> Unseen:
    """Curves, and how far the exhibits of genuine collections came."""
    return Unseen(_curves(tables, catalogue), *genuine_record.of_exhibits(tables, catalogue))


def _case(
    table: Labelled, calibration: Calibration, catalogue: dict[str, CheckInfo]
) -> fitting.Case:
    """The family values of a table under curves that have not seen its kind."""
    evidence = gather(reweigh(table.findings, calibration, catalogue))
    said = [[evidence.family(f, r) for f in fitting.FITTED] for r in ACCUSING]
    long = not table.cut and table.rows >= LONG
    return fitting.Case(table.genuine, table.origin.base, np.asarray(said), long)


def is_accused(table: Labelled, fitted: Fitted, catalogue: dict[str, CheckInfo]) -> bool:
    """Whether a table is accused by a calibration that has not seen its kind."""
    unseen = fitted.without(table)
    return judge(reweigh(table.findings, unseen, catalogue), unseen, table.rows).status in ACCUSED


def _spread_of_support(
    tables: Sequence[Labelled], fitted: Fitted, catalogue: dict[str, CheckInfo]
) -> dict[Reading, float]:
    """How far a support moves when the table's kind was not in the calibration (root mean square)."""
    moves: dict[Reading, list[float]] = {r: [] for r in ACCUSING}
    for table in tables:
        without = fitted.without(table)
        whole = fitted.calibration
        seen = weigh(gather(reweigh(table.findings, whole, catalogue)), whole)
        unseen = weigh(gather(reweigh(table.findings, without, catalogue)), without)
        for reading in ACCUSING:
            moves[reading].append(seen[reading].support - unseen[reading].support)
    return {
        r: round(math.sqrt(math.fsum(m * m for m in ms) / len(ms)), 3) if ms else 0.5
        for r, ms in moves.items()
    }


def _spreads(tables: Sequence[Labelled], catalogue: dict[str, CheckInfo]) -> dict[str, Spread]:
    """What whole tables showed, one value per base, for charts."""
    whole = [t for t in tables if not t.cut]
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
    codes = {c for t in tables if t.genuine for c in t.origin.country.split("/")}
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
        "alone": calibration.alone,
        "record": {k: [r.most, r.clear] for k, r in calibration.record.items()},
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
