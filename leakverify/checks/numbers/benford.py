"""NUM003: first digits, where Benford's law can be expected at all."""

import math
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each, floats, sample_numbers
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Counts
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

MIN_ROWS: Final = 1_000
MIN_DECADES: Final = 2.5
CHANCE: Final = 0.40
"""Even perfect data of n numbers deviates by up to about 0.40/sqrt(n) (its mean is 0.235/sqrt(n))."""
EXPECTED: Final = np.log10(1.0 + 1.0 / np.arange(1, 10))


class FirstDigits(StateCheck[RowSample]):
    """How far first digits are from Benford's law, in columns that span at least two and a half decades.

    Looks at: the first digits of up to 5,000 numbers other than zero.
    Why it tells: sizes that grow by factors begin with 1 in 30 % of cases. Over a narrow span no law
        holds: prices and fares deviate more than invented numbers do.
    Innocent explanations: fixed tariffs, thresholds and rounding; a range too narrow for the law to hold.
    Reads as: faintly invented or altered where a wide column deviates.
    Source: Nigrini's mean absolute deviation, corrected for the number of rows.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM003", "numbers.first-digits", Family.NUMBERS, "excess_deviation", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of amounts."""
        return each(roles.named(Role.AMOUNT), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of numbers."""
        return RowSample()

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample numbers."""
        sample_numbers(state, facts, context, binding.columns)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The deviation beyond what chance gives."""
        sizes = np.abs(floats(state, binding.columns[0]))
        sizes = sizes[sizes > 0]
        n = len(sizes)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if n else "NO_NUMBERS", binding)
        decades = float(np.log10(np.quantile(sizes, 0.99) / np.quantile(sizes, 0.01)))
        if decades < MIN_DECADES:
            return self.not_applicable(
                "NARROW_RANGE", binding, {"decades": decades, "rows_count": n}
            )
        seen = Counts()
        seen.add(_first_digit(sizes))
        shares = seen.whole(10)[1:] / n
        deviation = float(np.mean(np.abs(shares - EXPECTED)))
        measured: dict[str, Number] = {
            "excess_deviation": deviation - CHANCE / math.sqrt(n),
            "deviation": deviation,
            "decades": decades,
            "rows_count": n,
        }
        for digit, share in enumerate(shares, start=1):
            measured[f"digit_{digit}_share"] = float(share)
        return self.weighed(binding, context, state.eligible, measured)


def _first_digit(sizes: Floats) -> Ints:
    """The first digit other than zero."""
    scaled = sizes / 10.0 ** np.floor(np.log10(sizes))
    return np.clip((scaled + 1e-9).astype(np.int64), 1, 9)
