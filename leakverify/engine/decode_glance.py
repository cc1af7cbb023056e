"""The file at a glance off the wire: known measures, columns that may exist, and as many levels as there are parts."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from leakverify.engine.fields import MAX_INTEGER, Fields
from leakverify.model.glance import (
    MAX_COLUMNS_SEEN,
    MAX_PARTS,
    Glance,
    Measure,
    Strip,
    width_of,
)
from leakverify.model.messages import ProtocolError

MAX_STRIPS: Final = MAX_COLUMNS_SEEN * len(Measure)
MAX_COLUMNS: Final = 2_000


def glance(f: Fields) -> Glance:
    """Some of the strips, with the measures of the whole."""
    rows, span = f.integer("rows", 1), f.integer("span", 1)
    looked, left_out = f.integer("looked", 0, rows), f.integer("left_out", 0, MAX_COLUMNS)
    parts = -(-rows // span)
    if span & (span - 1) or parts > MAX_PARTS or (span > 1 and parts * 2 <= MAX_PARTS):
        raise ProtocolError("span")
    strips = tuple(_strip(Fields(item), parts) for item in f.items("strips", MAX_STRIPS))
    return Glance(rows, span, looked, left_out, strips, f.flag("more"))


def _strip(f: Fields, parts: int) -> Strip:
    column, measure = f.integer("column", 1, MAX_COLUMNS), f.choice("measure", Measure)
    wanted = parts * width_of(measure)
    try:
        levels = base64.b64decode(f.text("levels", MAX_INTEGER), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProtocolError("levels") from error
    if len(levels) != wanted:
        raise ProtocolError("levels")
    f.end()
    return Strip(column, measure, levels)


def joined(parts: Sequence[Glance]) -> Glance:
    """The whole picture of its parts. Parts of two pictures, one strip twice and too many columns are refused."""
    whole = replace(parts[-1], strips=tuple(strip for part in parts for strip in part.strips))
    measures = {(part.rows, part.span, part.looked, part.left_out) for part in parts}
    named = {(strip.column, strip.measure) for strip in whole.strips}
    columns = {strip.column for strip in whole.strips}
    if len(measures) > 1 or len(named) != len(whole.strips) or len(columns) > MAX_COLUMNS_SEEN:
        raise ProtocolError("strips")
    return whole
