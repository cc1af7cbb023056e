"""Bytes of a sample, plain or wrapped, that can be walked again and again; nothing is ever written to a disk."""

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.survey import BLOCK, handle_blocks

_IN_MEMORY: Final = 384 * MIB
_GZIP_FORMAT: Final = 31


class Content(Protocol):
    """Something with bytes. `broken` tells, after a walk, that they ended before their end."""

    broken: bool

    def blocks(self) -> Iterator[bytes]:
        """Walk the bytes from the beginning."""
        ...

    def seekable(self) -> BinaryIO:
        """The bytes as a seekable file, in memory if need be."""
        ...

    def position(self) -> int:
        """How far the outermost file has been read."""
        ...


class FileContent:
    """An open file as it is."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Walk the file from its beginning."""
        return handle_blocks(self._handle)

    def seekable(self) -> BinaryIO:
        """The file itself."""
        self._handle.seek(0)
        return self._handle

    def position(self) -> int:
        """Where the file stands."""
        return self._handle.tell()


class Expansion:
    """Holds real bytes out against real bytes in (SAFETY S01, S05)."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._out = 0

    def count(self, produced: int, consumed: int) -> None:
        """Count what came out; refuse a bomb before it goes off."""
        self._out += produced
        limits = self._limits
        if self._out > limits.ratio_from_bytes and self._out > limits.ratio * max(1, consumed):
            raise UnreadableInput("ARCHIVE_RATIO", limit=limits.ratio)
        if self._out > limits.member_bytes:
            raise UnreadableInput("ARCHIVE_TOO_BIG", limit=limits.member_bytes)


class GzipContent:
    """What a gzip stream holds, of one member or several."""

    def __init__(self, inner: Content, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Inflate from the beginning; a damaged end ends the walk and sets `broken`."""
        self.broken = False
        expansion = Expansion(self._limits)
        consumed = 0
        inflate = zlib.decompressobj(_GZIP_FORMAT)
        begun = False
        for packed in self._inner.blocks():
            consumed += len(packed)
            left = packed
            while left:
                try:
                    out = inflate.decompress(left, BLOCK)
                except zlib.error:
                    self.broken = True
                    return
                begun = True
                expansion.count(len(out), consumed)
                if out:
                    yield out
                left = inflate.unconsumed_tail
                if inflate.eof:
                    left = inflate.unused_data.lstrip(b"\x00")
                    inflate = zlib.decompressobj(_GZIP_FORMAT)
                    begun = False
        tail = inflate.flush()
        if tail:
            expansion.count(len(tail), consumed)
            yield tail
        self.broken = self._inner.broken or begun

    def seekable(self) -> BinaryIO:
        """The inflated bytes in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the packed file has been read."""
        return self._inner.position()


def in_memory(blocks: Iterator[bytes]) -> BinaryIO:
    """A seekable copy, refused above what memory can take."""
    kept = io.BytesIO()
    for block in blocks:
        if kept.tell() + len(block) > _IN_MEMORY:
            raise UnreadableInput("ARCHIVE_TOO_BIG", limit=_IN_MEMORY)
        kept.write(block)
    kept.seek(0)
    return kept
