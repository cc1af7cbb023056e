"""NUM010: round numbers among amounts."""

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

MIN_ROWS: Final = 30
LIMIT: Final = 1e13
CENT_ENDINGS: Final = (0, 50, 90, 95, 99)
BY_CHANCE_CENTS: Final = len(CENT_ENDINGS) / 100
BY_CHANCE_TENS: Final = 0.1


class RoundNumbers(StateCheck[RowLog]):
    """How many amounts are round, or end as prices do, beyond what chance gives.

    Looks at: amounts with cents: endings .00, .50, .90, .95, .99; whole amounts: multiples of ten.
    Why it tells: people choose round sums and shops set prices (declared assets: 56 % multiples of ten,
        shop prices: 23 % in .95 or .99); drawn numbers end in anything.
    Innocent explanations: interest, weights and converted currencies are not round either; prices set by a
        computer.
    Reads as: invented or altered where amounts of money are no rounder than chance.
    Source: shares of published and generated tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM010", "numbers.round-numbers", Family.NUMBERS, "above_chance"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of amounts."""
        return each(roles.named(Role.AMOUNT), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Counts of endings."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Count endings among the amounts other than zero."""
        facts_of = facts.numbers(binding.columns[0])
        numbers = facts_of.on_row_numbers()
        has = (
            np.isfinite(numbers)
            & (numbers != 0)
            & (np.abs(np.where(np.isfinite(numbers), numbers, 0)) < LIMIT)
        )
        cents = np.round(np.abs(np.where(has, numbers, 0.0)) * 100).astype(np.int64)
        counts = {
            "with_cents": int((has & (cents % 100 != 0)).sum()),
            "endings": int((has & np.isin(cents % 100, CENT_ENDINGS)).sum()),
            "tens": int((has & (cents % 1000 == 0)).sum()),
        }
        state.add(has, np.zeros(facts.rows, np.bool_), counts)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """The share of round amounts beyond chance."""
        n = state.eligible
        if n < MIN_ROWS:
            return self.not_applicable("NO_NUMBERS" if not n else "FEW_VALUES", binding)
        cents = state.counts["with_cents"] > n * BY_CHANCE_CENTS
        hits = state.counts["endings" if cents else "tens"]
        chance = BY_CHANCE_CENTS if cents else BY_CHANCE_TENS
        measured: dict[str, Number] = {
            "above_chance": hits / n - chance,
            "round_share": hits / n,
            "round_count": hits,
            "rows_count": n,
        }
        return self.weighed(binding, context, n, measured, expected={"round_share": chance})
