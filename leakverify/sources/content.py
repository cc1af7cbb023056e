"""Bytes of a sample, plain or wrapped, that can be walked again and again; nothing is ever written to a disk."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.survey import BLOCK

_IN_MEMORY: Final = 384 * MIB


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
        return stretch(self._handle, 0, None)

    def blocks_from(self, start: int) -> Iterator[bytes]:
        """Walk the file from some place."""
        return stretch(self._handle, start, None)

    def seekable(self) -> BinaryIO:
        """The file itself."""
        self._handle.seek(0)
        return self._handle

    def position(self) -> int:
        """Where the file stands."""
        return self._handle.tell()


class Expansion:
    """Holds real bytes out against real bytes in (SAFETY S01, S05)."""

    def __init__(self, limits: Limits, most: int | None = None) -> None:
        self._limits = limits
        self._most = limits.member_bytes if most is None else most
        self._out = 0

    def count(self, produced: int, consumed: int) -> None:
        """Count what came out; refuse a bomb before it goes off."""
        self._out += produced
        limits = self._limits
        if self._out > limits.ratio_from_bytes and self._out > limits.ratio * max(1, consumed):
            raise UnreadableInput("ARCHIVE_RATIO", limit=limits.ratio)
        if self._out > self._most:
            raise UnreadableInput("ARCHIVE_TOO_BIG", limit=self._most)


def stretch(handle: BinaryIO, start: int, length: int | None) -> Iterator[bytes]:
    """A stretch of an open file (to its end without `length`); the handle may be moved between two blocks."""
    at, left = start, length
    if start > handle.seek(0, io.SEEK_END):
        return  # a place that no system can seek to
    while left is None or left > 0:
        handle.seek(at)
        block = handle.read(BLOCK if left is None else min(BLOCK, left))
        if not block:
            return
        at += len(block)
        left = None if left is None else left - len(block)
        yield block


def blocks_from(content: Content, start: int) -> Iterator[bytes]:
    """Walk some content from a place: a file by seeking, all else by leaving out."""
    if isinstance(content, FileContent):
        yield from content.blocks_from(start)
        return
    left = start
    for block in content.blocks():
        if left >= len(block):
            left -= len(block)
            continue
        yield block[left:] if left else block
        left = 0


def first_bytes(content: Content, length: int) -> bytes:
    """The beginning of some content."""
    head = b""
    for block in content.blocks():
        head += block[: length - len(head)]
        if len(head) >= length:
            break
    return head


def in_memory(blocks: Iterator[bytes]) -> BinaryIO:
    """A seekable copy, refused above what memory can take."""
    kept = io.BytesIO()
    for block in blocks:
        if kept.tell() + len(block) > _IN_MEMORY:
            raise UnreadableInput("ARCHIVE_TOO_BIG", limit=_IN_MEMORY)
        kept.write(block)
    kept.seek(0)
    return kept
