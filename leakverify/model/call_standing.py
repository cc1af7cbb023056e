"""Where the calls of a sheet stand: what is left to call, what of the reserve may be used, when the bound may be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from leakverify.model.call_desk import ASKED, UNANSWERED, Call, CallSheet, Outcome
from leakverify.model.calling import DrawnRow


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts over drawn rows and the reserve that was used; rows that carry the story stand in none but `story_open`.

    `asked` is what a bound is taken over. `open_rows` may be called now, in the order of the draw: drawn rows without a call, then as many
    of the reserve as rows ended without an answer. `again` are rows where nobody was reached, to be tried once more. `reserve_early` counts
    rows of the reserve that were called before their turn.
    """

    asked: int
    reserve_used: int
    open_rows: tuple[int, ...]
    again: tuple[int, ...]
    story_open: tuple[int, ...]
    next_look: int | None
    reserve_early: int

    @property
    def is_full(self) -> bool:
        """Whether the number of answers that was planned is reached: no further row may be called."""
        return self.next_look is None

    @property
    def is_finished(self) -> bool:
        """Whether everything that could be called was called."""
        return not self.open_rows


def standing(sheet: CallSheet) -> Standing:
    """Where a sheet stands; that of one caller by its own rows alone."""
    latest = sheet.latest()
    drawn, reserve = _of(sheet, sheet.plan.draw.drawn), _of(sheet, sheet.plan.draw.reserve)
    counted = [call for row in drawn + reserve if (call := latest.get(row))]
    used = [row for row in reserve if row in latest]
    failed = sum(call.outcome in UNANSWERED for call in counted)
    spare = [row for row in reserve if row not in latest][: max(0, failed - len(used))]
    asked = sum(call.outcome in ASKED for call in counted)
    mine = frozenset(sheet.mine)
    return Standing(
        asked,
        len(used),
        tuple(row for row in drawn if row not in latest) + tuple(spare),
        tuple(call.row for call in counted if call.outcome is Outcome.UNREACHABLE),
        tuple(
            row
            for row in sheet.plan.story
            if row not in latest and (not sheet.caller or row in mine)
        ),
        next((look for look in sheet.plan.looks if look > asked), None),
        _early(sheet.calls, frozenset(drawn), frozenset(reserve)),
    )


def _of(sheet: CallSheet, listed: Iterable[DrawnRow]) -> list[int]:
    """The row numbers of a list that are this sheet's."""
    rows = [one.row for one in listed]
    if not sheet.caller:
        return rows
    mine = frozenset(sheet.mine)
    return [row for row in rows if row in mine]


def _early(calls: Iterable[Call], drawn: frozenset[int], reserve: frozenset[int]) -> int:
    """By how many the reserve was at most ahead of the rows that had ended without an answer by that moment."""
    failed: set[int] = set()
    used: set[int] = set()
    ahead, moment = 0, ""
    for call in calls:
        if call.when != moment:
            ahead, moment = max(ahead, len(used) - len(failed)), call.when
        if call.row in reserve:
            used.add(call.row)
        if call.outcome in UNANSWERED and (call.row in drawn or call.row in reserve):
            failed.add(call.row)
    return max(ahead, len(used) - len(failed))
