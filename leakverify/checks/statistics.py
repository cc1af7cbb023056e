"""The few distributions that checks need, exact where the field asks for exact, on numpy and the standard library."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.facts.kinds import Floats, Ints

MAX_STEPS: Final = 500
TINY: Final = 1e-300
SETTLED: Final = 1e-15


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of shares."""

    low: float
    high: float


def gamma_upper(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x)."""
    if x <= 0.0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1.0:
        term = total = 1.0 / a
        for step in range(1, MAX_STEPS * 20):
            term *= x / (a + step)
            total += term
            if term < total * SETTLED:
                break
        return max(0.0, 1.0 - front * total)
    b = x + 1.0 - a
    c = 1.0 / TINY
    d = 1.0 / b
    out = d
    for step in range(1, MAX_STEPS * 20):
        an = -step * (step - a)
        b += 2.0
        d = 1.0 / _away(an * d + b)
        c = _away(b + an / c)
        out *= d * c
        if abs(d * c - 1.0) < SETTLED:
            break
    return front * out


def chi2_sf(statistic: float, freedom: int) -> float:
    """P(chi-square with `freedom` degrees is at least `statistic`)."""
    return gamma_upper(freedom / 2.0, statistic / 2.0) if freedom > 0 else 1.0


def beta_lower(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - front * _beta_fraction(b, a, 1.0 - x) / b
    return front * _beta_fraction(a, b, x) / a


def _beta_fraction(a: float, b: float, x: float) -> float:
    """Lentz's continued fraction of the incomplete beta function."""
    c = 1.0
    d = 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    out = d
    for m in range(1, MAX_STEPS * 20):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / _away(1.0 + even * d)
        c = _away(1.0 + even / c)
        out *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 / _away(1.0 + odd * d)
        c = _away(1.0 + odd / c)
        out *= d * c
        if abs(d * c - 1.0) < SETTLED:
            break
    return out


def _away(value: float) -> float:
    """Keep a denominator off zero."""
    return value if abs(value) > TINY else TINY


def binomial_sf(hits: int, n: int, share: float) -> float:
    """P(at least `hits` of `n`) where each has probability `share`."""
    if hits <= 0:
        return 1.0
    return 0.0 if hits > n else beta_lower(hits, n - hits + 1.0, share)


def hypergeometric_sf(hits: int, population: int, marked: int, drawn: int) -> float:
    """P(at least `hits` marked ones among `drawn` of `population`, of which `marked` are marked)."""
    top = min(marked, drawn)
    bottom = max(hits, drawn - (population - marked), 0)
    if bottom > top:
        return 0.0
    logs = [
        _log_choose(marked, k)
        + _log_choose(population - marked, drawn - k)
        - _log_choose(population, drawn)
        for k in range(bottom, top + 1)
    ]
    return min(1.0, math.fsum(math.exp(value) for value in logs))


def _log_choose(n: int, k: int) -> float:
    """The natural log of the binomial coefficient."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def clopper_pearson(hits: int, n: int, confidence: float = 0.95) -> Interval:
    """The exact two-sided interval of a share; 0 to 1 where n is 0."""
    if n == 0:
        return Interval(0.0, 1.0)
    tail = (1.0 - confidence) / 2.0
    low = _root(lambda p: binomial_sf(hits, n, p) - tail) if hits > 0 else 0.0
    high = _root(lambda p: tail - 1.0 + binomial_sf(hits + 1, n, p)) if hits < n else 1.0
    return Interval(low, high)


def _root(rising: Callable[[float], float]) -> float:
    """Where a rising function of a share crosses zero."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        if rising(middle) > 0.0:
            high = middle
        else:
            low = middle
    return (low + high) / 2.0


def flatness(counts: Ints, expected: Floats | None = None) -> float:
    """How far counts are from flat (or `expected` shares): chi-square per row, less what chance alone gives.

    About 0 for a flat profile at every size, 0.1 to 1.7 for what people do.
    """
    n = int(counts.sum())
    if n == 0:
        return 0.0
    shares = np.full(len(counts), 1.0 / len(counts)) if expected is None else expected
    used = shares > 0
    wanted = shares[used] * n
    chi2 = float(np.sum((counts[used] - wanted) ** 2 / wanted))
    return (chi2 - (int(used.sum()) - 1)) / n


def ks_uniform(values: Floats) -> float:
    """The largest distance between the values' distribution and a flat one over their own range."""
    n = len(values)
    ordered = np.sort(values)
    if n == 0 or ordered[-1] == ordered[0]:
        return 1.0
    unit = (ordered - ordered[0]) / (ordered[-1] - ordered[0])
    above = np.arange(1, n + 1) / n - unit
    below = unit - np.arange(n) / n
    return float(max(above.max(), below.max()))


def ks_p(distance: float, n: int) -> float:
    """About how often a flat sample of n shows such a distance (Kolmogorov's limit, Stephens' correction)."""
    root = math.sqrt(n)
    t = distance * (root + 0.12 + 0.11 / root)
    if t < 0.2:  # noqa: PLR2004  (the series needs no sum here: it is 1)
        return 1.0
    total = math.fsum((-1) ** (k - 1) * math.exp(-2.0 * (k * t) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, 2.0 * total))


def trimmed(values: Floats, share: float) -> Floats:
    """The values without the `share` smallest and the `share` largest, so that planted ones do not steer."""
    ordered = np.sort(values)
    cut = int(len(ordered) * share)
    return ordered[cut : len(ordered) - cut] if cut else ordered


def skewness(values: Floats) -> float:
    """The third standardised moment; 0 where nothing varies."""
    spread = float(np.std(values)) if len(values) else 0.0
    if spread == 0.0:
        return 0.0
    return float(np.mean(((values - values.mean()) / spread) ** 3))


def permutation_p(observed: float, draws: Floats) -> float:
    """The share of random draws at least as large as what was seen, the seen one counted in."""
    return (1.0 + float(np.count_nonzero(draws >= observed))) / (1.0 + len(draws))


def rank_agreement(ranks: Ints) -> float:
    """Kendall's tau of different ranks against rising order: 1 the same, 0 unrelated, -1 reversed.

    >>> rank_agreement(np.array([0, 1, 2, 3])), rank_agreement(np.array([3, 2, 1, 0]))
    (1.0, -1.0)
    """
    n = len(ranks)
    if n < 2:  # noqa: PLR2004  (one thing has no order)
        return 0.0
    rising = sum(int(np.count_nonzero(ranks[i + 1 :] > rank)) for i, rank in enumerate(ranks))
    pairs = n * (n - 1) // 2
    return (2 * rising - pairs) / pairs


def concordance(first: Ints, second: Ints) -> float:
    """Kendall's tau of two numbers per thing, pairs that tie in either left out; 0 where all tie.

    >>> concordance(np.array([1, 2, 2, 3]), np.array([5, 6, 7, 9]))
    1.0
    """
    order = np.argsort(first, kind="stable")
    numbers = first[order]
    ranks = np.unique(second[order], return_inverse=True)[1].astype(np.int32)
    ends = np.searchsorted(numbers, numbers, side="right")
    right = wrong = 0
    for rank, end in zip(ranks, ends, strict=True):
        right += int(np.count_nonzero(ranks[end:] > rank))
        wrong += int(np.count_nonzero(ranks[end:] < rank))
    return (right - wrong) / (right + wrong) if right + wrong else 0.0
