"""What checks of the whole table share: a sample of rows, and the texts of the columns that may tell."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import hashes, row_keys, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints, Texts
from leakverify.model.mapping import Mapping

MOST_DRAWS: Final = 19
FEWEST_DRAWS: Final = 6
DRAWN: Final = 16_000
"""Rows that are shuffled in all."""


class WholeRows(StateCheck[RowSample]):
    """A check that looks at whole rows: which columns, how many of them at least, and how many rows are kept."""

    kept_rows: ClassVar[int]
    fewest_columns: ClassVar[int] = 2

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The columns whose texts are kept, in the order of the table; at most a hundred."""
        raise NotImplementedError

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        able = len(self.columns(roles)) >= self.fewest_columns
        return [Binding(())] if able else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(self.kept_rows)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample whole rows."""
        everyone = np.ones(facts.rows, np.bool_)
        columns = self.columns(context.settings.roles)
        sample_texts(state, facts, row_keys(facts, context), everyone, columns)


def texts_of(state: RowSample) -> list[Texts]:
    """The texts that `look` kept, column by column."""
    return [np.asarray(state.values[place], object) for place in sorted(state.values)]


def draws_of(rows: int) -> int:
    """How often columns are shuffled: the fewer rows, the oftener, so that chance is known as well and takes as long."""
    return min(MOST_DRAWS, max(FEWEST_DRAWS, DRAWN // rows))


class Shuffles:
    """Orders of rows to draw for each column, by a seed of its own.

    A column's seed comes from what it holds: its draws are the same wherever it stands in the table, and whatever it is
    called. Of columns that hold the same, each has its own.
    """

    def __init__(self, columns: list[Texts], seed: int) -> None:
        self._rows = len(columns[0]) if columns else 0
        seen: dict[int, int] = {}
        self._draws = []
        for texts in columns:
            told = int(np.add.reduce(hashes(texts), dtype=np.uint64))
            seen[told] = seen.get(told, 0) + 1
            self._draws.append(np.random.default_rng([seed, told, seen[told]]))

    def orders(self) -> list[Ints]:
        """The next order of the rows for each column."""
        return [rng.permutation(self._rows) for rng in self._draws]
