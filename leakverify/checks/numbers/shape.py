"""NUM004: whether amounts are spread evenly between a lowest and a highest."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each, floats, sample_numbers
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import ks_p, ks_uniform, skewness, trimmed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

TRIM: Final = 0.01
MIN_ROWS: Final = 30
MIN_DISTINCT: Final = 20
LIMIT: Final = 1e13
NINES: Final = (95, 99)


class AmountShape(StateCheck[RowSample]):
    """How far amounts are from an even spread over their range.

    Looks at: up to 5,000 amounts without one per cent at each end.
    Why it tells: money is lopsided: many small sums, few large ones (skewness 3.8 at the median of
        published tables). Numbers drawn between two bounds are even (skewness 0).
    Innocent explanations: bounded scales and percentages; coded values; prices of one kind of thing.
    Reads as: invented, or altered where only the amounts were redrawn, when the spread is even.
    Source: Kolmogorov-Smirnov distance to an even spread. Shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM004", "numbers.amount-shape", Family.NUMBERS, "distance"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of amounts."""
        return each(roles.named(Role.AMOUNT), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of amounts."""
        return RowSample()

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample amounts."""
        sample_numbers(state, facts, context, binding.columns)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The distance from an even spread, and the skewness."""
        numbers = floats(state, binding.columns[0])
        if len(numbers) < MIN_ROWS:
            return self.not_applicable("NO_NUMBERS" if not len(numbers) else "FEW_VALUES", binding)
        kept = trimmed(numbers, TRIM)
        distinct = len(np.unique(kept))
        if distinct < MIN_DISTINCT:
            return self.not_applicable("CONSTANT", binding, {"distinct_count": distinct})
        distance = ks_uniform(kept)
        positive = numbers[numbers > 0]
        logs = np.log10(positive) if len(positive) > len(numbers) / 2 else np.empty(0)
        cents = _cents(numbers)
        measured: dict[str, Number] = {
            "distance": distance,
            "p": ks_p(distance, len(kept)),
            "skewness": skewness(kept),
            "log_skewness": skewness(logs) if len(logs) else None,
            "ends_in_00_share": float(np.mean(cents == 0)),
            "ends_in_99_share": float(np.mean(np.isin(cents, NINES))),
            "compared_rows": len(numbers),
        }
        return self.weighed(binding, context, state.eligible, measured)


def _cents(numbers: Floats) -> Ints:
    """The two decimal places of each number; of numbers too large to have any, 0."""
    small = np.where(np.abs(numbers) < LIMIT, numbers, 0.0)
    return np.round(np.abs(small) * 100).astype(np.int64) % 100
