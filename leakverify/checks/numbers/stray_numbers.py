"""NUM011: figures that follow from others, and in some rows do not."""

from dataclasses import replace
from itertools import combinations
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.clock import is_clock
from leakverify.checks.columns import floats, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.follow import (
    KIND,
    TOLD,
    Columns,
    Follow,
    binned,
    explained,
    follow,
    kinds_of,
    ranks,
)
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import log10_astray
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 9
TRIAL: Final = 300
"""Rows on which all combinations are tried before the best are looked at in full."""
TRIED: Final = 3
RELATED: Final = 0.3
MIN_ROWS: Final = 100
MIN_VALUES: Final = 20
FILLED: Final = 0.8
COMMON: Final = 0.05
"""A figure so common, such as 0, stands for a state of the record and follows from nothing."""


class StrayNumbers(StateCheck[RowSample]):
    """Figures that rise with another one, or with a sum or product of two, and in some rows lie anywhere.

    Looks at: Each figure beside every other number and every sum and product of two. The check measures how far each
        row lies off the others, and compares it with the same figures shuffled. It is looked at from either side.
    Why it tells: rates, taxes, instalments and totals follow from other figures. Discounts and errors lie near what
        follows, fewer the farther off. Whoever puts in a figure rarely changes all that belongs to it: then it lies
        anywhere, and nothing lies between such rows and the others.
    Innocent explanations: two kinds of record that are reckoned differently; a column that is a copy of
        another unless somebody changed it. Strays that go with another column, or that other rows repeat, do
        not count, nor do times of day.
    Reads as: altered where some rows lie anywhere and all others follow.
    Source: arithmetic against the same figures shuffled; how the share of strays varies from list to list is
        set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM011", "numbers.stray-figures", Family.NUMBERS, "strays_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that may hold numbers, together."""
        return [Binding(())] if len(_columns(roles)) > 1 else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample the rows' numbers."""
        roles = context.settings.roles
        columns = _columns(roles)
        values: Columns = {name: facts.numbers(name).on_row_numbers() for name in columns}
        has = np.logical_or.reduce([np.isfinite(values[name]) for name in columns])
        for name in kinds_of(roles):
            values[f"{name}{KIND}"] = facts.key((name,), context.seed).view(np.int64)
        state.add(row_keys(facts, context), has, values)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The figure and what it follows from that show most strays."""
        state = state.by_key()
        roles = context.settings.roles
        whole = {name: floats(state, name) for name in _columns(roles)}
        names = [f"{name}{KIND}" for name in kinds_of(roles)]
        kinds = [np.asarray(state.values[n], np.int64) for n in names if n in state.values]
        table = {name: values for name, values in whole.items() if _measured(values)}
        if len(table) < 2 or len(state.keys) < MIN_ROWS:  # noqa: PLR2004  (one follows the other)
            return self.not_applicable("NO_NUMBERS", binding)
        best: tuple[tuple[bool, float], float, str, tuple[str, ...], Follow, Ints] | None = None
        for goal, figures in table.items():
            for parts, guide in _guides(table, goal):
                known = np.flatnonzero(_plain(guide) & _plain(figures))
                if len(known) < MIN_ROWS:
                    continue
                found = follow(guide[known], figures[known], context.seed)
                others = [binned(values) for name, values in whole.items() if name != goal]
                told = explained(found.far, [kind[known] for kind in (*kinds, *others)])
                strays = found.likely if told < TOLD else 0.0
                shown = found.shown and told < TOLD
                rank = (shown, found.follows if shown else strays)
                if best is None or rank > best[0]:
                    best = (rank, strays, goal, parts, found, known)
        if best is None:
            return self.not_applicable("FEW_VALUES", binding)
        (shown, _), strays, goal, parts, found, known = best
        hits = int(np.count_nonzero(found.far)) if strays else 0
        measured: dict[str, Number] = {
            "strays_share": strays,
            "strays_count": hits,
            "follows_share": found.follows,
            "by_chance_share": found.by_chance,
            "parts_count": len(parts),
            "compared_rows": len(known),
        }
        rows = rows_at(hits, np.sort(state.places[known[found.far]][:hits]))
        if shown:
            weight = log10_astray(hits, len(known))
            finding = self.exhibited(binding, measured, {Reading.TAMPERED: min(2.0, weight)}, rows)
        else:
            finding = self.weighed(binding, context, state.eligible, measured, rows)
        return replace(finding, columns=(goal, *parts))


def _columns(roles: Mapping) -> tuple[str, ...]:
    """The columns that may hold numbers, known amounts first."""
    return (*roles.named(Role.AMOUNT), *roles.named(Role.UNKNOWN))[: 2 * MAX_COLUMNS]


def _measured(values: Floats) -> bool:
    """Whether a column is mostly numbers, of many values, that are quantities."""
    some = values[np.isfinite(values)]
    return (
        len(some) > FILLED * len(values)
        and len(np.unique(some)) >= MIN_VALUES
        and not is_clock(some)
    )


def _plain(values: Floats) -> Bools:
    """Rows with a number that is not the one common figure."""
    known = np.isfinite(values)
    kinds, counts = np.unique(values[known], return_counts=True)
    if len(kinds) and counts.max() > COMMON * np.count_nonzero(known):
        known &= values != kinds[counts.argmax()]
    return known


def _guides(table: dict[str, Floats], goal: str) -> list[tuple[tuple[str, ...], Floats]]:
    """What the goal may follow from: the combinations whose order is most like its own."""
    others = [name for name in table if name != goal][:MAX_COLUMNS]
    made: list[tuple[tuple[str, ...], Floats]] = [((name,), table[name]) for name in others]
    for a, b in combinations(others, 2):
        made.append(((a, b), table[a] + table[b]))
        made.append(((a, b), table[a] * table[b]))
    step = max(1, len(table[goal]) // TRIAL)
    close = np.array([_likeness(guide[::step], table[goal][::step]) for _, guide in made])
    best = np.argsort(-close, kind="stable")[:TRIED]
    return [made[i] for i in best.tolist() if close[i] >= RELATED]


def _likeness(one: Floats, other: Floats) -> float:
    """The rank correlation of two columns, without sign."""
    both = np.isfinite(one) & np.isfinite(other)
    if np.count_nonzero(both) < MIN_VALUES:
        return 0.0
    a, b = ranks(one[both]) - 0.5, ranks(other[both]) - 0.5
    size = float(np.sqrt((a @ a) * (b @ b)))
    return abs(float(a @ b)) / size if size > 0 else 0.0
