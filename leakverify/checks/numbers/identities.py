"""NUM009: sums that all rows keep but some."""

from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number, Rows
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

SAMPLE: Final = 20_000
TRIAL: Final = 400
"""Rows on which candidate sums are tried before all are checked."""
MAX_COLUMNS: Final = 10
MIN_ROWS: Final = 30
CENT: Final = 100
FEES: Final = 12
"""A sum may be off by one of a few fixed fees."""
OFTEN: Final = 0.01
HOLDS: Final = 0.5
RARELY: Final = 0.03
"""A part that is nearly always 0 adds nothing."""
MIN_TOTALS: Final = 10
"""A total that hardly varies is kept by any parts that hardly vary."""
BETTER: Final = 0.02
GROSS: Final = 0.15
"""A fee nobody listed moves a total a little; only rows off by more than this share of it count as broken."""

GENUINE: Final = Beta(0.3, 30.0, 0.1)
TAMPERED: Final = Beta(1.0, 4.0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Columns that add up to another, by place; `off` are the fees it may be off by, in cents."""

    parts: tuple[int, ...]
    total: int
    off: Ints
    share: float


class Identities(StateCheck[RowSample]):
    """Totals that are the sum of other columns in most rows, and grossly are not in some.

    Looks at: every sum of two or three columns that equals another, give or take a few fixed fees, in at
        least half of the rows.
    Why it tells: the program that kept the records added them up. Whoever changes an amount afterwards
        rarely changes all that depends on it.
    Innocent explanations: discounts, fees and corrections kept elsewhere, so small gaps do not count.
    Reads as: altered where some rows break a sum that the others keep.
    Source: arithmetic; how the share of exceptions varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM009", "numbers.broken-sums", Family.NUMBERS, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that may hold numbers, together."""
        columns = roles.named(Role.AMOUNT, Role.UNKNOWN)
        if len(columns) < 3:  # noqa: PLR2004  (two parts and a total)
            return NotApplicable("NO_COLUMN")
        return [Binding(columns[: 2 * MAX_COLUMNS])]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample the rows' numbers."""
        numbers = {name: facts.numbers(name).on_row_numbers() for name in binding.columns}
        everyone = np.ones(facts.rows, np.bool_)
        state.add(row_keys(facts, context), everyone, dict(numbers))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Find the sum that holds best, and weigh the rows that break it."""
        columns = [name for name in binding.columns if _mostly_numbers(state, name)][:MAX_COLUMNS]
        if len(columns) < 3 or len(state.keys) < MIN_ROWS:  # noqa: PLR2004  (two parts and a total)
            return self.not_applicable("NO_NUMBERS", binding)
        table = np.array([_cents(np.asarray(state.values[name], np.float64)) for name in columns])
        found = _best(table)
        if found is None:
            return self.not_applicable("NO_SUM", binding)
        broken = _broken(table, found)
        n, hits = len(state.keys), int(np.count_nonzero(broken))
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "kept_share": found.share,
            "parts_count": len(found.parts),
            "compared_rows": n,
        }
        places = state.places[broken][:100]
        rows = Rows(hits, tuple(int(i) + 1 for i in places))
        weight = log10_ratio(hits, n, TAMPERED, GENUINE)
        used = Binding(tuple(columns[i] for i in (*found.parts, found.total)))
        return self.exhibited(used, measured, {Reading.TAMPERED: max(-0.3, weight)}, rows)


def _mostly_numbers(state: RowSample, name: str) -> bool:
    """Whether nine in ten cells are numbers, of at least three kinds."""
    values = np.asarray(state.values.get(name, np.empty(0)), np.float64)
    some = values[np.isfinite(values)]
    return len(some) > 0.9 * len(values) and len(np.unique(some[:TRIAL])) > 2  # noqa: PLR2004


def _cents(values: Floats) -> Ints:
    """Amounts in cents; what is no number, or too large to add, counts as 0."""
    fine = np.isfinite(values) & (np.abs(np.where(np.isfinite(values), values, 0.0)) < 1e12)  # noqa: PLR2004
    return np.round(np.where(fine, values, 0.0) * CENT).astype(np.int64)


def _best(table: NDArray[np.int64]) -> Sum | None:
    """The sum that most rows keep, if at least half do."""
    step = max(1, table.shape[1] // TRIAL)
    trial = table[:, ::step]
    used = [i for i in range(len(table)) if np.mean(trial[i] != 0) > RARELY]
    goals = [i for i in range(len(table)) if len(np.unique(trial[i])) >= MIN_TOTALS]
    same = {(i, g) for i in used for g in goals if np.mean(trial[i] == trial[g]) >= HOLDS}
    best: Sum | None = None
    for size in (2, 3):
        for parts in combinations(used, size):
            added = trial[list(parts)].sum(axis=0)
            for total in goals:
                if total in parts or any((part, total) in same for part in parts):
                    continue
                candidate = _held(trial[total] - added, parts, total)
                if candidate is not None and (
                    best is None or candidate.share > best.share + BETTER
                ):
                    best = candidate
    if best is None:
        return None
    return _held(table[best.total] - table[list(best.parts)].sum(axis=0), best.parts, best.total)


def _held(rest: Ints, parts: tuple[int, ...], total: int) -> Sum | None:
    """The sum with its usual fees, if at least half of the rows keep it."""
    values, counts = np.unique(rest, return_counts=True)
    order = np.lexsort((np.abs(values), -counts))[:FEES]
    order = order[counts[order] >= max(2.0, OFTEN * len(rest))]
    share = float(counts[order].sum()) / len(rest)
    if share < HOLDS or not len(order):
        return None
    return Sum(parts, total, np.sort(values[order]), share)


def _broken(table: NDArray[np.int64], found: Sum) -> Bools:
    """Rows that are grossly off every usual fee."""
    goal = table[found.total]
    rest = goal - table[list(found.parts)].sum(axis=0)
    nearest = np.min(np.abs(rest[:, None] - found.off[None, :]), axis=1)
    out: Bools = nearest > GROSS * np.maximum(np.abs(goal), CENT)
    return out
