"""NUM009: sums that all rows keep but some."""

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.base import StateCheck
from leakverify.checks.clock import is_clock
from leakverify.checks.columns import number_columns, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

SAMPLE: Final = 20_000
TRIAL: Final = 400
"""Rows on which candidate sums are tried before all are checked."""
MAX_COLUMNS: Final = 24
SHORT: Final = 100
FEW_COLUMNS: Final = 16
"""In so few rows some of the many sums of more columns hold by chance."""
MIN_ROWS: Final = 30
THREE: Final = 3
"""Two parts and a total."""
CENT: Final = 100
FEES: Final = 12
"""A sum may be off by one of a few fixed fees."""
FEE_SHARE: Final = 0.5
"""A fee is at most this share of the usual total."""
FEWEST: Final = 3
MAIN: Final = 0.2
"""The commonest fee, mostly none, holds in this share of the rows at least."""
SPIKE: Final = 3.0
"""A fee stands out: many times as common as the gaps next to it. Figures that merely run together have no spikes."""
OFTEN: Final = 0.01
HOLDS: Final = 0.6
BEYOND_CHANCE: Final = 0.4
"""Small whole numbers add up by chance: shuffled totals must keep the sum far more rarely."""
RARELY: Final = 0.03
"""A part that is nearly always 0 adds nothing."""
LEAST_PART: Final = 0.01
"""Nor does a part that is next to nothing beside the total."""
UNLIKELY: Final = 3.0
"""A sum that holds by chance in one of a thousand tables, over all the sums that were tried, is none."""
EVEN: Final = 0.05
"""Changed amounts lie on both sides; what a part leaves out that is kept elsewhere only ever adds, or takes away."""
MIN_TOTALS: Final = 10
"""A total that hardly varies is kept by any parts that hardly vary."""
BETTER: Final = 0.02
GROSS: Final = 0.15
"""A fee nobody listed moves a total a little; only rows off by more than this share of it count as broken."""
SLIGHT: Final = 0.002
"""Where rows were moved a little, gaps beyond an error of rounding count too."""
FEWEST_MOVED: Final = 10
KEPT: Final = 0.67
MOST_MOVED: Final = 0.3
"""A sum that fewer rows keep may be two columns that often are the same thing, such as the floors of a house."""
AGAIN: Final = 0.15
BOTH_SIDES: Final = 0.3

GENUINE: Final = Beta(0.3, 30.0, 0.02)
TAMPERED: Final = Beta(1.0, 4.0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Columns that add up to another, by place; `off` are the fees it may be off by, in cents."""

    parts: tuple[int, ...]
    total: int
    off: Ints
    share: float


class Identities(StateCheck[RowSample]):
    """Totals that are the sum of other columns in most rows, and are not in some.

    Looks at: every sum of two or three columns that equals another, give or take a few fixed fees, in at least half
        of the rows. It must do so far more often than with shuffled totals, and it must need each of its columns.
    Why it tells: the program that kept the records added them up. Whoever changes an amount afterwards
        rarely changes all that depends on it.
    Innocent explanations: discounts, fees and corrections kept elsewhere, so gaps on one side never count, and small
        ones only where hardly one comes twice; columns that add up by accident of a tariff.
    Reads as: altered where some rows break a sum that the others keep.
    Source: arithmetic; how the share of exceptions varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM009", "numbers.broken-sums", Family.NUMBERS, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that may hold numbers, together."""
        return (
            [Binding(())]
            if len(number_columns(roles, 2 * MAX_COLUMNS)) >= THREE
            else NotApplicable("NO_COLUMN")
        )

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample the rows' numbers."""
        columns = number_columns(context.settings.roles, 2 * MAX_COLUMNS)
        numbers = {name: facts.numbers(name).on_row_numbers() for name in columns}
        everyone = np.ones(facts.rows, np.bool_)
        state.add(row_keys(facts, context), everyone, dict(numbers))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Find the sums that hold, and weigh the rows that break the one most broken."""
        state = state.by_key()
        columns = number_columns(context.settings.roles, 2 * MAX_COLUMNS)
        most = FEW_COLUMNS if len(state.keys) < SHORT else MAX_COLUMNS
        columns = tuple(name for name in columns if _mostly_numbers(state, name))[:most]
        if len(columns) < THREE or len(state.keys) < MIN_ROWS:
            return self.not_applicable("NO_NUMBERS", binding)
        table = np.array([_cents(np.asarray(state.values[name], np.float64)) for name in columns])
        sums = _sums(table, context.seed)
        if not sums:
            return self.not_applicable("NO_SUM", binding)
        n = len(state.keys)
        hits, broken, found = max(
            ((int(m.sum()), m, s) for s in sums for m in _marks(table, s)),
            key=lambda option: (option[0], option[2].share, -option[2].total),
        )
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "kept_share": found.share,
            "parts_count": len(found.parts),
            "sums_count": len(sums),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(state.places[broken]))
        weight = max(-0.3, log10_ratio(hits, n, TAMPERED, GENUINE))
        if weight > 0 and not _either_way(table, found, broken):
            weight = 0.0
        finding = self.exhibited(binding, measured, {Reading.TAMPERED: weight}, rows)
        return replace(finding, columns=tuple(columns[i] for i in (*found.parts, found.total)))


def _mostly_numbers(state: RowSample, name: str) -> bool:
    """Whether nine in ten cells are numbers, of at least three kinds, and no times of day."""
    values = np.asarray(state.values.get(name, np.empty(0)), np.float64)
    some = values[np.isfinite(values)]
    many = len(some) > 0.9 * len(values) and len(np.unique(some[:TRIAL])) > 2  # noqa: PLR2004
    return many and not is_clock(some)


def _cents(values: Floats) -> Ints:
    """Amounts in cents; what is no number, or too large to add, counts as 0."""
    fine = np.isfinite(values) & (np.abs(np.where(np.isfinite(values), values, 0.0)) < 1e12)  # noqa: PLR2004
    return np.round(np.where(fine, values, 0.0) * CENT).astype(np.int64)


def _sums(table: NDArray[np.int64], seed: int) -> list[Sum]:
    """For each total the sum that most rows keep, if enough do, and far more than with shuffled totals."""
    step = max(1, table.shape[1] // TRIAL)
    trial = table[:, ::step]
    order = np.random.default_rng(seed).permutation(trial.shape[1])
    used = [i for i in range(len(table)) if np.mean(trial[i] != 0) > RARELY]
    goals = np.array([i for i in range(len(table)) if len(np.unique(trial[i])) >= MIN_TOTALS], int)
    sizes = np.abs(trial).mean(axis=1)
    tried = len(goals) * sum(math.comb(len(used), size) for size in (2, 3))
    best: dict[int, Sum] = {}
    for size in (2, 3):
        for parts in combinations(used, size):
            added = trial[list(parts)].sum(axis=0)
            for total in goals[_repeating(trial[goals] - added)].tolist():
                if total in parts or any(np.mean(trial[p] == trial[total]) >= HOLDS for p in parts):
                    continue
                if min(sizes[list(parts)]) < LEAST_PART * sizes[total]:
                    continue
                found = _held(trial, parts, trial[total], total)
                if found is None or (total in best and found.share <= best[total].share + BETTER):
                    continue
                chance = _held(trial, parts, trial[total][order], total, least=0.0)
                by_chance = chance.share if chance else 0.0
                if _beyond_chance(found, by_chance, len(order), tried) and _needed(trial, found):
                    best[total] = found
    whole = [_held(table, s.parts, table[s.total], s.total) for s in best.values()]
    return _plainest([found for found in whole if found is not None])


def _beyond_chance(found: Sum, by_chance: float, n: int, tried: int) -> bool:
    """Whether the sum holds far more than with shuffled totals, over all the sums that were tried."""
    if found.share - by_chance < BEYOND_CHANCE:
        return False
    share, chance = min(found.share, 1.0 - 1.0 / (n + 1)), max(by_chance, 1.0 / (n + 1))
    odds = share * math.log10(share / chance)
    odds += (1.0 - share) * math.log10((1.0 - share) / (1.0 - chance))
    return n * odds - math.log10(tried) >= UNLIKELY


def _needed(table: NDArray[np.int64], found: Sum) -> bool:
    """Whether the total needs every part: the fees must not undo one, so that the rest alone is as good."""
    goal = table[found.total]
    for part in found.parts:
        left = tuple(p for p in found.parts if p != part)
        without = _held(table, left, goal, found.total, of_both=False)
        if without is None or len(without.off) > len(found.off):
            continue
        if len(without.off) < len(found.off) or without.share >= found.share - BETTER:
            return False
    return True


def _plainest(sums: list[Sum]) -> list[Sum]:
    """One sum per set of columns: the one with fewest fees. Turned round, a sum with few different parts holds but for fees."""
    best: dict[frozenset[int], Sum] = {}
    for found in sorted(sums, key=lambda s: (len(s.off), -s.share, s.total)):
        best.setdefault(frozenset((*found.parts, found.total)), found)
    return list(best.values())


def _repeating(rests: NDArray[np.int64]) -> Bools:
    """Which rows of differences repeat enough to be worth a closer look."""
    ordered = np.sort(rests, axis=1)
    distinct = 1 + np.count_nonzero(np.diff(ordered, axis=1), axis=1)
    out: Bools = distinct <= (1.0 - HOLDS) * rests.shape[1] + FEES
    return out


def _held(
    table: NDArray[np.int64],
    parts: tuple[int, ...],
    goal: Ints,
    total: int,
    least: float = HOLDS,
    *,
    of_both: bool = True,
) -> Sum | None:
    """The sum with its usual fees, if at least this share of the rows keep it."""
    rest = goal - table[list(parts)].sum(axis=0)
    values, counts = np.unique(rest, return_counts=True)
    fees = np.abs(values) <= FEE_SHARE * np.median(np.abs(goal))
    step = int(np.gcd.reduce(np.append(goal, table[list(parts)].ravel())))
    fees &= (counts >= max(FEWEST, OFTEN * len(rest))) & _spikes(values, counts, max(1, step))
    order = np.lexsort((np.abs(values), -counts))
    order = order[fees[order]][:FEES]
    share = float(counts[order].sum()) / len(rest)
    if share < least or not len(order) or (least and counts[order[0]] < MAIN * len(rest)):
        return None
    if least and of_both and _of_both(table, parts, np.isin(rest, values[order])) < least:
        return None
    return Sum(parts, total, np.sort(values[order]), share)


def _of_both(table: NDArray[np.int64], parts: tuple[int, ...], kept: Bools) -> float:
    """How many of the rows that add anything, with two parts at least, keep the sum."""
    adding = np.count_nonzero(table[list(parts)], axis=0) > 1
    return float(kept[adding].mean()) if adding.any() else 0.0


def _spikes(values: Ints, counts: Ints, step: int) -> Bools:
    """Which gaps are far more common than the gaps one step beside them."""
    beside = np.zeros(len(values), np.float64)
    for shift in (-step, step):
        at = np.searchsorted(values, values + shift)
        at[at == len(values)] = 0
        beside += np.where(values[at] == values + shift, counts[at], 0) / 2
    out: Bools = counts >= SPIKE * beside
    return out


def _either_way(table: NDArray[np.int64], found: Sum, broken: Bools) -> bool:
    """Whether the broken totals are too large in some rows and too small in others."""
    rest = table[found.total] - table[list(found.parts)].sum(axis=0)
    above = int(np.count_nonzero(rest[broken] > np.median(found.off)))
    hits = int(np.count_nonzero(broken))
    return min(above, hits - above) >= max(1.0, EVEN * hits)


def _marks(table: NDArray[np.int64], found: Sum) -> tuple[Bools, Bools]:
    """Rows that are grossly off every usual fee, and those that were moved a little.

    A part must be there, and no other column fill the gap. Moved a little are rows that are off at all, where their gaps
    lie on both sides alike and hardly one comes twice; else none. Fees, discounts and errors of rounding lie on one
    side, come again, or are next to nothing.
    """
    goal, parts = table[found.total], table[list(found.parts)]
    rest = goal - parts.sum(axis=0)
    each = rest[:, None] - found.off[None, :]
    gaps = each[np.arange(len(rest)), np.argmin(np.abs(each), axis=1)]
    others = [i for i in range(len(table)) if i not in (*found.parts, found.total)]
    filled = (np.abs(table[others]) == np.abs(rest)).any(axis=0)
    able = ~filled & parts.any(axis=0)
    size = np.maximum(np.abs(goal), CENT)
    off: Bools = able & (np.abs(gaps) > SLIGHT * size)
    moved = off if _anyhow(gaps[off], found, len(off)) else np.zeros_like(off)
    return able & (np.abs(gaps) > GROSS * size), moved


def _anyhow(gaps: Ints, found: Sum, rows: int) -> bool:
    """Whether so many gaps of these rows lie on both sides alike, and hardly one comes twice."""
    hits = len(gaps)
    if not FEWEST_MOVED <= hits <= MOST_MOVED * rows or found.share < KEPT:
        return False
    above = int(np.count_nonzero(gaps > 0))
    most = int(np.unique(gaps, return_counts=True)[1].max())
    return most <= max(FEWEST, AGAIN * hits) and min(above, hits - above) >= BOTH_SIDES * hits
