"""The headers of a tar: ustar, GNU and PAX, every length bounded before anything of it is read.

Own code, since the standard library's `tarfile` reads a PAX header or a long name of whatever size the file claims into
memory, and decodes sparse maps and global headers that no table needs.
"""

import re
from dataclasses import dataclass
from typing import Final

from leakverify.sources.archives.packed import Damaged
from leakverify.sources.signature import is_tar_header

BLOCK: Final = 512
MOST_METADATA: Final = 1 << 20
"""Long names and PAX headers above a mebibyte are no tar of anybody."""
_NAME: Final = slice(0, 100)
_SIZE: Final = slice(124, 136)
_TYPE: Final = slice(156, 157)
_MAGIC: Final = slice(257, 263)
_PREFIX: Final = slice(345, 500)
_OCTAL: Final = re.compile(rb"[ \x00]*([0-7]{0,12})[ \x00]*")
_BASE_256: Final = 0x80
_LARGEST: Final = 1 << 62
_PAX_RECORD: Final = re.compile(rb"([0-9]{1,7}) ([^=\n]{1,200})=")
_DIGITS: Final = re.compile(rb"[0-9]{1,18}")
REGULAR: Final = frozenset({b"0", b"\x00", b"7"})
NO_DATA: Final = frozenset({b"1", b"2", b"3", b"4", b"5", b"6"})
OLD_REGULAR: Final = b"\x00"
"""With a name that ends in a slash it is a folder, as the oldest tars wrote them."""
FOLDER: Final = b"5"
LONG_NAME: Final = b"L"
LONG_LINK: Final = b"K"
PAX: Final = frozenset({b"x", b"X"})
PAX_GLOBAL: Final = b"g"
LABEL: Final = b"V"
SPARSE: Final = b"S"


@dataclass(frozen=True, slots=True)
class Header:
    """One header as written. `size` are the bytes behind it, filled up to whole blocks of 512."""

    name: bytes
    size: int
    kind: bytes
    more_sparse: bool

    @property
    def padded(self) -> int:
        """The bytes behind the header with what fills the last block."""
        return -(-self.size // BLOCK) * BLOCK


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a PAX header says of the next member in place of its own header."""

    name: bytes | None = None
    size: int | None = None
    sparse: bool = False


def read_header(block: bytes) -> Header:
    """One block of 512 bytes.

    Raises:
        Damaged: the sum is wrong, or a number is none.
    """
    if not is_tar_header(block):
        raise Damaged
    name = block[_NAME].split(b"\x00", 1)[0]
    if block[_MAGIC] == b"ustar\x00":
        prefix = block[_PREFIX].split(b"\x00", 1)[0]
        name = prefix + b"/" + name if prefix else name
    kind = block[_TYPE]
    size = 0 if kind in NO_DATA else _number(block[_SIZE])
    return Header(name, size, kind, kind == SPARSE and block[482] != 0)


def read_pax(records: bytes) -> Overrides:
    """The records of a PAX header, `LENGTH KEY=VALUE` a line; the length decides where one ends.

    Raises:
        Damaged: a length that does not fit.
    """
    name, size, sparse, at = None, None, False, 0
    while at < len(records) and records[at]:
        found = _PAX_RECORD.match(records, at)
        if not found:
            raise Damaged
        end = at + int(found[1])
        if end > len(records) or end <= found.end() or records[end - 1 : end] != b"\n":
            raise Damaged
        key, value = found[2], records[found.end() : end - 1]
        if key == b"path":
            name = value.split(b"\x00", 1)[0]
        elif key == b"size":
            if not _DIGITS.fullmatch(value):
                raise Damaged
            size = int(value)
        sparse = sparse or key.startswith((b"GNU.sparse.", b"SCHILY.realsize"))
        at = end
    return Overrides(name, size, sparse)


def _number(field: bytes) -> int:
    if field[0] == _BASE_256:
        number = int.from_bytes(field[1:], "big")
    else:
        found = _OCTAL.fullmatch(field)
        if not found:
            raise Damaged
        number = int(found[1] or b"0", 8)
    if number > _LARGEST:
        raise Damaged
    return number
