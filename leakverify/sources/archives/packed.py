"""Compressed streams (.gz .bz2 .xz .lzma .zst), pulled block by block through the decoders of the standard library.

One mechanism for all: small pieces go in and are counted, bounded blocks come out and are held against them, one
stream (member, frame) may follow another, NUL padding between and behind them is left out, and what is damaged or
ends early keeps the bytes before. A dictionary or window above `Limits.dictionary_bytes` is refused: an LZMA header
of thirteen bytes can ask for four gibibytes.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, Protocol

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.content import Content, Expansion, in_memory
from leakverify.sources.signature import Container

PIECE: Final = 1 << 16
OUT: Final = 1 << 20
_GZIP_FORMAT: Final = 31
_LOWEST_WINDOW_LOG: Final = 10
_HIGHEST_WINDOW_LOG: Final = 31
_MEMORY: Final = "emory"
"""Both libraries say in words alone that a stream asks for more memory than allowed."""


class Damaged(Exception):  # noqa: N818  (a state, not an error to be told)
    """Packed bytes are not what their format allows, or end before their end."""


class Decoder(Protocol):
    """What `bz2`, `lzma` and `zstd` have in common."""

    @property
    def eof(self) -> bool:
        """Whether the stream's end was reached."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more going in."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was handed in behind the stream's end."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many bytes."""
        ...


class Inflate:
    """The decoder of `zlib` in the shape of the others."""

    def __init__(self, window: int) -> None:
        self._inflate = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        """Whether the stream's end was reached."""
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        """Whether all that went in has come out."""
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What was handed in behind the stream's end."""
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many bytes."""
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


class Intake:
    """Blocks in small pieces, counted as they go in."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = blocks
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            for at in range(0, len(block), PIECE):
                piece = block[at : at + PIECE]
                self.taken += len(piece)
                yield piece


def unpacked(
    pieces: Iterable[bytes], new: Callable[[], Decoder], *, several: bool = False
) -> Iterator[bytes]:
    """Pull pieces through a decoder.

    Raises:
        Damaged: after the last byte that could be had.
        UnreadableInput: what the decoder says of memory.
    """
    decoder, begun = new(), False
    for piece in pieces:
        left = piece if begun or not several else piece.lstrip(b"\x00")
        while left or begun:
            try:
                out = decoder.decompress(left, OUT)
            except (zlib.error, OSError, ValueError, EOFError, lzma.LZMAError) as error:
                raise Damaged from error
            begun, left = True, b""
            if out:
                yield out
            if decoder.eof:
                if not several:
                    return
                left = decoder.unused_data.lstrip(b"\x00")
                decoder, begun = new(), False
            elif decoder.needs_input:
                break
    if begun or not several:
        raise Damaged


def exactly(blocks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """As many bytes as were stated; LZMA without an end mark ends by that alone."""
    left = size
    if not left:
        return
    for block in blocks:
        yield block[:left]
        left -= min(left, len(block))
        if not left:
            return
    raise Damaged


def counted(out: Iterable[bytes], intake: Intake, expansion: Expansion) -> Iterator[bytes]:
    """Hold what comes out against what went in."""
    for block in out:
        expansion.count(len(block), intake.taken)
        yield block


def measured(out: Iterable[bytes], intake: Intake, expansion: Expansion) -> Iterator[bytes]:
    """Hold what comes out against what went in, then hand it on in blocks of a mebibyte or so."""
    waiting: list[bytes] = []
    size = 0
    try:
        for block in counted(out, intake, expansion):
            waiting.append(block)
            size += len(block)
            if size >= OUT:
                yield b"".join(waiting)
                waiting, size = [], 0
    except Damaged:
        if waiting:
            yield b"".join(waiting)
        raise
    if waiting:
        yield b"".join(waiting)


class PackedContent:
    """What a compressed stream holds."""

    def __init__(self, inner: Content, kind: Container, limits: Limits) -> None:
        self._inner = inner
        self._new = _DECODERS[kind]
        self._limits = limits
        self.most = limits.member_bytes
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Unpack from the beginning; a damaged end ends the walk and sets `broken`."""
        self.broken = False
        intake = Intake(self._inner.blocks())
        limits = self._limits
        out = unpacked(intake, lambda: self._new(limits), several=True)
        try:
            yield from measured(out, intake, Expansion(limits, self.most))
        except Damaged:
            self.broken = True
        else:
            self.broken = self._inner.broken

    def seekable(self) -> BinaryIO:
        """The unpacked bytes in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the packed file has been read."""
        return self._inner.position()


def xz(limits: Limits) -> Decoder:
    """A decoder for one stream of .xz or .lzma."""
    return _Bounded(
        lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=limits.dictionary_bytes + OUT), limits
    )


def zstd(limits: Limits) -> Decoder:
    """A decoder for one Zstandard frame."""
    try:
        from compression import zstd as library  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from backports import zstd as library
    window = limits.dictionary_bytes.bit_length() - 1
    window = min(max(window, _LOWEST_WINDOW_LOG), _HIGHEST_WINDOW_LOG)
    options = {library.DecompressionParameter.window_log_max: window}
    return _Bounded(library.ZstdDecompressor(options=options), limits, library.ZstdError)


class _Bounded:
    """A decoder whose refusal of a huge dictionary becomes a sentence."""

    def __init__(
        self, decoder: Decoder, limits: Limits, error: type[Exception] = lzma.LZMAError
    ) -> None:
        self._decoder = decoder
        self._limits = limits
        self._error = error

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        return self._decoder.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        try:
            return self._decoder.decompress(data, max_length)
        except self._error as error:
            if _MEMORY in str(error):
                limit = self._limits.dictionary_bytes
                raise UnreadableInput("ARCHIVE_DICTIONARY", limit=limit) from error
            raise Damaged from error


_DECODERS: Final[dict[Container, Callable[[Limits], Decoder]]] = {
    Container.GZIP: lambda _: Inflate(_GZIP_FORMAT),
    Container.BZIP2: lambda _: bz2.BZ2Decompressor(),
    Container.XZ: xz,
    Container.ZSTD: zstd,
}
STREAMS: Final = frozenset(_DECODERS)
