"""Texts as numbers that sort like them, to ask by what rows are ordered."""

from typing import Final

import numpy as np

from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints

BYTES: Final = 6


def heads_at(facts: Facts, column: str, places: Ints) -> Ints:
    """The first letters of each picked row's text as a number that sorts alike, -1 where empty."""
    cells = facts.cells(column)
    codes = cells.codes[places]
    values = cells.values
    return np.fromiter((_head(values[c]) if c >= 0 else -1 for c in codes), np.int64, len(codes))


def _head(text: str) -> int:
    """A text's first bytes as a number; a plain number by its value."""
    if text.isascii() and text.isdecimal() and len(text) <= 2 * BYTES:
        return int(text)
    start = text[:BYTES].casefold().encode("utf-8", "replace")[:BYTES]
    return int.from_bytes(start.ljust(BYTES, b"\0"))
