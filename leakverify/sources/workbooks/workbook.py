"""XLSX, XLSB, XLS and ODS into a table: cells as the text that a person would see, nothing evaluated."""

import itertools
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.sample import ReadSettings
from leakverify.model.tripwire import Trap
from leakverify.sources.lines.header import column_names, has_header
from leakverify.sources.table import TableHead, Tally, cut_long_cells, slot_names
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.workbook_cells import filled, shown, text_columns
from leakverify.sources.workbooks.workbook_facts import SheetFacts, WorkbookFacts
from leakverify.sources.workbooks.workbook_zip import without_zip

_CHUNK_ROWS: Final = 2_048
_CHUNK_CELLS: Final = 20_480
"""As many cells as the processor's own memory holds as objects: eight times as many take twice as long each."""
_LEAST_ROWS: Final = 256
_MOST_CELLS: Final = 1 << 20
_HEAD_ROWS: Final = 300
_MAX_ABOVE: Final = 10
_Row = list[Any]


class WorkbookReader:
    """One sheet. The library holds the whole sheet; it is turned to text chunk by chunk.

    `first` is the number, from 1, that the sheet gives its first row here; `special` are its numbers of rows with
    a tripwire, which become record numbers as the rows pass.
    """

    def __init__(
        self,
        head: TableHead,
        names: tuple[str, ...],
        rows: Iterator[_Row],
        limits: Limits,
        watch: Watch,
    ) -> None:
        self.head = head
        self.names = names
        self.tally = Tally()
        self.first = 1
        self.special: list[tuple[Trap, list[int]]] = []
        self._rows = rows
        self._limits = limits
        self._watch = watch

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order; rows without any cell filled are no records."""
        width = max(1, len(self.names))
        step = max(_LEAST_ROWS, min(_CHUNK_ROWS, _CHUNK_CELLS // width))
        step = max(1, min(step, _MOST_CELLS // width))
        while rows := list(itertools.islice(self._rows, step)):
            self._watch.at(0)
            yield self._chunk(rows)
            self.first += len(rows)

    def _chunk(self, rows: list[_Row]) -> pa.Table:
        columns = text_columns(rows)
        keep = filled(columns)
        chunk = pa.Table.from_arrays(columns, names=slot_names(len(columns)))
        self._name_special(keep, len(rows))
        if not pc.all(keep).as_py():
            chunk = chunk.filter(keep)
        self.tally.rows += chunk.num_rows
        return cut_long_cells(chunk, self._limits, self.tally)

    def _name_special(self, keep: pa.Array, count: int) -> None:
        end = self.first + count
        for trap, numbers in self.special:
            inside = [number - self.first for number in numbers if self.first <= number < end]
            if inside:
                before = np.cumsum(keep.to_numpy(zero_copy_only=False))
                for at in inside:
                    if keep[at].as_py():
                        self.tally.traps.name(trap, self.tally.rows + int(before[at]))


def open_workbook(
    handle: BinaryIO,
    kind: str,
    settings: ReadSettings,
    limits: Limits,
    watch: Watch,
    facts: WorkbookFacts,
) -> WorkbookReader:
    """The sheet that the user named, or the one with most rows; `facts` are what the guard found before.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED`, `WORKBOOK_BROKEN`, `EMPTY_FILE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    readable = without_zip(handle) if kind == "xls" else handle
    readable.seek(0)
    name, names, sheet = _sheet(readable, settings.table, facts)
    about = facts.sheets.get(name, SheetFacts())
    start, rows = _with_formulas(sheet, about.instead)
    first = list(itertools.islice(rows, _HEAD_ROWS))
    texts = [[shown(cell) for cell in row] for row in first]
    above = _rows_above(texts)
    width = len(texts[0]) if texts else 0
    if not any(map(any, texts)):
        raise UnreadableInput("EMPTY_FILE")
    if width > limits.columns:
        raise UnreadableInput("TOO_MANY_COLUMNS", columns=width, limit=limits.columns)
    body = [row for row in texts[above:] if any(row)]
    header = has_header(body) if settings.header is None else settings.header
    after = above
    if header:
        after = next(i for i, row in enumerate(texts[above:], start=above) if any(row)) + 1
    reader = WorkbookReader(
        TableHead(kind, "utf-8", None, header, name, names, properties=tuple(facts.properties)),
        column_names(body[0] if header else None, width),
        itertools.chain(first[after:], rows),
        limits,
        watch,
    )
    reader.first = start + after
    reader.tally.skipped = sum(any(row) for row in texts[:above])
    reader.tally.traps = facts.traps
    _tell(facts, about, reader)
    return reader


def _tell(facts: WorkbookFacts, about: SheetFacts, reader: WorkbookReader) -> None:
    """Count what all sheets hide or call; rows are named where they are in the sheet that is read."""
    traps = reader.tally.traps
    for sheet in facts.sheets.values():
        traps.note(Trap.FORMULA, sheet.formulas)
        traps.note(Trap.CALLING_FORMULA, sheet.calling)
        traps.note(Trap.DDE, sheet.dde)
        traps.note(Trap.HIDDEN_ROWS, sheet.hidden_rows)
        traps.note(Trap.HIDDEN_COLUMNS, sheet.hidden_columns)
    reader.special = [
        (Trap.FORMULA, about.formula_rows),
        (Trap.CALLING_FORMULA, about.calling_rows),
        (Trap.HIDDEN_ROWS, about.hidden_row_numbers),
    ]


def _sheet(
    handle: BinaryIO, wanted: str | None, facts: WorkbookFacts
) -> tuple[str, tuple[str, ...], Any]:
    import python_calamine  # parsing code that only a workbook needs

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(handle)
        kinds = python_calamine.SheetTypeEnum
        tables = (kinds.WorkSheet, kinds.MacroSheet)
        names = tuple(sheet.name for sheet in book.sheets_metadata if sheet.typ in tables)
        name = _fullest(book, names, facts) if wanted is None else _named(names, wanted)
        return name, names, book.get_sheet_by_name(name)
    except python_calamine.PasswordError as error:
        raise UnreadableInput("PASSWORD_NEEDED") from error
    except (KeyboardInterrupt, SystemExit, MemoryError, UnreadableInput, UsageProblem):
        raise
    except BaseException as error:  # the library's own panics are no Exception
        raise UnreadableInput("WORKBOOK_BROKEN") from error


def _named(names: tuple[str, ...], wanted: str) -> str:
    if wanted not in names:
        raise UsageProblem("NO_SUCH_TABLE")
    return wanted


def _fullest(book: Any, names: tuple[str, ...], facts: WorkbookFacts) -> str:
    """The sheet with most rows by what the guard counted; only sheets that it could not name are laid out."""
    if not names:
        raise UnreadableInput("EMPTY_FILE")
    rows = {
        name: facts.sheets[name].filled_rows
        if name in facts.sheets
        else book.get_sheet_by_name(name).height
        for name in names
    }
    return max(names, key=lambda name: rows[name])


def _with_formulas(sheet: Any, formulas: dict[tuple[int, int], str]) -> tuple[int, Iterator[_Row]]:
    """The number of the first row, and the rows with formulas shown where nothing was stored for them."""
    if not formulas:
        return (sheet.start or (0, 0))[0] + 1, sheet.iter_rows()
    corners = [*formulas, *([sheet.start, sheet.end] if sheet.start else [])]
    top, left = min(row for row, _ in corners), min(column for _, column in corners)
    width = max(column for _, column in corners) - left + 1
    return top + 1, _filled_in(sheet, formulas, (top, left), width)


def _filled_in(
    sheet: Any, formulas: dict[tuple[int, int], str], corner: tuple[int, int], width: int
) -> Iterator[_Row]:
    top, left = corner
    start = sheet.start or (top, left)
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in formulas.items():
        by_row.setdefault(row, []).append((column - left, text))
    stored = itertools.chain(([] for _ in range(start[0] - top)), sheet.iter_rows())
    last = max(by_row)
    for number in itertools.count(top):
        cells = next(stored, None)
        if cells is None and number > last:
            return
        row = [""] * (start[1] - left) + cells if cells else []
        row += [""] * (width - len(row))
        for column, text in by_row.get(number, ()):
            if row[column] == "":
                row[column] = text
        yield row


def _rows_above(texts: list[list[str]]) -> int:
    """How many rows stand above the table: titles and gaps in one cell, where the table is wider."""
    filled_cells = [sum(bool(cell) for cell in row) for row in texts]
    if max(filled_cells, default=0) < 3:  # noqa: PLR2004  (a narrow table has short rows of its own)
        return 0
    above = next((i for i, count in enumerate(filled_cells) if count > 1), 0)
    return above if above <= _MAX_ABOVE else 0
