"""STR003: empty cells, and how they lie over the columns."""

from typing import ClassVar

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family


class MissingCells(StateCheck[RowLog]):
    """How many cells are empty, and in how many columns.

    Looks at: empty and missing cells of every column.
    Why it tells: people leave fields out, unevenly over the columns (median 2.6 % of cells in published tables). 34
        of 42 generated tables have no empty cell anywhere.
    Innocent explanations: a form that demands every field; an export of complete records only; a third of
        published tables are complete too. So the absence of gaps never counts for much.
    Reads as: faintly invented where no cell at all is missing.
    Source: shares of published and generated tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR003", "structure.missing-cells", Family.STRUCTURE, "missing_share", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if used(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Counts of empty cells by column."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Count the empty cells of each column."""
        columns = used(context.settings.roles)
        counts = {str(i): facts.rows - facts.cells(name).count for i, name in enumerate(columns)}
        everyone = np.ones(facts.rows, np.bool_)
        state.add(everyone, np.zeros(facts.rows, np.bool_), counts)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of empty cells and its unevenness."""
        if not state.seen:
            return self.not_applicable("FEW_ROWS", binding)
        empty = np.array(list(state.counts.values()), np.int64)
        partly = int(np.count_nonzero((empty > 0) & (empty < state.seen)))
        total = int(empty.sum())
        ordered = np.sort(empty)
        ranks = np.arange(1, len(ordered) + 1)
        gini = 0.0
        if total:
            gini = float(2.0 * (ranks @ ordered) / (len(ordered) * total)) - (
                len(ordered) + 1
            ) / len(ordered)
        measured: dict[str, Number] = {
            "missing_share": total / (state.seen * len(empty)),
            "missing_count": total,
            "columns_count": len(empty),
            "columns_partly_count": partly,
            "columns_never_count": int(np.count_nonzero(empty == 0)),
            "unevenness": gini,
        }
        return self.weighed(binding, context, state.seen, measured)
