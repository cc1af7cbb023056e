"""PER002: mistyped and throw-away mail domains."""

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


class DomainSlips(StateCheck[RowLog]):
    """Addresses at a mistyped provider, such as gmial.com, or at a throw-away one.

    Looks at:
        The domain of each address, against slips of the finger from the great providers. It is also held against
        lists of services that give out addresses for an hour.

    Why it tells:
        Only people mistype. A few slips in a thousand are the mark of cells typed by hand. A generator draws the
        provider's name from a list and never misses.

    Innocent explanations:
        - A form that suggests the right spelling, or a confirmation mail, keeps slips out.
        - A real small domain can look like a slip of a great one.

    Reads as:
        Slips speak lightly for the claim; none says next to nothing.

    Source:
        Open lists of throw-away domains and of great providers; slips by one letter lost, doubled, swapped or missed.
    """

    info: ClassVar = CheckInfo(
        "PER002",
        "person.domain-slips",
        Family.PERSON,
        "slip_share",
        evidence=Evidence.ABSENCE,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows with a slip or a throw-away domain."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark both, and count each."""
        emails = facts.emails(binding.columns[0])
        slip = emails.by_domain((emails.typo_of != "").astype(np.bool_), False)
        away = emails.by_domain(emails.disposable, False)
        has = emails.on_rows(emails.domain_codes >= 0, False)
        counts = {
            "slips": int(np.count_nonzero(slip & has)),
            "away": int(np.count_nonzero(away & has)),
        }
        state.add(has, slip | away, counts)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share of slips by the calibration."""
        n = state.eligible
        if n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_rows": n})
        slips, away = state.counts["slips"], state.counts["away"]
        return self.weighed(
            binding,
            context,
            n,
            {
                "slip_share": slips / n,
                "slip_rows": slips,
                "throwaway_share": away / n,
                "throwaway_rows": away,
                "address_rows": n,
            },
            state.rows(),
        )
