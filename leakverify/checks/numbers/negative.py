"""NUM005: negative amounts where all others are positive."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

SIGNED: Final = 0.05
"""Above this share of negatives the column is one of credits and debits, or of co-ordinates."""
MIN_ROWS: Final = 10


class NegativeAmounts(StateCheck[RowLog]):
    """Rows with a negative amount in a column that is positive otherwise.

    Looks at: columns of amounts in which at most one number in twenty is negative.
    Why it tells: prices, balances of purchases and counts are not negative; a few that are stand out and
        deserve a look.
    Innocent explanations: refunds, cancelled orders and corrections, which are normal in real accounts; a column that
        holds differences.
    Reads as: at most faintly altered; the rows are shown so that a person can judge.
    Source: shares of published and generated tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM005", "numbers.negative-amounts", Family.NUMBERS, "negative_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of amounts."""
        return each(roles.named(Role.AMOUNT), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Negative rows."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark negative numbers."""
        numbers = facts.numbers(binding.columns[0]).on_row_numbers()
        has = np.isfinite(numbers)
        state.add(has, has & (np.where(has, numbers, 0.0) < 0))

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of negatives."""
        if state.eligible < MIN_ROWS:
            return self.not_applicable(
                "NO_NUMBERS" if not state.eligible else "FEW_VALUES", binding
            )
        measured: dict[str, Number] = {
            "negative_share": state.share,
            "negative_count": state.hits,
            "rows_count": state.eligible,
        }
        if state.share > SIGNED:
            return self.not_applicable("SIGNED", binding, measured)
        return self.weighed(binding, context, state.eligible, measured, state.rows())
