"""What the checks of first and of last names share: people, their names, and the list that explains them best."""

from typing import ClassVar, Literal

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.people import MOST_PEOPLE, take_people
from leakverify.checks.generator.vocabulary import best_fit
from leakverify.facts.facts import Facts
from leakverify.model.finding import Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Reading, Role


class ClosedNames(StateCheck[DistinctSample]):
    """One part of people's names against the closed lists of generators."""

    part: ClassVar[Literal["first", "last"]]
    role: ClassVar[Role]

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The columns of the name, if they hold this part of it."""
        columns = name_columns(roles)
        if not any(roles.role_of(c) in (Role.FULL_NAME, self.role) for c in columns):
            return NotApplicable("NO_COLUMN")
        return [Binding(columns)]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct people with the keys of their names."""
        return DistinctSample(MOST_PEOPLE)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next people."""
        take_people(state, facts, binding.columns, context.seed, self.part)

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The list that explains the names best, against what the population would show."""
        fit = best_fit(state, self.part)
        if fit is None:
            return self.not_applicable("FEW_VALUES", binding, {"people_count": len(state)})
        keys = state.whole("one")
        named = keys != 0
        vocabulary = fit.vocabulary
        return self.exhibited(
            binding,
            {
                "inside_share": int(fit.inside.sum()) / int(named.sum()),
                "people_count": int(named.sum()),
                "distinct_count": len(np.unique(keys[named])),
                "vocabulary_count": vocabulary.size,
                "list": f"{vocabulary.tool} {vocabulary.locale}",
            },
            {Reading.FABRICATED: fit.support},
            state.rows(fit.inside),
            {"base_share": fit.share},
        )
