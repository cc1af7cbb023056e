"""Tables that are grids of cells without column names of their own: web pages, XML spreadsheets, boxes of text.

A first walk counts the rows of each table and looks at the first ones, a second walk reads the chosen one: memory
does not grow with the file.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.header import column_names, has_header
from leakverify.sources.table import (
    REPLACEMENT,
    Cell,
    TableHead,
    Tally,
    Traps,
    cut_long_cells,
    rows_to_table,
)
from leakverify.sources.transcode import UNDECODABLE

_HEAD_ROWS: Final = 100
_HEAD_CHARACTERS: Final = 1 << 16
_CHUNK_CELLS: Final = 1 << 18
_CHUNK_CHARACTERS: Final = 16 << 20
_CHUNK_ROWS: Final = 16_384


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the table of this number.

    `is_head` where the markup says that it holds names, `is_odd` where it does not fit the table's layout.
    """

    table: int
    cells: list[Cell]
    is_head: bool = False
    is_odd: bool = False


@dataclass(slots=True)
class GridWalk:
    """One walk over a file: its tables' titles in order, and what was met on the way."""

    limits: Limits
    titles: list[str] = field(default_factory=list)
    traps: Traps = field(default_factory=Traps)
    properties: list[FileProperty] = field(default_factory=list)
    skipped: int = 0
    stopped: Stopped | None = None

    def rows(self, blocks: Iterator[bytes]) -> Iterator[GridRow]:
        """Yield the rows of all tables in the order in which they end."""
        raise NotImplementedError


@dataclass(slots=True)
class _Grid:
    """What the first walk saw of one table."""

    rows: int = 0
    width: int = 0
    head: list[GridRow] = field(default_factory=list)
    characters: int = 0

    def look(self, row: GridRow) -> None:
        self.rows += 1
        self.width = max(self.width, len(row.cells))
        if len(self.head) < _HEAD_ROWS and self.characters < _HEAD_CHARACTERS:
            self.head.append(row)
            self.characters += sum(len(cell or "") for cell in row.cells)

    def names_at(self, header: bool | None) -> int:  # noqa: FBT001  (the user's setting, as it is)
        """How many first rows are no data; the last of them names the columns."""
        if header is False:
            return 0
        told = 0
        while told < len(self.head) and self.head[told].is_head:
            told += 1
        if told:
            return told
        if header is None:
            header = self.rows > 1 and has_header(
                [[cell or "" for cell in row.cells] for row in self.head]
            )
        return 1 if header else 0


def open_grid(
    make_walk: Callable[[], GridWalk], given: TextInput, shown: str, nothing: str
) -> "GridReader":
    """Read a file of grids once, to know its tables.

    Raises:
        UnreadableInput: the code in `nothing` where there is no table, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    walk = make_walk()
    grids: dict[int, _Grid] = {}
    for row in walk.rows(given.blocks()):
        if len(row.cells) > given.limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=given.limits.columns)
        grids.setdefault(row.table, _Grid()).look(row)
    if not grids:
        raise UnreadableInput(nothing)
    titles = column_names(walk.titles, len(walk.titles))
    chosen = _choose(grids, titles, given.settings.table)
    grid = grids[chosen]
    above = grid.names_at(given.settings.header)
    named = grid.head[above - 1].cells if above else None
    head = TableHead(
        shown,
        given.encoding,
        None,
        header=above > 0,
        table=titles[chosen],
        tables=tuple(titles[number] for number in sorted(grids)),
        properties=tuple(walk.properties),
    )
    reader = GridReader(
        head, column_names(named, grid.width), _again(make_walk, given, chosen), above, given.limits
    )
    reader.tally.skipped = walk.skipped + max(0, above - 1)
    reader.tally.stopped = walk.stopped
    reader.tally.traps.add(walk.traps.met)
    return reader


def _again(
    make_walk: Callable[[], GridWalk], given: TextInput, chosen: int
) -> Callable[[], Iterator[GridRow]]:
    return lambda: (row for row in make_walk().rows(given.blocks()) if row.table == chosen)


def _choose(grids: dict[int, _Grid], titles: Sequence[str], wanted: str | None) -> int:
    """The table that the user named, or the one with most rows; one of a single column comes last."""
    if wanted is None:
        return max(grids, key=lambda number: (grids[number].width > 1, grids[number].rows))
    for number in grids:
        if titles[number] == wanted:
            return number
    raise UsageProblem("NO_SUCH_TABLE")


class GridReader:
    """Reads one grid; short rows end in missing cells."""

    def __init__(
        self,
        head: TableHead,
        names: tuple[str, ...],
        again: Callable[[], Iterator[GridRow]],
        above: int,
        limits: Limits,
    ) -> None:
        self.head = head
        self.names = names
        self.tally = Tally()
        self._again = again
        self._above = above
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order."""
        most = max(1, min(_CHUNK_ROWS, _CHUNK_CELLS // max(1, len(self.names))))
        waiting: list[list[Cell]] = []
        characters = 0
        for row in self._data():
            cells = row.cells + [None] * (len(self.names) - len(row.cells))
            waiting.append(cells)
            if row.is_odd:
                self.tally.note_width(self.tally.rows + len(waiting))
            characters += sum(len(cell) for cell in cells if cell)
            if len(waiting) >= most or characters >= _CHUNK_CHARACTERS:
                yield self._chunk(waiting)
                waiting, characters = [], 0
        if waiting:
            yield self._chunk(waiting)

    def _data(self) -> Iterator[GridRow]:
        """The rows below the names; names that are repeated further down are no data."""
        names: list[Cell] = []
        for number, row in enumerate(self._again()):
            if number < self._above:
                names = row.cells
            elif row.is_head and row.cells == names:
                self.tally.skipped += 1
            else:
                yield row

    def _chunk(self, rows: list[list[Cell]]) -> pa.Table:
        try:
            chunk = rows_to_table(rows, len(self.names))
        except UnicodeEncodeError:
            chunk = rows_to_table(
                [self._clean(row, self.tally.rows + i) for i, row in enumerate(rows, start=1)],
                len(self.names),
            )
        self.tally.rows += len(rows)
        return cut_long_cells(chunk, self._limits, self.tally)

    def _clean(self, row: list[Cell], number: int) -> list[Cell]:
        if any(cell and UNDECODABLE in cell for cell in row):
            self.tally.note_undecodable(number)
        return [cell and cell.replace(UNDECODABLE, REPLACEMENT) for cell in row]
