"""What the answers of people asked allow one to say: exact one-sided 95 % bounds (JUDGEMENT 3.3).

A number that does not exist counts as a miss. Where up to three looks were announced, each look has its part of the
5 %, so that stopping at the first that pleases stays within it: 97.5 % at each of two, 98.3 % at each of three.
"""

from fractions import Fraction
from typing import Final

from leakverify.model.calling import Bound, Sayable, Sentence
from leakverify.model.terms import Status
from leakverify.scoring.tails import MOST, binomial_tail, exceeds

MISS: Final = Fraction(1, 20)
MOST_LOOKS: Final = 3
LADDER: Final = ((10, 10), (16, 17), (20, 22))
"""Confirmed of asked: stopping at the first of these that is met claims "at least 7 in 10" wrongly in 4.6 % of cases."""
LADDER_LOOKS: Final = frozenset(asked for _confirmed, asked in LADDER)
"""The ladder holds where the announced looks are among these."""
ENOUGH: Final = 70
"""Per cent: what the ladder claims, and the least bound under which a sample may be called verified."""


def bound(
    confirmed: int,
    answered: int,
    *,
    rows: int | None = None,
    drawn: int | None = None,
    dead: int = 0,
    looks: int = 1,
) -> Bound:
    """The lower bounds; numbers that do not exist (`dead`) count as misses, `floor` is confirmed/drawn.

    Raises ValueError where the counts contradict each other.
    """
    asked = answered + dead
    _check(confirmed, answered, rows=rows, drawn=drawn, dead=dead, looks=looks)
    lower95 = share(confirmed, asked, rows, MISS)
    lower = share(confirmed, asked, rows, MISS / looks)
    everybody = share(confirmed, drawn, rows, MISS / looks) if drawn else None
    return Bound(
        confirmed,
        answered,
        rows,
        float(lower95),
        confirmed / drawn if drawn else None,
        drawn=drawn,
        dead=dead,
        looks=looks,
        level=float(1 - MISS / looks),
        lower=float(lower),
        per_cent=int(lower * 100),
        best=(confirmed + drawn - asked) / drawn if drawn else None,
        lower_all=None if everybody is None else float(everybody),
        per_cent_all=None if everybody is None else int(everybody * 100),
        on_ladder=(confirmed, asked) in LADDER,
    )


def share(confirmed: int, n: int, rows: int | None, miss: Fraction) -> Fraction:
    """The lower bound as a fraction: M/N of a file of N rows, else Clopper and Pearson's."""
    if rows is None:
        return Fraction(clopper_pearson(confirmed, n, float(miss)))
    return Fraction(finite(confirmed, n, rows, miss), rows)


def clopper_pearson(confirmed: int, n: int, miss: float = float(MISS)) -> float:
    """The share p with P(X ≥ confirmed | n, p) = miss, from below, by bisection on the exact binomial tail."""
    if confirmed == 0:
        return 0.0
    if confirmed == n:
        return float(miss ** (1 / n))
    low, high = 0.0, confirmed / n
    while (middle := (low + high) / 2) not in {low, high}:
        low, high = (low, middle) if binomial_tail(confirmed, n, middle) > miss else (middle, high)
    return low


def finite(confirmed: int, n: int, rows: int, miss: Fraction = MISS) -> int:
    """The smallest M with P(X ≥ confirmed | M right of N rows, n drawn) > miss (hypergeometric)."""
    low, high = confirmed, rows - (n - confirmed)
    while low < high:
        middle = (low + high) // 2
        if exceeds(confirmed, n, good=middle, rows=rows, miss=miss):
            high = middle
        else:
            low = middle + 1
    return low


def sayable(found: Bound) -> Sayable:
    """Which sentences these answers carry, and which tempting ones they do not."""
    unreached = found.unreached
    verified = found.on_ladder or found.per_cent >= ENOUGH
    everybody = unreached == 0 and found.confirmed > 0
    may = {
        Sentence.REACHED: found.confirmed > 0,
        Sentence.LADDER: found.on_ladder,
        Sentence.DRAWN: found.drawn is not None,
        Sentence.RANGE: bool(unreached),
        Sentence.ALL_ROWS: everybody or bool(unreached and found.per_cent_all),
    }
    may_not = {
        Sentence.SHARE: found.confirmed > 0,
        Sentence.ROUNDED_UP: 0 < found.per_cent < 99,  # noqa: PLR2004  (per cent)
        Sentence.ALL_ROWS_TOO_FAR: found.confirmed > 0 and not everybody,
        Sentence.NOBODY: found.confirmed == found.answered > 0 and bool(unreached or found.dead),
        Sentence.VERIFIED_TOO_EARLY: not verified,
        Sentence.WHOLE_LEAK: True,
        Sentence.ORIGIN: found.confirmed > 0,
    }
    status = Status.SAMPLE_VERIFIED if verified else Status.PARTLY_CORROBORATED
    return Sayable(
        tuple(key for key, holds in may.items() if holds),
        tuple(key for key, holds in may_not.items() if holds),
        status if found.confirmed else None,
    )


def _check(
    confirmed: int, answered: int, *, rows: int | None, drawn: int | None, dead: int, looks: int
) -> None:
    """Refuse counts that contradict each other or that nobody could have."""
    asked = answered + dead
    if not 0 <= confirmed <= answered or dead < 0 or not 0 < asked <= MOST:
        raise ValueError("counts")
    if not 1 <= looks <= MOST_LOOKS:
        raise ValueError("counts")
    if drawn is not None and not asked <= drawn <= (MOST if rows is None else rows):
        raise ValueError("counts")
    if rows is not None and not asked <= rows <= MOST:
        raise ValueError("counts")
