"""What the answers of people asked allow one to say: exact one-sided 95 % bounds (JUDGEMENT 3.3)."""

import math
from dataclasses import dataclass
from typing import Final

MISS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Bound:
    """`lower95` among people who could be reached and answered; `rows` the same over the file's N rows."""

    confirmed: int
    answered: int
    rows: int | None
    lower95: float
    floor: float | None


def bound(
    confirmed: int,
    answered: int,
    *,
    rows: int | None = None,
    drawn: int | None = None,
    dead: int = 0,
) -> Bound:
    """The lower bound; numbers that do not exist (`dead`) count as misses, `floor` is confirmed/drawn.

    Raises ValueError where the counts contradict each other.
    """
    asked = answered + dead
    if not 0 <= confirmed <= answered or dead < 0 or asked == 0:
        raise ValueError("counts")
    if (rows is not None and rows < asked) or (drawn is not None and drawn < asked):
        raise ValueError("counts")
    lower = clopper_pearson(confirmed, asked) if rows is None else finite(confirmed, asked, rows)
    return Bound(confirmed, answered, rows, lower, confirmed / drawn if drawn else None)


def clopper_pearson(confirmed: int, n: int) -> float:
    """The smallest share p with P(X ≥ confirmed | n, p) > 5 %, by bisection on the exact binomial tail."""
    if confirmed == 0:
        return 0.0
    if confirmed == n:
        return float(MISS ** (1 / n))
    low, high = 0.0, confirmed / n
    for _ in range(100):
        middle = (low + high) / 2
        tail = math.fsum(_binomial(k, n, middle) for k in range(confirmed, n + 1))
        low, high = (low, middle) if tail > MISS else (middle, high)
    return high


def finite(confirmed: int, n: int, rows: int) -> float:
    """The smallest M/N with P(X ≥ confirmed | M genuine of N rows, n drawn) > 5 % (hypergeometric)."""
    low, high = confirmed, rows - (n - confirmed)
    while low < high:
        middle = (low + high) // 2
        if _hypergeometric_tail(confirmed, n, middle, rows) > MISS:
            high = middle
        else:
            low = middle + 1
    return low / rows


def _binomial(k: int, n: int, p: float) -> float:
    """P(X = k), by logs."""
    if p <= 0.0 or p >= 1.0:
        return float(k == (n if p >= 1.0 else 0))
    log = _log_choose(n, k) + k * math.log(p) + (n - k) * math.log1p(-p)
    return math.exp(log)


def _hypergeometric_tail(k: int, n: int, good: int, rows: int) -> float:
    """P(X ≥ k) for n drawn without replacement from `rows` of which `good` are genuine."""
    whole = _log_choose(rows, n)
    return math.fsum(
        math.exp(_log_choose(good, x) + _log_choose(rows - good, n - x) - whole)
        for x in range(k, min(n, good) + 1)
        if n - x <= rows - good
    )


def _log_choose(n: int, k: int) -> float:
    """The natural log of n choose k."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
