"""NUM012: figures or dates from a short list of values, and some that are on no list."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import floats, number_columns, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.moved import DATES, sizes_of
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 24
MAX_DATES: Final = 6
MIN_ROWS: Final = 300
"""In fewer rows a habit looks like a list: what is less common has no chance to come twice."""
FEWEST_TIMES: Final = 5
OFTEN: Final = 0.003
"""What stands on the list is there so often: in five rows, and in this share of them."""
MIN_LISTED: Final = 3
LISTED: Final = 0.6
"""So many rows must have a figure of the list for there to be one."""
FEWEST: Final = 10
LEAST: Final = 0.03
LARGEST: Final = 0.35
"""Beyond, two kinds of record stand in one column."""
BETWEEN: Final = 0.25
"""For four figures that no other row has at most one that a few rows share: habits thin out, lists do not."""
SLACK: Final = 0.01
ONE_SIDE: Final = 0.15
"""Discounts and parts of a month lie below the list price only; what was put in by chance lies on both sides."""
ROUNDER: Final = 1.0
"""People round some figures and leave others exact: then those off the list need more digits than this."""
DIGITS: Final = 10


@dataclass(frozen=True, slots=True)
class List:
    """A column whose figures are mostly of a short list: the rows that have one, those off the list, by place.

    `between` is the share of rows whose figure a few others have, `above` the share of those off the list that are larger
    than the nearest one on it, `digits` how many more digits they need.
    """

    rows: int
    off: Ints
    size: int
    listed: float
    between: float
    above: float
    digits: float

    @property
    def share(self) -> float:
        """The share of rows off the list."""
        return len(self.off) / self.rows

    @property
    def shown(self) -> bool:
        """Whether the figures off the list were moved or put in, as far as their look can tell."""
        several = len(self.off) >= FEWEST and LEAST <= self.share <= LARGEST
        apart = self.between <= BETWEEN * self.share + SLACK
        even = ONE_SIDE <= self.above <= 1.0 - ONE_SIDE
        return several and apart and even and self.digits <= ROUNDER


class OffList(StateCheck[RowSample]):
    """Figures or dates that are nearly all of a short list, such as fees or terms, and some that no other row has.

    Looks at:
        Each column of figures or dates in which most rows share a few values. The check sees which ones no other row
        has, whether any lie between the common and the single ones, on which side of the list they lie, and how many
        digits figures need.

    Why it tells:
        Fees, rates and weights come from a list, and terms begin on certain days. Whoever moves such values or draws them
        anew leaves the list, in a way that no habit explains: hardly one stands twice, and they need no more digits than
        those of the list.

    Innocent explanations:
        - Fees for a part of a year, single agreements, and terms that began at another time.
        - Two systems of which one reckoned what the other took from a list.

    Reads as:
        Altered where some figures are off the list in this way. That all figures are on it says nothing.

    Source:
        Counts of the sample itself. How the share of such figures varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM012", "numbers.off-the-list", Family.NUMBERS, "off_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All columns that may hold figures or dates, together."""
        return [Binding(())] if _columns(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample the rows' figures and dates."""
        roles = context.settings.roles
        values = {name: sizes_of(facts, roles, name) for name in _columns(roles)}
        has = np.logical_or.reduce([np.isfinite(sizes) for sizes in values.values()])
        state.add(row_keys(facts, context), has, dict(values))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The column whose values are off the list in such a way, else the one that keeps to its list most."""
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        state = state.by_key()
        roles = context.settings.roles
        lists = [
            (n, found) for n in _columns(roles) if (found := _list(floats(state, n), roles, n))
        ]
        if not lists:
            return self.not_applicable("NO_SHORT_LIST", binding)
        name, best = max(lists, key=lambda each: (each[1].shown, each[1].listed, each[1].rows))
        hits = len(best.off)
        measured: dict[str, Number] = {
            "off_share": best.share,
            "off_count": hits,
            "listed_share": best.listed,
            "list_size": best.size,
            "between_share": best.between,
            "compared_rows": best.rows,
        }
        rows = rows_at(hits, np.sort(state.places[best.off]))
        finding = self.only_astray(binding, measured, rows, best.rows, shown=best.shown)
        return replace(finding, columns=(name,))


def _columns(roles: Mapping) -> tuple[str, ...]:
    """The columns of dates, and those that may hold figures."""
    return (*roles.named(*DATES)[:MAX_DATES], *number_columns(roles, MAX_COLUMNS))[:MAX_COLUMNS]


def _list(values: Floats, roles: Mapping, name: str) -> List | None:
    """The short list of a column; None where it has none. Days need no digits."""
    known = np.flatnonzero(np.isfinite(values))
    n = len(known)
    if n < MIN_ROWS:
        return None
    kinds, place, counts = np.unique(values[known], return_inverse=True, return_counts=True)
    common = counts >= max(FEWEST_TIMES, OFTEN * n)
    listed = float(counts[common].sum()) / n
    if np.count_nonzero(common) < MIN_LISTED or listed < LISTED:
        return None
    once = counts == 1
    off: Ints = known[once[place]]
    on, single = kinds[common], kinds[once]
    above = digits = 0.0
    if len(single):
        right = np.clip(np.searchsorted(on, single), 1, len(on) - 1)
        nearer = np.abs(single - on[right - 1]) <= np.abs(single - on[right])
        nearest = np.where(nearer, on[right - 1], on[right])
        above = float(np.mean(single > nearest))
        if roles.role_of(name) not in DATES:
            more = np.mean(_digits(single)) - np.average(_digits(on), weights=counts[common])
            digits = float(more)
    between = 1.0 - listed - len(single) / n
    return List(n, off, int(common.sum()), listed, between, above, digits)


def _digits(values: Floats) -> Ints:
    """How many digits figures need: none for the zeros at either end."""
    texts = [f"{abs(value):.{DIGITS}g}".partition("e")[0] for value in values.tolist()]
    return np.array([len(text.replace(".", "").strip("0")) for text in texts], np.int64)
