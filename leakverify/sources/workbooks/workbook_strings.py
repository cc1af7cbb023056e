"""How long each shared string of an old workbook is, over the records that continue it ([MS-XLS] 2.5.293)."""

import struct
from collections.abc import Sequence
from typing import Final

_HEAD: Final = 8
_UNKNOWN: Final = 3 * 65_535
_BYTES_A_CHARACTER: Final = 3


class _Places:
    """Walks bytes that are cut into records."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = records
        self._index = 0
        self._at = _HEAD

    def take(self, count: int) -> bytes | None:
        """The next bytes within one record; None at the end or where they are cut."""
        self._to_next()
        if self._index >= len(self._records):
            return None
        found = self._records[self._index][self._at : self._at + count]
        self._at += count
        return found if len(found) == count else None

    def skip(self, count: int) -> bool:
        """Pass over bytes that may run on into the next records."""
        while count:
            self._to_next()
            if self._index >= len(self._records):
                return False
            step = min(count, len(self._records[self._index]) - self._at)
            self._at += step
            count -= step
        return True

    def skip_characters(self, count: int, *, wide: bool) -> bool:
        """Pass over characters; each record that goes on with them says anew how wide they are."""
        while count:
            room = len(self._records[self._index]) - self._at
            width = 2 if wide else 1
            step = min(count, room // width)
            self._at += step * width
            count -= step
            if not count:
                return True
            self._index, self._at = self._index + 1, 0
            flags = self.take(1)
            if flags is None:
                return False
            wide = bool(flags[0] & 1)
        return True

    def _to_next(self) -> None:
        while self._index < len(self._records) and self._at >= len(self._records[self._index]):
            self._index, self._at = self._index + 1, 0


def string_lengths(records: Sequence[bytes]) -> list[int]:
    """The most bytes that each string takes as UTF-8; what cannot be walked counts as the longest there can be."""
    count = min(struct.unpack_from("<L", records[0], 4)[0], sum(map(len, records)) // 3)
    places = _Places(records)
    found: list[int] = []
    while len(found) < count:
        length = _one(places)
        if length is None:
            break
        found.append(length)
    return found + [_UNKNOWN] * (count - len(found))


def _one(places: _Places) -> int | None:
    head = places.take(3)
    if head is None:
        return None
    characters, flags = struct.unpack("<HB", head)
    after = 0
    if flags & 8:
        runs = places.take(2)
        if runs is None:
            return None
        after += 4 * int(struct.unpack("<H", runs)[0])
    if flags & 4:
        extra = places.take(4)
        if extra is None:
            return None
        after += int(struct.unpack("<L", extra)[0])
    if not places.skip_characters(characters, wide=bool(flags & 1)) or not places.skip(after):
        return None
    return int(characters) * _BYTES_A_CHARACTER
