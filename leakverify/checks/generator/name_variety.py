"""GEN007: how many different last names so many people show."""

import math
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.people import MOST_PEOPLE, take_people
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role
from leakverify.reference.people import expected_distinct

MIN_PEOPLE: Final = 30


class NameVariety(StateCheck[DistinctSample]):
    """Whether the people bear as many different names as a population of that size does.

    Looks at:
        How many different last names (first names, where there are no last names) the distinct people have. This is
        compared with what a random draw of as many people from the whole country would show. The number is the common
        logarithm of seen over expected.

    Why it tells:
        A generator with four hundred last names shows four hundred, however many people it makes. One that builds names
        at random shows a new one each time. A population lies between, and the number can be computed.

    Innocent explanations:
        - Families, a village or a people with few names.
        - A table of many countries, where names vary more than in any one.

    Reads as:
        Far too few or far too many names read as invented; the right number speaks lightly for the claim.

    Source:
        National counts of names; the expected number is computed from them.
    """

    info: ClassVar = CheckInfo(
        "GEN007",
        "generator.name-variety",
        Family.GENERATOR,
        "variety_log10",
        needs=("full_name",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The columns of the name."""
        columns = name_columns(roles)
        return [Binding(columns)] if columns else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct people with the keys of their names."""
        return DistinctSample(MOST_PEOPLE)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next people."""
        take_people(state, facts, binding.columns, context.seed, kind_of(binding, context))

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Weigh seen over expected by the calibration."""
        kind = kind_of(binding, context)
        keys = state.whole("one")
        keys = keys[keys != 0]
        n = len(keys)
        if n < MIN_PEOPLE:
            return self.not_applicable("FEW_VALUES", binding, {"people_count": n})
        low, high = expected_distinct(kind, context.settings.country, n)
        distinct = len(np.unique(keys))
        return self.weighed(
            binding,
            context,
            n,
            {
                "variety_log10": math.log10(distinct / math.sqrt(max(low, 1.0) * max(high, 1.0))),
                "distinct_count": distinct,
                "people_count": n,
                "kind": kind,
            },
            expected={"low_count": round(low), "high_count": round(high)},
        )


def kind_of(binding: Binding, context: Context) -> str:
    """First names are counted only where there are no last names."""
    roles = [context.settings.roles.role_of(column) for column in binding.columns]
    return "first" if roles == [Role.FIRST_NAME] else "last"
