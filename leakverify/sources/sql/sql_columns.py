"""Cells that were found in bytes into chunks of text columns."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.sources.sql.sql_scan import Found, Octets, Places
from leakverify.sources.table import REPLACEMENT, Cell, slot_names
from leakverify.sources.transcode import MARK, UNDECODABLE

_SHOWN: Final = REPLACEMENT.encode()  # as long as the mark


def escape_table(meanings: dict[str, str]) -> Octets:
    """What each byte behind a backslash means."""
    table = np.arange(256, dtype=np.uint8)
    for written, meant in meanings.items():
        table[ord(written)] = ord(meant)
    return table


MYSQL_ESCAPES: Final = escape_table(
    {"0": "\0", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "Z": "\x1a"}
)
COPY_ESCAPES: Final = escape_table(
    {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
)


class Columns:
    """Makes columns of found rows. `value(raw, position)` reads an odd cell."""

    def __init__(
        self, found: Found, escapes: Octets, value: Callable[[bytes, int], Cell], texts: set[int]
    ) -> None:
        self._found = found
        self._escapes = escapes
        self._value = value
        self._texts = texts  # positions whose hex literals are text

    def chunk(self, width: int) -> tuple[pa.Table, list[int]]:
        """So many columns, shorter rows filled with missing cells; and the rows with bytes that were no text."""
        found = self._found
        odd = self._odd_cells()
        flat, marked = self._flat(odd)
        bad = {int(np.searchsorted(found.first, cell, "right")) - 1 for cell in marked}
        widths = found.widths
        even = bool((widths >= width).all())
        arrays = []
        for position in range(width):
            where = found.first + position
            indices = pa.array(where, mask=None if even else widths <= position)
            arrays.append(pc.take(flat, indices))
        rows = np.searchsorted(found.first, odd, "right") - 1
        positions = odd - found.first[rows]
        for position in np.unique(positions):
            if position < width:
                here = positions == position
                cells = [
                    self._read(int(cell), int(position), int(row), bad)
                    for cell, row in zip(odd[here], rows[here], strict=True)
                ]
                mask = np.zeros(found.rows, bool)
                mask[rows[here]] = True
                arrays[position] = pc.replace_with_mask(
                    arrays[position], pa.array(mask), pa.array(cells, pa.large_string())
                )
        return pa.Table.from_arrays(arrays, names=slot_names(width)), sorted(bad)

    def _read(self, cell: int, position: int, row: int, bad: set[int]) -> Cell:
        found = self._found
        read = self._value(found.data[found.starts[cell] : found.ends[cell]], position)
        if read is not None and UNDECODABLE in read:
            bad.add(row)
            return read.replace(UNDECODABLE, REPLACEMENT)
        return read

    def _odd_cells(self) -> Places:
        """Cells that are read one by one: hex literals only where they are text."""
        found = self._found
        if not len(found.hexed) or not self._texts:
            return found.odd
        rows = np.searchsorted(found.first, found.hexed, "right") - 1
        wanted = np.isin(found.hexed - found.first[rows], list(self._texts))
        return np.union1d(found.odd, found.hexed[wanted])

    def _flat(self, odd: Places) -> tuple[Any, Places]:
        """All cells as one array, escapes taken back; and the cells with marks."""
        found = self._found
        octets = np.frombuffer(found.data, np.uint8, count=found.end)
        ends = found.ends.copy()
        ends[found.null] = found.starts[found.null]
        ends[odd] = found.starts[odd]
        kept = np.zeros(found.end + 1, np.int8)
        kept[found.starts] += 1
        kept[ends] -= 1
        keep = np.cumsum(kept[:-1], dtype=np.int8).view(bool)
        lengths = ends - found.starts
        if len(found.removed):
            octets = octets.copy()
            octets[found.escaped] = self._escapes[octets[found.escaped]]
            cell = np.searchsorted(found.starts, found.removed, "right") - 1
            within = found.removed < ends[cell]
            keep[found.removed] = False
            lengths = lengths - np.bincount(cell[within], minlength=len(lengths))
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        data = octets[keep].tobytes()
        marked = np.empty(0, np.int64)
        if MARK in data:
            marked = _cells_with_marks(data, offsets)
            data = data.replace(MARK, _SHOWN)
        valid = pa.py_buffer(np.packbits(~found.null, bitorder="little").tobytes())
        buffers = [valid, pa.py_buffer(offsets), pa.py_buffer(data)]
        return pa.Array.from_buffers(pa.large_string(), len(lengths), buffers), marked


def _cells_with_marks(data: bytes, offsets: Places) -> Places:
    octets = np.frombuffer(data, np.uint8)
    first = np.flatnonzero(octets[:-2] == MARK[0])
    places = first[(octets[first + 1] == MARK[1]) & (octets[first + 2] == MARK[2])]
    return np.unique(np.searchsorted(offsets, places, "right") - 1)
