"""A ZIP archive that has one spelling: stored members in order of name, fixed times, nothing between them.

Own code, small on purpose: `zipfile` writes by platform and version, and reads much that it does not look at (times, attributes, extra
fields, bytes between members). Here the archive is laid out anew from its members and compared byte by byte, so that whatever was changed
is found and the member is named. Any other program can open what is written.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from leakverify.model.verification import ARCHIVE, Fault, FaultKind

MOST_MEMBERS: Final = 16
MOST_BYTES: Final = 256 << 20
_NAME: Final = re.compile(rb"[a-z][a-z0-9_.\-]{0,63}\Z")
_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_VERSION: Final = 20
_UNIX: Final = 3 << 8
_DAY: Final = 0x21
"""1 January 1980, the first day a ZIP archive knows."""
_MODE: Final = 0o100600 << 16


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a member stands; `crc` is what the layout says of it."""

    name: bytes
    start: int
    size: int
    crc: int

    @property
    def content(self) -> int:
        return self.start + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        return self.content + self.size


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The members of an archive, and what in it is not as it was written."""

    members: dict[str, bytes]
    faults: tuple[Fault, ...]


def pack(members: Mapping[str, bytes]) -> bytes:
    """The archive; ValueError for names that it does not take, or too many of them."""
    names = sorted(members)
    if len(names) > MOST_MEMBERS or not all(_NAME.match(n.encode("ascii")) for n in names):
        raise ValueError("names")
    out, parts, at = [], [], 0
    for name in names:
        data = members[name]
        part = _Part(name.encode("ascii"), at, len(data), zlib.crc32(data))
        parts.append(part)
        out += [_local(part), data]
        at = part.end
    entries = [_central(part) for part in parts]
    return b"".join([*out, *entries, _end(parts, entries)])


def looks_packed(data: bytes) -> bool:
    """Whether these bytes are such an archive, be it damaged."""
    return data[:4] == b"PK\x03\x04" or data[-_END.size :][:4] == b"PK\x05\x06"


def unpack(data: bytes) -> Unpacked:
    """Members and faults of hostile bytes; an archive whose layout cannot be found has no members."""
    by_directory, by_headers = _from_directory(data), _from_headers(data)
    # One changed byte spoils one of the two at most; the one that finds more is the whole one.
    parts = max(by_headers, by_directory, key=len)
    if not parts:
        return Unpacked({}, (Fault(FaultKind.STRUCTURE, ARCHIVE),))
    listed = by_directory if by_directory and len(by_directory) == len(parts) else parts
    faults: list[Fault] = []
    members: dict[str, bytes] = {}
    true: list[_Part] = []
    for part, entry in zip(parts, listed, strict=True):
        name = part.name.decode("ascii")
        content = data[part.content : part.end]
        crc = zlib.crc32(content)
        if crc not in {part.crc, entry.crc}:
            faults.append(Fault(FaultKind.CONTENT, name))
            crc = part.crc
        members[name] = content
        true.append(_Part(part.name, part.start, part.size, crc))
    faults += _layout_faults(data, true)
    return Unpacked(members, tuple(faults))


def _layout_faults(data: bytes, parts: list[_Part]) -> Iterator[Fault]:
    """Everything around the contents, held against how it is written."""
    at = parts[-1].end
    entries = []
    for part in parts:
        entry = _central(part)
        entries.append(entry)
        if data[part.start : part.content] != _local(part) or data[at : at + len(entry)] != entry:
            yield Fault(FaultKind.HEADER, part.name.decode("ascii"))
        at += len(entry)
    if data[at:] != _end(parts, entries):
        yield Fault(FaultKind.STRUCTURE, ARCHIVE)


def _from_headers(data: bytes) -> list[_Part]:
    """The layout as the header of each member tells it; nothing where one cannot be followed."""
    parts: list[_Part] = []
    at = 0
    while data[at : at + 4] == b"PK\x03\x04" and len(parts) <= MOST_MEMBERS:
        if at + _LOCAL.size > len(data):
            return []
        *_ignored, crc, _packed, size, length, _extra = _LOCAL.unpack_from(data, at)
        name = data[at + _LOCAL.size : at + _LOCAL.size + length]
        parts.append(_Part(name, at, size, crc))
        at = parts[-1].end
    return parts if _is_sound(parts, data) else []


def _from_directory(data: bytes) -> list[_Part]:
    """The layout as the directory at the end tells it; nothing where it cannot be followed."""
    place = len(data) - _END.size
    if place < 0 or data[place : place + 4] != b"PK\x05\x06":
        return []
    _sign, _disk, _first, _here, count, _size, at, _comment = _END.unpack_from(data, place)
    if count > MOST_MEMBERS:
        return []
    parts: list[_Part] = []
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(data):
            return []
        found = _CENTRAL.unpack_from(data, at)
        crc, size, length, start = found[7], found[9], found[10], found[16]
        name = data[at + _CENTRAL.size : at + _CENTRAL.size + length]
        parts.append(_Part(name, start, size, crc))
        at += _CENTRAL.size + length
    return parts if at == place and _is_sound(parts, data) else []


def _is_sound(parts: list[_Part], data: bytes) -> bool:
    """Whether members follow each other without a gap from the first byte on, each name once and in order."""
    if not parts or len(parts) > MOST_MEMBERS or parts[-1].end > len(data):
        return False
    follow = all(a.end == b.start and a.name < b.name for a, b in pairwise(parts))
    return parts[0].start == 0 and follow and all(_NAME.match(part.name) for part in parts)


def _local(part: _Part) -> bytes:
    return (
        _LOCAL.pack(
            b"PK\x03\x04",
            _VERSION,
            0,
            0,
            0,
            _DAY,
            part.crc,
            part.size,
            part.size,
            len(part.name),
            0,
        )
        + part.name
    )


def _central(part: _Part) -> bytes:
    head = (
        b"PK\x01\x02",
        _UNIX | _VERSION,
        _VERSION,
        0,
        0,
        0,
        _DAY,
        part.crc,
        part.size,
        part.size,
    )
    return _CENTRAL.pack(*head, len(part.name), 0, 0, 0, 0, _MODE, part.start) + part.name


def _end(parts: list[_Part], entries: list[bytes]) -> bytes:
    count, size = len(parts), sum(map(len, entries))
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, parts[-1].end if parts else 0, 0)
