"""NUM006: check digits of bank, card, national and company numbers."""

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
PASS: Final = -0.1
"""Any generator can compute a check digit, so right ones take next to nothing away."""

GENUINE: Final = Beta(0.3, 20.0, 0.15)
"""One list in seven keeps numbers of another kind, masked ones or old ones in such a column."""
RANDOM: Final = Beta(18.0, 1.5)
"""Random digits fail nine times in ten (Luhn) to 96 in 97 (IBAN)."""
ALTERED: Final = Beta(1.0, 8.0)


class CheckDigits(StateCheck[RowLog]):
    """Numbers whose check digits do not add up.

    Looks at: IBANs, payment cards, national and company numbers whose kind is known and carries check digits.
    Why it tells: forms and banks refuse a number that does not add up. Invented digits pass once in
        ten (cards), once in 97 (IBAN).
    Innocent explanations: numbers cut or masked by the keeper; a column of the same length but another kind.
    Reads as: invented where most fail, altered where some do. Right digits prove nothing: anyone can compute them.
    Source: ISO 7064, ISO 13616, ISO/IEC 7812 and the national rules in python-stdnum.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM006", "numbers.check-digits", Family.NUMBERS, "wrong_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of such numbers."""
        wanted = roles.named(Role.IBAN, Role.CARD, Role.NATIONAL_ID, Role.COMPANY_ID)
        return each(wanted, "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows that do not add up."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark rows that do not add up."""
        identifiers = facts.identifiers(binding.columns[0])
        valid = identifiers.on_rows(identifiers.valid, -1)
        special = identifiers.on_rows(identifiers.special, fill=False)
        state.add(valid >= 0, valid == 0, {"special": int(special.sum())})

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share that does not add up."""
        if state.eligible < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        measured: dict[str, Number] = {
            "wrong_share": state.share,
            "wrong_count": state.hits,
            "test_value_count": state.counts["special"],
            "rows_count": state.eligible,
        }
        support = {
            Reading.FABRICATED: max(PASS, log10_ratio(state.hits, state.eligible, RANDOM, GENUINE)),
            Reading.TAMPERED: max(PASS, log10_ratio(state.hits, state.eligible, ALTERED, GENUINE)),
        }
        return self.exhibited(binding, measured, support, state.rows())
