"""PER003: telephone numbers that no one can have."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

MIN_NUMBERS: Final = 20


class PhoneValidity(StateCheck[RowLog]):
    """Phone numbers that fit no country's numbering plan.

    Looks at:
        Each filled cell against the numbering plan of its country, and the written country code against the codes
        that exist. +99 is no country, even where the digits that follow would make one.

    Why it tells:
        Where the country is known, 99 to 100 % of the numbers in genuine tables are possible. Where a generator knows
        no numbering plan, a quarter to a half of its numbers cannot be. A careful one leaves none, so good numbers
        prove nothing.

    Innocent explanations:
        - Numbers written without the country, in a table of many countries.
        - A spreadsheet that took the leading zero.
        - A field that visitors had to fill and did not want to.

    Reads as:
        Many impossible numbers read as invented. A few say nothing.

    Source:
        The numbering plans of libphonenumber. Shares measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "PER003",
        "person.phone-validity",
        Family.PERSON,
        "invalid_share",
        needs=("phone",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of telephone numbers."""
        return each(roles, Role.PHONE)

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows whose number cannot be."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark what the plan forbids and what has no country."""
        phones = facts.phones(binding.columns[0])
        unassigned = phones.on_rows(phones.unassigned, False)
        state.add(
            phones.filled,
            phones.on_rows(~phones.valid, False) | unassigned,
            {"unassigned": int(np.count_nonzero(unassigned))},
        )

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share by the calibration."""
        if state.eligible < MIN_NUMBERS:
            return self.not_applicable("FEW_VALUES", binding, {"phone_rows": state.eligible})
        return self.weighed(
            binding,
            context,
            state.eligible,
            {
                "invalid_share": state.share,
                "invalid_rows": state.hits,
                "no_country_rows": state.counts["unassigned"],
                "phone_rows": state.eligible,
            },
            state.rows(),
        )
