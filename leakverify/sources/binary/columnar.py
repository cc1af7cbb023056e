"""Parquet, Feather and Arrow files into a table, batch by batch; structs become columns with dotted names.

Numbers that a file states of itself are checked before anything is made after them: the number of columns, the depth
of its types, the length of any one piece. Extension types of others are read as what they are built on, and nothing in
a file names code. An Arrow file is walked from its front as a stream, so that one whose end is missing keeps its rows;
a Parquet file cannot be read without its end.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.binary.columnar_room import Room, TooMuch
from leakverify.sources.binary.columnar_text import text_of
from leakverify.sources.lines.header import column_names
from leakverify.sources.records import FLATTEN_DEPTH
from leakverify.sources.table import TableHead, Tally, cut_long_cells, slot_names
from leakverify.sources.watch import Watch

CHUNK_ROWS: Final = 16_384
_ROOM: Final = 64 * MIB
_LONGEST_PIECE: Final = 256 * MIB

LIBRARY_ERRORS: Final = (
    pa.ArrowException,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    NotImplementedError,
    ArithmeticError,
    RuntimeError,
)
"""What the library raises over a damaged file: its own errors and Python's."""


class WatchedFile(io.RawIOBase):
    """An open file for the library: progress told and a cancel heard at each read, no read longer than the file or a limit."""

    def __init__(self, handle: BinaryIO, watch: Watch) -> None:
        super().__init__()
        self._handle = handle
        self._watch = watch
        self.size = handle.seek(0, io.SEEK_END)
        handle.seek(0)

    def read(self, size: int | None = -1) -> bytes:
        """Read at most so many bytes.

        Raises:
            UnreadableInput: `PARSER_LIMIT`: a piece longer than any reader needs.
        """
        place = self._handle.tell()
        self._watch.at(place)
        left = max(0, self.size - place)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > _LONGEST_PIECE:
            raise UnreadableInput("PARSER_LIMIT", limit=_LONGEST_PIECE)
        return self._handle.read(wanted)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._handle.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._handle.tell()

    def close(self) -> None:
        """The handle belongs to whoever opened it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of the table: its name and where it stands, through structs inside structs."""

    name: str
    path: tuple[int, ...]


def leaves(schema: Any, limits: Limits) -> list[Leaf]:
    """The columns of a schema, structs taken apart.

    Raises:
        UnreadableInput: `TOO_MANY_COLUMNS`.
    """
    found: list[Leaf] = []

    def walk(field: Any, prefix: str, path: tuple[int, ...]) -> None:
        name = prefix + field.name
        if pa.types.is_struct(field.type) and field.type.num_fields and len(path) <= FLATTEN_DEPTH:
            for number in range(field.type.num_fields):
                walk(field.type.field(number), name + ".", (*path, number))
            return
        found.append(Leaf(name, path))
        if len(found) > limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=limits.columns)

    for number, field in enumerate(schema):
        walk(field, "", (number,))
    if not found:
        raise UnreadableInput("NOT_A_TABLE")
    return found


class ColumnarReader:
    """Batches of the library as chunks of text."""

    def __init__(
        self,
        head: TableHead,
        schema: Any,
        batches: Callable[[], Iterator[Any]],
        limits: Limits,
        size: int,
    ) -> None:
        self.head = head
        with library_told():
            self._leaves = leaves(schema, limits)
        self.names = column_names([leaf.name for leaf in self._leaves], len(self._leaves))
        self.tally = Tally()
        self._batches = _begun(batches())
        self._limits = limits
        self._most = limits.ratio_from_bytes + limits.ratio * size
        self._rows_at_once = CHUNK_ROWS

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order; damage ends them."""
        out = 0
        try:
            for batch in self._batches:
                start = 0
                while start < batch.num_rows:
                    chunk = self._slice(batch, start)
                    start += chunk.num_rows
                    self.tally.rows += chunk.num_rows
                    yield cut_long_cells(chunk, self._limits, self.tally)
                    out += chunk.nbytes
                    if out > self._most:  # far more than the file can hold
                        self.tally.stopped = Stopped.LIMIT
                        return
        except pa.ArrowMemoryError:
            self.tally.stopped = Stopped.LIMIT
        except LIBRARY_ERRORS:
            self.tally.stopped = Stopped.TRUNCATED

    def _slice(self, batch: Any, start: int) -> pa.Table:
        """As many rows as become no more text than there is room for, one at least."""
        while True:
            rows = min(self._rows_at_once, batch.num_rows - start)
            room = Room(_ROOM, self._limits.cell_bytes, one_row=rows == 1)
            broken: set[int] = set()
            try:
                arrays = [
                    text_of(_column(batch.slice(start, rows), leaf.path), room, broken.add)
                    for leaf in self._leaves
                ]
            except TooMuch:
                self._rows_at_once = max(1, rows // 2)
                continue
            for place in sorted(broken):
                self.tally.note_undecodable(self.tally.rows + place + 1)
            self.tally.cells_cut += room.cut
            return pa.Table.from_arrays(arrays, names=slot_names(len(arrays)))


def _column(batch: Any, path: tuple[int, ...]) -> Any:
    """A column, or a part of it; where a struct is missing its parts are."""
    array = batch.column(path[0])
    for number in path[1:]:
        array = pc.struct_field(array, [number])
    return array


def _begun(batches: Iterator[Any]) -> Iterator[Any]:
    """The batches, the first one read now: where not even that can be, the file is unreadable.

    Raises:
        UnreadableInput: `COLUMNAR_BROKEN`, `PARSER_LIMIT`.
    """
    with library_told():
        first = next(batches, None)
    return _again(first, batches)


def _again(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    if first is not None:
        yield first
        yield from rest


@contextmanager
def library_told() -> Iterator[None]:
    """The library's errors in words of ours."""
    try:
        yield
    except pa.ArrowMemoryError as error:
        raise UnreadableInput("PARSER_LIMIT", limit=_LONGEST_PIECE) from error
    except LIBRARY_ERRORS as error:
        raise UnreadableInput("COLUMNAR_BROKEN") from error
