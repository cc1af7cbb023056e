"""What checks of the whole table share: a sample of rows, and the texts of the columns that may tell."""

from typing import ClassVar

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Texts
from leakverify.model.mapping import Mapping


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
