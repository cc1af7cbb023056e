"""GEN005: last names that all stand on a generator's list."""

from typing import ClassVar

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.people import MOST_PEOPLE, take_people
from leakverify.checks.generator.vocabulary import best_fit
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role


class LastNames(StateCheck[DistinctSample]):
    """Whether the last names all come from the closed list of a known generator.

    Looks at:
        The last names of distinct people against the lists inside known generators of test data, language by
        language. One name counts for at most one person in a hundred, so that no favourite decides.

    Why it tells:
        A generator knows a few hundred or a thousand last names and no other, for ever. Of real people a half or
        more bear a name outside the commonest thousand.

    Innocent explanations:
        - A country with few last names, such as Korea or Vietnam.
        - A list chosen by name, such as one letter of a directory.
        - Names that were replaced on purpose to protect the people.

    Reads as:
        All names on one list, though the population has many others, reads as invented. Many names on a list is normal.

    Source:
        The lists inside the published generators, and national counts of last names for the share of people on them.
    """

    info: ClassVar = CheckInfo(
        "GEN005",
        "generator.last-names",
        Family.GENERATOR,
        "inside_share",
        exhibit=True,
        needs=("full_name",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The columns of the name, if they hold last names."""
        columns = name_columns(roles)
        if not any(roles.role_of(c) in (Role.FULL_NAME, Role.LAST_NAME) for c in columns):
            return NotApplicable("NO_COLUMN")
        return [Binding(columns)]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct people with the keys of their names."""
        return DistinctSample(MOST_PEOPLE)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next people."""
        take_people(state, facts, binding.columns, context.seed, "last")

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The list that explains the names best, against what the population would show."""
        fit = best_fit(state, "last")
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
            {"base_share": vocabulary.base_share},
        )
