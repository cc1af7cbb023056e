"""Whether a sheet fits in memory once a library lays it out, which none of them streams.

Measured on python-calamine 0.9 by the growth of a process (tests/benchmarks/workbook.py): the list of cells, which
doubles as it grows, then the grid, then each text by itself. 4.4 million cells, half of them texts, are held for
537 MiB here and took 366 MiB, so there is room for what the reader copies.
"""

from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.workbooks.workbook_facts import SheetFacts

MAX_ROWS: Final = 1_048_576
NARROW: Final = 26
_LIST_BYTES: Final = 64
_GRID_BYTES: Final = 32
_TEXT_BYTES: Final = 32


def judge_sheet(facts: SheetFacts, limits: Limits, base: int = 0) -> None:
    """Refuse a grid that a reader would lay out and no person filled in.

    Raises:
        UnreadableInput: `TOO_MANY_COLUMNS`, `PARSER_LIMIT` (a place that no sheet has, or hardly any cells in a
            vast grid), `WORKBOOK_TOO_BIG` (honestly too many cells).
    """
    if facts.last_column > max(limits.columns, NARROW):
        raise UnreadableInput("TOO_MANY_COLUMNS", columns=facts.last_column, limit=limits.columns)
    if facts.last_row > MAX_ROWS:
        raise UnreadableInput("PARSER_LIMIT", limit=MAX_ROWS)
    if _grid_bytes(facts) + base > limits.workbook_bytes:
        if facts.cells * 4 < facts.grid:
            raise UnreadableInput("PARSER_LIMIT", limit=limits.workbook_bytes)
        raise UnreadableInput("WORKBOOK_TOO_BIG", cells=facts.cells)


def judge_text(text_bytes: int, facts: SheetFacts, limits: Limits, base: int = 0) -> bool:
    """Whether the texts fit in too, each as often as it is shown."""
    return _grid_bytes(facts) + base + text_bytes <= limits.workbook_bytes


def _grid_bytes(facts: SheetFacts) -> int:
    return facts.cells * (_LIST_BYTES + _TEXT_BYTES) + facts.grid * _GRID_BYTES


ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""What a sheet shows for the codes of binary workbooks."""
