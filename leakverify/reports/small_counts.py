"""Which counts a shareable report must not print, so that no count of 1-4 can be read or computed (SAFETY S32).

A count of 1-4 prints as `<5`. Where a sum would give it away, further counts are hidden (complementary suppression), until
for every small count there is another set of numbers that prints alike. Own code, because the few libraries for it are solvers
of linear programs for whole statistical tables; here a small step away from the true numbers is proof enough.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

SMALL: Final = 5
MOST_CHANGED: Final = 4
"""How many counts a set of other numbers may differ in: a part, its sum, and what else that sum stands in."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts`; all are names of counts."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by name, and everything a reader knows of them.

    `at_most` are pairs of which the first is never above the second; `known` are told elsewhere and are not hidden.
    """

    values: Mapping[str, int]
    sums: tuple[Sum, ...] = ()
    at_most: tuple[tuple[str, str], ...] = ()
    known: frozenset[str] = frozenset()


def hidden(counts: Counts) -> frozenset[str] | None:
    """The names not to print; None where nothing but leaving all of them out would do."""
    small = sorted(n for n, v in counts.values.items() if 0 < v < SMALL)
    if set(small) & counts.known:
        return None
    kept_back = set(small)
    while True:
        told = next((name for name in small if not _is_safe(name, counts, kept_back)), None)
        if told is None:
            return frozenset(kept_back)
        candidates = _candidates(told, counts, kept_back)
        if not candidates:
            return None
        enough = (c for c in candidates if _is_safe(told, counts, kept_back | {c}))
        kept_back.add(next(enough, candidates[0]))


def _candidates(name: str, counts: Counts, kept_back: set[str]) -> list[str]:
    """Counts that could be hidden as well: those in a sum with it, parts before sums, the smallest first."""
    wholes = {s.whole for s in counts.sums}
    near = {name}
    while True:
        reached = [s for s in counts.sums if near & {s.whole, *s.parts} & kept_back]
        wider = near | {n for s in reached for n in (s.whole, *s.parts)}
        if wider == near:
            break
        near = wider
    shown = [n for n in near - kept_back - counts.known if counts.values[n]]
    return sorted(shown, key=lambda n: (n in wholes, counts.values[n], n))


def _is_safe(name: str, counts: Counts, kept_back: set[str]) -> bool:
    """Whether other numbers, with another one here, would print alike."""
    return any(
        _can_be(counts, kept_back, {name: step})
        for step in (1, -1)
        if _fits(counts.values[name], step)
    )


def _fits(value: int, step: int) -> bool:
    """Whether a hidden count could be one more or less: `<5` is told of it, or that it is not so."""
    low, high = (1, SMALL - 1) if value < SMALL else (SMALL, value + 1)
    return low <= value + step <= high


def _can_be(counts: Counts, kept_back: set[str], changed: dict[str, int]) -> bool:
    """Whether further hidden counts can be changed by one each so that every sum holds again."""
    broken = next(_broken(counts, changed), None)
    if broken is None:
        return all(
            counts.values[less] + changed.get(less, 0) <= counts.values[more] + changed.get(more, 0)
            for less, more in counts.at_most
        )
    if len(changed) >= MOST_CHANGED:
        return False
    total, off = broken
    for other in (total.whole, *total.parts):
        if other not in kept_back or other in changed:
            continue
        step = (-1 if off > 0 else 1) * (1 if other == total.whole else -1)
        if _fits(counts.values[other], step) and _can_be(
            counts, kept_back, changed | {other: step}
        ):
            return True
    return False


def _broken(counts: Counts, changed: dict[str, int]) -> Iterator[tuple[Sum, int]]:
    """Sums that do not hold under the change, with how far the whole is above its parts."""
    for total in counts.sums:
        off = changed.get(total.whole, 0) - sum(changed.get(part, 0) for part in total.parts)
        if off:
            yield total, off
