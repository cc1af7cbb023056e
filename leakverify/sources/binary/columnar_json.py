"""Lists, maps, structs and unions of Arrow as compact JSON, cell by cell, each cell cut at the limit.

Written out here and not by `to_pylist`, which makes every element of a list at once: a crafted file claims two thousand
million of them in a few bytes. Depth is bounded by the readers of both formats (64 levels).
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

import pyarrow as pa

from leakverify.sources.binary.columnar_room import Room, TooMuch

_NO_NUMBERS: Final = frozenset({"nan", "inf", "-inf"})
_MOST_TOGETHER: Final = 1 << 18
_LONGEST_KEY: Final = 1 << 16

Spell = Callable[[Any, Room], Any]
"""Makes text of an array without parts."""


class _Full(Exception):  # noqa: N818  (a state)
    """The cell has reached its limit."""


class _Cell:
    """The JSON text of one cell, as far as it may go."""

    def __init__(self, limit: int, spell: Spell) -> None:
        self._parts: list[str] = []
        self.left = limit
        self.spell = spell

    def put(self, text: str) -> None:
        """Add a piece.

        Raises:
            _Full: it does not fit; the beginning of it is kept.
        """
        self._parts.append(text[: self.left])
        self.left -= len(text)
        if self.left < 0:
            raise _Full

    def text(self) -> str:
        """What was put."""
        return "".join(self._parts)


def rendered(array: Any, room: Room, spell: Spell) -> Iterator[str | None]:
    """Each value as JSON; a cell over the limit is cut and counted in the room.

    Raises:
        TooMuch: more text than the room.
    """
    types = pa.types
    if (types.is_list(array.type) or types.is_large_list(array.type)) and not _has_parts(
        array.type.value_type
    ):
        starts = array.offsets.to_pylist()
        if starts[-1] - starts[0] <= _MOST_TOGETHER:
            yield from _lists(array, starts, room, spell)
            return
    for place in range(len(array)):
        if not array[place].is_valid:
            yield None
            continue
        cell = _Cell(room.cell, spell)
        try:
            _put(array, place, cell)
        except _Full:
            room.cut += 1
        text = cell.text()
        room.take(len(text))
        yield text


def _lists(array: Any, starts: list[int], room: Room, spell: Spell) -> Iterator[str | None]:
    """Lists of values without parts, all values spelled out at once."""
    first = starts[0]
    values = array.values.slice(first, starts[-1] - first)
    texts = list(_as_json(values.type, spell(values, room)))
    for place, valid in enumerate(array.is_valid().to_pylist()):
        if not valid:
            yield None
            continue
        text = "[" + ",".join(texts[starts[place] - first : starts[place + 1] - first]) + "]"
        if len(text) > room.cell:
            room.cut += 1
        yield text[: room.cell]


def _put(array: Any, place: int, cell: _Cell) -> None:
    """Write the value at a place of an array."""
    kind = array.type
    types = pa.types
    if isinstance(kind, pa.BaseExtensionType) and kind.extension_name != "arrow.uuid":
        _put(array.storage, place, cell)
    elif types.is_union(kind):
        _put_union(array, place, cell)
    elif not array[place].is_valid:
        cell.put("null")
    elif types.is_struct(kind):
        _put_struct(array, place, cell)
    elif types.is_map(kind):
        _put_map(array, place, cell)
    elif types.is_list_view(kind) or types.is_large_list_view(kind):
        start = array.offsets[place].as_py()
        _put_list(array.values, range(start, start + array.sizes[place].as_py()), cell)
    elif types.is_list(kind) or types.is_large_list(kind):
        starts = array.offsets
        _put_list(array.values, range(starts[place].as_py(), starts[place + 1].as_py()), cell)
    elif types.is_fixed_size_list(kind):
        start = (array.offset + place) * kind.list_size
        _put_list(array.values, range(start, start + kind.list_size), cell)
    else:
        for text in _leaves_of_one(array.slice(place, 1), cell):
            cell.put(text)


def _put_list(values: Any, places: range, cell: _Cell) -> None:
    cell.put("[")
    if not _has_parts(values.type):
        fitting = values.slice(places.start, min(len(places), cell.left))
        for number, text in enumerate(_leaves(fitting, cell)):
            cell.put("," + text if number else text)
    else:
        for number, place in enumerate(places):
            if number:
                cell.put(",")
            _put(values, place, cell)
    cell.put("]")


def _put_struct(array: Any, place: int, cell: _Cell) -> None:
    cell.put("{")
    for number in range(array.type.num_fields):
        name = array.type.field(number).name
        cell.put(("," if number else "") + json.dumps(name, ensure_ascii=False) + ":")
        _put(array.field(number), place, cell)
    cell.put("}")


def _put_map(array: Any, place: int, cell: _Cell) -> None:
    """A map as an object; keys that are no text become text."""
    cell.put("{")
    starts = array.offsets
    first = starts[place].as_py()
    for entry in range(first, starts[place + 1].as_py()):
        key = _Cell(_LONGEST_KEY, cell.spell)
        with suppress(_Full):
            _put(array.keys, entry, key)
        text = key.text()
        text = text if text.startswith('"') else json.dumps(text, ensure_ascii=False)
        cell.put(("," if entry > first else "") + text + ":")
        _put(array.items, entry, cell)
    cell.put("}")


def _put_union(array: Any, place: int, cell: _Cell) -> None:
    code = array.type_codes[place].as_py()
    member = array.type.type_codes.index(code)
    dense = array.type.mode == "dense"
    _put(array.field(member), array.offsets[place].as_py() if dense else place, cell)


def _has_parts(kind: Any) -> bool:
    return bool(pa.types.is_nested(kind) or isinstance(kind, pa.BaseExtensionType))


def _leaves(array: Any, cell: _Cell) -> Iterator[str]:
    """Values without parts as JSON: together where they fit the cell, else one by one."""
    try:
        texts = cell.spell(array, Room(4 * cell.left, 0, one_row=False))
    except TooMuch:
        for place in range(len(array)):
            yield from _leaves_of_one(array.slice(place, 1), cell)
        return
    yield from _as_json(array.type, texts)


def _leaves_of_one(array: Any, cell: _Cell) -> Iterator[str]:
    yield from _as_json(array.type, cell.spell(array, Room(0, 0, one_row=True)))


def _as_json(kind: Any, texts: Any) -> Iterator[str]:
    types = pa.types
    bare = types.is_boolean(kind) or types.is_integer(kind) or types.is_floating(kind)
    for text in texts.to_pylist():
        if text is None:
            yield "null"
        elif bare and text not in _NO_NUMBERS:
            yield text
        else:
            yield json.dumps(text, ensure_ascii=False)
