"""What a file is by its first bytes; what is no table is refused by name, never handed to its own program."""

import re
from collections import Counter
from enum import Enum, auto
from typing import Final

from leakverify.model.errors import UnreadableInput
from leakverify.sources.bson_decode import looks_like_bson


class Container(Enum):
    """What the first bytes say that we can open."""

    TEXT = auto()
    GZIP = auto()
    ZIP = auto()
    COMPOUND = auto()
    SQLITE = auto()
    PARQUET = auto()
    ARROW = auto()
    BSON = auto()


_OPENED: Final = (
    (b"\x1f\x8b", Container.GZIP),
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.COMPOUND),
    (b"SQLite format 3\x00", Container.SQLITE),
    (b"PAR1", Container.PARQUET),
    (b"PARE", Container.PARQUET),
    (b"ARROW1\x00\x00", Container.ARROW),
    (b"\xff\xff\xff\xff", Container.ARROW),
    (b"FEA1", Container.ARROW),
    (b"\x6d\xe2\x99\x81", Container.BSON),
)
_REFUSED: Final = (
    (rb"%PDF-", "UNSUPPORTED_PDF"),
    (
        rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|PK\x07\x08",
        "UNSUPPORTED_ARCHIVE",
    ),
    (rb".{257}ustar", "UNSUPPORTED_ARCHIVE"),
    (
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP|BM.{4}\x00\x00\x00\x00",
        "UNSUPPORTED_IMAGE",
    ),
    (
        rb"RIFF....(?:WAVE|AVI )|ID3[\x02-\x04]|OggS|....ftyp|\x1aE\xdf\xa3|fLaC",
        "UNSUPPORTED_MEDIA",
    ),
    (
        rb"MZ.{0,2000}\x00|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|L\x00\x00\x00\x01\x14\x02\x00",
        "UNSUPPORTED_PROGRAM",
    ),
    (rb"\x00asm|dex\n0", "UNSUPPORTED_PROGRAM"),
    (rb"\x00\x01\x00\x00Standard (?:Jet|ACE) DB|PGDMP", "UNSUPPORTED_DATABASE"),
    (rb"ORC\x00|Obj\x01|\x89HDF\r\n|\x93NUMPY|\(\xb5/\xfd", "UNSUPPORTED_COLUMNAR"),
    (rb"\x80[\x02-\x05](?:\x95.{8}|[\x28\x5d\x63\x7d\x71K])", "UNSUPPORTED_PICKLE"),
    (rb"RD[AX][23]\n|\$FL[23]@|<stata_dta>", "UNSUPPORTED_STATISTICS"),
    (rb"\{\\rtf", "UNSUPPORTED_DOCUMENT"),
)
_PATTERNS: Final = tuple((re.compile(p, re.DOTALL | re.IGNORECASE), code) for p, code in _REFUSED)
_NOT_TEXT: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1e\x7f]")
_MOST_CONTROLS: Final = 0.05
_TEXT_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def container(head: bytes) -> Container:
    """How to open a file that begins like this.

    Raises:
        UnreadableInput: `EMPTY_FILE` or an `UNSUPPORTED_…` code that says what it is.
    """
    if not head:
        raise UnreadableInput("EMPTY_FILE")
    for magic, kind in _OPENED:
        if head.startswith(magic):
            return kind
    if looks_like_bson(head):
        return Container.BSON
    for pattern, code in _PATTERNS:
        if pattern.match(head):
            raise UnreadableInput(code)
    if not head.startswith(_TEXT_BOMS) and _controls(head) > 16 + _MOST_CONTROLS * len(head):
        raise UnreadableInput("UNSUPPORTED_BINARY")
    if not head.strip(b"\x00"):
        raise UnreadableInput("UNSUPPORTED_BINARY")
    return Container.TEXT


def _controls(head: bytes) -> int:
    """Control characters that no text has; the commonest may be the delimiter, as Hive writes it."""
    found = Counter(_NOT_TEXT.findall(head))
    return found.total() - max(found.values(), default=0)
