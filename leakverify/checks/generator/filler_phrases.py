"""GEN015: filler texts, slogans and product names put together from a generator's words."""

from typing import ClassVar, Final

from leakverify.checks.contract import Binding, Context
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.closed_phrases import MIN_VALUES, ClosedPhrases, best_held
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import Family, Reading

GENUINE: Final = Beta(0.1, 40.0, 0.004)
"""Placeholder text that a site's builders left behind; none among the genuine lists that were measured."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(8.0, 1.0), 0.3),
    Reading.TAMPERED: Trace(Beta(1.2, 3.0), 0.1),
}


class FillerPhrases(ClosedPhrases):
    """Texts in which every word is from a generator's list for filler text, slogans or product names.

    Looks at:
        Each distinct wordy value of columns that are no names, places or numbers: whether all its words stand on one
        list. Such a list is the Latin of lorem ipsum, or the words of Faker's catch phrases. Other lists are of the
        adjectives, materials and things in faker-js's products.

    Why it tells:
        People who describe things use ordinary words as well. A generator has a few hundred words for all its slogans
        and filler. A column that holds no others was written by it.

    Innocent explanations:
        - Placeholder text that the builders of a site put in and nobody replaced.
        - Texts replaced on purpose before the file was passed on.

    Reads as:
        Nearly all values read as invented; a part of them as altered, with these rows; none says nothing.

    Source:
        The word lists inside the published generators. Rates in other columns as measured on genuine lists.
    """

    info: ClassVar = CheckInfo(
        "GEN015",
        "generator.filler-phrases",
        Family.GENERATOR,
        "filler_share",
        exhibit=True,
    )
    kinds: ClassVar = ("lorem", "catch", "business", "product")

    def judge(self, state: DistinctSample, binding: Binding, context: Context) -> Finding:
        """The list that holds most values, against what genuine columns show."""
        n = int(state.whole("wordy").sum())
        if n < MIN_VALUES:
            return self.not_applicable("FEW_VALUES", binding, {"value_count": n})
        held = best_held(state, self.kinds)
        return self.exhibited(
            binding,
            {
                "filler_share": held.hits / n,
                "filler_count": held.hits,
                "value_count": n,
                "list": held.phrases.name if held.hits else None,
            },
            traced(held.hits, n, GENUINE, TRACES),
            state.rows(held.inside),
        )
