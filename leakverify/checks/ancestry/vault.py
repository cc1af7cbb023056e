"""ANC020 to ANC023: the sample beside the older leaks of a vault, by the same rules as beside earlier files."""

from dataclasses import replace
from typing import ClassVar, Final

from leakverify.checks.ancestry.candidates import Candidate, weigh_all
from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.ancestry.keys import columns_by_kind
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.moved_dates import MovedDates
from leakverify.checks.ancestry.relatives import coverage
from leakverify.checks.ancestry.same_order import SameOrder
from leakverify.checks.ancestry.shared_slips import SharedSlips, Slips
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

NUMBER: Final = "leak_number"
ENOUGH_COVERED: Final = 0.3
ENOUGH_LEAKS: Final = 3
"""Below this a vault says nothing by what it does not hold (JUDGEMENT 1.3 rule 7)."""


def in_vault(context: Context) -> Context:
    """The run as a check sees it that compares with the vault's leaks: under the vault's key."""
    return replace(context, earlier=context.vault, seed=context.vault_key)


def bound(roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
    """All telling columns together, if there is a vault with something to compare."""
    if not context.vault_key:
        return NotApplicable("NO_VAULT")
    if not columns_by_kind(roles):
        return NotApplicable("NO_COLUMN")
    return [Binding(())] if context.vault else NotApplicable("EMPTY_VAULT")


def numbered(finding: Finding, context: Context) -> Finding:
    """The leak by the number that the vault's list gives it."""
    place = finding.measured.get("earlier")
    if not isinstance(place, int):
        return finding
    rest = {name: value for name, value in finding.measured.items() if name != "earlier"}
    return replace(finding, measured=rest | {NUMBER: context.vault[place].number})


class VaultOverlap(EarlierOverlap):
    """How much of the sample stands in an older leak of the vault.

    Looks at: addresses, numbers, names and other telling values, as hashes under the vault's key, against each leak in it.
    Why it tells: a list that is nearly whole inside an older leak was taken from there, whatever the dates and numbers
        beside it say.
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


class VaultOrder(SameOrder):
    """Whether neighbours in the sample were neighbours in an older leak of the vault.

    Looks at: the people found in the leak, in the order of the sample, and the order in which they stand there. Columns by
        which either is sorted are found first; where one explains the order, nothing is said.
    Why it tells: two organisations never keep the same people in the same order; a copied list keeps most neighbours.
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


class VaultSlips(SharedSlips):
    """Whether slips of the pen in the sample stand in an older leak of the vault, letter by letter.

    Looks at: addresses at mistyped providers, addresses that cannot be written so, telephone numbers with a wrong number of
        digits; each distinct one weighs once.
    Why it tells: a mistake is made once; a copy carries every mistake along.
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


class VaultDates(MovedDates):
    """Whether dates lie the same number of days from those of the same people in an older leak of the vault.

    Looks at: each pair of date columns that both have, for the people found in both. A day more or less is allowed.
    Why it tells: somebody who makes an old leak look new adds the same span to every date.
    Innocent explanations: a system that counts days from another first day; yearly dates that both give for another year.
    Reads as: reused where most dates are moved by one span of at least two days.
    Source: exact differences of dates.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC023", "ancestry.vault-dates", Family.ANCESTRY, "moved_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All telling columns together."""
        return bound(roles, context)

    def look(self, state: Kinship, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the rows up in each leak."""
        super().look(state, facts, binding, in_vault(context))

    def judge(self, state: Kinship, binding: Binding, context: Context) -> Finding:
        """The date column with the commonest single distance."""
        return numbered(super().judge(state, binding, in_vault(context)), context)
