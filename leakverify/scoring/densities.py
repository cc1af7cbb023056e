"""Smooth densities of a check's number over labelled tables, and the likelihood ratios between them.

JUDGEMENT 1.3 rule 1: pooled rank scale, reflected Gaussian kernel, mass (m·f + 1)/(m + 1), each base weighing 1,
capped at log10(m + 1) against genuine and log10(f + 1) towards it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.model.terms import ACCUSING, Reading
from leakverify.reference.calibration import CHECK_CAP, Curve

BANDWIDTH: Final = 0.12
GRID: Final = 41
MIN_GENUINE: Final = 4
MIN_FORGED: Final = 2

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One number that a check showed on one labelled table (or a cut of it)."""

    check: str
    n: int
    value: float
    reading: Reading
    base: str


def curve(sightings: Sequence[Sighting], n: int) -> Curve | None:
    """The curve of one check at one sample size; None where too few bases have shown it."""
    weights = {r: _weights(sightings, r) for r in Reading}
    bases = {r: len({s.base for s in sightings if s.reading is r}) for r in Reading}
    if bases[Reading.GENUINE] < MIN_GENUINE:
        return None
    values = np.asarray([s.value for s in sightings])
    forged = np.sum([weights[r] for r in ACCUSING], axis=0)
    pooled = _share(weights[Reading.GENUINE]) + _share(forged)
    grid = _grid(np.unique(values))
    places = _ranks(grid, values, pooled)
    kernel = _kernel(places, _ranks(values, values, pooled))
    own = _density(kernel, weights[Reading.GENUINE], bases[Reading.GENUINE])
    top = min(CHECK_CAP, math.log10(bases[Reading.GENUINE] + 1))
    ratios = {}
    for reading in ACCUSING:
        if bases[reading] < MIN_FORGED:
            continue
        log = np.log10(_density(kernel, weights[reading], bases[reading]) / own)
        bottom = min(CHECK_CAP, math.log10(bases[reading] + 1))
        ratios[reading] = tuple(float(f"{x:.4g}") for x in np.clip(log, -bottom, top))
    if not ratios:
        return None
    return Curve(n, tuple(float(f"{x:.6g}") for x in grid), ratios)


def _weights(sightings: Sequence[Sighting], reading: Reading) -> Values:
    """Each base of a reading weighs 1, shared by its sightings; other readings 0."""
    counts: dict[str, int] = {}
    for seen in sightings:
        if seen.reading is reading:
            counts[seen.base] = counts.get(seen.base, 0) + 1
    return np.asarray([1.0 / counts[s.base] if s.reading is reading else 0.0 for s in sightings])


def _share(weights: Values) -> Values:
    """Weights that add up to a half, so that genuine and forged weigh the same in all."""
    whole = float(weights.sum())
    return weights / whole / 2.0 if whole else weights


def _grid(distinct: Values) -> Values:
    """At most `GRID` of the rising values, evenly chosen."""
    if len(distinct) <= GRID:
        return distinct
    places = np.linspace(0, len(distinct) - 1, GRID).round().astype(int)
    return np.unique(distinct[places])


def _ranks(at: Values, values: Values, weights: Values) -> Values:
    """Mid-rank of numbers in the weighted pool, 0-1."""
    order = np.argsort(values, kind="stable")
    pooled, cumulative = values[order], np.concatenate([[0.0], np.cumsum(weights[order])])
    low = cumulative[np.searchsorted(pooled, at, side="left")]
    high = cumulative[np.searchsorted(pooled, at, side="right")]
    return np.asarray((low + high) / 2 / cumulative[-1])


def _kernel(at: Values, ranks: Values) -> Values:
    """A Gaussian bump round every sighting, reflected at both ends of the rank scale."""
    total = np.zeros((len(at), len(ranks)))
    for centre in (ranks, -ranks, 2 - ranks):
        z = (at[:, None] - centre[None, :]) / BANDWIDTH
        total += np.exp(-0.5 * z * z)
    return total / (BANDWIDTH * math.sqrt(2 * math.pi))


def _density(kernel: Values, weights: Values, bases: int) -> Values:
    """The density of one reading, shrunk towards flat as if one more base were spread evenly."""
    return np.asarray((kernel @ weights + 1.0) / (bases + 1.0))
