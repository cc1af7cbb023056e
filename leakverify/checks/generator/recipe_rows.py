"""GEN020: rows in which name, address, town and telephone are all by one generator's recipe."""

from dataclasses import replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.recipe_features import Recipe
from leakverify.checks.generator.recipe_fit import Mixture, mixtures
from leakverify.checks.generator.recipe_traces import MOST_ROWS, columns_of, take_traces
from leakverify.checks.generator.vocabulary import SPREAD
from leakverify.checks.weight import Beta, Trace, log10_ratio, traced
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

MIN_ROWS: Final = 30
MIN_COLUMNS: Final = 2

GENUINE: Final = Beta(0.4, 100.0, 0.002)
"""Rows of genuine lists that happen to be built like a generator's: test records, and namesakes of its lists."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(12.0, 1.0), 0.4),
    Reading.TAMPERED: Trace(Beta(1.1, 2.2), 0.2),
}

DRAWN: Final = Beta(30.0, 1.0, 0.02)
MIN_BESIDE: Final = 5


class RecipeRows(StateCheck[DistinctSample]):
    """Rows whose fields are all made by one generator's recipe, and how large a part of the file they are.

    Looks at:
        The names, e-mail address, phone number, street, town and job of each distinct row, taken together. They are
        held against the lists and grammars of known generators, one language at a time. A feature counts by how much
        more often it is in a generator's rows than elsewhere. Elsewhere means the other rows of this file and genuine
        lists.

    Why it tells:
        One name on a list, one strange town or one odd number is chance. A row where the name, the address and the
        town all follow one recipe is met in genuine lists once in hundreds. There, such rows do not come in numbers.

    Innocent explanations:
        - Test records that the firm's own staff made with such a generator.
        - Records whose personal fields were replaced on purpose before the file was passed on.

    Reads as:
        Nearly all rows read as invented; a part of them, beside others that do not fit, as altered, with these rows; few
        say nothing.

    Source:
        The lists and grammars inside the published generators. National counts of names. Rates of the other features
        as measured on genuine lists, and learned from the file's own other rows.
    """

    info: ClassVar = CheckInfo(
        "GEN020",
        "generator.recipe-rows",
        Family.GENERATOR,
        "recipe_share",
        exhibit=True,
        needs=("full_name", "email"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that a recipe fills, where there are two of a person's."""
        columns = columns_of(roles)
        if len(columns.person) < MIN_COLUMNS:
            return NotApplicable("NO_COLUMN")
        return [Binding(columns.every)]

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct rows with what a recipe could have left in them."""
        return DistinctSample(MOST_ROWS)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Add the next rows."""
        take_traces(state, facts, columns_of(context.settings.roles), context.seed)

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """Name the rows of the recipe that explains most, and weigh their share."""
        n = len(state)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding, {"row_count": n})
        found = [m for m in mixtures(state) if trusted(m)]
        best = max(found, key=lambda m: (int(m.named.sum()), m.better), default=None)
        return self._weighed(state, binding, best, n)

    def _weighed(
        self, state: DistinctSample, binding: Binding, found: Mixture | None, n: int
    ) -> Finding:
        """The finding; without a mixture no row is named."""
        named = np.zeros(n, np.bool_) if found is None else found.named
        hits = int(named.sum())
        finding = self.exhibited(
            binding,
            {
                "recipe_share": hits / n,
                "recipe_rows": hits,
                "row_count": n,
                "list": found.recipe.name if found is not None and hits else None,
                "agreeing": " + ".join(found.features) if found is not None and hits else None,
            },
            traced(hits, n, GENUINE, TRACES),
            state.rows(named),
        )
        return finding if hits else replace(finding, support={})


def trusted(found: Mixture) -> bool:
    """Whether the rows are more than a part of the people who live where the recipe's names are common.

    Among rows that all else gives to the recipe, nearly all must bear its names. People of that country would bear
    them in the country's own share.
    """
    if found.better <= 0.0:
        return False
    if found.beside is None:
        return True
    hits, n = found.beside
    return n >= MIN_BESIDE and log10_ratio(hits, n, DRAWN, people(found.recipe)) > 0.0


def people(recipe: Recipe) -> Beta:
    """How many people of the recipe's country bear both a first and a last name of its lists."""
    both = min(max(recipe.first_share * recipe.last_share, 0.02), 0.9)
    return Beta(both * SPREAD, (1.0 - both) * SPREAD, 0.01)
