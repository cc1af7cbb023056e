"""Divides an open sample for a draw and draws: the rows stay with the analyst, who tells only which part each is in."""

from collections.abc import Callable, Sequence
from typing import Final

from leakverify.case import call_draw
from leakverify.case.call_draw import Codes
from leakverify.engine.decode_strata import DIVIDING
from leakverify.model.calling import Draw, DrawOrder
from leakverify.model.errors import ChildDied, UsageProblem
from leakverify.model.messages import STRATUM_LETTERS, Strata
from leakverify.model.sample import ColumnInfo
from leakverify.model.terms import Role

POSITION: Final = "position"
_PLACES: Final = bytes(max(STRATUM_LETTERS.find(chr(n)), 0) for n in range(256))

AskParts = Callable[[int, Role], Strata]
"""Asks the analyst for the parts by a column (from 1) that is read as a role."""


def make(order: DrawOrder, rows: int, by: str, role: Role | None, ask: AskParts) -> Draw:
    """Draw from so many rows, divided by nothing (""), by `position` or by a column's number.

    Raises:
        UsageProblem: as `call_draw.draw`; `NO_DIVIDING_COLUMN` for a column of another role.
        ChildDied: where the analyst's parts are not those of these rows.
    """
    if not by:
        return call_draw.draw(order, *call_draw.undivided(rows))
    if by == POSITION:
        return call_draw.draw(order, *call_draw.by_position(rows))
    if role not in DIVIDING:
        raise UsageProblem("NO_DIVIDING_COLUMN")
    told = ask(int(by), role)
    if len(told.rows) != rows:
        raise ChildDied("WORKER_PROTOCOL")
    return call_draw.draw(order, told.names, Codes(told.rows.encode("ascii").translate(_PLACES)))


def column_of(by: str, columns: Sequence[ColumnInfo]) -> tuple[str, Role | None]:
    """What `--by` names: nothing, `position`, a column's name, or its number.

    Raises:
        UsageProblem: `UNKNOWN_DIVISION`.
    """
    if by in {"", POSITION}:
        return by, None
    named = [column for column in columns if column.name == by]
    numbered = [column for column in columns if str(column.position) == by]
    for column in named or numbered:
        return str(column.position), Role(column.role)
    raise UsageProblem("UNKNOWN_DIVISION")
