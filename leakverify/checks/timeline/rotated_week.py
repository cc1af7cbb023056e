"""TIM021: whether the quiet days of the week are the weekend."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Counts
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

DAY: Final = 86_400
WEEK: Final = 7
MONDAY: Final = 3
"""1 January 1970 was a Thursday, the fourth day of a week that begins on Monday."""
TRIM: Final = 0.0025
MIN_ROWS: Final = 100
MIN_DAYS: Final = 56
QUIET: Final = 0.75
"""Two days in a row count as quiet when they hold less than three quarters of their even share."""

SATURDAY: Final = 5
FRIDAY: Final = 4
THURSDAY: Final = 3
FRIDAY_FIRST: Final = frozenset(
    "BH BD DZ EG IL IQ JO KW LY MV OM QA SA SD SY YE AE".split()  # noqa: SIM905
)
THURSDAY_FIRST: Final = frozenset({"IR", "AF"})


class RotatedWeek(StateCheck[Counts]):
    """Whether the two quietest days in a row are those of the country's weekend.

    Looks at: The weekday of each date, without the quarter per cent at each end. The weekend is that of the claimed
        or seen country. Where no country is known, it is any known weekend.
    Why it tells: who moves all dates by a number of days that is no multiple of seven moves the weekend along. An
        office list then rests on Tuesday and Wednesday.
    Innocent explanations: shops that close on other days; services for leisure; a list of one-day events; times kept
        in a far time zone, which move the weekend by a few hours.
    Reads as: altered or reused where a clear quiet pair lies beside the weekend.
    Source: arithmetic of the calendar; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM021", "timeline.rotated-week", Family.TIMELINE, "rotation_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of dates on which something happened."""
        return each(roles, *TIME_ROLES)

    def state(self, binding: Binding, context: Context) -> Counts:
        """Counts by day."""
        return Counts()

    def look(self, state: Counts, facts: Facts, binding: Binding, context: Context) -> None:
        """Count days."""
        seconds = facts.dates(binding.columns[0]).seconds_on_rows()
        state.add(seconds[seconds != NO_TIME] // DAY)

    def judge(self, state: Counts, binding: Binding, context: Context) -> Finding:
        """How much quieter the quietest pair of days is than the weekend."""
        kept = state.within(TRIM)
        span = int(kept.values[-1] - kept.values[0]) + 1 if len(kept.values) else 0
        if kept.total < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if state.total else "NO_COLUMN", binding)
        if span < MIN_DAYS:
            return self.not_applicable("NARROW_RANGE", binding)
        pairs = _pair_shares(kept.values, kept.counts)
        quietest = int(np.argmin(pairs))
        if pairs[quietest] > QUIET * 2 / WEEK:
            return self.not_applicable("NO_WEEKEND", binding)
        days = _weekends(context.settings.country)
        weekend = min(days, key=lambda day: pairs[day])
        measured: dict[str, Number] = {
            "rotation_share": float(pairs[weekend] - pairs[quietest]),
            "quietest_share": float(pairs[quietest]),
            "weekend_share": float(pairs[weekend]),
            "moved_days": (quietest - weekend + 3) % WEEK - 3,
            "rows_count": kept.total,
        }
        return self.weighed(binding, context, kept.total, measured)


def _pair_shares(days: Ints, counts: Ints) -> Floats:
    """The share of dates on each day of the week and the next one, from Monday."""
    by_day = np.zeros(WEEK, np.int64)
    np.add.at(by_day, (days + MONDAY) % WEEK, counts)
    pairs: Floats = (by_day + np.roll(by_day, -1)) / by_day.sum()
    return pairs


def _weekends(country: str) -> tuple[int, ...]:
    """The first day of the weekend, or all that there are."""
    if country in FRIDAY_FIRST:
        return (FRIDAY, SATURDAY) if country == "AE" else (FRIDAY,)
    if country in THURSDAY_FIRST:
        return (THURSDAY,)
    return (SATURDAY,) if country else (SATURDAY, FRIDAY, THURSDAY)
