"""NUM007: whether the banks exist."""

from typing import ClassVar, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_ROWS: Final = 5
PASS: Final = -0.3

GENUINE: Final = Beta(0.5, 10.0, 0.1)
"""Registries miss merged and closed banks."""
INVENTED: Final = Beta(8.0, 1.5)


class BankCodes(StateCheck[RowLog]):
    """Accounts at banks that no registry knows.

    Looks at: the bank code in each IBAN or bank-code column, in countries whose registry is bundled.
    Why it tells: an invented account names a bank by random digits, even where the check digits are right.
    Innocent explanations: banks merged or closed since; a registry that is not complete.
    Reads as: invented where most banks do not exist.
    Source: the national registries bundled with schwifty.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM007", "numbers.bank-codes", Family.NUMBERS, "unknown_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of accounts or bank codes."""
        return each(roles.named(Role.IBAN, Role.BANK_CODE), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows with an unknown bank."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark unknown banks."""
        identifiers = facts.identifiers(binding.columns[0])
        known = identifiers.on_rows(identifiers.known, -1)
        state.add(known >= 0, known == 0)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share of unknown banks."""
        if state.eligible < MIN_ROWS:
            return self.not_applicable("NO_TABLE", binding)
        measured: dict[str, Number] = {
            "unknown_share": state.share,
            "unknown_count": state.hits,
            "rows_count": state.eligible,
        }
        weight = max(PASS, log10_ratio(state.hits, state.eligible, INVENTED, GENUINE))
        return self.exhibited(binding, measured, {Reading.FABRICATED: weight}, state.rows())
