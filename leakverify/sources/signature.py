"""What a file is by its first bytes; what is no table is refused by name, never handed to its own program.

A text may begin with any letters, so that a magic of plain letters is asked for together with a byte behind it that no
text has.
"""

import re
from collections import Counter
from enum import Enum, auto
from typing import Final

from leakverify.model.errors import UnreadableInput
from leakverify.sources.binary.bson_decode import looks_like_bson


class Container(Enum):
    """What the first bytes say that we can open."""

    TEXT = auto()
    GZIP = auto()
    BZIP2 = auto()
    XZ = auto()
    ZSTD = auto()
    ZIP = auto()
    TAR = auto()
    SEVEN_ZIP = auto()
    COMPOUND = auto()
    SQLITE = auto()
    PARQUET = auto()
    ARROW = auto()
    BSON = auto()


_OPENED: Final[tuple[tuple[bytes, Container], ...]] = (
    (rb"\x1f\x8b", Container.GZIP),
    (rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)", Container.BZIP2),
    (rb"\xfd7zXZ\x00", Container.XZ),
    (rb"\x5d\x00\x00.{2}(?:\xff{8}|.{5}\x00{3})\x00", Container.XZ),  # .lzma, which has no magic
    (rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", Container.ZSTD),
    (rb"(?:PK\x07\x08|PK00)?PK\x03\x04|PK\x05\x06", Container.ZIP),
    (rb"7z\xbc\xaf\x27\x1c", Container.SEVEN_ZIP),
    (rb".{257}ustar(?:\x00|  \x00)", Container.TAR),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.COMPOUND),
    (rb"SQLite format 3\x00", Container.SQLITE),
    (rb"PAR[1E][^ -~\t\r\n]", Container.PARQUET),
    (rb"ARROW1\x00\x00|\xff{4}|FEA1[^ -~\t\r\n]", Container.ARROW),
    (rb"\x6d\xe2\x99\x81", Container.BSON),
)
"""Patterns at the file's beginning, asked in this order, before what is refused."""
_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (rb"%PDF-", "UNSUPPORTED_PDF"),
    (rb"Rar!\x1a\x07|RE~\x5e.{0,8}\x00", "UNSUPPORTED_RAR"),
    (rb"PK\x07\x08|PK\x01\x02", "UNSUPPORTED_SPLIT"),
    (
        (
            rb"MSCF\x00{4}|MSWIM\x00|ISc\(.{2}\x00|\x60\xea.{2}|.{7}\*\*ACE\*\*|.{2}-l[hz][0-9ds]-.{13}[\x00-\x03]"
            rb"|!<arch>\n|xar!\x00|SIT!.{0,20}\x00|07070[12][0-9A-Fa-f]{104}|070707[0-7]{70}|\xed\xab\xee\xdb|ITSF\x03\x00"
        ),
        "UNSUPPORTED_ARCHIVE",
    ),
    (
        rb"\x04\x22\x4d\x18|\x02\x21\x4c\x18|LZIP\x01|\x89LZO\x00|\x1f[\x9d\xa0\x1e]|\xff\x06\x00\x00sNaPpY|LRZI\x00",
        "UNSUPPORTED_STREAM",
    ),
    (rb"!BDN.{0,20}\x00", "UNSUPPORTED_PST"),
    (rb"\x00\x01\x00\x00Standard (?:Jet|ACE) DB", "UNSUPPORTED_ACCESS"),
    (rb"PGDMP[\x00-\x08]", "UNSUPPORTED_PGDUMP"),
    (
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF....WEBP|BM.{4}\x00\x00\x00\x00",
        "UNSUPPORTED_IMAGE",
    ),
    (
        rb"RIFF....(?:WAVE|AVI )|ID3[\x02-\x04]|OggS\x00|\x00.{3}ftyp|\x1aE\xdf\xa3|fLaC\x00",
        "UNSUPPORTED_MEDIA",
    ),
    (rb"L\x00\x00\x00\x01\x14\x02\x00", "UNSUPPORTED_SHORTCUT"),
    (
        rb"MZ.{0,2000}\x00|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|\x00asm|dex\n0",
        "UNSUPPORTED_PROGRAM",
    ),
    (rb"TAPE\x00\x00|MSSQLBAK", "UNSUPPORTED_DATABASE"),
    (rb"ORC(?:[^ -~\t\r\n]|\n[\x00-\x08]).{0,200}?\x00|Obj\x01", "UNSUPPORTED_HADOOP"),
    (rb"\x89HDF\r\n|CDF[\x01\x02\x05]", "UNSUPPORTED_SCIENCE"),
    (rb"\x80[\x02-\x05](?:\x95.{8}|[\x28\x5d\x63\x7d\x71K])", "UNSUPPORTED_PICKLE"),
    (rb"\x93NUMPY", "UNSUPPORTED_NUMPY"),
    (rb"RD[AX][23]\n|[XB]\n\x00\x00\x00[\x02\x03]\x00", "UNSUPPORTED_R"),
    (rb"\$FL[23]@|<stata_dta>|\x00{12}\xc2\xea\x81\x60", "UNSUPPORTED_STATISTICS"),
    (rb"\{\\rtf", "UNSUPPORTED_DOCUMENT"),
    (
        (
            rb"-----BEGIN PGP MESSAGE-----|\xc1\xc0\x4c\x03|\x85[\x01\x02].\x03|\x8c\x0d\x04|Salted__"
            rb"|age-encryption\.org/v1|LUKS\xba\xbe"
        ),
        "UNSUPPORTED_ENCRYPTION",
    ),
    (
        rb"KDMV.{3}\x00|vhdxfile|conectix|QFI\xfb|EVF\x09\x0d\x0a\xff\x00|.{32769}CD001",
        "UNSUPPORTED_DISK",
    ),
)
_OPENED_PATTERNS: Final = tuple((re.compile(p, re.DOTALL), kind) for p, kind in _OPENED)
_REFUSED_PATTERNS: Final = tuple((re.compile(p, re.DOTALL), code) for p, code in _REFUSED)
_NOT_TEXT: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1e\x7f]")
_MOST_CONTROLS: Final = 0.05
_TEXT_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TAR_HEADER: Final = 512
_TAR_SUM: Final = slice(148, 156)
_OCTAL: Final = re.compile(rb"[ \x00]{0,6}([0-7]{1,7})[\x00 ]")


def container(head: bytes) -> Container:
    """How to open a file that begins like this.

    Raises:
        UnreadableInput: `EMPTY_FILE` or an `UNSUPPORTED_…` code that says what it is.
    """
    if not head:
        raise UnreadableInput("EMPTY_FILE")
    for pattern, kind in _OPENED_PATTERNS:
        if pattern.match(head):
            return kind
    if is_tar_header(head):
        return Container.TAR
    if looks_like_bson(head):
        return Container.BSON
    for pattern, code in _REFUSED_PATTERNS:
        if pattern.match(head):
            raise UnreadableInput(code)
    if not head.startswith(_TEXT_BOMS) and _controls(head) > 16 + _MOST_CONTROLS * len(head):
        raise UnreadableInput("UNSUPPORTED_BINARY")
    if not head.strip(b"\x00"):
        raise UnreadableInput("UNSUPPORTED_BINARY")
    return Container.TEXT


def is_tar_header(head: bytes) -> bool:
    """Whether 512 bytes sum up as a tar header's own field says; the oldest kind has no other mark."""
    written = _OCTAL.match(head[_TAR_SUM])
    if len(head) < _TAR_HEADER or not written:
        return False
    return int(written[1], 8) == tar_sum(head[:_TAR_HEADER])


def tar_sum(header: bytes) -> int:
    """The sum of a tar header's bytes, its own field counted as blanks."""
    return sum(header) - sum(header[_TAR_SUM]) + 8 * 0x20


def _controls(head: bytes) -> int:
    """Control characters that no text has; the commonest may be the delimiter, as Hive writes it."""
    found = Counter(_NOT_TEXT.findall(head))
    return found.total() - max(found.values(), default=0)
