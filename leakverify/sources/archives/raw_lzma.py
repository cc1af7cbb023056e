"""LZMA without a container, as 7z and ZIP hold it: properties read, the dictionary bounded before it is asked for."""

import lzma
import struct
from collections.abc import Callable
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import Damaged, Decoder

_LEAST_DICTIONARY: Final = 4096
_LARGEST_POSITION_BITS: Final = 4
_LARGEST_LITERAL_BITS: Final = 4
_PROPERTIES: Final = struct.Struct("<BI")


def raw_lzma(properties: bytes, size: int, limits: Limits) -> Callable[[], Decoder]:
    """LZMA by its five bytes of properties; the dictionary need not be larger than all that comes out.

    Raises:
        Damaged: properties that do not exist.
        UnreadableInput: `ARCHIVE_DICTIONARY`, `UNSUPPORTED_COMPRESSION`.
    """
    if len(properties) < _PROPERTIES.size:
        raise Damaged
    packed, dictionary = _PROPERTIES.unpack_from(properties)
    literal, rest = packed % 9, packed // 9
    if rest // 5 > _LARGEST_POSITION_BITS:
        raise Damaged
    if literal + rest % 5 > _LARGEST_LITERAL_BITS:
        raise UnreadableInput("UNSUPPORTED_COMPRESSION")  # the library's own limit
    chosen = {
        "id": lzma.FILTER_LZMA1,
        "dict_size": bounded_dictionary(dictionary, size, limits),
        "lc": literal,
        "lp": rest % 5,
        "pb": rest // 5,
    }
    return lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chosen])


def bounded_dictionary(stated: int, size: int, limits: Limits) -> int:
    """The dictionary to ask for: no larger than all that comes out.

    Raises:
        UnreadableInput: `ARCHIVE_DICTIONARY`.
    """
    needed = min(stated, size)
    if needed > limits.dictionary_bytes:
        raise UnreadableInput("ARCHIVE_DICTIONARY", limit=limits.dictionary_bytes)
    return max(needed, _LEAST_DICTIONARY)
