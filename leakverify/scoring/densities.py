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
    kind: str


def curve(sightings: Sequence[Sighting], n: int) -> Curve | None:
    """The curve of one check at one sample size; None where too few bases have shown it."""
    genuine = _by_base(sightings, Reading.GENUINE)
    if len(genuine) < MIN_GENUINE:
        return None
    pooled, weights = _pool(sightings)
    grid = _grid(pooled)
    ranks = _ranks(grid, pooled, weights)
    own = _density(ranks, genuine, pooled, weights)
    ratios = {}
    for reading in ACCUSING:
        forged = _by_base(sightings, reading)
        if len(forged) < MIN_FORGED:
            continue
        other = _density(ranks, forged, pooled, weights)
        log = np.log10(other / own)
        top = min(CHECK_CAP, math.log10(len(genuine) + 1))
        bottom = min(CHECK_CAP, math.log10(len(forged) + 1))
        ratios[reading] = tuple(float(f"{x:.4g}") for x in np.clip(log, -bottom, top))
    if not ratios:
        return None
    return Curve(n, tuple(float(f"{x:.6g}") for x in grid), ratios)


def _by_base(sightings: Sequence[Sighting], reading: Reading) -> list[Values]:
    """The values of each base of one reading."""
    bases: dict[str, list[float]] = {}
    for seen in sightings:
        if seen.reading is reading:
            bases.setdefault(seen.base, []).append(seen.value)
    return [np.asarray(bases[b]) for b in sorted(bases)]


def _pool(sightings: Sequence[Sighting]) -> tuple[Values, Values]:
    """All values in order; genuine and forged weigh the same in all, and each base within its side."""
    counts: dict[tuple[Reading, str], int] = {}
    for seen in sightings:
        counts[seen.reading, seen.base] = counts.get((seen.reading, seen.base), 0) + 1
    sides = {
        side: sum((r is Reading.GENUINE) is side for r, _ in counts) or 1 for side in (True, False)
    }
    values = np.asarray([s.value for s in sightings])
    weights = np.asarray(
        [1.0 / counts[s.reading, s.base] / sides[s.reading is Reading.GENUINE] for s in sightings]
    )
    order = np.argsort(values, kind="stable")
    return values[order], weights[order] / weights.sum()


def _grid(pooled: Values) -> Values:
    """At most `GRID` distinct values that cover the pool by quantiles."""
    distinct = np.unique(pooled)
    if len(distinct) <= GRID:
        return distinct
    places = np.linspace(0, len(distinct) - 1, GRID).round().astype(int)
    return np.unique(distinct[places])


def _ranks(at: Values, pooled: Values, weights: Values) -> Values:
    """Mid-rank of values in the pool, 0-1."""
    cumulative = np.concatenate([[0.0], np.cumsum(weights)])
    low = cumulative[np.searchsorted(pooled, at, side="left")]
    high = cumulative[np.searchsorted(pooled, at, side="right")]
    return np.asarray((low + high) / 2)


def _density(at: Values, bases: list[Values], pooled: Values, weights: Values) -> Values:
    """Kernel density on the rank scale, reflected at both ends, shrunk towards flat."""
    total = np.zeros_like(at)
    for values in bases:
        ranks = _ranks(values, pooled, weights)
        one = np.zeros_like(at)
        for centre in (ranks, -ranks, 2 - ranks):
            z = (at[:, None] - centre[None, :]) / BANDWIDTH
            one += np.exp(-0.5 * z * z).sum(axis=1)
        total += one / (len(ranks) * BANDWIDTH * math.sqrt(2 * math.pi))
    m = len(bases)
    return np.asarray((total + 1.0) / (m + 1.0))
