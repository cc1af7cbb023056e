"""ANC023: dates that lie the same span from those of an older leak of the vault."""

from typing import ClassVar

from leakverify.checks.ancestry.in_vault import bound, in_vault, numbered
from leakverify.checks.ancestry.kinship import Kinship
from leakverify.checks.ancestry.moved_dates import MovedDates
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family


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
