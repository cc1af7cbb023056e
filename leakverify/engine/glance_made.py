"""The counts of the file at a glance as levels that may cross the pipe: shares and mean lengths, one byte each."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.engine import glance_counts as at
from leakverify.engine.glance_counts import GlanceCounts
from leakverify.facts.kinds import Ints
from leakverify.model.glance import (
    FORMS,
    LEVELS,
    PROVIDERS,
    SCRIPTS,
    Glance,
    Measure,
    Strip,
)

RARE: Final = 4
"""A bucket is rare that holds less than this part of an even share of the filled cells."""
_KINDS: Final = (
    (Measure.FORM, at.FORM, len(FORMS)),
    (Measure.PROVIDER, at.PROVIDER, len(PROVIDERS)),
    (Measure.SCRIPT, at.SCRIPT, len(SCRIPTS)),
)

Levels = NDArray[np.uint8]


def glance_of(counts: GlanceCounts) -> Glance | None:
    """The picture; None where there are no rows. Strips that are the same from top to bottom are left out, but for forms."""
    if not counts.parts:
        return None
    strips = []
    for index, column in enumerate(counts.positions):
        table = counts.table[index, : counts.parts].astype(np.int64)
        strips += [Strip(column, what, made.tobytes()) for what, made in _strips(table)]
    return Glance(counts.rows, counts.span, counts.looked, counts.left_out, tuple(strips))


def _strips(table: Ints) -> Iterator[tuple[Measure, Levels]]:
    """The strips of one column, in the order of `Measure`."""
    cells, empty = table[:, at.CELLS], table[:, at.EMPTY]
    filled = cells - empty
    found: dict[Measure, Levels] = {}
    for measure, start, width in _KINDS:
        kinds = table[:, start : start + width]
        if measure is Measure.FORM or np.count_nonzero(kinds.sum(axis=0)) > 1:
            found[measure] = shares(kinds, filled[:, None])
    found[Measure.LENGTH] = _mean(table[:, at.LENGTH], filled)
    if empty.any():
        found[Measure.EMPTY] = shares(empty, cells)
    buckets = table[:, at.BUCKET :]
    whole = buckets.sum(axis=0)
    rare = whole * (at.BUCKETS * RARE) < whole.sum()
    unusual = buckets[:, rare].sum(axis=1)
    if unusual.any():
        found[Measure.RARE] = shares(unusual, filled)
    for measure in Measure:
        if measure in found:
            yield measure, found[measure]


def shares(counts: Ints, of: Ints) -> Levels:
    """Counts as levels of a whole; what is there at all is at least 1, what is not the whole at most one less than it."""
    level = (2 * counts * LEVELS + of) // np.maximum(2 * of, 1)
    level = np.where(counts > 0, np.maximum(level, 1), 0)
    level = np.where((counts < of) & (level >= LEVELS), LEVELS - 1, level)
    return np.ascontiguousarray(level, np.uint8)


def _mean(sums: Ints, of: Ints) -> Levels:
    """Mean lengths in characters, rounded."""
    return ((2 * sums + of) // np.maximum(2 * of, 1)).astype(np.uint8)
