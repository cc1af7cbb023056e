"""GEN016: occupations, companies, departments or sentences that all stand on one generator's list."""

from typing import ClassVar

from leakverify.checks.contract import Binding, Context
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.closed_phrases import MIN_VALUES, ClosedPhrases, best_held
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import Family


class ClosedLists(ClosedPhrases):
    """Whether jobs, firms and sentences come from the closed lists of generators.

    Looks at:
        Each distinct wordy value of columns that are no names, places or numbers. The check sees whether it stands on
        a generator's list of jobs or departments. It may also be a firm made of the generator's last names and a
        legal form, or a sentence of its words alone.

    Why it tells:
        People write their occupation in their own words and firms choose their own names. A generator has a few
        hundred jobs and builds every firm from a last name, so that nothing stands outside its list.

    Innocent explanations:
        - A form that offers a list of occupations to choose from, which a generator has copied as well.
        - A trade in which firms bear their owners' names.

    Reads as:
        A share far above that of genuine lists reads as invented; a list of occupations in its own words says little.

    Source:
        The lists inside the published generators; shares as measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "GEN016",
        "generator.closed-lists",
        Family.GENERATOR,
        "inside_share",
    )
    kinds: ClassVar = ("job", "department", "title", "company", "sentence")

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The share of distinct values on the list that holds most."""
        n = int(state.whole("wordy").sum())
        if n < MIN_VALUES:
            return self.not_applicable("FEW_VALUES", binding, {"value_count": n})
        held = best_held(state, self.kinds)
        return self.weighed(
            binding,
            context,
            n,
            {
                "inside_share": held.hits / n,
                "inside_count": held.hits,
                "value_count": n,
                "list": held.phrases.name if held.hits else None,
            },
            state.rows(held.inside),
        )
