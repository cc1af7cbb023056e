"""How many people to call: answers for a bound, calls for the answers, and the chance of meeting planted rows."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from leakverify.model.calling import Plan
from leakverify.scoring.bound import MISS, share
from leakverify.scoring.tails import MOST, binomial_tail, hypergeometric_none

CERTAINTY: Final = 0.9
"""How surely the calls should bring the answers."""
MOST_ANSWERS: Final = 1_000_000


def plans(
    target: float,
    *,
    rows: int | None = None,
    responses: Sequence[float] = (),
    misses: Sequence[int] = (0,),
    planted: int = 0,
    looks: int = 1,
) -> tuple[Plan, ...]:
    """One plan for each number of misses.

    Raises ValueError where a number is out of its range, or where planted rows are asked for without `rows`.
    """
    if not 0.0 < target < 1.0 or not all(0.0 < rate <= 1.0 for rate in responses):
        raise ValueError("plan")
    if rows is not None and not 0 < rows <= MOST:
        raise ValueError("plan")
    if planted and (rows is None or not 0 < planted <= rows):
        raise ValueError("plan")
    return tuple(
        _plan(target, rows=rows, responses=responses, misses=n, planted=planted, looks=looks)
        for n in misses
    )


def answers_needed(
    target: float, *, rows: int | None = None, misses: int = 0, looks: int = 1
) -> int | None:
    """The fewest answers, with so many misses among them, that carry "at least `target`"; None if none do."""
    most = MOST_ANSWERS if rows is None else rows

    wanted = Fraction(target).limit_denominator(1_000_000)  # 0.9 as it was meant

    def carries(n: int) -> bool:
        return share(n - misses, n, rows, MISS / looks) >= wanted

    return _first(misses + 1, most, carries)


def calls_needed(answers: int, response: float, *, rows: int | None = None) -> int | None:
    """The fewest calls that bring so many answers with 90 % certainty; None where the file has too few rows."""
    most = MOST if rows is None else rows

    def enough(n: int) -> bool:
        return binomial_tail(answers, n, response) >= CERTAINTY

    return _first(answers, most, enough)


def meets(planted: int, *, drawn: int, rows: int) -> float:
    """The chance that a random draw of so many rows holds at least one of the planted ones."""
    return 1.0 - hypergeometric_none(planted, drawn=min(drawn, rows), rows=rows)


def _plan(
    target: float,
    *,
    rows: int | None,
    responses: Sequence[float],
    misses: int,
    planted: int,
    looks: int,
) -> Plan:
    """The plan for one number of misses."""
    answers = answers_needed(target, rows=rows, misses=misses, looks=looks)
    if answers is None:
        return Plan(misses, None)
    calls = tuple(calls_needed(answers, rate, rows=rows) for rate in responses)
    if not planted or rows is None:
        return Plan(misses, answers, calls)
    drawn = tuple(None if n is None else meets(planted, drawn=n, rows=rows) for n in calls)
    return Plan(misses, answers, calls, meets(planted, drawn=answers, rows=rows), drawn)


def _first(low: int, most: int, holds: Callable[[int], bool]) -> int | None:
    """The smallest number from `low` to `most` for which something holds that stays true once it is."""
    high = low
    while high <= most and not holds(high):
        low, high = high + 1, high * 2
    if high > most:
        high = most
        if low > most or not holds(most):
            return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
