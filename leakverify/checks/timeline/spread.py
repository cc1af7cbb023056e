"""TIM006: whether dates are spread evenly over their range."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import ks_p, ks_uniform, trimmed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Floats
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

DAY: Final = 86_400
TRIM: Final = 0.005
MIN_ROWS: Final = 30
MIN_DAYS: Final = 7


PARTS: Final = (
    ("oldest_month", 0.0),
    ("early_month", 0.1),
    ("middle_month", 0.5),
    ("late_month", 0.9),
    ("newest_month", 1.0),
)
"""Where the dates lie, for the picture: which month so many of them do not pass. A day would be somebody's."""


def _months(rising: Floats) -> dict[str, Number]:
    """The months of some parts of the dates, as words."""
    last = len(rising) - 1
    days = {name: int(rising[round(part * last)]) // DAY for name, part in PARTS}
    return {name: str(np.datetime64(day, "D").astype("M8[M]")) for name, day in days.items()}


class DateSpread(StateCheck[RowSample]):
    """How far dates are from an even spread between the first and the last.

    Looks at: creation and event dates of up to 5,000 rows, without the half per cent at each end.
    Why it tells: lists grow in fits: campaigns, seasons, a slow start. The distance from an even spread is
        0.42 at the median of published tables and 0.02 where dates were drawn between two days.
    Innocent explanations: a steady service observed for a short time (a month of taxi rides: 0.025); dates
        that a migration spread out.
    Reads as: invented, or altered where only the dates were redrawn, when the spread is even.
    Source: Kolmogorov-Smirnov distance. Shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM006", "timeline.date-spread", Family.TIMELINE, "distance"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of times."""
        return each(roles.named(*TIME_ROLES), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample()

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample dates."""
        seconds = facts.dates(binding.columns[0]).seconds_on_rows()
        state.add(row_keys(facts, context), seconds != NO_TIME, {"seconds": seconds})

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Measure the distance from an even spread."""
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if n else "NO_COLUMN", binding)
        seconds = trimmed(np.asarray(state.values["seconds"], np.float64), TRIM)
        if seconds[-1] - seconds[0] < MIN_DAYS * DAY:
            return self.not_applicable("NARROW_RANGE", binding)
        distance = ks_uniform(seconds)
        measured: dict[str, Number] = {
            "distance": distance,
            "p": ks_p(distance, len(seconds)),
            "span_days": round(float(seconds[-1] - seconds[0]) / DAY),
            "compared_rows": n,
            **_months(seconds),
        }
        return self.weighed(binding, context, state.eligible, measured)
