"""TIM008: whether the time inside an identifier is the time of the record."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Counts
from leakverify.checks.state import RowLog
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number, Rows
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Reading, Role

ID_ROLES: Final = (Role.OBJECT_ID, Role.UUID, Role.RECORD_ID)
DAY: Final = 86_400
SLACK: Final = 2 * DAY
MIN_ROWS: Final = 10
FEW_DAYS: Final = 0.8
"""Where so many identifiers were made on one day, the records were moved that day."""
OWN_CLOCK: Final = 0.8
"""Where so many Snowflakes are off by the same time, the service counts from a day of its own."""
OWN_CLOCK_SPEAKS: Final = -0.8

GENUINE: Final = Beta(0.3, 3.0, 0.1)
FABRICATED: Final = Beta(12.0, 1.0)


class Moments(RowLog):
    """Rows whose two times differ, with the days inside the identifiers, and how many days Snowflakes are off."""

    __slots__ = ("days", "gaps")

    def __init__(self) -> None:
        super().__init__()
        self.days = Counts()
        self.gaps = Counts()

    def merge(self, later: "Moments") -> None:
        """Append the rows that follow directly."""
        super().merge(later)
        self.days.merge(later.days)
        self.gaps.merge(later.gaps)

    def keeps_own_clock(self) -> bool:
        """Whether the Snowflakes run with the records, though from another day than the best known service's."""
        if self.gaps.total < OWN_CLOCK * self.eligible or not self.gaps.total:
            return False
        usual = int(self.gaps.values[self.gaps.counts.argmax()])
        near = np.abs(self.gaps.values - usual) <= SLACK // DAY
        spread = len(np.unique(self.days.values))
        return (
            spread > SLACK // DAY
            and int(self.gaps.counts[near].sum()) >= OWN_CLOCK * self.gaps.total
        )


class EmbeddedTime(StateCheck[Moments]):
    """Whether identifiers that carry a time were made when the record says.

    Looks at: ObjectIds, UUIDs of versions 1, 6 and 7, ULIDs and Snowflakes, beside the creation date.
    Why it tells: the database wrote both in the same second. Random characters carry random times, from
        1970 to the next century.
    Innocent explanations: records moved to a new database on one day, where the check stands aside; identifiers that
        were made before they were used; Snowflakes that a service counts from a day of its own, where all are off by
        the same time and so count as agreeing.
    Reads as: invented where the times have nothing to do with each other; as claimed where they agree.
    Source: the formats' own documentation; how shares vary from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM008", "timeline.embedded-time", Family.TIMELINE, "apart_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first identifier with the first time."""
        identifier, made = roles.first(*ID_ROLES), roles.first(*TIME_ROLES)
        if identifier is None or made is None:
            return NotApplicable("NO_COLUMN")
        return [Binding((identifier, made))]

    def state(self, binding: Binding, context: Context) -> Moments:
        """Rows whose times differ."""
        return Moments()

    def look(self, state: Moments, facts: Facts, binding: Binding, context: Context) -> None:
        """Compare the two times of each row."""
        identifiers = facts.identifiers(binding.columns[0])
        inside = identifiers.on_rows(identifiers.seconds, NO_TIME)
        outside = facts.dates(binding.columns[1]).seconds_on_rows()
        both = (inside != NO_TIME) & (outside != NO_TIME)
        gap = np.abs(np.where(both, inside, 0) - np.where(both, outside, 0))
        state.add(both, both & (gap > SLACK))
        state.days.add(inside[both] // DAY)
        flakes = both & identifiers.on_rows(
            (identifiers.kind == "snowflake").astype(np.bool_), False
        )
        state.gaps.add((inside[flakes] - outside[flakes]) // DAY)

    def judge(self, state: Moments, binding: Binding, context: Context) -> Finding:
        """Weigh the share of rows whose times differ."""
        n = state.eligible
        if n < MIN_ROWS:
            return self.not_applicable("NO_EMBEDDED_TIME", binding)
        measured: dict[str, Number] = {
            "apart_share": state.share,
            "apart_count": state.hits,
            "days_count": len(state.days.values),
            "rows_count": n,
        }
        if state.days.counts.max() > FEW_DAYS * n and state.share > FEW_DAYS:
            return self.not_applicable("MIGRATED", binding, measured)
        if state.keeps_own_clock():
            measured |= {"apart_share": 0.0, "apart_count": 0}
            return self.exhibited(binding, measured, {Reading.FABRICATED: OWN_CLOCK_SPEAKS}, Rows())
        weight = log10_ratio(state.hits, n, FABRICATED, GENUINE)
        return self.exhibited(
            binding, measured, {Reading.FABRICATED: max(-1.0, weight)}, state.rows()
        )
