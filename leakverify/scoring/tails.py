"""Exact tails of the binomial and the hypergeometric, with no library: scipy would double what the window loads.

Terms follow from each other by their ratio, from the largest on, so that a tail of millions costs a few thousand steps.
The hypergeometric is compared in whole numbers as long as they stay small: its bound is a count, and a count must not
depend on the last digit of a logarithm.
"""

import math
from fractions import Fraction
from typing import Final

MOST: Final = 1_000_000_000
"""No count of rows or people beyond this is taken."""
EXACT: Final = 600
"""Up to so many draws, whole numbers; beyond, logarithms, good to eleven digits."""
_NOTHING: Final = 1e-18


def binomial_tail(k: int, n: int, p: float) -> float:
    """P(X ≥ k) of n independent trials."""
    if k <= 0:
        return 1.0
    if p <= 0.0 or k > n:
        return 0.0
    if p >= 1.0:
        return 1.0
    if k <= n * p:
        return 1.0 - _binomial_side(k - 1, n, p, step=-1)
    return _binomial_side(k, n, p, step=1)


def _binomial_side(k: int, n: int, p: float, *, step: int) -> float:
    """The sum from k away from the middle: upward for step 1, downward for step -1."""
    odds = p / (1.0 - p)
    term = math.exp(_log_choose(n, k) + k * math.log(p) + (n - k) * math.log1p(-p))
    terms = [term]
    while term > _NOTHING * terms[0] and 0 < (k + 1 if step > 0 else k) <= n:
        term *= (n - k) / (k + 1) * odds if step > 0 else k / (n - k + 1) / odds
        k += step
        terms.append(term)
    return min(1.0, math.fsum(terms))


def exceeds(k: int, n: int, *, good: int, rows: int, miss: Fraction) -> bool:
    """Whether P(X ≥ k) > miss for n drawn without replacement from `rows` of which `good` are right."""
    least, most = max(k, n - (rows - good)), min(n, good)
    if least > most:
        return False
    if least <= max(0, n - (rows - good)):
        return True
    if n <= EXACT:
        whole = math.comb(rows, n)
        term = math.comb(good, least) * math.comb(rows - good, n - least)
        tail = term
        for x in range(least, most):
            term = term * (good - x) * (n - x) // ((x + 1) * (rows - good - n + x + 1))
            tail += term
        return tail * miss.denominator > whole * miss.numerator
    return _hypergeometric_tail(least, most, n=n, good=good, rows=rows) > float(miss)


def _hypergeometric_tail(least: int, most: int, *, n: int, good: int, rows: int) -> float:
    """The sum of P(X = x) over x in least…most, by logarithms."""
    log = _log_choose(good, least) + _log_choose(rows - good, n - least) - _log_choose(rows, n)
    terms, ratio_sum, term = [1.0], 0.0, 1.0
    for x in range(least, most):
        term *= (good - x) * (n - x) / ((x + 1) * (rows - good - n + x + 1))
        terms.append(term)
        ratio_sum += term
        if term < _NOTHING * ratio_sum:
            break
    return min(1.0, math.exp(log + math.log(math.fsum(terms))))


def hypergeometric_none(planted: int, *, drawn: int, rows: int) -> float:
    """P(no planted row is drawn)."""
    if drawn + planted > rows:
        return 0.0
    few, many = min(planted, drawn), max(planted, drawn)
    return math.exp(math.fsum(math.log1p(-many / (rows - i)) for i in range(few)))


def _log_choose(n: int, k: int) -> float:
    """The natural log of n choose k."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
