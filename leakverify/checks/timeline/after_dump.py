"""TIM030: rows that are younger than the dump that holds them."""

import datetime as dt
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

HAPPENED: Final = (Role.CREATED, Role.UPDATED, Role.LAST_LOGIN)
"""What a database writes down when it happens; other dates may lie ahead."""
DAY: Final = 86_400
SLACK_DAYS: Final = 2
MIN_ROWS: Final = 10
EPOCH: Final = dt.date(1970, 1, 1)

GENUINE: Final = Beta(0.15, 150.0, 0.1)
ALTERED: Final = Beta(0.4, 2.0)
CAP: Final = 1.0
"""Clocks can be wrong, and an old banner may have been left on a newer export."""


class AfterDump(StateCheck[RowLog]):
    """Rows created, changed or used after the day on which the dump says it was made.

    Looks at:
        The day in the first or last lines of a database dump, and columns of creation, change and last visit. Host, user
        and database names in those lines are not read.

    Why it tells:
        A dump holds what was there when it was made. A younger row was added or changed afterwards, or the lines were
        taken from another dump.

    Innocent explanations:
        - A wrong clock or time zone; two days are allowed.
        - A column that holds a term or an expiry.
        - Several dumps joined into one file.

    Reads as:
        Altered where some rows are younger than the dump.

    Source:
        The form of the lines as mysqldump, phpMyAdmin, pg_dump and others write them; arithmetic.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM030", "timeline.after-dump", Family.TIMELINE, "after_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of what happened, where the dump bears a day."""
        if context.dump_day is None:
            return NotApplicable("NO_BANNER")
        return each(roles, *HAPPENED)

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows younger than the dump."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare with the end of the dump's day."""
        seconds = facts.dates(binding.columns[0]).seconds_on_rows()
        dated = seconds != NO_TIME
        made = context.dump_day or context.as_of
        end = ((made - EPOCH).days + 1 + SLACK_DAYS) * DAY
        state.add(dated, dated & (np.where(dated, seconds, 0) >= end))

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share of younger rows."""
        if state.eligible < MIN_ROWS or context.dump_day is None:
            return self.not_applicable("FEW_VALUES", binding)
        claim = context.claim
        measured: dict[str, Number] = {
            "after_share": state.share,
            "after_count": state.hits,
            "date_count": state.eligible,
            "since_theft_days": _days(claim.stolen, context.dump_day),
            "before_period_days": _days(context.dump_day, claim.period_from),
        }
        weight = log10_ratio(state.hits, state.eligible, ALTERED, GENUINE)
        support = {Reading.TAMPERED: min(CAP, max(-0.3, weight))}
        return self.exhibited(binding, measured, support, state.rows())


def _days(first: dt.date | None, then: dt.date | None) -> int | None:
    """How many days lie between two days, None where one is not known."""
    return None if first is None or then is None else (then - first).days
