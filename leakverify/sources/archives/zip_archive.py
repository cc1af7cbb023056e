"""The members of a ZIP, streamed by handle; names are shown and never used as paths."""

import bz2
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO, Final

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives import zip_lock
from leakverify.sources.archives.archive import Entries, Listing, member_by_member
from leakverify.sources.archives.packed import (
    Damaged,
    Decoder,
    Inflate,
    Intake,
    exactly,
    measured,
    unpacked,
    xz,
    zstd,
)
from leakverify.sources.archives.raw_lzma import raw_lzma
from leakverify.sources.archives.zip_guard import is_regular, open_zip
from leakverify.sources.content import Expansion, in_memory, stretch
from leakverify.sources.inputs import ContentInput

_LOCAL_HEADER: Final = struct.Struct("<26x2H")

_ZSTD: Final = 93
_XZ: Final = 95
_LZMA_HEADER: Final = struct.Struct("<2xH")
_LZMA_PROPERTIES: Final = 5
_SURE: Final = 1 * MIB
"""Noise that a decoder takes for its own goes on for some bytes, never for so many."""


class ZipMember:
    """One member of a ZIP."""

    def __init__(self, handle: BinaryIO, member: zipfile.ZipInfo, given: ContentInput) -> None:
        self._handle = handle
        self._member = member
        self._given = given
        self._limits = given.limits
        self._locked = zip_lock.is_locked(member)
        self._plain: Iterable[bytes] | None = None
        self._method = member.compress_type
        self._check = self._sum()
        self.broken = False

    def _sum(self) -> int | None:
        """The check sum; WinZip's second kind of AES leaves it out and has a better one."""
        field = zip_lock.aes_field(self._member) if self._locked else None
        if field is None or self._member.compress_type != zip_lock.AES_METHOD:
            return self._member.CRC
        version, _, self._method = field
        return self._member.CRC if version == 1 else None

    def blocks(self) -> Iterator[bytes]:
        """Unpack from the beginning, real bytes counted; a damaged end sets `broken`."""
        self.broken = False
        if self._is_unproven:
            self._prove()
        given = 0
        try:
            for block in self._measured():
                given += len(block)
                yield block
        except Damaged as error:
            if self._is_old_lock and given < _SURE:
                raise UnreadableInput("PASSWORD_WRONG") from error
            self.broken = True

    @property
    def _is_old_lock(self) -> bool:
        return self._locked and self._member.compress_type != zip_lock.AES_METHOD

    @property
    def _is_unproven(self) -> bool:
        """Whether noise would be taken for the table: nothing unpacks it, and one byte alone vouches for the password."""
        return self._is_old_lock and self._method == zipfile.ZIP_STORED and self._plain is None

    def _prove(self) -> None:
        try:
            for _ in self._measured():
                self._given.watch.at(self.position())
        except Damaged as error:
            raise UnreadableInput("PASSWORD_WRONG") from error

    def _measured(self) -> Iterator[bytes]:
        intake = Intake(self._packed())
        return measured(self._summed(intake), intake, Expansion(self._limits))

    def _packed(self) -> Iterable[bytes]:
        """The member's bytes, unlocked where need be; what took long is kept for the next walk."""
        if self._plain is not None:
            return self._plain
        lying = self._lying()
        if not self._locked:
            return lying
        plain = zip_lock.opened(self._member, lying, self._given.settings.password)
        if isinstance(plain, zip_lock.Kept):
            self._plain = plain
        return plain

    def _summed(self, intake: Intake) -> Iterator[bytes]:
        pieces = iter(intake)
        check = 0
        for block in self._unpacked(pieces):
            check = zlib.crc32(block, check)
            yield block
        for _ in pieces:  # a lock has its own sum at the end
            pass
        whole = self._locked or intake.taken == self._member.compress_size
        if not whole or self._check not in {None, check}:
            raise Damaged

    def _unpacked(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        size, limits = self._member.file_size, self._limits
        match self._method:
            case zipfile.ZIP_STORED:
                return pieces
            case zipfile.ZIP_LZMA:
                return exactly(_lzma(pieces, size, limits), size)
            case method if method in _DECODERS:
                return unpacked(pieces, partial(_DECODERS[method], limits))
            case _:
                raise UnreadableInput("UNSUPPORTED_COMPRESSION")

    def _lying(self) -> Iterator[bytes]:
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
        return self._given.content.position()


_DECODERS: Final[dict[int, Callable[[Limits], Decoder]]] = {
    zipfile.ZIP_DEFLATED: lambda _: Inflate(-zlib.MAX_WBITS),
    zipfile.ZIP_BZIP2: lambda _: bz2.BZ2Decompressor(),
    _ZSTD: zstd,
    _XZ: xz,
}


def _lzma(pieces: Iterator[bytes], size: int, limits: Limits) -> Iterator[bytes]:
    """LZMA as ZIP holds it: a version, the length of the properties, the properties, the stream."""
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= _LZMA_HEADER.size + _LZMA_PROPERTIES:
            break
    if len(first) < _LZMA_HEADER.size + _LZMA_PROPERTIES:
        raise Damaged
    (length,) = _LZMA_HEADER.unpack_from(first)
    if length != _LZMA_PROPERTIES:
        raise Damaged
    new = raw_lzma(first[_LZMA_HEADER.size :], size, limits)
    yield from unpacked(chain([first[_LZMA_HEADER.size + length :]], pieces), new)


def zip_members(handle: BinaryIO, given: ContentInput) -> Listing:
    """The regular files of a ZIP; what is locked or packed in an unknown way is told when it is opened.

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
        opened = partial(ZipMember, handle, info, given)
        entries.add(info.orig_filename, info.file_size, opened)
    return Listing(tuple(entries.members), member_by_member(entries.members), entries.traps)
