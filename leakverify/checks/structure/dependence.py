"""STR007: whether columns know of each other."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import content
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import permutation_p
from leakverify.checks.structure.features import pairwise, steady_features
from leakverify.checks.whole_rows import Shuffles, WholeRows, draws_of, texts_of
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

MAX_COLUMNS: Final = 16
MIN_ROWS: Final = 30
LINKED: Final = 0.01
SMALL: Final = 500
"""Below this many rows chance alone passes the mark; the permutation test then says more."""
FEW_PAIRS: Final = 4
HALF: Final = 0.5
"""Of few pairs a share says little: so many more are thought of, of which half are linked."""
NOISE: Final = 3.0
"""In small samples a pair is linked only beyond so many standard deviations of its shuffled value."""


class Dependence(WholeRows):
    """How many pairs of columns tell something about each other, against the same columns shuffled.

    Looks at: up to 3,000 rows and 16 columns; each column by its commonest values, its beginnings, lengths and sizes.
    Why it tells: in real records the town goes with the postcode, the amount with the age of the account, the gap
        with the form. Columns drawn one by one, or joined from several lists, know nothing of each other. Two thirds
        of the pairs of a published table are linked, one in eleven of a generated one.
    Innocent explanations: a table of few, truly unrelated fields; an export with scrambled columns.
    Reads as: invented or assembled where next to no pair is linked.
    Source: Mutual information against permuted columns. Shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR007", "structure.dependence", Family.STRUCTURE, "linked_steady"
    )

    kept_rows: ClassVar = 3_000

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first that hold content."""
        return content(roles)[:MAX_COLUMNS]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of linked pairs, and how often shuffled columns look as linked."""
        state = state.distinct()
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        able = [(texts, found) for texts in texts_of(state) if (found := steady_features(texts))]
        columns = [found for _, found in able]
        if len(columns) < 2:  # noqa: PLR2004  (a pair takes two)
            return self.not_applicable("CONSTANT", binding)
        shuffles = Shuffles([texts for texts, _ in able], context.seed)
        draws = draws_of(n)
        seen = pairwise(columns, [np.arange(n)] * len(columns))
        shuffled = np.array([pairwise(columns, shuffles.orders()) for _ in range(draws)])
        excess = seen - shuffled.mean(axis=0)
        mark = np.full(len(excess), LINKED)
        if n < SMALL:
            mark = np.maximum(mark, NOISE * shuffled.std(axis=0))
        linked = int(np.count_nonzero(excess > mark))
        measured: dict[str, Number] = {
            "linked_steady": (linked + HALF * FEW_PAIRS) / (len(excess) + FEW_PAIRS),
            "linked_share": linked / len(excess),
            "linked_count": linked,
            "pairs_count": len(excess),
            "mean_excess": float(excess.mean()),
            "strongest": float(excess.max()),
            "p": permutation_p(float(seen.mean()), shuffled.mean(axis=1)) if n < SMALL else None,
            "compared_rows": n,
        }
        return self.weighed(binding, context, state.eligible, measured)
