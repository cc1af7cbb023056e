"""The decoders of a 7z, each a stage that pulls blocks from the one before: bytes in, at most a mebibyte out at a time.

LZMA, LZMA2, delta and the branch filters are the raw decoders of the standard library's `lzma`. It runs a filter only
in front of LZMA, so that a filter alone is fed through LZMA2 in its unpacked form. PPMd, BCJ2, Deflate64 and the others
are refused by name.
"""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import (
    PIECE,
    Damaged,
    Decoder,
    Inflate,
    Intake,
    counted,
    exactly,
    unpacked,
    zstd,
)
from leakverify.sources.archives.raw_lzma import bounded_dictionary, raw_lzma
from leakverify.sources.archives.seven_zip_key import Keys
from leakverify.sources.archives.seven_zip_streams import Coder, Folder
from leakverify.sources.content import Expansion

AES: Final = b"\x06\xf1\x07\x01"
_COPY: Final = b"\x00"
_DELTA: Final = b"\x03"
_FILTERS: Final = {
    b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
    b"\x04": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC,
}
_LARGEST_LZMA2_CODE: Final = 40


def is_locked(folder: Folder) -> bool:
    """Whether a password is needed."""
    return folder.chain is not None and any(coder.method == AES for coder in folder.chain)


def is_unpacked(folder: Folder) -> bool:
    """Whether no decoder would notice that its bytes are none of its own."""
    return folder.chain is not None and all(c.method in {AES, _COPY} for c in folder.chain)


def decoded(folder: Folder, packed: Intake, limits: Limits, keys: Keys) -> Iterator[bytes]:
    """What comes out of a folder; each stage is held against the packed bytes: one may swallow what another swells.

    Raises:
        Damaged: after the last byte that could be had.
        UnreadableInput: `UNSUPPORTED_COMPRESSION`, `ARCHIVE_DICTIONARY`, or what the key says.
    """
    if folder.chain is None:
        raise UnreadableInput("UNSUPPORTED_COMPRESSION")
    stage: Iterable[bytes] = packed
    for coder in folder.chain:
        out = exactly(_stage(coder, stage, limits, keys), coder.size)
        stage = counted(out, packed, Expansion(limits, limits.expanded_bytes))
    return iter(stage)


def _stage(coder: Coder, packed: Iterable[bytes], limits: Limits, keys: Keys) -> Iterable[bytes]:
    method = coder.method
    if method == _COPY:
        return packed
    if method == AES:
        return keys.opened(coder.properties, packed)
    if method == _DELTA:
        if len(coder.properties) != 1:
            raise Damaged
        return _filtered(packed, {"id": lzma.FILTER_DELTA, "dist": coder.properties[0] + 1})
    if method in _FILTERS:
        return _filtered(packed, {"id": _FILTERS[method]})
    return unpacked(packed, _decoder(coder, limits))


def _decoder(coder: Coder, limits: Limits) -> Callable[[], Decoder]:
    match coder.method:
        case b"\x03\x01\x01":  # LZMA
            return raw_lzma(coder.properties, coder.size, limits)
        case b"\x21":  # LZMA2
            return _raw_lzma2(coder, limits)
        case b"\x04\x02\x02":  # bzip2
            return bz2.BZ2Decompressor
        case b"\x04\x01\x08":  # deflate
            return lambda: Inflate(-zlib.MAX_WBITS)
        case b"\x04\xf7\x11\x01":  # Zstandard, as some builds of 7-Zip write it
            return lambda: zstd(limits)
        case _:
            raise UnreadableInput("UNSUPPORTED_COMPRESSION")


def _raw_lzma2(coder: Coder, limits: Limits) -> Callable[[], Decoder]:
    if len(coder.properties) != 1 or coder.properties[0] > _LARGEST_LZMA2_CODE:
        raise Damaged
    code = coder.properties[0]
    stated = 0xFFFF_FFFF if code == _LARGEST_LZMA2_CODE else (2 | (code & 1)) << (code // 2 + 11)
    chosen = {"id": lzma.FILTER_LZMA2, "dict_size": bounded_dictionary(stated, coder.size, limits)}
    return lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chosen])


def _filtered(plain: Iterable[bytes], chosen: dict[str, int]) -> Iterator[bytes]:
    filters = [chosen, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 17}]
    return unpacked(
        _as_lzma2(plain), lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    )


def _as_lzma2(plain: Iterable[bytes]) -> Iterator[bytes]:
    """Bytes as unpacked chunks of LZMA2: a mark, the length less one, the bytes; then a zero."""
    mark = b"\x01"  # the first resets the dictionary
    for block in plain:
        for at in range(0, len(block), PIECE):
            piece = block[at : at + PIECE]
            yield mark + struct.pack(">H", len(piece) - 1) + piece
            mark = b"\x02"
    yield b"\x00"
