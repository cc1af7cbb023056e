"""GEN026: short lists of values that are used as a fair die would use them."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import content, hashes
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import chi2_sf
from leakverify.checks.whole_rows import WholeRows, texts_of
from leakverify.facts.kinds import Bools, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

MAX_COLUMNS: Final = 24
FEWEST_KINDS: Final = 3
"""Of two values, such as the sexes, each may well have half of the rows."""
MOST_KINDS: Final = 100
EACH: Final = 8
"""Rows that each value must have on average, so that the chi-square test holds."""
ABLE: Final = 1_000
"""Rows times values beside the first: from here on the usual unevenness of real lists is seen."""
JUNK: Final = 1_000
"""One row in so many may hold anything: its values are none of the list."""
RARE: Final = 0.0013
"""Three standard deviations: even draws lie beyond it on either side once in 740 columns."""


class EvenLists(WholeRows):
    """Whether short lists of values, such as branches or states, are used as evenly as a die would use them.

    Looks at:
        Up to 3,000 rows and 24 columns. Those count that hold 3 to 100 different values and enough rows for each. Two
        columns that say the same thing count once. Values of one row in a thousand are left out.

    Why it tells:
        In real records some values are common and others rare: the main office, the usual plan, the month of the
        campaign. A program that picks from a list at random uses every entry about as often as the next.

    Innocent explanations:
        - Groups that were formed by lot, as in an experiment.
        - Months or days of birth, and others that chance really spreads.
        - Work that was dealt out among people or branches.

    Reads as:
        Most short lists used evenly read as invented. Lists in which some values are far more common than others
        speak a little against that.

    Source:
        Pearson's chi-square test, on both sides: counts that are all the same were dealt out, not drawn. Shares measured on
        published tables by this project.
    """

    info: ClassVar = CheckInfo("GEN026", "generator.even-lists", Family.GENERATOR, "even_share")

    kept_rows: ClassVar = 3_000
    fewest_columns: ClassVar = 1

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first that hold content."""
        return content(roles)[:MAX_COLUMNS]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of the short lists that are used evenly."""
        lists = _lists(texts_of(state))
        if not lists:
            return self.not_applicable("NO_SHORT_LIST", binding)
        even = sum(drawn(counts) for counts in lists)
        measured: dict[str, Number] = {
            "even_share": even / len(lists),
            "even_count": even,
            "list_count": len(lists),
            "compared_rows": len(state.keys),
        }
        return self.weighed(binding, context, state.eligible, measured)


def drawn(counts: Ints) -> bool:
    """Whether these counts are as uneven as chance makes even draws: neither more nor less."""
    expected = counts.sum() / len(counts)
    strays = float(((counts - expected) ** 2).sum() / expected)
    return RARE < chi2_sf(strays, len(counts) - 1) < 1.0 - RARE


def _lists(columns: list[Texts]) -> list[Ints]:
    """How often each value stands in the short lists, once for columns that go together row by row."""
    found: dict[bytes, Ints] = {}
    for texts in columns:
        filled = texts != ""
        _, first, place, counts = np.unique(
            hashes(texts[filled]), return_index=True, return_inverse=True, return_counts=True
        )
        stay = _usual(counts)
        if able(int(stay.sum()), int(counts[stay].sum())):
            numbers = np.full(len(counts), -1, np.int64)
            numbers[stay] = np.argsort(np.argsort(first[stay]))  # as they first come
            rows = np.full(len(texts), -1, np.int64)
            rows[filled] = numbers[place]
            found.setdefault(rows.tobytes(), counts[stay])
    return list(found.values())


def _usual(counts: Ints) -> Bools:
    """The values but for the rarest, of which there are as few rows as there may be junk."""
    order = np.argsort(counts, kind="stable")
    stay = np.empty(len(counts), np.bool_)
    stay[order] = np.cumsum(counts[order]) > max(1, counts.sum() // JUNK)
    return stay


def able(kinds: int, rows: int) -> bool:
    """Whether so many values over so many rows make a short list whose unevenness would be seen."""
    fits = FEWEST_KINDS <= kinds <= MOST_KINDS and rows >= EACH * kinds
    return fits and rows * (kinds - 1) >= ABLE
