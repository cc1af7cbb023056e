"""Sheets of calls, a record of a draw and a script: as they should be, and spoilt. All made by code."""

from collections.abc import Iterator
from types import SimpleNamespace

from leakverify.case import call_draw, call_plan, call_sheet, draw_file
from leakverify.model.call_desk import Call, CallSheet, Outcome
from leakverify.model.calling import DrawOrder
from leakverify.words.call_script import SCRIPTS

MOMENT = "2026-03-01T09:00:00Z"
HASH = "ab" * 32
ORDER = DrawOrder(5, "seed", 2, (((range(3, 5),), "minors"),))


def make() -> Iterator[tuple[str, bytes]]:
    """File names and contents."""
    draw = call_draw.draw(ORDER, *call_draw.undivided(40))
    plan = call_plan.fix(draw, ORDER, [HASH], fixed=MOMENT, case="7", looks=(2, 4), story=(3,))
    sheet = CallSheet(plan)
    for second, outcome in enumerate(Outcome):
        row = draw.drawn[second % 5].row
        one = Call(row, MOMENT.replace("00Z", f"{second:02}Z"), "AB", outcome)
        sheet = call_sheet.merge([sheet, CallSheet(plan, (one,))])
    data = call_sheet.to_bytes(sheet)
    yield "good.lvcalls", data
    yield "share.lvcalls", call_sheet.to_bytes(call_sheet.share(sheet, ["AB", "CD"])[0])
    yield "plan.lvcalls", data.replace(b'"case":"7"', b'"case":"8"')
    yield "deep.lvcalls", b'{"plan":' * 20_000
    files = [SimpleNamespace(sha256=HASH, rows_read=40)]
    yield (
        "draw.json",
        draw_file.record_bytes(draw_file.record(draw, ORDER, files, by="", case="7")),
    )
    yield "script.txt", SCRIPTS["fr"].encode("utf-8")
