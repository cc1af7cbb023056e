"""That a workbook's ZIP can be read in one way only, so that the reader opens the very parts that were looked at.

Two programs may find two directories in one file: a second end record, an offset that lies, bytes before the
first part. The guard is worth nothing then; no program that writes workbooks does any of it.
"""

import io
import struct
import zipfile
from typing import BinaryIO, Final

from leakverify.model.errors import UnreadableInput

_END: Final = b"PK\x05\x06"
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")
_WIDE_RECORD: Final = struct.Struct("<4sQ2H2L4Q")
_SEARCHED: Final = 70_000
_BOOKS: Final = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_UNSET: Final = {0xFFFF, 0xFFFFFFFF}


def check_workbook_zip(handle: BinaryIO, archive: zipfile.ZipFile) -> None:
    """Refuse a ZIP with two directories, or with two workbooks of different formats.

    Raises:
        UnreadableInput: `WORKBOOK_BROKEN`.
    """
    names = [name.replace("\\", "/").lower() for name in archive.namelist()]
    if len(set(names)) < len(names) or sum(book in names for book in _BOOKS) > 1:
        raise UnreadableInput("WORKBOOK_BROKEN")
    size = handle.seek(0, io.SEEK_END)
    start = max(0, size - _SEARCHED)
    handle.seek(start)
    tail = handle.read()
    at = tail.find(_END)
    if at < 0 or tail.find(_END, at + 1) >= 0 or len(tail) - at < _END_RECORD.size:
        raise UnreadableInput("WORKBOOK_BROKEN")
    *_, count, length, offset, _ = _END_RECORD.unpack_from(tail, at)
    end = start + at
    wide = _wide_record(handle, end)
    if wide is not None:
        wide_count, wide_length, wide_offset, end = wide
        pairs = ((count, wide_count), (length, wide_length), (offset, wide_offset))
        if any(narrow not in _UNSET and narrow != full for narrow, full in pairs):
            raise UnreadableInput("WORKBOOK_BROKEN")
        count, length, offset = wide_count, wide_length, wide_offset
    if offset + length != end or count != len(names):
        raise UnreadableInput("WORKBOOK_BROKEN")


def _wide_record(handle: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    """Count, length and offset of a directory as the 64-bit record before the end record gives them."""
    if end < _LOCATOR.size + _WIDE_RECORD.size:
        return None
    handle.seek(end - _LOCATOR.size)
    magic, _, place, _ = _LOCATOR.unpack(handle.read(_LOCATOR.size))
    if magic != b"PK\x06\x07":
        return None
    if place != end - _LOCATOR.size - _WIDE_RECORD.size:
        raise UnreadableInput("WORKBOOK_BROKEN")
    handle.seek(place)
    *_, count, length, offset = _WIDE_RECORD.unpack(handle.read(_WIDE_RECORD.size))
    return int(count), int(length), int(offset), place


def without_zip(handle: BinaryIO) -> BinaryIO:
    """A compound file that is no ZIP as well: a reader that fails on it would try that next, unguarded."""
    size = handle.seek(0, io.SEEK_END)
    handle.seek(max(0, size - _SEARCHED))
    has_end = _END in handle.read()
    handle.seek(0)
    return io.BytesIO(handle.read().replace(_END, b"PK\x05\x00")) if has_end else handle
