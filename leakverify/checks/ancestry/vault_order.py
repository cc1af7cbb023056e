"""ANC021: neighbours in the sample that were neighbours in an older leak of the vault."""

from typing import ClassVar

from leakverify.checks.ancestry.in_vault import bound, in_vault, numbered
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.same_order import SameOrder
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family


class VaultOrder(SameOrder):
    """Whether neighbours in the sample were neighbours in an older leak of the vault.

    Looks at: the people found in the leak, in the order of the sample, and the order in which they stand there. Columns by
        which either is sorted are found first; where one explains the order, nothing is said.
    Why it tells: two organisations never keep the same people in the same order. A copied list keeps most neighbours.
    Innocent explanations: both are sorted by something that neither shows; both come from one register.
    Reads as: reused where neighbours are kept. A list that was shuffled loses the trace, so a pass says little.
    Source: Kendall's tau and counts of kept neighbours; the chance of one kept pair is exact.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC021",
        "ancestry.vault-order",
        Family.ANCESTRY,
        "kept_share",
        exhibit=True,
        uses_order=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All telling columns together."""
        return bound(roles, context)

    def look(self, state: Kinship, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the rows up in each leak."""
        super().look(state, facts, binding, in_vault(context))

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """Count kept neighbours."""
        return numbered(super().judge(state, binding, in_vault(context)), context)
