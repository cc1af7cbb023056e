"""TIM001: whether the day has a rhythm."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Groups
from leakverify.checks.statistics import chi2_sf, flatness
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

HOURS: Final = 24
DAY: Final = 86_400
MONDAY: Final = 3
"""1 January 1970 was a Thursday, the fourth day of a week that begins on Monday."""
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES: Final = 60
MIN_ROWS: Final = 30
MOSTLY: Final = 0.5
"""Above this share of times at midnight, or in one minute of the hour, the column has no time of day."""


class Hours(StateCheck[Groups]):
    """Whether times of day have a rhythm, in whatever time zone they are stored.

    Looks at: the hour of each time stamp; date-only columns and those kept to one minute of the hour are left out.
    Why it tells: people sleep. The 24 hours of published tables differ from a flat profile by 0.12-1.7
        (chi-square per row); times drawn at random over the year by 0.01.
    Innocent explanations: machines that work round the clock; customers all over the world; batch imports.
    Reads as: invented, or altered where only the stamps were redrawn, when the profile is flat.
    Source: chi-square per row less its expectation, measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo("TIM001", "timeline.hours", Family.TIMELINE, "unevenness")

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of times."""
        return each(roles.named(*TIME_ROLES), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Groups:
        """Counts by minute of the day, and by hour of the week for the picture."""
        return Groups()

    def look(self, state: Groups, facts: Facts, binding: Binding, context: Context) -> None:
        """Count minutes of the day and hours of the week."""
        dates = facts.dates(binding.columns[0])
        seconds = dates.seconds_on_rows()
        timed = (seconds != NO_TIME) & (dates.on_rows(dates.precision, 0) >= 1)
        state.part("minute").add(seconds[timed] // 60 % (HOURS * MINUTES))
        weekday = (seconds[timed] // DAY + MONDAY) % len(WEEK)
        state.part("week").add(weekday * HOURS + seconds[timed] % DAY // 3600)

    def judge(self, state: Groups, binding: Binding, context: Context) -> Finding:
        """How uneven the hours are."""
        minutes = state.part("minute").whole(HOURS * MINUTES)
        n = int(minutes.sum())
        if n < MIN_ROWS:
            return self.not_applicable("NO_TIME" if n == 0 else "FEW_VALUES", binding)
        day = minutes.reshape(HOURS, MINUTES)
        if minutes[0] > MOSTLY * n or day.sum(axis=0).max() > MOSTLY * n:
            return self.not_applicable("NO_TIME", binding)
        hours = day.sum(axis=1)
        uneven = flatness(hours)
        rows_of_chance = uneven * n + HOURS - 1
        quiet = min(int(np.roll(hours, -start)[:6].sum()) for start in range(HOURS))
        measured: dict[str, Number] = {
            "unevenness": uneven,
            "p": chi2_sf(rows_of_chance, HOURS - 1),
            "quietest_six_hours_share": quiet / n,
            "rows_count": n,
        }
        for hour, count in enumerate(hours):
            measured[f"hour_{hour:02}_count"] = int(count)
        week = state.part("week").whole(HOURS * len(WEEK))
        for slot, count in enumerate(week):
            measured[f"{WEEK[slot // HOURS]}_{slot % HOURS:02}_count"] = int(count)
        return self.weighed(binding, context, n, measured)
