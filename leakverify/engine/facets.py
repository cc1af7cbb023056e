"""Counts the groups of one column within a time box: of all rows if that is quick, else of pages from all over the file."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.engine.facet_keys import grouped
from leakverify.engine.row_order import Places
from leakverify.engine.store import RowStore
from leakverify.limits import MAX_CELL_SHOWN

BOX_SECONDS: Final = 0.8
"""Of the second that a facet may take; the rest is for the way to the screen."""
GROUPS: Final = 50
_SLOWER: Final = 2.0
"""Counting many different cells costs so much more a row than counting those of one page."""
_STRIDE: Final = 0.618

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which column (from 1) by what, and how the column is written."""

    column: int
    kind: str
    day_first: bool = True
    epochs: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The commonest groups, how many groups there are, how many rows were counted of how many."""

    groups: list[tuple[str, int]]
    distinct: int
    rows: int
    total: int


def count(
    store: RowStore, asked: Asked, places: Places | None, clock: Clock = time.monotonic
) -> Counted:
    """Count the groups of a column over the rows at these places (None: all).

    A cell that falls in no group, such as a missing one, counts as a row looked at and in no group.
    """
    ends = clock() + BOX_SECONDS
    total = store.rows if places is None else len(places)
    kept: list[pa.Array] = []
    rows, share = 0, 0.0
    for cells in _pages(store, asked.column, places):
        keys = grouped(cells, asked.kind, day_first=asked.day_first, epochs=asked.epochs)
        if not kept:
            began = clock()
            keys.value_counts()
            share = _SLOWER * (clock() - began) / max(1, len(cells))
        kept.append(keys)
        rows += len(cells)
        if clock() + share * rows >= ends:
            break
    counted = pa.chunked_array(kept, pa.large_string()).drop_null().value_counts()
    return Counted(_best(counted), len(counted), rows, total)


def _pages(store: RowStore, column: int, places: Places | None) -> Iterator[pa.Array]:
    """The cells asked for, page by page, in an order that soon has seen every part of the file."""
    starts = store.starts()
    for index in _scattered(len(starts)):
        cells = store.cells(index, column)
        if places is not None:
            first = starts[index]
            low, high = np.searchsorted(places, (first, first + len(cells)))
            if low == high:
                continue
            cells = cells.take(pa.array(places[low:high] - first))
        yield cells


def _scattered(count: int) -> Iterator[int]:
    """All numbers below `count`, each far from the one before."""
    step = max(1, round(count * _STRIDE))
    while np.gcd(step, count) > 1:
        step += 1
    return ((i * step) % count for i in range(count))


def _best(counted: pa.StructArray) -> list[tuple[str, int]]:
    """The groups with most rows, ties by their text."""
    table = pa.table({"n": counted.field("counts"), "k": counted.field("values")})
    most = pc.select_k_unstable(
        table, k=min(GROUPS, len(counted)), sort_keys=[("n", "descending"), ("k", "ascending")]
    )
    rows = table.take(most)
    texts = pc.utf8_slice_codeunits(rows.column("k"), 0, MAX_CELL_SHOWN).to_pylist()
    return list(zip(texts, rows.column("n").to_pylist(), strict=True))
