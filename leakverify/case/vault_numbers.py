"""Keyed hashes as packed 64-bit numbers, without an array library: the process that holds a vault must stay light."""

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import lt
from typing import Final

from leakverify.model.old_leak import NUMBER_BYTES

_FEW: Final = 12
"""Where a part has this many times more numbers than are asked for, each is searched; else the part is walked."""


def numbers(data: bytes) -> "array[int]":
    """Packed little-endian numbers as an array."""
    found = array("Q")
    found.frombytes(data[: len(data) - len(data) % NUMBER_BYTES])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def packed(values: Iterable[int]) -> bytes:
    """The same the other way."""
    found = array("Q", values)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def is_rising(values: "array[int]") -> bool:
    """Whether each number is larger than the one before.

    >>> is_rising(numbers(packed([1, 5, 9]))), is_rising(numbers(packed([1, 1])))
    (True, False)
    """
    return all(map(lt, values, values[1:]))


def edge(value: int) -> bytes:
    """A number so that bytes sort as numbers do."""
    return value.to_bytes(NUMBER_BYTES, "big")


def shared(asked: Sequence[int], part: "array[int]") -> list[int]:
    """Which of the rising numbers asked for stand in a rising part.

    >>> shared(numbers(packed([2, 5, 8])), numbers(packed([1, 5, 8, 9])))
    [5, 8]
    """
    if not len(part):
        return []
    mine = asked[bisect_left(asked, part[0]) : bisect_right(asked, part[-1])]
    if len(mine) * _FEW > len(part):
        return sorted(set(mine).intersection(part))
    places = ((value, bisect_left(part, value)) for value in mine)
    return [value for value, at in places if part[at] == value]


def places(keys: Sequence[int], wanted: set[int], most: int) -> list[int]:
    """Where the wanted keys stand, the first of them."""
    found = (at for at, key in enumerate(keys) if key in wanted)
    return [at for at, _ in zip(found, range(most), strict=False)]


def bits(asked: Sequence[int], found: set[int]) -> bytes:
    r"""One bit for each number asked for, whether it was found.

    >>> bits([3, 4, 9], {3, 9})
    b'\x05'
    """
    word = sum(1 << place for place, value in enumerate(asked) if value in found)
    return word.to_bytes((len(asked) + 7) // 8, "little")


def runs(values: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Numbers in parts of a size."""
    edges = [*range(0, len(values), size), len(values)]
    return (values[a:b] for a, b in pairwise(edges))
