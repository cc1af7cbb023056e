"""BSON documents into records, each value in the text it has as extended JSON (`mongo_values`).

Written here and not taken from a library: the one that reads BSON is a network driver, which this program must not
carry, and it trusts lengths and depths that a stranger wrote. Every length is checked against the document around it.

Source: https://bsonspec.org/spec.html
"""

import decimal
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from leakverify.sources.json.mongo_values import (
    binary_text,
    date_text,
    double_text,
    pattern_text,
)
from leakverify.sources.records import Number, TooDeep

LEAST: Final = 5
MOST: Final = (16 << 20) + (16 << 10)
"""Bytes of a document: an empty one, and what a server takes with its own additions."""

_INT32: Final = struct.Struct("<i")
_INT64: Final = struct.Struct("<q")
_DOUBLE: Final = struct.Struct("<d")
_TIMESTAMP: Final = struct.Struct("<II")
_OLD_BINARY: Final = 2
_OBJECT_ID: Final = 12
_EXPONENT_BIAS: Final = 6176
_MOST_DECIMAL: Final = 10**34 - 1
_NOT_A_NUMBER: Final = 0x1F
_INFINITE: Final = 0x1E
_FEWEST_ELEMENTS: Final = 2
_DEPTH_LOOKED_AT: Final = 64
_DAMAGE: Final = (struct.error, ValueError, IndexError, KeyError, decimal.DecimalException)

Read = Callable[["_Document", int, int, int], tuple[Any, int]]


class BrokenBson(Exception):  # noqa: N818  (a state, told as skipped or truncated)
    """The bytes are no document."""


def decode(data: bytes, deepest: int) -> tuple[dict[str, Any], int]:
    """A whole document as a record, and how many names were given twice.

    Raises:
        BrokenBson: it is none.
        TooDeep: it is nested deeper than the limit.
    """
    document = _Document(data)
    record: dict[str, Any] = {}
    try:
        end = document.elements(4, len(data), deepest, record)
    except _DAMAGE as error:
        raise BrokenBson from error
    if end != len(data) or _INT32.unpack_from(data)[0] != len(data):
        raise BrokenBson
    return record, document.duplicates


def looks_like_bson(head: bytes) -> bool:
    """Tell documents by their structure, for they have no magic: the first one parses, as far as it is there."""
    if len(head) < LEAST + 3 or head[4] not in _READERS:
        return False
    length = _INT32.unpack_from(head)[0]
    if not LEAST < length <= MOST:
        return False
    if length <= len(head):
        try:
            record, _ = decode(head[:length], _DEPTH_LOOKED_AT)
        except (BrokenBson, TooDeep):
            return False
        return bool(record) and _are_names(record)
    begun: dict[str, Any] = {}
    with suppress(TooDeep, *_DAMAGE):
        _Document(head).elements(4, length, _DEPTH_LOOKED_AT, begun)
    return len(begun) >= _FEWEST_ELEMENTS and _are_names(begun)


def _are_names(record: dict[str, Any]) -> bool:
    """Names of fields have no control characters, as chance bytes do."""
    return all(character >= " " for name in record for character in name)


class _Document:
    """The bytes of one document, with everything nested in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.duplicates = 0

    def elements(self, at: int, end: int, levels: int, into: dict[str, Any]) -> int:
        """Read elements up to the zero that ends them; the place after it."""
        data = self.data
        while kind := data[at]:
            zero = data.index(0, at + 1, end)
            name = data[at + 1 : zero].decode("utf-8", "surrogateescape")
            value, at = _READERS[kind](self, zero + 1, end, levels)
            if at >= end:
                raise ValueError
            if name in into:
                self.duplicates += 1
            into[name] = value
        return at + 1

    def span(self, at: int, end: int, least: int) -> tuple[int, int]:
        """Where something with a length before it begins and ends; the length counts from there."""
        length = _INT32.unpack_from(self.data, at)[0]
        if length < least or at + length > end:
            raise ValueError
        return at, at + length

    def name(self, at: int, end: int) -> tuple[str, int]:
        """Text that ends with a zero."""
        zero = self.data.index(0, at, end)
        return self.data[at:zero].decode("utf-8", "surrogateescape"), zero + 1


def _string(document: _Document, at: int, end: int, _levels: int) -> tuple[str, int]:
    data = document.data
    after = at + 4 + _INT32.unpack_from(data, at)[0]
    if not at + 4 < after <= end or data[after - 1]:
        raise ValueError
    return data[at + 4 : after - 1].decode("utf-8", "surrogateescape"), after


def _inner(document: _Document, at: int, end: int, levels: int) -> tuple[dict[str, Any], int]:
    if levels <= 0:
        raise TooDeep
    start, stop = document.span(at, end, LEAST)
    record: dict[str, Any] = {}
    if document.elements(start + 4, stop, levels - 1, record) != stop:
        raise ValueError
    return record, stop


def _array(document: _Document, at: int, end: int, levels: int) -> tuple[list[Any], int]:
    """Elements in their order; their names are their numbers and say nothing."""
    if levels <= 0:
        raise TooDeep
    start, stop = document.span(at, end, LEAST)
    values: list[Any] = []
    data = document.data
    at = start + 4
    while kind := data[at]:
        value, at = _READERS[kind](document, data.index(0, at + 1, stop) + 1, stop, levels - 1)
        if at >= stop:
            raise ValueError
        values.append(value)
    if at + 1 != stop:
        raise ValueError
    return values, stop


def _binary(document: _Document, at: int, end: int, _levels: int) -> tuple[str, int]:
    data = document.data
    length = _INT32.unpack_from(data, at)[0]
    start = at + 5
    after = start + length
    if length < 0 or after > end:
        raise ValueError
    subtype = data[at + 4]
    if subtype == _OLD_BINARY and length >= _INT32.size:  # a second length inside
        start += _INT32.size
    return binary_text(data[start:after], subtype), after


def _decimal(document: _Document, at: int, _end: int, _levels: int) -> tuple[str, int]:
    """Decimal128 in its binary coding."""
    after = at + 16
    bits = int.from_bytes(document.data[at:after], "little")
    sign = bits >> 127
    if (bits >> 122) & 0x1F == _NOT_A_NUMBER:
        return Number("NaN"), after
    if (bits >> 122) & 0x1F == _INFINITE:
        return Number("-Infinity" if sign else "Infinity"), after
    large = (bits >> 125) & 3 == 3  # noqa: PLR2004  (a coding whose digits are too many for the type)
    exponent = (bits >> (111 if large else 113)) & 0x3FFF
    digits = 0 if large else bits & ((1 << 113) - 1)
    digits = 0 if digits > _MOST_DECIMAL else digits
    spelled = decimal.Decimal((sign, tuple(map(int, str(digits))), exponent - _EXPONENT_BIAS))
    return Number(spelled), after


def _pattern(document: _Document, at: int, end: int, _levels: int) -> tuple[str, int]:
    pattern, at = document.name(at, end)
    options, at = document.name(at, end)
    return pattern_text(pattern, options), at


def _code_with_scope(document: _Document, at: int, end: int, levels: int) -> tuple[str, int]:
    """Code with the values of its variables, of which the code is told."""
    start, stop = document.span(at, end, 14)
    code, inner = _string(document, start + 4, stop, levels)
    _, after = _inner(document, inner, stop, levels)
    if after != stop:
        raise ValueError
    return code, stop


def _pointer(document: _Document, at: int, end: int, levels: int) -> tuple[str, int]:
    _, at = _string(document, at, end, levels)
    return document.data[at : at + _OBJECT_ID].hex(), at + _OBJECT_ID


def _flag(document: _Document, at: int, _end: int, _levels: int) -> tuple[bool, int]:
    return bool((False, True)[document.data[at]]), at + 1


def _time(document: _Document, at: int, _end: int, _levels: int) -> tuple[str, int]:
    number, seconds = _TIMESTAMP.unpack_from(document.data, at)
    return f"{seconds}:{number}", at + 8


_READERS: Final[dict[int, Read]] = {
    0x01: lambda d, at, _e, _l: (double_text(_DOUBLE.unpack_from(d.data, at)[0]), at + 8),
    0x02: _string,
    0x03: _inner,
    0x04: _array,
    0x05: _binary,
    0x06: lambda _d, at, _e, _l: (None, at),
    0x07: lambda d, at, _e, _l: (d.data[at : at + _OBJECT_ID].hex(), at + _OBJECT_ID),
    0x08: _flag,
    0x09: lambda d, at, _e, _l: (date_text(_INT64.unpack_from(d.data, at)[0]), at + 8),
    0x0A: lambda _d, at, _e, _l: (None, at),
    0x0B: _pattern,
    0x0C: _pointer,
    0x0D: _string,
    0x0E: _string,
    0x0F: _code_with_scope,
    0x10: lambda d, at, _e, _l: (Number(_INT32.unpack_from(d.data, at)[0]), at + 4),
    0x11: _time,
    0x12: lambda d, at, _e, _l: (Number(_INT64.unpack_from(d.data, at)[0]), at + 8),
    0x13: _decimal,
    0x7F: lambda _d, at, _e, _l: ("MaxKey", at),
    0xFF: lambda _d, at, _e, _l: ("MinKey", at),
}
