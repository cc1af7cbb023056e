"""The one table inside a ZIP, streamed by handle; names of members are shown and never used as paths."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.content import Content, Expansion, in_memory
from leakverify.sources.survey import BLOCK
from leakverify.sources.zip_guard import open_zip

_LOCAL_HEADER: Final = struct.Struct("<26x2H")
_NO_TABLE: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_READ_ME: Final = ("readme", "license", "licence")
_TABLES: Final = (
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".psv",
    ".json",
    ".jsonl",
    ".ndjson",
    ".sql",
    ".xlsx",
    ".xls",
    ".ods",
    ".gz",
    ".zip",
)


class MemberContent:
    """One member of a ZIP."""

    def __init__(
        self, handle: BinaryIO, member: zipfile.ZipInfo, outer: Content, limits: Limits
    ) -> None:
        self._handle = handle
        self._member = member
        self._outer = outer
        self._limits = limits
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Inflate from the beginning, real bytes counted; a damaged end sets `broken`."""
        self.broken = False
        expansion = Expansion(self._limits)
        member, consumed, check = self._member, 0, 0
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        is_packed = member.compress_type == zipfile.ZIP_DEFLATED
        for packed in self._packed_blocks():
            consumed += len(packed)
            left = packed
            while left:
                try:
                    out = inflate.decompress(left, BLOCK) if is_packed else left
                except zlib.error:
                    self.broken = True
                    return
                left = inflate.unconsumed_tail if is_packed else b""
                expansion.count(len(out), consumed)
                check = zlib.crc32(out, check)
                if out:
                    yield out
        whole = consumed == member.compress_size and (inflate.eof or not is_packed)
        self.broken = not whole or check != member.CRC

    def _packed_blocks(self) -> Iterator[bytes]:
        """The member's bytes as they lie in the file, by the place its own header gives."""
        handle, member = self._handle, self._member
        handle.seek(member.header_offset)
        header = handle.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            return
        name_length, extra_length = _LOCAL_HEADER.unpack(header)
        at = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        left = member.compress_size
        while left:
            handle.seek(at)  # the handle may have been moved while a block was looked at
            block = handle.read(min(BLOCK, left))
            if not block:
                return
            at += len(block)
            left -= len(block)
            yield block

    def seekable(self) -> BinaryIO:
        """The inflated bytes in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the outermost file has been read."""
        return self._outer.position()


def table_member(
    handle: BinaryIO, outer: Content, wanted: str | None, limits: Limits
) -> tuple[MemberContent, bool]:
    """The member that holds the table, and whether the user named it.

    Raises:
        UnreadableInput: `ARCHIVE_EMPTY`, `ARCHIVE_SEVERAL`, or what the guard says.
    """
    archive = open_zip(handle, limits)
    members = [
        m
        for m in archive.infolist()
        if not m.is_dir() and m.file_size and not _is_aside(m.filename)
    ]
    named = [m for m in members if m.filename == wanted]
    if named:
        return MemberContent(handle, named[0], outer, limits), True
    tables = [
        m for m in members if m.filename.lower().endswith(_TABLES) and not _is_read_me(m.filename)
    ]
    candidates = members if len(members) == 1 else tables
    if not candidates:
        raise UnreadableInput("ARCHIVE_EMPTY")
    if len(candidates) > 1:
        raise UnreadableInput("ARCHIVE_SEVERAL", tables=len(candidates))
    return MemberContent(handle, candidates[0], outer, limits), False


def _is_aside(name: str) -> bool:
    return name.startswith(_NO_TABLE[0]) or name.rsplit("/", 1)[-1] in _NO_TABLE[1:]


def _is_read_me(name: str) -> bool:
    return name.rsplit("/", 1)[-1].lower().startswith(_READ_ME)
