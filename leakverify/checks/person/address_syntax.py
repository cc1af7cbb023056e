"""PER001: addresses that mail could not be sent to."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

MIN_ADDRESSES: Final = 20

BLANKS: Final = frozenset(
    (
        "",
        "-",
        "--",
        ".",
        "..",
        "/",
        "n/a",
        "na",
        "n.a.",
        "null",
        "none",
        "nil",
        "nan",
        "\\n",
        "(blank)",
        "blank",
        "unknown",
        "(none)",
        "(null)",
        "nd",
        "sans",
        "aucun",
        "keine",
        "k.a.",
    )
)
"""What is written where there is no address; such a cell is empty, not malformed."""


class AddressSyntax(StateCheck[RowLog]):
    """E-mail addresses whose form the standards do not allow.

    Looks at:
        The form of each filled cell of the column of addresses; nothing is sent and nothing is looked up.

    Why it tells:
        People make slips, and old systems let them through: genuine lists have a median of one bad
        address in a thousand. Programs write none, so a few slips speak lightly for the claim.

    Innocent explanations:
        - A form that refuses bad addresses, or a clean-up before the export, leaves none.
        - A column that also holds links or remarks has many.

    Reads as:
        A few bad addresses speak lightly for the claim; none says next to nothing. Good form never shows
        that an address exists.

    Source:
        RFC 5321 and 5322 as the library email-validator reads them. Shares measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "PER001",
        "person.address-syntax",
        Family.PERSON,
        "invalid_share",
        evidence=Evidence.ABSENCE,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows whose address is malformed."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the malformed ones."""
        emails = facts.emails(binding.columns[0])
        wrong = ~emails.valid
        blank = np.zeros(len(wrong), dtype=np.bool_)
        blank[wrong] = [text.lower() in BLANKS for text in emails.values[wrong].tolist()]
        state.add(emails.on_rows(~blank, False), emails.on_rows(wrong, False))

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share by the calibration."""
        if state.eligible < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_rows": state.eligible})
        return self.weighed(
            binding,
            context,
            state.eligible,
            {
                "invalid_share": state.share,
                "invalid_rows": state.hits,
                "address_rows": state.eligible,
            },
            state.rows(),
        )
