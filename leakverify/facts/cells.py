"""A column as dictionary-encoded text: the ground on which every other kind of fact is built."""

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.kinds import Bools, Cells, Codes, Texts
from leakverify.limits import MAX_CELL_CHECKED


class RawColumn:
    """A column's distinct texts exactly as they stand: made once, for the cells and for every key."""

    def __init__(self, series: pd.Series) -> None:
        self.codes, self.texts = arrow_text.distinct(texts_of(series))

    @cached_property
    def is_ascii(self) -> bool:
        """Whether no cell holds anything beyond ASCII."""
        return arrow_text.all_ascii(self.texts)

    @cached_property
    def empty(self) -> int | None:
        """The code of the empty text, None where no cell is empty."""
        place = int(pc.index(self.texts, "").as_py())
        return place if place >= 0 else None

    def on_rows(self, flags: Bools) -> Bools:
        """Flags of the distinct texts laid on the rows, False where a cell is missing."""
        out: Bools = spread(flags, self.codes, False)
        return out

    @cached_property
    def objects(self) -> Texts:
        """The texts as Python's."""
        return arrow_text.to_objects(self.texts)

    @cached_property
    def folded(self) -> tuple[Bools, Texts]:
        """Which texts change when they are folded, and what those become: most are folded as they stand."""
        texts = _folded(self.texts)
        changed = arrow_text.bools(pc.not_equal(texts, self.texts))
        if not changed.any():
            return changed, np.empty(0, dtype=object)
        return changed, arrow_text.to_objects(texts.filter(pa.array(changed)))


def cell_facts(series: pd.Series) -> Cells:
    """Strip, clip and dictionary-encode a column; blank and missing cells get code -1."""
    return cells_of(RawColumn(series))


def cells_of(raw: RawColumn) -> Cells:
    """The same from a column that is encoded already."""
    lengths = arrow_text.lengths(raw.texts)
    trimmed = pc.utf8_trim_whitespace(raw.texts)
    edged = arrow_text.lengths(trimmed) != lengths
    if edged.any() or lengths.max(initial=0) > MAX_CELL_CHECKED:
        clipped = pc.utf8_slice_codeunits(trimmed, 0, MAX_CELL_CHECKED)
        to_value, texts = arrow_text.distinct(clipped)
        values = arrow_text.to_objects(texts)
    else:  # nearly every column: the distinct texts are the values
        to_value, texts = np.arange(len(lengths), dtype=np.int32), raw.texts
        values = raw.objects
    blank = arrow_text.bools(pc.equal(texts, ""))
    if blank.any():
        values = values[~blank]
        shift = np.cumsum(~blank, dtype=np.int32) - 1
        to_value = np.where(blank[to_value], -1, shift[to_value]).astype(np.int32)
    return Cells(
        codes=spread(to_value, raw.codes, -1),
        values=values,
        missing=raw.codes < 0,
        raw_length=spread(lengths, raw.codes, 0),
        has_edge_space=spread(edged, raw.codes, False),
    )


def texts_of(series: pd.Series) -> arrow_text.ArrowTexts:
    """A column's cells as one Arrow array of text, nulls where they are missing."""
    try:
        texts = pa.array(series, type=pa.large_string(), from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        texts = pa.array([_as_text(cell) for cell in series], type=pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def any_filled(columns: Sequence[Codes], rows: int) -> Bools:
    """Rows where at least one of the columns, given by their codes, holds something."""
    filled = np.zeros(rows, dtype=np.bool_)
    for codes in columns:
        filled |= codes >= 0
    return filled


def spread(per_value: Any, codes: Codes, fill: object) -> Any:
    """Lay an array over the distinct values on the rows, `fill` where the code is -1."""
    if len(per_value) and (not len(codes) or codes.min() >= 0):
        return per_value[codes]
    out = np.full(len(codes), fill, dtype=per_value.dtype)
    has = codes >= 0
    out[has] = per_value[codes[has]]
    return out


def _as_text(cell: object) -> str | None:
    """A cell of a frame that is not text yet, as text that UTF-8 can hold."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):  # noqa: PLR0124  (NaN)
        return None
    return str(cell).encode("utf-8", "replace").decode("utf-8")


def _folded(texts: arrow_text.ArrowTexts) -> arrow_text.ArrowTexts:
    """Without case, accents and outer space; inner runs of space become one."""
    plain = pc.utf8_lower(pc.utf8_trim_whitespace(texts))
    if arrow_text.may_hold_wide_spaces(plain):
        plain = pc.replace_substring_regex(plain, r"\s+", " ")
    foreign = ~arrow_text.bools(pc.string_is_ascii(plain))
    if not foreign.any():
        return plain
    values = arrow_text.to_objects(plain)
    values[foreign] = [_unaccented(value) for value in values[foreign]]
    return arrow_text.from_objects(values)


def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
