"""SQLite files into a table: rows of plain tables as they are stored; nothing in the file is run.

Whole numbers and text come as they are, reals in the shortest spelling that gives the same number, binary values as
small hex digits without a prefix, NULL as missing. Views, triggers, virtual tables and columns that SQLite would
compute are counted as `Trap.VIEW_OR_TRIGGER` and left alone. Which table: the one named, or the one with most rows.
A damaged page ends the table there. A file in write-ahead mode counts as `Trap.SIDE_FILE`: its newest rows may lie in
the file beside it, ending in `-wal`, that did not come along.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import apsw
import pyarrow as pa

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty, Property, Trap
from leakverify.sources.binary.sqlite_database import Database, TooLong
from leakverify.sources.inputs import ContentInput
from leakverify.sources.lines.header import column_names
from leakverify.sources.records import clean_name
from leakverify.sources.table import Cell, TableHead, Tally, cut_long_cells, slot_names

CHUNK_ROWS: Final = 16_384
_CHUNK_BYTES: Final = 32 * MIB
_GROUP: Final = 64
"""Rows that are held at once before their length is known; each may be as long as a line."""


class SqliteReader:
    """One table of a database, read as it is walked."""

    def __init__(
        self, head: TableHead, database: Database, columns: tuple[str, ...], limits: Limits
    ) -> None:
        self.head = head
        self.names = column_names([clean_name(name) for name in columns], len(columns))
        self.tally = Tally()
        self._database = database
        self._columns = columns
        self._limits = limits
        self._out = 0
        self._slots = slot_names(len(columns))

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order; what is damaged ends them."""
        rows = self._rows()
        waiting: list[pa.Table] = []
        held = 0
        while group := list(islice(rows, _GROUP)):
            table = self._table(group)
            size = table.nbytes
            held += size
            waiting.append(table)
            if held > _CHUNK_BYTES or len(waiting) * _GROUP >= CHUNK_ROWS:
                yield self._joined(waiting)
                waiting, held = [], 0
            if self._is_bomb(size):
                self.tally.stopped = Stopped.LIMIT
                break
        if waiting:
            yield self._joined(waiting)
        self._database.close()

    def _joined(self, tables: list[pa.Table]) -> pa.Table:
        return cut_long_cells(pa.concat_tables(tables).combine_chunks(), self._limits, self.tally)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        table = self.head.table or ""
        try:
            for row in self._database.rows(table, self._columns, self.tally.note_undecodable):
                if isinstance(row, TooLong):
                    self.tally.drop_lines(1)
                else:
                    yield row
        except (apsw.TooBigError, apsw.NoMemError):
            self.tally.stopped = Stopped.LIMIT
        except (apsw.Error, OSError, UnreadableInput):
            self.tally.stopped = Stopped.TRUNCATED

    def _table(self, rows: list[tuple[Any, ...]]) -> pa.Table:
        arrays = [
            pa.array(
                [c if c is None or c.__class__ is str else cell_text(c) for c in column],
                pa.large_string(),
            )
            for column in zip(*rows, strict=True)
        ]
        self.tally.rows += len(rows)
        return pa.Table.from_arrays(arrays, names=self._slots)

    def _is_bomb(self, size: int) -> bool:
        """Whether far more came out than the file holds: pages that stand for many rows each."""
        self._out += size
        limits = self._limits
        return self._out > limits.ratio_from_bytes + limits.ratio * self._database.size


def cell_text(cell: Any) -> Cell:
    """A stored value as text."""
    if cell.__class__ is float:
        return repr(cell)
    if cell.__class__ is bytes:
        return str(cell.hex())
    return str(cell)


def open_sqlite(given: ContentInput) -> SqliteReader:
    """The table that the user named, or the one with most rows.

    Raises:
        UnreadableInput: `DATABASE_BROKEN`, `NOT_A_TABLE` (no plain table in it), `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    database = Database(given.content.seekable(), given.limits, given.watch)
    tables = database.plain_tables()
    table = _chosen(database, tables, given.settings.table)
    columns = database.columns(table)
    header = database.header
    head = TableHead(
        "sqlite",
        header.codec,
        None,
        header=True,
        table=table,
        tables=tables,
        properties=_written_by(header.version),
    )
    reader = SqliteReader(head, database, columns, given.limits)
    reader.tally.traps.note(Trap.VIEW_OR_TRIGGER, database.left_alone + database.computed)
    reader.tally.traps.note(Trap.SIDE_FILE, int(header.has_log))
    if given.content.broken or database.is_cut:
        reader.tally.stopped = Stopped.TRUNCATED
    return reader


def _chosen(database: Database, tables: tuple[str, ...], wanted: str | None) -> str:
    if wanted is not None:
        if wanted not in tables:
            raise UsageProblem("NO_SUCH_TABLE")
        return wanted
    if not tables:
        raise UnreadableInput("NOT_A_TABLE")
    if len(tables) == 1:
        return tables[0]
    counts = database.count(tables)
    return max(tables, key=lambda name: counts[name])


def _written_by(version: str | None) -> tuple[FileProperty, ...]:
    return (FileProperty(Property.PROGRAM, f"SQLite {version}"),) if version else ()
