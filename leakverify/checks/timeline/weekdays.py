"""TIM002: whether the week has a rhythm."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Counts
from leakverify.checks.statistics import chi2_sf, flatness
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

DAY: Final = 86_400
WEEK: Final = 7
MONDAY: Final = 3
"""1 January 1970 was a Thursday, the fourth day of a week that begins on Monday."""
TRIM: Final = 0.0025
MIN_ROWS: Final = 30
MIN_SPAN: Final = 14


class Weekdays(StateCheck[Counts]):
    """Whether the days of the week differ.

    Looks at: the weekday of each date, without the half per cent at the far ends, so that a few planted or
        broken dates cannot hide the rest.
    Why it tells: work, shops and letters keep a week. Weekdays of published tables differ from flat by
        0.19 at the median (chi-square per row), dates drawn at random by 0.003.
    Innocent explanations: services used alike on all days; birthdays and other dates that know no week.
    Reads as: invented, or altered where only the dates were redrawn, when all weekdays are alike.
    Source: chi-square per row less its expectation, measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM002", "timeline.weekdays", Family.TIMELINE, "unevenness"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of dates on which something happened."""
        return each(roles.named(*TIME_ROLES), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Counts:
        """Counts by day."""
        return Counts()

    def look(self, state: Counts, facts: Facts, binding: Binding, context: Context) -> None:
        """Count days."""
        seconds = facts.dates(binding.columns[0]).seconds_on_rows()
        state.add(seconds[seconds != NO_TIME] // DAY)

    def judge(self, state: Counts, binding: Binding, context: Context) -> Finding:
        """How uneven the weekdays are over the span that holds nearly all dates."""
        if state.total < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if state.total else "NO_COLUMN", binding)
        kept = state.within(TRIM)
        span = int(kept.values[-1] - kept.values[0]) + 1 if len(kept.values) else 0
        if span < MIN_SPAN:
            return self.not_applicable("NARROW_RANGE", binding)
        counts = np.zeros(WEEK, np.int64)
        np.add.at(counts, (kept.values + MONDAY) % WEEK, kept.counts)
        every = np.arange(kept.values[0], kept.values[0] + WEEK)
        expected = np.zeros(WEEK)
        for offset, day in enumerate(every):
            expected[(day + MONDAY) % WEEK] = (span - offset + WEEK - 1) // WEEK / span
        uneven = flatness(counts, expected)
        measured: dict[str, Number] = {
            "unevenness": uneven,
            "p": chi2_sf(uneven * kept.total + WEEK - 1, WEEK - 1),
            "weekend_share": float(counts[5:].sum()) / kept.total,
            "left_out_count": state.total - kept.total,
            "rows_count": state.total,
        }
        for day, name in enumerate(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        ):
            measured[f"{name}_count"] = int(counts[day])
        return self.weighed(binding, context, kept.total, measured)
