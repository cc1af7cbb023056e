"""Likelihood ratios for exhibits: how probable k hits in n rows are under two kinds of list.

A share varies from list to list far more than rows within one list, so each kind is a beta-binomial
(JUDGEMENT 4, row 2.3(5)), and no p-value across lists is ever formed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.model.terms import Reading


@dataclass(frozen=True, slots=True)
class Beta:
    """How a share varies over lists of one kind: Beta(a, b), mixed with `other` of uniform lists."""

    a: float
    b: float
    other: float = 0.0


ODD_ROWS: Final = Beta(0.3, 30.0, 0.02)
"""The share of rows that break a tie of columns in genuine lists, set wide."""
REDRAWN_ROWS: Final = Beta(1.0, 3.0)
"""The same where somebody drew a part of the rows anew."""
SOME_ROWS: Final = Beta(1.2, 4.0)
"""The share of rows that bear a trace where rows were put in or a part was changed: some, hardly ever most."""


def log_beta(a: float, b: float) -> float:
    """The natural log of the beta function."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def log_probability(hits: int, n: int, kind: Beta) -> float:
    """Natural log of P(hits of n) up to the binomial coefficient, which cancels in ratios."""
    own = log_beta(hits + kind.a, n - hits + kind.b) - log_beta(kind.a, kind.b)
    if not kind.other:
        return own
    flat = log_beta(hits + 1.0, n - hits + 1.0)
    return float(np.logaddexp(own + math.log1p(-kind.other), flat + math.log(kind.other)))


def log10_ratio(hits: int, n: int, reading: Beta, genuine: Beta) -> float:
    """log10 of P(hits of n | reading) / P(hits of n | genuine), uncapped; 0 for n = 0."""
    if n == 0:
        return 0.0
    return (log_probability(hits, n, reading) - log_probability(hits, n, genuine)) / math.log(10)


def log10_mean(ratios: Sequence[float]) -> float:
    """log10 of the mean of ratios given as log10: something made in one of several ways, each as likely."""
    natural = np.asarray(ratios) * math.log(10)
    return float(np.logaddexp.reduce(natural) - math.log(len(ratios))) / math.log(10)


def log10_astray(hits: int, n: int) -> float:
    """What rows weigh that follow nothing while the others do: a few may be errors or records of another kind."""
    return log10_ratio(hits, n, REDRAWN_ROWS, ODD_ROWS)


@dataclass(frozen=True, slots=True)
class Trace:
    """How a trace shows in samples of one reading: its share over those that leave it, and how many do.

    `leaves` is the part of such samples that leave the trace at all; the others look genuine here, so a
    clean sample loses at most 1 - `leaves` of its weight: a pass is weak.
    """

    kind: Beta
    leaves: float


def log10_trace(hits: int, n: int, trace: Trace, genuine: Beta) -> float:
    """log10 LR of one reading against genuine when only some samples of that reading leave the trace."""
    ratio = log10_ratio(hits, n, trace.kind, genuine) * math.log(10)
    clean = math.log1p(-trace.leaves) if trace.leaves < 1.0 else -math.inf
    return float(np.logaddexp(clean, math.log(trace.leaves) + ratio)) / math.log(10)


def traced(hits: int, n: int, genuine: Beta, traces: dict[Reading, Trace]) -> dict[Reading, float]:
    """The support of each reading that leaves this trace; nothing for n = 0."""
    if n == 0:
        return {}
    return {r: log10_trace(hits, n, t, genuine) for r, t in traces.items()}


def log_dirichlet(counts: NDArray[np.int64], weight: float) -> float:
    """Natural log of the chance of these counts over k kinds when their shares vary as Dirichlet(weight, …).

    A large weight means equal shares within noise, a small one shares as people make them. The
    multinomial coefficient is left out, for it cancels in ratios.
    """
    k, n = len(counts), int(counts.sum())
    own = sum(math.lgamma(int(c) + weight) for c in counts) - k * math.lgamma(weight)
    return own + math.lgamma(k * weight) - math.lgamma(n + k * weight)


def log10_even(counts: NDArray[np.int64], even: float, people: float, by_chance: float) -> float:
    """log10 LR of equal shares against shares as people make them; `by_chance` of genuine lists are even too."""
    flat, own = log_dirichlet(counts, even), log_dirichlet(counts, people)
    genuine = float(np.logaddexp(own + math.log1p(-by_chance), flat + math.log(by_chance)))
    return (flat - genuine) / math.log(10)


def log10_mixed(hits: int, n: int, reading: Beta, genuine: Beta, also: float) -> float:
    """log10 LR when `also` of genuine lists look just as the reading does: at most -log10 of `also`."""
    if n == 0:
        return 0.0
    shown = log_probability(hits, n, reading)
    own = float(
        np.logaddexp(log_probability(hits, n, genuine) + math.log1p(-also), shown + math.log(also))
    )
    return (shown - own) / math.log(10)
