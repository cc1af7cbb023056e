"""A plan of calls from the record of a draw that was made before (`leakverify draw --json`)."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from leakverify.case import call_plan, draw_file, strict_json
from leakverify.case.call_draw import spans
from leakverify.model.call_desk import CallPlan
from leakverify.model.calling import Draw, DrawnRow, DrawOrder, Stratum
from leakverify.model.errors import UsageProblem

MOST_BYTES: Final = 16 << 20


def load(
    path: Path, *, fixed: str, looks: Sequence[int] = (), story: Iterable[int] = ()
) -> CallPlan:
    """The plan of a recorded draw; `fixed` is the moment in UTC.

    Raises:
        UsageProblem: `NOT_FOUND`; as `from_record`.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError:
        raise UsageProblem("NOT_FOUND") from None
    return from_record(data, fixed=fixed, looks=looks, story=story)


def from_record(
    data: bytes, *, fixed: str, looks: Sequence[int] = (), story: Iterable[int] = ()
) -> CallPlan:
    """The plan of a recorded draw.

    Raises:
        UsageProblem: `BAD_DRAW_RECORD`; as `call_plan.fix`.
    """
    try:
        found = strict_json.parse(data, MOST_BYTES)
        if found["schema"] != draw_file.SCHEMA:
            raise UsageProblem("BAD_DRAW_RECORD")
        draw, order = _draw(found), _order(found)
        files = tuple(str(file["sha256"]) for file in found["files"])
        case, by = found["case"] or "", found["by"]
    except (KeyError, TypeError, AttributeError, ValueError):
        raise UsageProblem("BAD_DRAW_RECORD") from None
    return call_plan.fix(
        draw, order, files, fixed=fixed, case=case, looks=looks, story=story, by=by
    )


def _draw(found: dict[str, Any]) -> Draw:
    """The draw; `call_plan` sees to it that its lists are of its seed."""
    strata = (Stratum(*(one[key] for key in Stratum.__match_args__)) for one in found["strata"])
    return Draw(
        found["seed"],
        found["rows"],
        found["frame"],
        _rows(found["drawn"]),
        _rows(found["reserve"]),
        tuple(strata),
    )


def _rows(found: list[dict[str, Any]]) -> tuple[DrawnRow, ...]:
    """Rows by whole numbers alone, so that they can be told apart and sorted."""
    rows = tuple(DrawnRow(one["draw"], one["row"], one["stratum"]) for one in found)
    if not all(type(one.row) is int for one in rows):
        raise ValueError("row")
    return rows


def _order(found: dict[str, Any]) -> DrawOrder:
    excluded = tuple((spans(one["rows"]), str(one["reason"])) for one in found["excluded"])
    return DrawOrder(len(found["drawn"]), str(found["seed"]), len(found["reserve"]), excluded)
