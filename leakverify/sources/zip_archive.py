"""The members of a ZIP, streamed by handle; names are shown and never used as paths."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.sources.archive import Entries, Listing, member_by_member
from leakverify.sources.content import Content, Expansion, in_memory, stretch
from leakverify.sources.inputs import ContentInput
from leakverify.sources.packed import Damaged, Inflate, Intake, measured, unpacked
from leakverify.sources.zip_guard import is_regular, open_zip

_LOCAL_HEADER: Final = struct.Struct("<26x2H")


class ZipMember:
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
        """Unpack from the beginning, real bytes counted; a damaged end sets `broken`."""
        self.broken = False
        intake = Intake(self._packed_blocks())
        try:
            yield from measured(self._out(intake), intake, Expansion(self._limits))
        except Damaged:
            self.broken = True

    def _out(self, intake: Intake) -> Iterator[bytes]:
        check = 0
        for block in self._unpacked(intake):
            check = zlib.crc32(block, check)
            yield block
        if intake.taken != self._member.compress_size or check != self._member.CRC:
            raise Damaged

    def _unpacked(self, intake: Intake) -> Iterator[bytes]:
        if self._member.compress_type == zipfile.ZIP_STORED:
            return iter(intake)
        return unpacked(intake, lambda: Inflate(-zlib.MAX_WBITS))

    def _packed_blocks(self) -> Iterator[bytes]:
        """The member's bytes as they lie in the file, by the place its own header gives."""
        handle, member = self._handle, self._member
        handle.seek(member.header_offset)
        header = handle.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            return
        name_length, extra_length = _LOCAL_HEADER.unpack(header)
        at = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        yield from stretch(handle, at, member.compress_size)

    def seekable(self) -> BinaryIO:
        """The unpacked bytes in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the outermost file has been read."""
        return self._outer.position()


def zip_members(handle: BinaryIO, given: ContentInput) -> Listing:
    """The regular files of a ZIP.

    Raises:
        UnreadableInput: what the guard says.
    """
    entries = Entries()
    for info in open_zip(handle, given.limits).infolist():
        if info.is_dir():
            continue
        if not is_regular(info):
            entries.skip_special()
            continue
        opened = partial(ZipMember, handle, info, given.content, given.limits)
        entries.add(info.orig_filename, info.file_size, opened)
    return Listing(tuple(entries.members), member_by_member(entries.members), entries.traps)
