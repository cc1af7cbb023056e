"""TIM003: whether one thing comes after another."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, DateFacts, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

PAIRS: Final = (
    (Role.BIRTH_DATE, Role.CREATED),
    (Role.BIRTH_DATE, Role.EVENT_TIME),
    (Role.CREATED, Role.UPDATED),
    (Role.CREATED, Role.LAST_LOGIN),
)
DAY: Final = 86_400
SLACK: Final = DAY
"""Clocks, time zones and date-only columns may disagree by a day."""
MIN_ROWS: Final = 10
UPSIDE_DOWN: Final = 0.9
"""Where nearly all rows run backwards, the columns mean something else than was guessed."""

PASS: Final = -0.1
"""Generators keep such orders too, so a pass takes next to nothing away."""

GENUINE: Final = Beta(0.2, 40.0, 0.1)
FABRICATED: Final = Beta(1.5, 3.0)
TAMPERED: Final = Beta(1.0, 8.0)


class DateOrder(StateCheck[RowLog]):
    """Whether people are born before they join, and records are made before they are changed.

    Looks at: pairs of date columns that can only run one way, with a day's grace for clocks and time zones.
    Why it tells: the program that kept the records wrote both dates itself, so the second cannot be
        earlier. Dates drawn one by one contradict each other in up to half of the rows.
    Innocent explanations: records moved from an older system, with the day of the move as their birth; a
        column that means something else than its name.
    Reads as: invented where many rows run backwards, altered where some do.
    Source: arithmetic; how such shares vary from list to list is set wide (one list in ten may have any share).
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM003", "timeline.date-order", Family.TIMELINE, "backwards_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each pair of columns that can only run one way."""
        pairs = [(roles.first(a), roles.first(b)) for a, b in PAIRS]
        found = [Binding((a, b)) for a, b in pairs if a and b]
        return found or NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows that run backwards."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare the two dates of each row."""
        earlier, later = (_seconds(facts.dates(name)) for name in binding.columns)
        both = (earlier != NO_TIME) & (later != NO_TIME)
        state.add(both, both & (np.where(both, later - earlier, 0) < -SLACK))

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share of rows that run backwards."""
        if state.eligible < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        if state.share > UPSIDE_DOWN:
            return self.not_applicable("REVERSED", binding)
        measured: dict[str, Number] = {
            "backwards_share": state.share,
            "backwards_count": state.hits,
            "rows_count": state.eligible,
        }
        support = {
            Reading.FABRICATED: log10_ratio(state.hits, state.eligible, FABRICATED, GENUINE),
            Reading.TAMPERED: log10_ratio(state.hits, state.eligible, TAMPERED, GENUINE),
        }
        return self.exhibited(binding, measured, _mild(support), state.rows())


def _mild(support: dict[Reading, float]) -> dict[Reading, float]:
    """Weights with a pass kept small."""
    return {reading: max(PASS, value) for reading, value in support.items()}


def _seconds(dates: DateFacts) -> Ints:
    """Seconds per row; a birth or day without time counts from midnight."""
    return dates.seconds_on_rows()
