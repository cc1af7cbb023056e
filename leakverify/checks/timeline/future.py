"""TIM004: dates that cannot have been when the sample was taken, and dates that no calendar has."""

import datetime as dt
from typing import ClassVar, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

PAST_ROLES: Final = (Role.CREATED, Role.UPDATED, Role.LAST_LOGIN, Role.BIRTH_DATE, Role.EVENT_TIME)
DAY: Final = 86_400
PLANNED: Final = 0.02
"""Above this share the column holds plans, terms or expiries, which may lie ahead."""
MIN_ROWS: Final = 10

EVENTS: Final = 0.3
"""An event may be an expiry or an appointment, so its dates ahead count for little."""

GENUINE: Final = Beta(0.15, 150.0, 0.1)
ALTERED: Final = Beta(0.4, 60.0)


class Future(StateCheck[RowLog]):
    """Dates after the day the sample was taken in, and dates such as 31 February.

    Looks at: columns of what has happened: birth, creation, change, visit, event.
    Why it tells: a database cannot know what comes later, and a date column refuses days that do not exist.
    Innocent explanations: a wrong clock; a typing slip kept as text; a column that holds a term or an expiry, in
        which case many rows lie ahead and the check stands aside.
    Reads as: altered where a few rows are impossible.
    Source: the calendar; how such shares vary from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM004", "timeline.future-dates", Family.TIMELINE, "impossible_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of past things."""
        return each(roles.named(*PAST_ROLES), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Impossible rows."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare with the day of the sample and with the claim's period."""
        dates = facts.dates(binding.columns[0])
        seconds = dates.seconds_on_rows()
        dated = seconds != NO_TIME
        wrong = dates.on_rows(dates.impossible, fill=False)
        ahead = dated & (seconds >= _midnight(context.as_of) + 2 * DAY)
        claim = context.claim
        counts = {"future": int(ahead.sum()), "impossible": int(wrong.sum())}
        end = claim.stolen or claim.period_to
        if end is not None:
            counts["after_claim"] = int((dated & (seconds >= _midnight(end) + 2 * DAY)).sum())
        if claim.period_from is not None:
            counts["before_claim"] = int(
                (dated & (seconds < _midnight(claim.period_from) - DAY)).sum()
            )
        state.add(dated | wrong, ahead | wrong, counts)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share of impossible rows."""
        if state.eligible < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if state.eligible else "NO_COLUMN", binding)
        counts = state.counts
        measured: dict[str, Number] = {
            "impossible_share": state.share,
            "impossible_count": counts["impossible"],
            "future_count": counts["future"],
            "after_claim_count": counts.get("after_claim"),
            "before_claim_count": counts.get("before_claim"),
            "date_count": state.eligible,
        }
        if counts["future"] > PLANNED * state.eligible:
            return self.not_applicable("PLANNED", binding, measured)
        weight = log10_ratio(state.hits, state.eligible, ALTERED, GENUINE)
        if context.settings.roles.role_of(binding.columns[0]) is Role.EVENT_TIME:
            weight = min(weight, EVENTS)
        support = {Reading.TAMPERED: max(-0.3, weight), Reading.FABRICATED: max(-0.1, weight / 2)}
        return self.exhibited(binding, measured, support, state.rows())


def _midnight(day: dt.date) -> int:
    """The start of a day as seconds since 1970."""
    return (day - dt.date(1970, 1, 1)).days * DAY
