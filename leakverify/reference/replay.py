"""What generators produce first under the seeds that everybody uses: hashed streams, found again by their values."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.reference.hashing import Keys, fold
from leakverify.reference.tables import Table

Places = NDArray[np.int64]

MASK: Final = 0xFFFFFFFF
"""Streams keep 32 bits of a key: whole streams are compared, never one value."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream's card. `group` numbers the streams that differ from it by the seed alone."""

    tool: str
    version: str
    locale: str
    seed: str
    recipe: str
    group: int


@dataclass(frozen=True, slots=True)
class Streams:
    """All streams: `values` sorted, with the stream and the place in it that each stands at."""

    cards: tuple[Stream, ...]
    length: int
    values: NDArray[np.uint32] = field(repr=False)
    stream: Places = field(repr=False)
    place: Places = field(repr=False)

    def hits(self, keys: Keys) -> tuple[Places, Places, Places]:
        """Which of these keys stand in which streams, and where: three arrays of one entry per meeting."""
        asked = (keys & np.uint64(MASK)).astype(np.uint32)
        left = np.searchsorted(self.values, asked, side="left")
        right = np.searchsorted(self.values, asked, side="right")
        amount = right - left
        key = np.repeat(np.arange(len(keys)), amount)
        offset = np.arange(len(key)) - np.repeat(np.cumsum(amount) - amount, amount)
        at = np.repeat(left, amount) + offset
        return key.astype(np.int64), self.stream[at], self.place[at]


def fold_value(text: str) -> str:
    """A value as the streams know it.

    >>> fold_value("Dr. Éric  Le-Gall")
    'dr. eric le-gall'
    """
    return fold(text)


@cache
def streams() -> Streams:
    """The bundled streams."""
    table = Table("replay")
    lines = table.texts("cards")
    matrix = table.array("streams").astype(np.uint32)
    table.close()
    groups: dict[tuple[str, ...], int] = {}
    cards = []
    for line in lines:
        tool, version, locale, seed, recipe = line.split(" ")
        group = groups.setdefault((tool, version, locale, recipe), len(groups))
        cards.append(Stream(tool, version, locale, seed, recipe, group))
    order = np.argsort(matrix, axis=None, kind="stable").astype(np.int64)
    length = matrix.shape[1]
    return Streams(tuple(cards), length, matrix.reshape(-1)[order], order // length, order % length)
