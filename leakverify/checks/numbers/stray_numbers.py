"""NUM011: figures that follow from others, and in some rows do not."""

from dataclasses import replace
from itertools import combinations
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.clock import is_clock
from leakverify.checks.columns import floats, number_columns, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.follow import (
    KIND,
    TOLD,
    TWICE,
    Columns,
    Tie,
    binned,
    explained,
    follow,
    kinds_of,
    ranks,
    repeated,
)
from leakverify.checks.redrawn import FOLLOWS, redrawn
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 32
MAX_GUIDES: Final = 9
"""A figure is held against so many others, those whose order is most like its own."""
TRIAL: Final = 300
"""Rows on which all combinations are tried before the best are looked at in full."""
TRIED: Final = 3
RELATED: Final = 0.3
MIN_ROWS: Final = 100
MIN_VALUES: Final = 20
MIN_STEPS: Final = 8
"""What a figure follows from may be coarser than the figure, such as a count."""
FILLED: Final = 0.8
COMMON: Final = 0.05
"""A figure so common, such as 0, stands for a state of the record and follows from nothing."""


class StrayNumbers(StateCheck[RowSample]):
    """Figures that rise with another one, or with a sum or product of two, and in some rows lie anywhere.

    Looks at: Each figure beside every other number and every sum and product of two. The check measures how far each
        row lies off the others, and compares it with the same figures shuffled, from either side, and with figures
        drawn evenly between the smallest and the largest.
    Why it tells: rates, taxes, instalments and totals follow from other figures. Discounts and errors lie near what
        follows, fewer the farther off. Whoever puts in a figure rarely changes all that belongs to it: then it lies
        anywhere, and nothing lies between such rows and the others.
    Innocent explanations: two kinds of record that are reckoned differently; a column that is a copy of
        another unless somebody changed it. Strays that go with another column, or that other rows repeat, do
        not count, nor do times of day.
    Reads as: altered where some rows lie anywhere and all others follow.
    Source: arithmetic against the same figures shuffled, and against figures drawn evenly; how the share of strays
        varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM011", "numbers.stray-figures", Family.NUMBERS, "strays_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that may hold numbers, together."""
        return (
            [Binding(())]
            if len(number_columns(roles, MAX_COLUMNS)) > 1
            else NotApplicable("NO_COLUMN")
        )

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample the rows' numbers."""
        roles = context.settings.roles
        columns = number_columns(roles, MAX_COLUMNS)
        values: Columns = {name: facts.numbers(name).on_row_numbers() for name in columns}
        has = np.logical_or.reduce([np.isfinite(values[name]) for name in columns])
        for name in kinds_of(roles):
            values[f"{name}{KIND}"] = facts.key((name,), context.seed).view(np.int64)
        state.add(row_keys(facts, context), has, values)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The figure and what it follows from that show most strays."""
        state = state.by_key()
        roles = context.settings.roles
        whole = {name: floats(state, name) for name in number_columns(roles, MAX_COLUMNS)}
        kinds = {
            name: np.asarray(state.values[f"{name}{KIND}"], np.int64)
            for name in kinds_of(roles)
            if f"{name}{KIND}" in state.values
        }
        table = {name: values for name, values in whole.items() if _measured(values)}
        guides = {name: v for name, v in whole.items() if _measured(v, least=MIN_STEPS)}
        if not table or len(guides) < 2 or len(state.keys) < MIN_ROWS:  # noqa: PLR2004  (one follows the other)
            return self.not_applicable("NO_NUMBERS", binding)
        levels = [*kinds.items(), *((name, binned(values)) for name, values in whole.items())]
        best: tuple[tuple[bool, float], str, tuple[str, ...], Tie, Ints] | None = None
        for goal, figures in table.items():
            for parts, guide in _guides(guides, goal, figures):
                known = np.flatnonzero(_plain(guide) & _plain(figures))
                if len(known) < MIN_ROWS:
                    continue
                told_by = [(name, kind[known]) for name, kind in levels if name != goal]
                beside = [kind for name, kind in told_by if name not in parts]
                every = [kind for _, kind in told_by]
                found = _tie(guide[known], figures[known], every, beside, context.seed)
                rank = (found.shown, found.follows if found.shown else found.strays)
                if best is None or rank > best[0]:
                    best = (rank, goal, parts, found, known)
        if best is None:
            return self.not_applicable("FEW_VALUES", binding)
        _, goal, parts, found, known = best
        hits = int(np.count_nonzero(found.far)) if found.strays else 0
        measured: dict[str, Number] = {
            "strays_share": found.strays,
            "strays_count": hits,
            "follows_share": found.follows,
            "by_chance_share": found.by_chance,
            "parts_count": len(parts),
            "compared_rows": len(known),
        }
        rows = rows_at(hits, np.sort(state.places[known[found.far]][:hits]))
        finding = self.astray(
            binding, context, state.eligible, measured, rows, len(known), shown=found.shown
        )
        return replace(finding, columns=(goal, *parts))


def _tie(guide: Floats, figures: Floats, told_by: list[Ints], beside: list[Ints], seed: int) -> Tie:
    """How a figure runs with its guide, against shuffled figures, and against figures drawn evenly.

    Columns that tell which rows stray make records of another kind of them; where figures drawn evenly fall is reckoned
    from the guide, so there only what stands `beside` the guide counts.
    """
    found = follow(guide, figures, seed)
    told = explained(found.far, told_by) >= TOLD
    shown = found.shown and not told
    tie = Tie(0.0 if told else found.likely, found.follows, found.by_chance, found.far, shown)
    if shown or found.follows < FOLLOWS:
        return tie
    anew = redrawn(guide, figures, seed)
    if anew is None or not anew.shown or explained(anew.far, beside) >= TOLD:
        return tie
    if repeated(guide, figures, anew.far) > TWICE:
        return tie
    return Tie(anew.share, anew.follows, found.by_chance, anew.far, shown=True)


def _measured(values: Floats, least: int = MIN_VALUES) -> bool:
    """Whether a column is mostly numbers, of many values, that are quantities."""
    some = values[np.isfinite(values)]
    return len(some) > FILLED * len(values) and len(np.unique(some)) >= least and not is_clock(some)


def _plain(values: Floats) -> Bools:
    """Rows with a number that is not the one common figure."""
    known = np.isfinite(values)
    kinds, counts = np.unique(values[known], return_counts=True)
    if len(kinds) and counts.max() > COMMON * np.count_nonzero(known):
        known &= values != kinds[counts.argmax()]
    return known


def _guides(
    table: dict[str, Floats], goal: str, figures: Floats
) -> list[tuple[tuple[str, ...], Floats]]:
    """What the goal may follow from: the combinations whose order is most like its own."""
    step = max(1, len(figures) // TRIAL)

    def close(guide: Floats) -> float:
        return _likeness(guide[::step], figures[::step])

    single = {name: close(values) for name, values in table.items() if name != goal}
    names = sorted(single, key=lambda name: -single[name])[:MAX_GUIDES]
    made: list[tuple[tuple[str, ...], Floats]] = [((name,), table[name]) for name in names]
    for a, b in combinations(names, 2):
        made.append(((a, b), table[a] + table[b]))
        made.append(((a, b), table[a] * table[b]))
    likeness = [close(guide) for _, guide in made]
    best = np.argsort(-np.array(likeness), kind="stable")[:TRIED]
    return [made[i] for i in best.tolist() if likeness[i] >= RELATED]


def _likeness(one: Floats, other: Floats) -> float:
    """The rank correlation of two columns, without sign."""
    both = np.isfinite(one) & np.isfinite(other)
    if np.count_nonzero(both) < MIN_VALUES:
        return 0.0
    a, b = ranks(one[both]) - 0.5, ranks(other[both]) - 0.5
    size = float(np.sqrt((a @ a) * (b @ b)))
    return abs(float(a @ b)) / size if size > 0 else 0.0
