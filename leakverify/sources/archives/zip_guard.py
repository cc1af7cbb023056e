"""Looks at a ZIP's directory before any library opens it: counts, sizes, overlaps, kinds of member (SAFETY 4.4)."""

import io
import stat
import struct
import zipfile
import zlib
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput

_END: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"
_END_SEARCH: Final = 66_000
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_ZIP64_END: Final = b"PK\x06\x06"
_MAX_DIRECTORY: Final = 16 << 20
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1
MEMBER_ERRORS: Final = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What `ZipFile.open` and reading a member raise where the file is not what its directory says: a lock, a method, a name in no encoding."""
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def open_zip(handle: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """A ZIP whose directory is in order.

    Raises:
        UnreadableInput: `ARCHIVE_BROKEN`, `ARCHIVE_MEMBERS`, `ARCHIVE_OVERLAP`, `ARCHIVE_RATIO` or
            `ARCHIVE_TOO_BIG`.
    """
    _look_at_directory(handle, limits)
    try:
        archive = zipfile.ZipFile(handle)
    except MEMBER_ERRORS as error:
        raise UnreadableInput("ARCHIVE_BROKEN") from error
    members = archive.infolist()
    if len(members) > limits.members:
        raise UnreadableInput("ARCHIVE_MEMBERS", limit=limits.members)
    if not all(member.filename for member in members):  # zipfile itself trips over such a name
        raise UnreadableInput("ARCHIVE_BROKEN")
    _refuse_overlaps(members, archive.start_dir)
    _refuse_sizes(members, limits)
    return archive


def is_regular(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file, and no link, device or pipe."""
    return stat.S_IFMT(member.external_attr >> 16) in {0, stat.S_IFREG, stat.S_IFDIR}


def _look_at_directory(handle: BinaryIO, limits: Limits) -> None:
    """Bound the directory before it is parsed: what it says of itself, and what it holds."""
    size = handle.seek(0, io.SEEK_END)
    handle.seek(max(0, size - _END_SEARCH))
    tail = handle.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise UnreadableInput("ARCHIVE_BROKEN")
    *_, count, length, _, _ = _END_RECORD.unpack_from(tail, at)
    if tail.rfind(_ZIP64_END, 0, at) >= 0:
        where = tail.rfind(_ZIP64_END, 0, at)
        if len(tail) - where >= 56:  # noqa: PLR2004  (the fixed part of that record)
            count, length = struct.unpack_from("<2Q", tail, where + 32)
    if length > _MAX_DIRECTORY or count > limits.members:
        raise UnreadableInput("ARCHIVE_MEMBERS", limit=limits.members)
    directory_at = max(0, size - len(tail) + at - length)
    handle.seek(directory_at)
    if handle.read(length).count(_ENTRY) > 2 * limits.members:
        raise UnreadableInput("ARCHIVE_MEMBERS", limit=limits.members)
    handle.seek(0)


def _refuse_overlaps(members: list[zipfile.ZipInfo], directory_at: int) -> None:
    if len({member.filename for member in members}) < len(members):
        raise UnreadableInput("ARCHIVE_OVERLAP")
    ordered = sorted(members, key=lambda member: member.header_offset)
    for member, after in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
        limit = directory_at if after is None else after.header_offset
        if member.header_offset < 0:
            raise UnreadableInput("ARCHIVE_BROKEN")
        if member.header_offset + _LOCAL_HEADER + member.compress_size > limit:
            raise UnreadableInput("ARCHIVE_OVERLAP")


def refuse_unusual(archive: zipfile.ZipFile) -> None:
    """What no program that writes a spreadsheet does, and its reader would trip over.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED` or `UNSUPPORTED_COMPRESSION`.
    """
    for member in archive.infolist():
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableInput("PASSWORD_NEEDED")
        if member.compress_type not in _METHODS:
            raise UnreadableInput("UNSUPPORTED_COMPRESSION")


def _refuse_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the directory says of sizes; what really comes out is counted again while reading."""
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > limits.ratio_from_bytes and total > limits.ratio * max(1, packed):
        raise UnreadableInput("ARCHIVE_RATIO", limit=limits.ratio)
    if total > limits.expanded_bytes or any(m.file_size > limits.member_bytes for m in members):
        raise UnreadableInput("ARCHIVE_TOO_BIG", limit=limits.expanded_bytes)
