"""The table of contents of a 7z: which bytes go through which decoders, and which stretch of what comes out is which file.

Own code, and not `py7zr`: that library unpacks whole members into memory or onto a disk, cannot be pulled block by
block, and trusts counts. Here each count is held against the bytes that are left to state it, before anything is
allocated. Source: 7zFormat.txt of the 7-Zip distribution.
"""

import stat
import struct
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import Damaged
from leakverify.sources.archives.seven_zip_streams import Folder, HeaderBytes, read_streams

MOST_HEADER: Final = 16 << 20
ENCODED: Final = 23
_REPARSE_POINT: Final = 0x400
_UNIX: Final = 0x8000
_END, _HEADER, _PROPERTIES, _MORE_STREAMS, _MAIN_STREAMS, _FILES = range(6)
_EMPTY: Final = 14
_NAMES: Final = 17
_ATTRIBUTES: Final = 21


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as listed: `empty` ones have no bytes anywhere, `special` ones are links and the like."""

    name: str
    empty: bool
    special: bool


@dataclass(slots=True)
class Contents:
    """All that a header says."""

    folders: list[Folder] = field(default_factory=list)
    files: list[FileEntry] = field(default_factory=list)


def read_contents(data: bytes, limits: Limits) -> Contents:
    """A plain header: streams and files.

    Raises:
        Damaged: it is not what the format allows.
        UnreadableInput: `ARCHIVE_MEMBERS`.
    """
    reader = HeaderBytes(data)
    reader.expect(_HEADER)
    contents = Contents()
    mark = reader.number()
    if mark == _PROPERTIES:
        while reader.number():
            reader.take(reader.number())
        mark = reader.number()
    if mark == _MORE_STREAMS:
        read_streams(reader, limits)
        mark = reader.number()
    if mark == _MAIN_STREAMS:
        contents.folders = read_streams(reader, limits)
        mark = reader.number()
    if mark == _FILES:
        contents.files = _read_files(reader, limits)
        mark = reader.number()
    if mark != _END:
        raise Damaged
    return contents


def read_encoded(data: bytes, limits: Limits) -> Folder:
    """The one folder that holds a packed header.

    Raises:
        Damaged: there is another number of them, or it is too large.
    """
    reader = HeaderBytes(data)
    reader.expect(ENCODED)
    folders = read_streams(reader, limits)
    if len(folders) != 1 or folders[0].size > MOST_HEADER:
        raise Damaged
    return folders[0]


def _read_files(reader: HeaderBytes, limits: Limits) -> list[FileEntry]:
    count = reader.number()
    if count > limits.members:
        raise UnreadableInput("ARCHIVE_MEMBERS", limit=limits.members)
    empty, names = [False] * count, list[str]()
    special = [False] * count
    while mark := reader.number():
        part = HeaderBytes(reader.take(reader.number()))
        if mark == _EMPTY:
            empty = part.bits(count)
        elif mark == _NAMES:
            part.skip_external()
            names = part.take(part.left).decode("utf-16-le", "replace").split("\x00")[:count]
        elif mark == _ATTRIBUTES:
            defined = part.defined(count)
            part.skip_external()
            special = [
                is_there and _is_special(struct.unpack("<I", part.take(4))[0])
                for is_there in defined
            ]
    if len(names) != count:
        raise Damaged
    return [FileEntry(*entry) for entry in zip(names, empty, special, strict=True)]


def _is_special(attributes: int) -> bool:
    mode = stat.S_IFMT(attributes >> 16) if attributes & _UNIX else 0
    is_plain = mode in {0, stat.S_IFREG, stat.S_IFDIR}
    return not is_plain or bool(attributes & _REPARSE_POINT)
