"""The rows of the open sample as the analyst keeps them: in memory, and encrypted in the spill beyond a share of it.

Appended by the run's thread, read by the desk's; what has been appended never changes.
"""

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.engine.spill import Slot, Spill
from leakverify.facts.batch import Batch

WORKING_BYTES: Final = 256 << 20
"""Room for the program itself and for one step of a run, taken off before rows may fill memory."""
_CACHED: Final = 4


def table_of(batch: Batch) -> pa.Table:
    """A batch as an Arrow table; the text is shared, not copied."""
    table = pa.Table.from_pandas(batch.frame, preserve_index=False)
    return table.replace_schema_metadata(None)


class RowStore:
    """All rows read so far, in order."""

    def __init__(self, memory_bytes: int, spill: Spill | None = None) -> None:
        self._room = max(memory_bytes // 2 - WORKING_BYTES, WORKING_BYTES // 4)
        self._spill = spill
        self._lock = threading.Lock()
        self._pages: list[pa.Table | Slot] = []
        self._starts: list[int] = []
        self._rows = 0
        self._held = 0
        self._recent: OrderedDict[int, pa.Table] = OrderedDict()

    @property
    def rows(self) -> int:
        """How many rows are kept."""
        return self._rows

    @property
    def pages(self) -> int:
        """How many pages are kept."""
        return len(self._pages)

    @property
    def spilled(self) -> int:
        """How many pages lie in the file."""
        return sum(isinstance(page, Slot) for page in self._pages)

    def append(self, batch: Batch) -> None:
        """Keep the next rows."""
        table = table_of(batch)
        page: pa.Table | Slot = table
        if self._spill is not None and self._held + table.nbytes > self._room:
            page = self._spill.write(table)
        else:
            self._held += table.nbytes
        with self._lock:
            self._pages.append(page)
            self._starts.append(self._rows)
            self._rows += batch.rows

    def table(self, index: int) -> pa.Table:
        """One page."""
        with self._lock:
            page = self._pages[index]
            if not isinstance(page, Slot):
                return page
            if index in self._recent:
                self._recent.move_to_end(index)
                return self._recent[index]
        if self._spill is None:
            raise KeyError(index)
        table = self._spill.read(page)
        with self._lock:
            self._recent[index] = table
            while len(self._recent) > _CACHED:
                self._recent.popitem(last=False)
        return table

    def batch(self, index: int) -> Batch:
        """One page as the facts take it."""
        table = self.table(index)
        return Batch(table.to_pandas(), self._starts[index] + 1)

    def starts(self) -> tuple[int, ...]:
        """The place of the first row of each page, as far as pages are kept by now."""
        with self._lock:
            return tuple(self._starts)

    def cells(self, index: int, position: int) -> pa.Array:
        """One column of one page, by position from 1."""
        return pc.cast(self.table(index).column(position - 1).combine_chunks(), pa.large_string())

    def column(self, position: int) -> pa.ChunkedArray:
        """One column of all rows, by position from 1."""
        chunks = [chunk for table in self._tables() for chunk in table.column(position - 1).chunks]
        return pa.chunked_array(chunks, pa.large_string())

    def take(self, places: Sequence[int], first: int, count: int) -> list[tuple[str | None, ...]]:
        """Rows by place from 0, with `count` columns from position `first`, in the order asked for."""
        starts = self.starts()
        wanted: dict[int, list[int]] = {}
        for at, place in enumerate(places):
            wanted.setdefault(bisect_right(starts, place) - 1, []).append(at)
        out: list[tuple[str | None, ...]] = [()] * len(places)
        for index, ats in wanted.items():
            within = pa.array([places[at] - starts[index] for at in ats], pa.int64())
            columns = self.table(index).columns[first - 1 : first - 1 + count]
            cells = [column.take(within).to_pylist() for column in columns]
            for at, row in zip(ats, zip(*cells, strict=True), strict=True) if cells else ():
                out[at] = row
        return out

    def _tables(self) -> Iterator[pa.Table]:
        for index in range(self.pages):
            yield self.table(index)
