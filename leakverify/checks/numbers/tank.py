"""NUM002: what record numbers allow to say about the claimed size."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import ks_p
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number, Rows
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

SAMPLE: Final = 5_000
MIN_ROWS: Final = 10
NEAR_ONE: Final = 0.05
"""The smallest number must lie within this share of the largest."""
ERROR: Final = 0.05


class ClaimedSize(StateCheck[RowSample]):
    """The largest number of records that these record numbers can have been drawn from.

    Looks at: record numbers that begin near one and are spread evenly up to the largest.
    Why it tells: had rows been drawn at random from a table of the claimed size, some would carry numbers
        near that size (the "German tank" argument). It works one way only: it may refute a size, never prove it.
    Innocent explanations: the sample is the first rows, or an early state; numbers were given anew.
    Reads as: the claim of size contradicted. Says nothing of the five readings.
    Source: largest number times 0.05^(-1/k), the exact 95 % bound for k draws.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM002", "numbers.claimed-size", Family.NUMBERS, "largest_count"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of record numbers, where a size is claimed."""
        if context.claim.records is None:
            return NotApplicable("NO_CLAIM")
        return each(roles.named(Role.RECORD_ID), "NO_COLUMN", limit=1)

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of numbers with their places."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample numbers."""
        serials = facts.serials(binding.columns[0])
        serial = serials.on_rows(serials.serial, -1)
        state.add(row_keys(facts, context), serial >= 0, {"serial": serial})

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Compare the bound with the claim, where the numbers allow it."""
        serial = np.asarray(state.values.get("serial", np.empty(0)), np.int64)
        if len(serial) < MIN_ROWS or context.claim.records is None:
            return self.not_applicable("FEW_VALUES", binding)
        in_order = bool(np.all(np.diff(serial) > 0))
        numbers = np.unique(serial)
        top, k = int(numbers[-1]), len(numbers)
        unit = numbers / max(top, 1)
        ranks = np.arange(1, k + 1) / k
        distance = float(max((ranks - unit).max(), (unit - ranks + 1 / k).max()))
        bound = top * ERROR ** (-1.0 / max(state.eligible, k))
        measured: dict[str, Number] = {
            "largest_count": top,
            "upper_count": round(bound),
            "claimed_count": context.claim.records,
            "rows_count": state.eligible,
        }
        cut = in_order and top <= state.eligible * 2
        if numbers[0] > NEAR_ONE * top or ks_p(distance, k) <= ERROR or cut:
            return self.not_applicable("NOT_A_DRAW", binding, measured)
        measured["refuted"] = int(context.claim.records > bound)
        return self._finding(binding, measured, None, {}, Rows(), "none")
