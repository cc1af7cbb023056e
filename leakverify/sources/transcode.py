"""Bytes in any encoding into UTF-8, with a mark where bytes were no text, so that no damage goes unseen.

The mark is the encoded form of a lone surrogate, which no strict decoder yields: it cannot be in the file.
"""

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

UNDECODABLE: Final = "\udcff"
MARK: Final = UNDECODABLE.encode("utf-8", "surrogatepass")
ON_ERROR: Final = "leakverify-mark"


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error(ON_ERROR, _mark)


def utf8_blocks(blocks: Iterable[bytes], encoding: str, *, clean_utf8: bool) -> Iterator[bytes]:
    """The same text as UTF-8, without a byte order mark. Clean UTF-8 passes as it is."""
    if clean_utf8:
        first = True
        for block in blocks:
            yield block.removeprefix(codecs.BOM_UTF8) if first else block
            first = False
        return
    decoder = codecs.getincrementaldecoder(encoding)(ON_ERROR)
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def is_marked(data: bytes) -> bool:
    """Whether a mark stands anywhere; its first byte alone is looked for eight times as fast, and is rare."""
    return MARK[0] in data and MARK in data


def decoded(data: bytes) -> str:
    """Text of transcoded bytes, marks kept as lone surrogates."""
    return data.decode("utf-8", "surrogatepass")
