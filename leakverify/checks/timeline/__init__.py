"""Checks of dates and times: rhythm, order, spread, and what identifiers know of the clock."""

from typing import Any, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.timeline.after_dump import AfterDump
from leakverify.checks.timeline.anachronism import Anachronism
from leakverify.checks.timeline.births import Births
from leakverify.checks.timeline.date_parts import DateParts
from leakverify.checks.timeline.date_sequence import DateSequence
from leakverify.checks.timeline.embedded import EmbeddedTime
from leakverify.checks.timeline.era import ProviderEra
from leakverify.checks.timeline.future import Future
from leakverify.checks.timeline.heaped_dates import HeapedDates
from leakverify.checks.timeline.hours import Hours
from leakverify.checks.timeline.new_stamps import NewStamps
from leakverify.checks.timeline.order import DateOrder
from leakverify.checks.timeline.rotated_week import RotatedWeek
from leakverify.checks.timeline.serial_time import SerialTime
from leakverify.checks.timeline.spread import DateSpread
from leakverify.checks.timeline.stray_dates import StrayDates
from leakverify.checks.timeline.weekdays import Weekdays

TIMELINE: Final[tuple[StateCheck[Any], ...]] = (
    Hours(),
    Weekdays(),
    DateOrder(),
    Future(),
    SerialTime(),
    DateSpread(),
    Births(),
    EmbeddedTime(),
    AfterDump(),
    NewStamps(),
    RotatedWeek(),
    Anachronism(),
    ProviderEra(),
    StrayDates(),
    DateParts(),
    HeapedDates(),
    DateSequence(),
)
