"""Whom to call next: the draw in its order, then again whoever was not reached, then the reserve; rows that carry the story last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leakverify.model.call_desk import Call, CallPlan, CallSheet
from leakverify.model.call_standing import standing

ATTEMPTS: Final = 3
"""How often somebody is called who cannot be reached, before the desk goes on to the reserve."""


class Part(StrEnum):
    """Why a row is called."""

    DRAWN = "drawn"
    RESERVE = "reserve"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: `place` counts from 1, `call` is the one that counts for it."""

    place: int
    row: int
    stratum: str
    part: Part
    attempts: int = 0
    call: Call | None = None


def lines_of(sheet: CallSheet) -> tuple[Line, ...]:
    """Every row that is this sheet's to call, with what its calls came to."""
    latest, attempts = sheet.latest(), Counter(call.row for call in sheet.calls)
    mine = frozenset(sheet.mine)
    return tuple(
        Line(place, row, stratum, part, attempts[row], latest.get(row))
        for place, (row, stratum, part) in enumerate(_rows_of(sheet.plan), start=1)
        if not sheet.caller or row in mine
    )


def next_line(sheet: CallSheet, lines: Sequence[Line]) -> Line | None:
    """The row to call now; once the planned answers are reached, only rows that carry the story are left."""
    now, by_row = standing(sheet), {line.row: line for line in lines}
    open_now = [by_row[row] for row in now.open_rows if row in by_row]
    again = [by_row[row] for row in now.again if row in by_row]
    drawn = [line for line in open_now if line.part is Part.DRAWN]
    reserve = [line for line in open_now if line.part is Part.RESERVE]
    tired = [line for line in again if line.attempts < ATTEMPTS]
    story = [by_row[row] for row in now.story_open if row in by_row]
    counted = [] if now.is_full else [*drawn, *sorted(tired, key=_by_attempts), *reserve]
    return next(iter([*counted, *story]), None)


def _by_attempts(line: Line) -> tuple[int, int]:
    return line.attempts, line.place


def _rows_of(plan: CallPlan) -> list[tuple[int, str, Part]]:
    """Rows in the order in which they were drawn, then those that carry the story."""
    return [
        *((one.row, one.stratum, Part.DRAWN) for one in plan.draw.drawn),
        *((one.row, one.stratum, Part.RESERVE) for one in plan.draw.reserve),
        *((row, "", Part.STORY) for row in plan.story),
    ]
