"""A compound file's chains walked once, so that they end before any library follows them ([MS-CFB]).

Own code: readers of this format follow a chain of sectors as long as it goes and reserve what a header says; a
loop of eight bytes fills the memory of the machine. Here every count is held against the size of the file.
"""

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput

_HEADER: Final = struct.Struct("<8x16x2x2x2s2H6x9L")
_HEADER_BYTES: Final = 512
_IN_HEADER: Final = 109
_ENTRY: Final = 128
_REGULAR: Final = 0xFFFFFFFA
_MINI: Final = 64
_CUTOFF: Final = 4096
_SHIFTS: Final = {9, 12}
_MOST_BYTES: Final = 384 << 20
_Fat = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage by its name."""

    name: str
    is_stream: bool
    start: int
    size: int


class CompoundFile:
    """The directory of a compound file whose chains end."""

    def __init__(self, handle: BinaryIO, limits: Limits) -> None:
        size = handle.seek(0, io.SEEK_END)
        if size > min(_MOST_BYTES, limits.workbook_bytes):
            raise UnreadableInput("PARSER_LIMIT", limit=min(_MOST_BYTES, limits.workbook_bytes))
        handle.seek(0)
        self._data = handle.read(size)
        handle.seek(0)
        if len(self._data) < _HEADER_BYTES:
            raise UnreadableInput("WORKBOOK_BROKEN")
        self._read_header()
        self.entries = self._directory()
        self._check_streams()

    def _read_header(self) -> None:
        data = self._data
        order, shift, mini_shift, *counts = _HEADER.unpack_from(data)
        if order != b"\xfe\xff" or shift not in _SHIFTS or mini_shift != 6:  # noqa: PLR2004
            raise UnreadableInput("WORKBOOK_BROKEN")
        directories, fats, first, _, _, mini_first, minis, difat_first, difats = counts
        self._sector = 1 << shift
        self._sectors = max(0, -(-len(data) // self._sector) - 1)
        if max(directories, fats, minis, difats) > self._sectors + 1:
            raise UnreadableInput("WORKBOOK_BROKEN")
        self._fat = self._load_fat(difat_first)
        self._first = first
        self._minifat = np.frombuffer(self._chain(mini_first), dtype="<u4")

    def _load_fat(self, place: int) -> _Fat:
        """All sectors of the allocation table, those named in the header and those in the chain behind it."""
        named = list(
            struct.unpack_from(f"<{_IN_HEADER}L", self._data, _HEADER_BYTES - 4 * _IN_HEADER)
        )
        per_sector = self._sector // 4
        for _ in range(self._sectors + 1):
            if place >= _REGULAR:
                break
            more = np.frombuffer(self._at(place), dtype="<u4").tolist()
            named += more[: per_sector - 1]
            place = more[-1]
        else:
            raise UnreadableInput("WORKBOOK_BROKEN")
        used = [sector for sector in named if sector < _REGULAR]
        if len(used) > self._sectors + 1:
            raise UnreadableInput("WORKBOOK_BROKEN")
        return np.frombuffer(b"".join(map(self._at, used)), dtype="<u4")

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        block = self._data[start : start + self._sector]
        if not block:
            raise UnreadableInput("WORKBOOK_BROKEN")
        return block.ljust(self._sector, b"\x00")

    def _chain(self, place: int, *, limit: int | None = None) -> bytes:
        found: list[bytes] = []
        for sector in _follow(place, self._fat):
            found.append(self._at(sector))
            if limit is not None and len(found) * self._sector >= limit:
                break
        return b"".join(found)

    def _directory(self) -> tuple[Entry, ...]:
        raw = self._chain(self._first)
        entries = []
        for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            length = min(struct.unpack_from("<H", raw, at + 64)[0], 64)
            name = raw[at : at + length].decode("utf-16-le", "replace").split("\x00")[0]
            start, size = struct.unpack_from("<LQ", raw, at + 116)
            if self._sector == 1 << 9:
                size &= 0xFFFFFFFF
            entries.append(Entry(name, raw[at + 66] == 2, start, size))  # noqa: PLR2004
        if not entries:
            raise UnreadableInput("WORKBOOK_BROKEN")
        return tuple(entries)

    def _check_streams(self) -> None:
        """Every chain that a reader may follow ends, and no size is larger than the file."""
        checked: set[tuple[int, bool]] = set()
        budget = 4 * (len(self._fat) + len(self._minifat)) + 1_000
        for index, entry in enumerate(self.entries):
            if not entry.name:
                continue
            if entry.size > len(self._data):
                raise UnreadableInput("WORKBOOK_BROKEN")
            is_mini = index > 0 and entry.size < _CUTOFF
            if (entry.start, is_mini) in checked:
                continue
            checked.add((entry.start, is_mini))
            table = self._minifat if is_mini else self._fat
            budget -= len(_follow(entry.start, table))
            if budget < 0:
                raise UnreadableInput("WORKBOOK_BROKEN")

    def stream(self, entry: Entry) -> bytes:
        """A stream's bytes."""
        if entry.size >= _CUTOFF:
            return self._chain(entry.start, limit=entry.size)[: entry.size]
        inside = self._chain(self.entries[0].start)
        found = [
            inside[sector * _MINI : (sector + 1) * _MINI]
            for sector in _follow(entry.start, self._minifat)
        ]
        return b"".join(found)[: entry.size]


def _follow(place: int, table: _Fat) -> list[int]:
    """The sectors of one chain, as far as the table goes.

    Raises:
        UnreadableInput: `WORKBOOK_BROKEN` where it goes round.
    """
    found: list[int] = []
    while place < len(table):
        if len(found) > len(table):
            raise UnreadableInput("WORKBOOK_BROKEN")
        found.append(place)
        place = int(table[place])
    return found
