"""One call and one caller's part as they stand in a sheet, read field by field, and the one order of calls."""

from collections.abc import Iterable
from typing import Any, Final

from leakverify.case import custody
from leakverify.case.call_plan import LONGEST, MOST_ROWS, count, is_moment, text
from leakverify.model.call_desk import Call, Foil, Outcome

MOST_FIELDS: Final = 20
_FIELDS: Final = frozenset({"row", "when", "who", "outcome", "fields", "foil", "note"})
TALKED: Final = frozenset({Outcome.MATCH, Outcome.PARTLY, Outcome.NO})
"""Outcomes of a talk about the entry, in which a question with something wrong in it could be put."""
_FAVOUR: Final = (
    Outcome.MATCH,
    Outcome.PARTLY,
    Outcome.REFUSES,
    Outcome.UNREACHABLE,
    Outcome.NO,
    Outcome.DENIES,
    Outcome.WRONG_PERSON,
    Outcome.NO_NUMBER,
)
"""Of calls at one moment the last counts; so two callers who contradict each other count against the file."""


def share_from(found: Any, rows: frozenset[int]) -> tuple[str, tuple[int, ...]]:
    """The caller of a share and the rows; nobody and none for a whole sheet."""
    if found is None:
        return "", ()
    if not isinstance(found, dict) or found.keys() != {"caller", "rows"}:
        raise ValueError("share")
    caller, mine = found["caller"], found["rows"]
    if not isinstance(caller, str) or not caller or not custody.is_initials(caller):
        raise ValueError("caller")
    if not isinstance(mine, list) or len(mine) > MOST_ROWS:
        raise ValueError("share")
    numbers = [count(row, 1, max(rows)) for row in mine]
    if numbers != sorted(set(numbers)) or not rows.issuperset(numbers):
        raise ValueError("share")
    return caller, tuple(numbers)


def call_from(found: Any) -> Call:
    """One call, field by field; ValueError for anything else."""
    if not isinstance(found, dict) or found.keys() != _FIELDS:
        raise ValueError("call")
    who, when, foil = found["who"], found["when"], found["foil"]
    if not isinstance(who, str) or not who or not custody.is_initials(who):
        raise ValueError("who")
    if not isinstance(when, str) or not is_moment(when):
        raise ValueError("when")
    call = Call(
        count(found["row"], 1, 1 << 50),
        when,
        who,
        Outcome(found["outcome"]),
        count(found["fields"], 0, MOST_FIELDS),
        None if foil is None else Foil(foil),
        text(found["note"], LONGEST),
    )
    if (call.foil or call.fields) and call.outcome not in TALKED:
        raise ValueError("talk")
    return call


def as_dict(call: Call) -> dict[str, Any]:
    """The call as it stands in a sheet."""
    return {
        "row": call.row,
        "when": call.when,
        "who": call.who,
        "outcome": call.outcome,
        "fields": call.fields,
        "foil": call.foil,
        "note": call.note,
    }


def ordered(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Calls in the one order of a sheet: by moment, then by row, and of one moment the least favourable last."""
    return tuple(sorted(calls, key=_place))


def _place(call: Call) -> tuple[str, int, int, int, bool, str, str, str]:
    """Different calls have different places."""
    accepted = call.foil is Foil.ASKED_ACCEPTED
    favour = _FAVOUR.index(call.outcome)
    foil = call.foil or ""
    return (call.when, call.row, favour, -call.fields, accepted, foil, call.who, call.note)
