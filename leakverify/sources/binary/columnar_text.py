"""A column of Arrow values as text, never more of it at once than there is room for.

Whole numbers as digits; floats as Python writes them; true and false; decimals; ISO dates and times, with a Z where the
column has a time zone (always shown in UTC, for no time-zone file may be opened here); binary values as text where they
are text, else as small hex digits; UUIDs in their usual form; lists, maps and unions as compact JSON; nulls as missing.

What is stored once and meant many times (dictionaries, runs, views) is weighed before it is spelled out: `TooMuch`.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.sources.binary.columnar_json import rendered
from leakverify.sources.binary.columnar_room import Room

_TEXT: Final = pa.large_string()
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FRACTION_OF_ZEROS: Final = r"\.0+$"
_SMALL_OR_GREAT: Final = r"e|^-?0\.0000"
_UTC: Final = pa.scalar("Z", _TEXT)
_POINT: Final = pa.scalar(".0", _TEXT)
_NOTHING: Final = pa.scalar("", _TEXT)
_UUID_BYTES: Final = 16

OnBroken = Callable[[int], None]
"""Told the place, from 0, of a cell whose bytes were no text."""


def text_of(array: Any, room: Room, on_broken: OnBroken) -> Any:
    """An array of any type as an array of text.

    Raises:
        TooMuch: the text would be longer than the room.
        pyarrow.ArrowException: the array is not what its type says.
    """
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return _extension(array, room, on_broken)
    if pa.types.is_dictionary(kind):
        return _taken(array.dictionary, array.indices, room, on_broken)
    if pa.types.is_run_end_encoded(kind):
        return _taken(array.values, _run_places(array), room, on_broken)
    if _is_bytes(kind):
        return _strings(array, room, on_broken)
    if pa.types.is_nested(kind):
        return pa.array(
            rendered(array, room, lambda part, left: text_of(part, left, _not_told)), _TEXT
        )
    room.take(array.nbytes)
    return _plain(array)


def _not_told(_: int) -> None:
    """Inside a list the row is not known; the mark in the text tells."""


def _is_bytes(kind: Any) -> bool:
    types = pa.types
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_binary(kind)
        or types.is_large_binary(kind)
        or types.is_fixed_size_binary(kind)
        or types.is_string_view(kind)
        or types.is_binary_view(kind)
    )


def _plain(array: Any) -> Any:
    kind = array.type
    types = pa.types
    if types.is_null(kind):
        return pa.nulls(len(array), _TEXT)
    if types.is_floating(kind):
        return _floats(array)
    if types.is_timestamp(kind) and kind.tz is not None:
        naive = array.view(pa.timestamp(kind.unit))
        return pc.binary_join_element_wise(_moments(naive), _UTC, _NOTHING)
    if types.is_timestamp(kind) or types.is_time(kind) or types.is_date(kind):
        return _moments(array)
    if types.is_duration(kind):
        return array.view(pa.int64()).cast(_TEXT)
    if types.is_interval(kind):
        return pa.array([None if v is None else str(tuple(v)) for v in array.to_pylist()], _TEXT)
    return array.cast(_TEXT)


def _moments(array: Any) -> Any:
    """Dates and times; a fraction of zeros is dropped, and what no calendar holds stays a number."""
    text = array.cast(_TEXT)
    if not pa.types.is_date(array.type):
        text = pc.replace_substring_regex(text, _FRACTION_OF_ZEROS, "")
    outside = pc.starts_with(text, "<")
    if not pc.any(outside).as_py():
        return text
    width = pa.int32() if array.type.bit_width == pa.int32().bit_width else pa.int64()
    return pc.if_else(outside, array.view(width).cast(_TEXT), text)


def _floats(array: Any) -> Any:
    """Arrow spells the same digits, but whole numbers without a point and exponents in its own way."""
    text = array.cast(_TEXT)
    if pc.any(pc.match_substring_regex(text, _SMALL_OR_GREAT)).as_py():
        if pa.types.is_float64(array.type):
            return pa.array([None if v is None else repr(v) for v in array.to_pylist()], _TEXT)
        numbers = array.fill_null(0).to_numpy(zero_copy_only=False).astype(str)
        return pa.array(numbers, _TEXT, mask=np.asarray(array.is_null()))
    whole = pc.match_substring_regex(text, r"^-?\d+$")
    return pc.if_else(whole, pc.binary_join_element_wise(text, _POINT, _NOTHING), text)


def _strings(array: Any, room: Room, on_broken: OnBroken) -> Any:
    """Bytes as text: fast where all are, one by one where some are not."""
    kind = array.type
    room.take(_length(array))
    is_text = (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
    octets = _as_binary(array)
    try:
        text = octets.cast(_TEXT)
    except pa.ArrowInvalid:
        text = None
    if is_text:
        return _repaired(octets, on_broken) if text is None else text
    if text is not None and not pc.any(pc.match_substring_regex(text, _CONTROLS.pattern)).as_py():
        return text
    return pa.array([None if v is None else binary_text(v) for v in octets.to_pylist()], _TEXT)


def _as_binary(array: Any) -> Any:
    """The same bytes without the promise that they are text."""
    kind = array.type
    if pa.types.is_string(kind):
        return array.view(pa.binary()).cast(pa.large_binary())
    if pa.types.is_large_string(kind):
        return array.view(pa.large_binary())
    if pa.types.is_string_view(kind):
        return array.view(pa.binary_view()).cast(pa.large_binary())
    return array.cast(pa.large_binary())


def _repaired(octets: Any, on_broken: OnBroken) -> Any:
    cells: list[str | None] = []
    for place, value in enumerate(octets.to_pylist()):
        try:
            cells.append(None if value is None else value.decode())
        except UnicodeDecodeError:
            cells.append(value.decode("utf-8", "replace"))
            on_broken(place)
    return pa.array(cells, _TEXT)


def binary_text(value: bytes) -> str:
    """Bytes as text if they are text without control characters, else as hex digits."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return value.hex()
    return value.hex() if _CONTROLS.search(text) else text


def _length(array: Any) -> int:
    """How many bytes the values have when each is spelled out."""
    kind = array.type
    if pa.types.is_fixed_size_binary(kind):
        return int(kind.byte_width) * len(array)
    if pa.types.is_string_view(kind) or pa.types.is_binary_view(kind):
        return _view_lengths(array)
    return int(pc.sum(pc.binary_length(array)).as_py() or 0)


def _view_lengths(array: Any) -> int:
    """The first number of each 16-byte view is its length."""
    views = array.buffers()[1]
    if views is None or not len(array):
        return 0
    numbers = np.frombuffer(views, np.int32)[:: _UUID_BYTES // 4]
    return int(np.maximum(numbers[array.offset : array.offset + len(array)], 0).sum(dtype=np.int64))


def _taken(values: Any, places: Any, room: Room, on_broken: OnBroken) -> Any:
    """Values that stand once, at every place where they are meant."""
    broken: set[int] = set()
    text = text_of(values, room.shared(), broken.add)
    lengths = pc.fill_null(pc.binary_length(text), 0)
    room.take(pc.sum(pc.take(lengths, places)).as_py() or 0)
    if broken:
        for row, place in enumerate(places.to_pylist()):
            if place in broken:
                on_broken(row)
    return pc.take(text, places)


def _run_places(array: Any) -> Any:
    """For each row the run that it stands in."""
    ends = np.asarray(array.run_ends)
    rows = np.arange(array.offset, array.offset + len(array))
    return pa.array(np.searchsorted(ends, rows, side="right"))


def _extension(array: Any, room: Room, on_broken: OnBroken) -> Any:
    """A type that somebody built on another; only UUIDs have a form of their own."""
    storage = array.storage
    if array.type.extension_name == "arrow.uuid":
        room.take(_UUID_BYTES * 3 * len(array))
        return pa.array(
            [None if v is None else str(uuid.UUID(bytes=v)) for v in storage.to_pylist()], _TEXT
        )
    return text_of(storage, room, on_broken)
