"""What every format reader offers to the sample: names, chunks of text, and a tally of what was odd."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.limits import Limits
from leakverify.model.sample import DumpBanner, MailSeals
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty, Trap, Tripwire

MAX_ROWS_NAMED: Final = 100
REPLACEMENT: Final = "\ufffd"
Cell = str | None


class Traps:
    """Tripwires met in one file, by sort."""

    def __init__(self) -> None:
        self._counts: dict[Trap, int] = {}
        self._rows: dict[Trap, list[int]] = {}

    def note(self, trap: Trap, count: int = 1, row: int | None = None) -> None:
        """Count a trap; the first 100 rows are kept."""
        if count <= 0:
            return
        self._counts[trap] = self._counts.get(trap, 0) + count
        rows = self._rows.setdefault(trap, [])
        if row is not None and len(rows) < MAX_ROWS_NAMED:
            rows.append(row)

    def name(self, trap: Trap, row: int) -> None:
        """Name a row of a trap that was counted before its record number was known."""
        rows = self._rows.setdefault(trap, [])
        if len(rows) < MAX_ROWS_NAMED:
            rows.append(row)

    def add(self, others: Iterable[Tripwire]) -> None:
        """Take over what was met elsewhere."""
        for other in others:
            self.note(other.trap, other.count)
            rows = self._rows[other.trap]
            rows += other.rows[: MAX_ROWS_NAMED - len(rows)]

    @property
    def met(self) -> tuple[Tripwire, ...]:
        """What was met, in the order of `Trap`."""
        return tuple(
            Tripwire(trap, self._counts[trap], tuple(sorted(set(self._rows[trap]))))
            for trap in Trap
            if trap in self._counts
        )


@dataclass(frozen=True, slots=True)
class TableHead:
    """How a table is written: what was found out or fixed by the user."""

    format: str
    encoding: str
    delimiter: str | None
    header: bool
    table: str | None = None
    tables: tuple[str, ...] = ()
    dump: DumpBanner | None = None
    properties: tuple[FileProperty, ...] = ()


@dataclass(slots=True)
class Tally:
    """What one file's reading counted. Row numbers count from 1, the header not counted; the first 100 are kept."""

    rows: int = 0
    skipped: int = 0
    bad_width: int = 0
    bad_undecodable: int = 0
    cells_cut: int = 0
    duplicate_keys: int = 0
    nul_bytes: int = 0
    lines_over_limit: int = 0
    stopped: Stopped | None = None
    traps: Traps = field(default_factory=Traps)
    seals: MailSeals | None = None
    bad_width_rows: list[int] = field(default_factory=list)
    bad_undecodable_rows: list[int] = field(default_factory=list)

    def drop_lines(self, lines: int) -> None:
        """Count lines that were longer than the limit and left out."""
        self.skipped += lines
        self.lines_over_limit += lines

    @property
    def is_all_over_limit(self) -> bool:
        """Whether no row was read because every line was too long: then nothing can be said of the file."""
        return self.rows == 0 and self.lines_over_limit > 0

    def note_width(self, row: int) -> None:
        """Count a row with too few or too many cells."""
        self.bad_width += 1
        if len(self.bad_width_rows) < MAX_ROWS_NAMED:
            self.bad_width_rows.append(row)

    def note_undecodable(self, row: int) -> None:
        """Count a row with bytes that are no text in the file's encoding."""
        self.bad_undecodable += 1
        if len(self.bad_undecodable_rows) < MAX_ROWS_NAMED:
            self.bad_undecodable_rows.append(row)


class TableReader(Protocol):
    """One table of one file. `chunks` may be walked once; columns are positional, `names` are unique."""

    head: TableHead
    names: tuple[str, ...]
    tally: Tally

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order as tables of text columns, in chunks of any size."""
        ...


def slot_names(width: int) -> list[str]:
    """Positional names for the columns of a chunk."""
    return [str(position) for position in range(width)]


def rows_to_table(rows: Sequence[Sequence[Cell]], width: int) -> pa.Table:
    """Rows of equal width as one chunk."""
    columns = zip(*rows, strict=True) if rows else ((),) * width
    arrays = [pa.array(column, pa.large_string()) for column in columns]
    return pa.Table.from_arrays(arrays, names=slot_names(width))


def cut_long_cells(chunk: pa.Table, limits: Limits, tally: Tally) -> pa.Table:
    """Clip cells over the limit, counted; nearly always there is none."""
    for index, column in enumerate(chunk.columns):
        longest = pc.max(pc.binary_length(column)).as_py() or 0
        if longest <= limits.cell_bytes:
            continue
        tally.cells_cut += pc.sum(pc.greater(pc.binary_length(column), limits.cell_bytes)).as_py()
        cut = pa.chunked_array(
            [
                pa.array(
                    [_cut(cell, limits.cell_bytes) for cell in column.to_pylist()],
                    pa.large_string(),
                )
            ]
        )
        chunk = chunk.set_column(index, chunk.column_names[index], cut)
    return chunk


def _cut(cell: Cell, limit: int) -> Cell:
    if cell is None or len(cell) * 4 <= limit:
        return cell
    return cell.encode("utf-8")[:limit].decode("utf-8", "ignore")
