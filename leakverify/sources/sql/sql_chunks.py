"""Rows of one table as they stand in a dump into chunks of text columns."""

from collections.abc import Iterator

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.sources.records import CHUNK_ROWS
from leakverify.sources.sql.sql_columns import COPY_ESCAPES, MYSQL_ESCAPES, Columns
from leakverify.sources.sql.sql_copy import copy_cell
from leakverify.sources.sql.sql_scan import Found
from leakverify.sources.sql.sql_tables import SqlTable
from leakverify.sources.sql.sql_value import value
from leakverify.sources.sql.sql_walk import Rows
from leakverify.sources.sql.sql_words import text_of
from leakverify.sources.table import REPLACEMENT, Cell, Tally, rows_to_table, slot_names
from leakverify.sources.transcode import MARK, UNDECODABLE


class Chunks:
    """Makes chunks as wide as the table; rows that came one by one wait until there are many."""

    def __init__(self, table: SqlTable, tally: Tally, limits: Limits) -> None:
        self._table = table
        self._tally = tally
        self._longest = limits.line_bytes
        self._width = len(table.columns)
        self._texts = table.texts
        self._waiting: list[list[Cell]] = []
        self._size = 0

    def take(self, rows: Rows) -> Iterator[pa.Table]:
        """Take the next rows; yield what is ready."""
        found = rows.found
        if isinstance(found, list):
            for raw in found:
                self._waiting.append(self._row(raw, rows))
            if len(self._waiting) >= CHUNK_ROWS or self._size > self._longest:
                yield from self.rest()
            return
        yield from self.rest()
        cells = found if isinstance(found, Found) else found.found()
        yield self._chunk(cells, rows, is_copy=cells is found)

    def rest(self) -> Iterator[pa.Table]:
        """Yield the rows that wait."""
        if self._waiting:
            waiting, self._waiting, self._size = self._waiting, [], 0
            yield rows_to_table(waiting, self._width)

    def _row(self, raw: list[bytes], rows: Rows) -> list[Cell]:
        slots = self._table.slots(rows.listed, len(raw))
        row: list[Cell] = [None] * self._width
        self._tally.rows += 1
        if len(raw) != len(slots):
            self._tally.note_width(self._tally.rows)
        for slot, written in zip(slots, raw, strict=False):
            if slot >= self._width:
                continue  # a column that the first walk did not meet has no place
            cell = self._value(written, slot, rows)
            self._size += len(written)
            row[slot] = cell and cell.replace(UNDECODABLE, REPLACEMENT)
        if any(MARK in written for written in raw):
            self._tally.note_undecodable(self._tally.rows)
        return row

    def _value(self, raw: bytes, slot: int, rows: Rows) -> Cell:
        return value(
            raw,
            backslash=rows.backslash,
            longest=self._longest,
            hex_text=slot in self._texts,
        )

    def _chunk(self, cells: Found, rows: Rows, *, is_copy: bool) -> pa.Table:
        slots = self._table.slots(rows.listed, int(cells.widths[0]))
        if is_copy:
            columns = Columns(cells, COPY_ESCAPES, lambda raw, _: copy_cell(text_of(raw)), set())
        else:
            texts = {place for place, slot in enumerate(slots) if slot in self._texts}
            columns = Columns(
                cells, MYSQL_ESCAPES, lambda raw, place: self._value(raw, slots[place], rows), texts
            )
        chunk, undecodable = columns.chunk(len(slots))
        before = self._tally.rows
        self._tally.rows += cells.rows
        for row in (cells.widths != len(slots)).nonzero()[0]:
            self._tally.note_width(before + int(row) + 1)
        for row in undecodable:
            self._tally.note_undecodable(before + row + 1)
        if slots == list(range(self._width)):
            return chunk
        arrays = [pa.nulls(cells.rows, pa.large_string())] * self._width
        for place, slot in enumerate(slots):
            if slot < self._width:
                arrays[slot] = chunk.column(place)
        return pa.Table.from_arrays(arrays, names=slot_names(self._width))
