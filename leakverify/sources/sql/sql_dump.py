"""MySQL, PostgreSQL, SQLite, Oracle and SQL Server dumps into a table: INSERT tuples and COPY lines.

The first walk counts the rows of each table and finds its columns; the second makes columns of the chosen one's.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.header import column_names
from leakverify.sources.records import clean_name
from leakverify.sources.sql.dump_banner import Tail, read_banner
from leakverify.sources.sql.sql_chunks import Chunks
from leakverify.sources.sql.sql_dialect import (
    beginning,
    ends_at_lines,
    has_backslashes,
    is_postgres,
)
from leakverify.sources.sql.sql_hex import hex_bytes, text_of_hex
from leakverify.sources.sql.sql_scan import Found, Run
from leakverify.sources.sql.sql_tables import SqlTable, SqlTables
from leakverify.sources.sql.sql_text import SqlText
from leakverify.sources.sql.sql_traps import note_call
from leakverify.sources.sql.sql_walk import Rows, Walk
from leakverify.sources.table import TableHead, Tally, Traps, cut_long_cells

_STARTS: Final = re.compile(
    r"\s*(?:--|/\*|#|\\(?:connect|restrict)|(?:SET|CREATE|INSERT|REPLACE|DROP|USE|BEGIN|COPY|LOCK|START|PRAGMA|ALTER|GO|SELECT|REM|DELIMITER|DECLARE|TRUNCATE|DELETE)\b)",
    re.IGNORECASE,
)
_BEARS_ROWS: Final = re.compile(
    r"^[ \t]*(?:(?:INSERT|REPLACE)\s+(?:\w+\s+){0,3}?[`\"\[\w.]+|COPY\s+\S+[^\n]*FROM\s+stdin|CREATE\s+TABLE\s)",
    re.IGNORECASE | re.MULTILINE,
)
_CALL: Final = re.compile(rb"\w\s*+\(")


def looks_like_dump(head: str) -> bool:
    """Tell a text that begins like a dump and bears rows like one."""
    return bool(_STARTS.match(head.lstrip("\ufeff")) and _BEARS_ROWS.search(head))


def open_dump(given: TextInput) -> "SqlReader":
    """Walk a dump once, to know its tables and columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    first = beginning(given.head)
    backslash, lines = has_backslashes(first), ends_at_lines(first)
    tables = SqlTables(given.limits)
    tail = Tail()

    def walk(blocks: Iterator[bytes]) -> Walk:
        return Walk(SqlText(blocks, backslash=backslash, lines=lines), tables, given.limits)

    seen = walk(tail.follow(given.blocks()))
    for rows in seen.rows():
        _count(rows, seen.traps)
    wanted = given.settings.table
    table = tables.largest() if wanted is None else tables.named(wanted)
    if len(table.columns) > given.limits.columns:
        raise UnreadableInput("TOO_MANY_COLUMNS", limit=given.limits.columns)
    labels = tables.labels()
    head = TableHead(
        "pgcopy" if is_postgres(first) else "mysql" if backslash else "sql",
        given.encoding,
        None,
        header=True,
        table=next(label for label, one in labels.items() if one is table),
        tables=tuple(labels),
        dump=read_banner(given.head, tail.kept.decode("utf-8", "replace")),
    )
    reader = SqlReader(head, table, lambda: walk(given.blocks()), given.limits)
    reader.tally.skipped = seen.skipped
    reader.tally.drop_lines(seen.over_limit)
    reader.tally.stopped = Stopped.TRUNCATED if seen.is_cut else None
    reader.tally.traps = seen.traps
    return reader


class SqlReader:
    """One table of a dump, read in a second walk."""

    def __init__(
        self, head: TableHead, table: SqlTable, walk: Callable[[], Walk], limits: Limits
    ) -> None:
        self.head = head
        self.names = column_names([clean_name(name) for name in table.names], len(table.columns))
        self.tally = Tally()
        self._table = table
        self._walk = walk
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order."""
        chunks = Chunks(self._table, self.tally, self._limits)
        for rows in self._walk().rows():
            if rows.table is self._table:
                for chunk in chunks.take(rows):
                    yield cut_long_cells(chunk, self._limits, self.tally)
        for chunk in chunks.rest():
            yield cut_long_cells(chunk, self._limits, self.tally)


def _count(rows: Rows, traps: Traps) -> None:
    """Count rows, learn their columns, and look at what is no plain value."""
    table, found = rows.table, rows.found
    if not rows.count:
        return
    if isinstance(found, list):
        for cells in found:
            slots = table.slots(rows.listed, len(cells))
            for slot, raw in zip(slots, cells, strict=False):
                _look(table, slot, raw)
                if _CALL.search(raw):
                    note_call(traps, raw, backslash=rows.backslash)
    elif isinstance(found, Found):
        table.slots(rows.listed, int(found.widths[0]))
    else:
        slots = table.slots(rows.listed, 0)
        if not found.is_plain:
            _look_closely(rows, found, slots, traps)
    table.rows += rows.count


def _look_closely(rows: Rows, run: Run, slots: list[int], traps: Traps) -> None:
    cells = run.found()
    table = rows.table
    for index in np.concatenate([cells.hexed, cells.odd]):
        row = np.searchsorted(cells.first, index, "right") - 1
        place = int(index - cells.first[row])
        slot = slots[place] if place < len(slots) else None
        if slot is None or (slot in table.binary and index not in cells.odd):
            continue
        raw = cells.data[cells.starts[index] : cells.ends[index]]
        _look(table, slot, raw)
        if _CALL.search(raw):
            note_call(traps, raw, backslash=rows.backslash)


def _look(table: SqlTable, slot: int, raw: bytes) -> None:
    """Learn whether the hex literals of a column are text."""
    if slot in table.binary or (packed := hex_bytes(raw)) is None:
        return
    table.hexed.add(slot)
    if text_of_hex(packed) is None:
        table.binary.add(slot)
