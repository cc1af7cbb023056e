"""A draw as it is kept: a CSV for the callers, and a record by which anybody can repeat it. Neither holds a cell."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from leakverify import __version__
from leakverify.model.calling import Draw, DrawOrder
from leakverify.model.sample import SampleFile
from leakverify.safe_text import for_csv
from leakverify.words.calling import how_to_repeat

SCHEMA: Final = "leakverify.draw/1"


def csv_text(draw: Draw) -> str:
    """`draw,row,stratum`, the reserve after the draw."""
    lines = [f"{one.place},{one.row},{for_csv(one.stratum)}" for one in draw.drawn + draw.reserve]
    return "\n".join(["draw,row,stratum", *lines, ""])


def record(
    draw: Draw, order: DrawOrder, files: Sequence[SampleFile], *, by: str, case: str | None
) -> dict[str, Any]:
    """Everything that a repetition needs. `by` is "", "position" or the number of a column; `case` null where unused."""
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__},
        "files": [{"sha256": file.sha256, "rows": file.rows_read} for file in files],
        "seed": draw.seed,
        "case": case,
        "foreseeable": case == "",
        "method": how_to_repeat(),
        "by": by,
        "rows": draw.rows,
        "frame": draw.frame,
        "calls": order.calls,
        "reserved": order.reserve,
        "excluded": [
            {
                "rows": ",".join(_span(span) for span in spans),
                "count": sum(map(len, spans)),
                "reason": reason,
            }
            for spans, reason in order.excluded
        ],
        "strata": [asdict(stratum) for stratum in draw.strata],
        "drawn": [_row(one.place, one.row, one.stratum) for one in draw.drawn],
        "reserve": [_row(one.place, one.row, one.stratum) for one in draw.reserve],
    }


def record_bytes(record_of_draw: dict[str, Any]) -> bytes:
    """The record as a file."""
    return (json.dumps(record_of_draw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _row(place: int, row: int, stratum: str) -> dict[str, Any]:
    return {"draw": place, "row": row, "stratum": stratum}


def _span(span: range) -> str:
    return str(span.start) if len(span) == 1 else f"{span.start}-{span.stop - 1}"
