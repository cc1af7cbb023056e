"""STR009: whether rows resemble the row before them."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content, hashes, row_keys, texts_at
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Keys
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

SAMPLE: Final = 4_000
MAX_COLUMNS: Final = 24
MIN_ROWS: Final = 30
SATED: Final = 0.95
"""Columns in which two random rows agree this often have nothing to tell."""


@dataclass(slots=True)
class Adjacency:
    """Rows whose cell equals the row before, by column, with the cells at both ends for merging."""

    seen: int = 0
    equal: dict[str, int] = field(default_factory=dict)
    first: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    last: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    sample: RowSample = field(default_factory=lambda: RowSample(SAMPLE))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        if later.seen:
            if self.seen:
                for i, same in enumerate(self.last == later.first):
                    self.equal[str(i)] = self.equal.get(str(i), 0) + int(same)
            else:
                self.first = later.first
            self.last = later.last
        for name, count in later.equal.items():
            self.equal[name] = self.equal.get(name, 0) + count
        self.seen += later.seen
        self.sample.merge(later.sample)


class Neighbours(StateCheck[Adjacency]):
    """How much more often than by chance a cell equals the cell above it.

    Looks at: each column's cells and the order of rows.
    Why it tells: lists grow: people of one town, campaign or day stand together. Generators draw each row
        afresh (median excess 0.09, published tables 0.26).
    Innocent explanations: the rows were shuffled or drawn at random; the table is sorted by something else.
    Reads as: faintly invented or assembled where neighbours are strangers.
    Source: How many more neighbours than random pairs are equal. This project measured it on published tables.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR009", "structure.neighbours", Family.STRUCTURE, "excess", uses_order=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if content(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Adjacency:
        """No rows yet."""
        return Adjacency()

    def look(self, state: Adjacency, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare each row with the one before."""
        if not facts.rows:
            return
        keys = row_keys(facts, context)
        everyone = np.ones(facts.rows, np.bool_)
        places = state.sample.pick(keys, everyone)
        ends = np.array([0, facts.rows - 1], np.int64)
        later = Adjacency(seen=facts.rows)
        values, firsts, lasts = {}, [], []
        for i, name in enumerate(content(context.settings.roles)[:MAX_COLUMNS]):
            codes = facts.cells(name).codes
            later.equal[str(i)] = int(np.count_nonzero(codes[1:] == codes[:-1]))
            values[str(i)] = hashes(texts_at(facts, name, places))
            first, last = hashes(texts_at(facts, name, ends))
            firsts.append(first)
            lasts.append(last)
        later.first, later.last = np.array(firsts, np.uint64), np.array(lasts, np.uint64)
        later.sample.take(facts.rows, facts.rows, places, keys[places], dict(values))
        state.merge(later)

    def judge(self, state: Adjacency, binding: Binding, context: Context) -> Finding:
        """The mean excess over the columns that vary."""
        if state.seen < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        n = len(state.sample.keys)
        excess = []
        for name, column in sorted(state.sample.values.items()):
            _, counts = np.unique(column, return_counts=True)
            chance = int(np.sum(counts * (counts - 1))) / (n * (n - 1))
            if chance < SATED:
                equal = state.equal[name] / (state.seen - 1)
                excess.append((equal - chance) / (1.0 - chance))
        if not excess:
            return self.not_applicable("CONSTANT", binding)
        measured: dict[str, Number] = {
            "excess": float(np.mean(excess)),
            "largest_excess": max(excess),
            "columns_count": len(excess),
            "rows_count": state.seen,
        }
        return self.weighed(binding, context, state.seen, measured)
