"""ANC020: how much of the sample stands in an older leak of the vault."""

from dataclasses import replace
from typing import ClassVar, Final

from leakverify.checks.ancestry.candidates import Candidate, weigh_all
from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.ancestry.in_vault import NUMBER, bound, in_vault, numbered
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.relatives import coverage
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

ENOUGH_COVERED: Final = 0.3
ENOUGH_LEAKS: Final = 3
"""Below this a vault says nothing by what it does not hold (JUDGEMENT 1.3 rule 7)."""


class VaultOverlap(EarlierOverlap):
    """How much of the sample stands in an older leak of the vault.

    Looks at: addresses, numbers, names and other telling values, as hashes under the vault's key, against each leak in it.
    Why it tells: a list that stands nearly whole in an older leak was taken from there. What the dates and numbers
        beside it say does not change that.
    Innocent explanations: the older leak is of the same organisation; both are extracts of a public register; one firm
        bought the other's list.
    Reads as: reused where nearly all rows are found in one leak. Few found speak against that only where the vault knows the
        population: at least three like leaks have 30 % of their values in the others. Else it says nothing.
    Source: the vault; Clopper and Pearson's exact interval; its own leaks, each left out in turn.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC020", "ancestry.vault-leak", Family.ANCESTRY, "share", exhibit=True, hard=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All telling columns together."""
        return bound(roles, context)

    def look(self, state: Kinship, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the rows up in each leak."""
        super().look(state, facts, binding, in_vault(context))

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """The leak that holds most of the sample, and what the vault covers of such a population."""
        finding = super().judge(state, binding, in_vault(context))
        best = weigh_all(state, in_vault(context)).best
        if best is None or NUMBER in finding.measured or "earlier" not in finding.measured:
            return finding
        known: dict[str, Number] = _covered(best, state, context)
        support = dict(finding.support)
        if support.get(Reading.RECYCLED, 0.0) < 0 and not known["covers"]:
            support[Reading.RECYCLED] = 0.0
        told = replace(finding, expected=finding.expected | known, support=support)
        return numbered(told, context)


def _covered(best: Candidate, state: Kinship, context: Context) -> dict[str, Number]:
    """The vault's leave-one-out coverage of this population, and whether it is enough to say something."""
    share, leaks = coverage(context.vault, best.kind, context.settings.country, state.providers)
    enough = share >= ENOUGH_COVERED and leaks >= ENOUGH_LEAKS
    return {"coverage_share": float(f"{share:.6g}"), "coverage_count": leaks, "covers": int(enough)}
