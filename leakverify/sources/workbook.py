"""XLSX, XLS and ODS into a table: cells as the text that a person would see, nothing evaluated."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.sample import ReadSettings
from leakverify.sources.header import column_names, has_header
from leakverify.sources.table import TableHead, Tally, cut_long_cells, rows_to_table
from leakverify.sources.watch import Watch

_CHUNK_ROWS: Final = 16_384
_HEAD_ROWS: Final = 300
_WHOLE_BELOW: Final = 1e15
_MAX_ABOVE: Final = 10


class WorkbookReader:
    """One sheet. The library holds the whole sheet; it is turned to text chunk by chunk."""

    def __init__(
        self,
        head: TableHead,
        names: tuple[str, ...],
        rows: Iterator[list[Any]],
        limits: Limits,
        watch: Watch,
    ) -> None:
        self.head = head
        self.names = names
        self.tally = Tally()
        self._rows = rows
        self._limits = limits
        self._watch = watch

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order; rows without any cell filled are no records."""
        width = len(self.names)
        waiting: list[list[str]] = []
        for row in self._rows:
            cells = [shown(cell) for cell in row[:width]]
            if any(cells):
                waiting.append(cells + [""] * (width - len(cells)))
            if len(waiting) == _CHUNK_ROWS:
                yield self._chunk(waiting)
                waiting = []
        if waiting:
            yield self._chunk(waiting)

    def _chunk(self, rows: list[list[str]]) -> pa.Table:
        self._watch.at(0)
        self.tally.rows += len(rows)
        return cut_long_cells(rows_to_table(rows, len(self.names)), self._limits, self.tally)


def open_workbook(
    handle: BinaryIO, kind: str, settings: ReadSettings, limits: Limits, watch: Watch
) -> WorkbookReader:
    """The sheet that the user named, or the one with most rows.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED`, `WORKBOOK_BROKEN`, `EMPTY_FILE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    name, names, sheet = _sheet(handle, settings.table)
    rows = iter(sheet.iter_rows())
    first = [row for _, row in zip(range(_HEAD_ROWS), rows, strict=False)]
    texts = [[shown(cell) for cell in row] for row in first]
    above = _rows_above(texts)
    width = max((len(row) for row in texts[above:]), default=0)
    if not any(map(any, texts)):
        raise UnreadableInput("EMPTY_FILE")
    if width > limits.columns:
        raise UnreadableInput("TOO_MANY_COLUMNS", columns=width, limit=limits.columns)
    body = [row for row in texts[above:] if any(row)]
    header = has_header(body) if settings.header is None else settings.header
    after = (
        next(i for i, row in enumerate(texts[above:], start=above) if any(row)) + 1
        if header
        else above
    )
    head = TableHead(kind, "utf-8", None, header, name, names)
    reader = WorkbookReader(
        head,
        column_names(body[0] if header else None, width),
        _chain(first[after:], rows),
        limits,
        watch,
    )
    reader.tally.skipped = sum(any(row) for row in texts[:above])
    return reader


def shown(cell: Any) -> str:
    """A cell as text: ISO dates, whole numbers without a point, TRUE and FALSE as the sheet shows them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE_BELOW else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _sheet(handle: BinaryIO, wanted: str | None) -> tuple[str, tuple[str, ...], Any]:
    import python_calamine  # parsing code that only a workbook needs

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(handle)
        names = tuple(book.sheet_names)
        chosen = [wanted] if wanted in names else list(names)
        best: tuple[str, Any] | None = None
        for name in chosen:
            sheet = book.get_sheet_by_name(name)
            if best is None or sheet.height > best[1].height:
                best = name, sheet
    except python_calamine.PasswordError as error:
        raise UnreadableInput("PASSWORD_NEEDED") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the library's own panics are no Exception
        raise UnreadableInput("WORKBOOK_BROKEN") from error
    if wanted is not None and wanted not in names:
        raise UsageProblem("NO_SUCH_TABLE")
    if best is None:
        raise UnreadableInput("EMPTY_FILE")
    return best[0], names, best[1]


def _rows_above(texts: list[list[str]]) -> int:
    """How many rows stand above the table: titles and gaps in one cell, where the table is wider."""
    filled = [sum(bool(cell) for cell in row) for row in texts]
    if max(filled, default=0) < 3:  # noqa: PLR2004  (a narrow table has short rows of its own)
        return 0
    above = next((i for i, count in enumerate(filled) if count > 1), 0)
    return above if above <= _MAX_ABOVE else 0


def _chain(first: list[list[Any]], rest: Iterator[list[Any]]) -> Iterator[list[Any]]:
    yield from first
    yield from rest
