"""One table out of a file of records with names, be they JSON objects or tuples of a dump."""

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.sources.lines.header import column_names
from leakverify.sources.records import (
    CHUNK_CHARS,
    CHUNK_ROWS,
    Held,
    RecordTable,
    Row,
    clean_name,
    padded,
    row_length,
    rows_to_chunk,
)
from leakverify.sources.table import TableHead, Tally, cut_long_cells


class RecordReader:
    """One table out of records; short ones are kept from the first walk, long ones walked again."""

    def __init__(
        self,
        head: TableHead,
        table: RecordTable,
        again: Callable[[], Iterator[Row]],
        limits: Limits,
    ) -> None:
        self.head = head
        self._keys = list(table.names)
        self.names = column_names([clean_name(key) for key in self._keys], len(self._keys))
        self.tally = Tally(
            bad_width=table.tally.bad_width, bad_width_rows=list(table.tally.bad_width_rows)
        )
        self._table = table
        self._again = again
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order."""
        kept = self._table.chunks
        found = self._walk_again() if kept is None else self._kept(kept)
        for chunk in padded(found, len(self._keys)):
            yield cut_long_cells(chunk, self._limits, self.tally)

    def _kept(self, chunks: list[pa.Table]) -> Iterator[pa.Table]:
        seen = self._table.tally
        self.tally.bad_undecodable = seen.bad_undecodable
        self.tally.bad_undecodable_rows = list(seen.bad_undecodable_rows)
        while chunks:
            chunk = chunks.pop(0)
            self.tally.rows += chunk.num_rows
            yield chunk

    def _walk_again(self) -> Iterator[pa.Table]:
        waiting: list[Row] = []
        held = 0
        for row in self._again():
            waiting.append(row)
            held += row_length(row)
            if len(waiting) == CHUNK_ROWS or held > CHUNK_CHARS:
                yield rows_to_chunk(waiting, self._keys, self.tally)
                waiting, held = [], 0
        if waiting:
            yield rows_to_chunk(waiting, self._keys, self.tally)


def collect(found: Iterable[tuple[str, Row]], limits: Limits) -> dict[str, RecordTable]:
    """Sort rows into their tables."""
    tables: dict[str, RecordTable] = {}
    held = Held()
    for name, row in found:
        if name not in tables:
            tables[name] = RecordTable(limits, held)
        tables[name].add(row)
    for table in tables.values():
        table.flush()
    return tables


def choose(tables: dict[str, RecordTable], wanted: str | None) -> str:
    """The table that the user named, or the one with most rows.

    Raises:
        UnreadableInput: `NOT_A_TABLE`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    if wanted is not None:
        if wanted not in tables:
            raise UsageProblem("NO_SUCH_TABLE")
        return wanted
    if not tables:
        raise UnreadableInput("NOT_A_TABLE")
    return max(tables, key=lambda name: tables[name].rows)
