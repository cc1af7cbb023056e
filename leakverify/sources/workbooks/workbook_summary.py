"""The property sets of an old document: who made it, with what, when ([MS-OLEPS])."""

import datetime as dt
import struct
from typing import Final

from leakverify.model.tripwire import Property
from leakverify.sources.workbooks.compound_file import CompoundFile
from leakverify.sources.workbooks.workbook_parts import LONGEST_PROPERTY, Parts

_SETS: Final[dict[str, dict[int, Property]]] = {
    "\x05SummaryInformation": {
        2: Property.TITLE,
        3: Property.TITLE,
        4: Property.AUTHOR,
        6: Property.TITLE,
        7: Property.TEMPLATE,
        8: Property.LAST_AUTHOR,
        11: Property.PRINTED,
        12: Property.CREATED,
        13: Property.MODIFIED,
        18: Property.PROGRAM,
    },
    "\x05DocumentSummaryInformation": {14: Property.AUTHOR, 15: Property.COMPANY},
}
_NARROW, _WIDE, _TIME = 30, 31, 64
_CODE_PAGE: Final = 1
_CODECS: Final = {1200: "utf-16-le", 65001: "utf-8", 10000: "mac-roman"}
_MOST_SETS: Final = 8
_MOST_PROPERTIES: Final = 200
_EPOCH: Final = dt.datetime(1601, 1, 1)  # noqa: DTZ001  (a file's own clock, shown as written)
_LAST: Final = 2_650_467_744_000_000_000


def tell_summary(file: CompoundFile, parts: Parts) -> None:
    """Tell the leftovers that the two property sets of a document hold."""
    found = [entry for entry in file.entries if entry.name in _SETS and entry.size < 1 << 20]
    for entry in found[:_MOST_SETS]:
        _tell(file.stream(entry), _SETS[entry.name], parts)


def _tell(data: bytes, wanted: dict[int, Property], parts: Parts) -> None:
    if len(data) < 48:  # noqa: PLR2004  (header and one section)
        return
    start = struct.unpack_from("<L", data, 44)[0]
    section = data[start:]
    if len(section) < 8:  # noqa: PLR2004
        return
    count = min(struct.unpack_from("<L", section, 4)[0], (len(section) - 8) // 8, _MOST_PROPERTIES)
    places = [struct.unpack_from("<2L", section, 8 + 8 * index) for index in range(count)]
    codec = "cp1252"
    for number, at in places:
        if number == _CODE_PAGE and at + 6 <= len(section):
            page = struct.unpack_from("<H", section, at + 4)[0]
            codec = _codec(page)
    for number, at in places:
        if number in wanted and at + 12 <= len(section):
            parts.tell(wanted[number], _value(section, at, codec))


def _value(section: bytes, at: int, codec: str) -> str:
    kind, length = struct.unpack_from("<2L", section, at)
    if kind == _TIME:
        ticks = struct.unpack_from("<Q", section, at + 4)[0]
        if not 0 < ticks < _LAST:
            return ""
        return (_EPOCH + dt.timedelta(seconds=ticks // 10_000_000)).isoformat(sep=" ")
    if kind not in {_NARROW, _WIDE}:
        return ""
    size = min(length * (2 if kind == _WIDE else 1), 8 * LONGEST_PROPERTY)
    raw = section[at + 8 : at + 8 + size]
    return raw.decode("utf-16-le" if kind == _WIDE else codec, "replace").split("\x00")[0]


def _codec(page: int) -> str:
    codec = _CODECS.get(page, f"cp{page}")
    try:
        "".encode(codec)
    except LookupError:
        return "cp1252"
    return codec
