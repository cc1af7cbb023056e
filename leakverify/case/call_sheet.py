"""The sheet of calls (`.lvcalls`): a plan and what each call came to, read strictly, noted by rules, shared and merged.

A sheet holds numbers of rows, counts and closed words, never a cell. It is JSON; `resources/help/call-sheets.md` describes it. Merging
is a union of calls in one order, so that it does not matter who merges what first, or twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from leakverify.case import call_plan, custody, strict_json
from leakverify.case.call_form import as_dict, call_from, ordered, share_from
from leakverify.case.call_plan import hash_of
from leakverify.model.call_desk import ASKED, Call, CallPlan, CallSheet, Outcome
from leakverify.model.call_standing import standing
from leakverify.model.errors import UsageProblem

SCHEMA: Final = "leakverify.calls/1"
MOST_BYTES: Final = 16 << 20
MOST_CALLS: Final = 50_000
MOST_CALLERS: Final = 100
_HEAD: Final = frozenset({"schema", "plan", "plan_sha256", "share", "calls"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Calls to one row at one moment that came to different things."""

    row: int
    when: str
    outcomes: tuple[Outcome, ...]


def to_bytes(sheet: CallSheet) -> bytes:
    """The sheet as a file: the same bytes for equal sheets."""
    share = {"caller": sheet.caller, "rows": list(sheet.mine)} if sheet.caller else None
    return strict_json.to_bytes(
        {
            "schema": SCHEMA,
            "plan": call_plan.as_dict(sheet.plan),
            "plan_sha256": hash_of(sheet.plan),
            "share": share,
            "calls": [as_dict(call) for call in sheet.calls],
        }
    )


def from_bytes(data: bytes) -> CallSheet:
    """A sheet of hostile bytes.

    Raises:
        UsageProblem: `CALL_PLAN_CHANGED` where the plan is not the one that its hash tells of; `BAD_CALL_SHEET` for anything else that
            is no sheet.
    """
    try:
        return _sheet(strict_json.parse(data, MOST_BYTES))
    except (KeyError, TypeError, ValueError):
        raise UsageProblem("BAD_CALL_SHEET") from None


def read(path: Path) -> CallSheet:
    """A sheet from a file; `NOT_FOUND` where there is none, else as `from_bytes`."""
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError:
        raise UsageProblem("NOT_FOUND") from None
    return from_bytes(data)


def record(sheet: CallSheet, call: Call) -> CallSheet:
    """The sheet with one more call.

    A row of the reserve may be called in its order, once a row has ended without an answer. Once the planned number of answers is
    reached, nothing that would add an answer is taken.

    Raises:
        UsageProblem: `BAD_CALL`, `CALL_NEEDS_INITIALS`, `CALL_ROW_NOT_PLANNED`, `CALL_ROW_NOT_YOURS`, `FOIL_NOT_PLANNED`,
            `CALL_OUT_OF_TIME`, `CALLS_COMPLETE`, `RESERVE_TOO_EARLY`, `RESERVE_OUT_OF_ORDER` (with the row whose turn it is),
            `CALL_SHEET_FULL`.
    """
    _check(sheet, call)
    latest = sheet.latest().get(call.row)
    newest = sheet.calls[-1].when if sheet.calls else ""
    if call.when < newest or (latest and latest.when == call.when):
        raise UsageProblem("CALL_OUT_OF_TIME")
    if call.row not in sheet.plan.story:
        _check_turn(sheet, call, latest)
    if len(sheet.calls) >= MOST_CALLS:
        raise UsageProblem("CALL_SHEET_FULL", limit=MOST_CALLS)
    return replace(sheet, calls=ordered((*sheet.calls, call)))


def share(sheet: CallSheet, callers: Sequence[str]) -> tuple[CallSheet, ...]:
    """A sheet for each caller: the rows without an answer, dealt in turn in the order of the draw, and the calls that were made to them.

    Raises:
        UsageProblem: `BAD_CALLERS` for initials that are missing, given twice or none; `SHARE_OF_A_SHARE`.
    """
    if sheet.caller:
        raise UsageProblem("SHARE_OF_A_SHARE")
    named = all(caller and custody.is_initials(caller) for caller in callers)
    if not named or not 0 < len(set(callers)) == len(callers) <= MOST_CALLERS:
        raise UsageProblem("BAD_CALLERS")
    latest, plan = sheet.latest(), sheet.plan
    dealt: list[set[int]] = [set() for _ in callers]
    for part in (
        [one.row for one in plan.draw.drawn],
        [one.row for one in plan.draw.reserve],
        plan.story,
    ):
        open_rows = [r for r in part if r not in latest or latest[r].outcome not in ASKED]
        for place, row in enumerate(open_rows):
            dealt[place % len(callers)].add(row)
    return tuple(
        CallSheet(plan, tuple(c for c in sheet.calls if c.row in rows), caller, tuple(sorted(rows)))
        for caller, rows in zip(callers, dealt, strict=True)
    )


def merge(sheets: Sequence[CallSheet]) -> CallSheet:
    """All calls of sheets of one plan in one whole sheet.

    Raises:
        UsageProblem: `OTHER_CALL_PLAN` with the place (from 1) of a sheet of another plan; `CALL_SHEET_FULL`; `NO_FILE` without a sheet.
    """
    if not sheets:
        raise UsageProblem("NO_FILE")
    for place, sheet in enumerate(sheets, start=1):
        if sheet.plan != sheets[0].plan:
            raise UsageProblem("OTHER_CALL_PLAN", sheet=place)
    calls = {call for sheet in sheets for call in sheet.calls}
    if len(calls) > MOST_CALLS:
        raise UsageProblem("CALL_SHEET_FULL", limit=MOST_CALLS)
    return CallSheet(sheets[0].plan, ordered(calls))


def conflicts(sheet: CallSheet) -> tuple[Conflict, ...]:
    """Where callers contradict each other: the same row at the same moment, with different outcomes."""
    at: dict[tuple[int, str], dict[Outcome, None]] = {}
    for call in sheet.calls:
        at.setdefault((call.row, call.when), {})[call.outcome] = None
    return tuple(
        Conflict(row, when, tuple(outcomes))
        for (row, when), outcomes in at.items()
        if len(outcomes) > 1
    )


def _check(sheet: CallSheet, call: Call) -> None:
    """What must hold of a call by itself, under its plan."""
    if not call.who:
        raise UsageProblem("CALL_NEEDS_INITIALS")
    try:
        call_from(as_dict(call))
    except ValueError:
        raise UsageProblem("BAD_CALL") from None
    if call.row not in _rows(sheet.plan):
        raise UsageProblem("CALL_ROW_NOT_PLANNED", row=call.row)
    if sheet.caller and call.row not in sheet.mine:
        raise UsageProblem("CALL_ROW_NOT_YOURS", row=call.row)
    if call.foil and call.row not in call_plan.foil_rows(sheet.plan):
        raise UsageProblem("FOIL_NOT_PLANNED", row=call.row)
    if call.when < sheet.plan.fixed:
        raise UsageProblem("CALL_OUT_OF_TIME")


def _check_turn(sheet: CallSheet, call: Call, latest: Call | None) -> None:
    """Whether it is this row's turn."""
    now = standing(sheet)
    has_counted = latest is not None and latest.outcome in ASKED
    if now.is_full and not has_counted:
        raise UsageProblem("CALLS_COMPLETE", answers=sheet.plan.looks[-1])
    reserve = [one.row for one in sheet.plan.draw.reserve]
    if latest or call.row not in reserve:
        return
    waiting = [row for row in reserve if row in now.open_rows]
    if not waiting:
        raise UsageProblem("RESERVE_TOO_EARLY", row=call.row)
    if call.row != waiting[0]:
        raise UsageProblem("RESERVE_OUT_OF_ORDER", row=call.row, next=waiting[0])


def _sheet(found: dict[str, Any]) -> CallSheet:
    """A sheet whose plan is the one that was fixed, and whose every call fits it."""
    if found.keys() != _HEAD or found["schema"] != SCHEMA:
        raise ValueError("schema")
    plan, noted = call_plan.from_dict(found["plan"]), found["calls"]
    if hash_of(plan) != found["plan_sha256"]:
        raise UsageProblem("CALL_PLAN_CHANGED")
    rows = _rows(plan)
    caller, mine = share_from(found["share"], rows)
    if not isinstance(noted, list) or len(noted) > MOST_CALLS:
        raise ValueError("calls")
    calls = tuple(call_from(one) for one in noted)
    foils = frozenset(call_plan.foil_rows(plan))
    allowed = frozenset(mine) if caller else rows
    for call in calls:
        if call.row not in allowed or (call.foil and call.row not in foils):
            raise ValueError("row")
        if call.when < plan.fixed:
            raise ValueError("moment")
    if calls != ordered(set(calls)):
        raise ValueError("order")
    return CallSheet(plan, calls, caller, mine)


def _rows(plan: CallPlan) -> frozenset[int]:
    """Every row that may be called under a plan."""
    return frozenset(one.row for one in plan.draw.drawn + plan.draw.reserve).union(plan.story)
