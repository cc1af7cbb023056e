"""ANC022: slips of the pen that stand in an older leak of the vault as well."""

from typing import ClassVar

from leakverify.checks.ancestry.in_vault import bound, in_vault, numbered
from leakverify.checks.ancestry.shared_slips import SharedSlips, Slips
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family


class VaultSlips(SharedSlips):
    """Whether slips of the pen in the sample stand in an older leak of the vault, letter by letter.

    Looks at: Addresses at mistyped providers, addresses that cannot be written so, phone numbers with a wrong number
        of digits. Each distinct one weighs once.
    Why it tells: a mistake is made once, but a copy carries every mistake along.
    Innocent explanations: two forms filled in by the same browser; one organisation bought the other's list.
    Reads as: reused where most mistakes of the sample stand in the leak.
    Source: slips by one letter from the great providers; rules of addresses and numbers.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC022", "ancestry.vault-slips", Family.ANCESTRY, "shared_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Addresses and numbers, if there is a leak to compare with."""
        found = bound(roles, context)
        if isinstance(found, NotApplicable):
            return found
        return super().bindings(roles, in_vault(context))

    def look(self, state: Slips, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the mistaken cells up in each leak."""
        super().look(state, facts, binding, in_vault(context))

    def judge(self, state: Slips, binding: Binding, context: Context) -> Finding:
        """The share of the mistakes that the likeliest origin has as well."""
        return numbered(super().judge(state, binding, in_vault(context)), context)
