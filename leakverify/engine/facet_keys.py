"""Cells of one column as the groups of a facet: Arrow text in, Arrow text of the same length out, null where a cell falls in none.

The bytes of ASCII cells are looked up in a table; regular expressions see only what has other letters.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.dates import date_facts
from leakverify.facts.kinds import NO_TIME, Cells, Ints
from leakverify.limits import MAX_CELL_SHOWN
from leakverify.model.picks import DATE_PARTS, HOLDS, VALUE, Pick

NONE: Final = "none"
HOUR: Final = 3_600
DAY: Final = 86_400
_THURSDAY: Final = 3
"""The first of January 1970, Monday being 0."""
_SHAPE: Final = np.arange(256, dtype=np.uint8)
_SHAPE[48:58], _SHAPE[65:91], _SHAPE[97:123] = ord("9"), ord("A"), ord("a")
_LETTERS: Final = (
    (r"[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]", "a"),
    (r"\p{Nd}", "9"),
    (r"\p{Lu}", "A"),
)
_SCRIPTS: Final = (
    ("plain", r"[A-Za-z]"),
    ("accented", r"[^\x00-\x7f\P{Latin}]"),
    ("cyrillic", r"\p{Cyrillic}"),
    ("greek", r"\p{Greek}"),
    ("arabic", r"\p{Arabic}"),
    ("hebrew", r"\p{Hebrew}"),
    ("armenian", r"\p{Armenian}"),
    ("georgian", r"\p{Georgian}"),
    ("devanagari", r"\p{Devanagari}"),
    ("thai", r"\p{Thai}"),
    ("han", r"\p{Han}"),
    ("kana", r"[\p{Hiragana}\p{Katakana}]"),
    ("hangul", r"\p{Hangul}"),
)
_DIGITS: Final = {"digit": r"(?P<d>[1-9])", "digits": r"(?P<d>[0-9][0-9]?)"}


def grouped(
    cells: pa.Array, kind: str, *, day_first: bool = True, epochs: bool = False
) -> pa.Array:
    """The group of each cell; for `value` the cell itself, which may be long. Date parts need how the column is written."""
    if kind == VALUE:
        return cells
    if kind == "blank":
        return _blank(cells)
    filled = cells.drop_null() if cells.null_count else cells
    if kind in DATE_PARTS:
        keys = _date_parts(filled, kind, day_first=day_first, epochs=epochs)
    else:
        keys = _BY_KIND[kind](filled)
    return _spread(keys, cells) if cells.null_count else keys


def falls_under(cells: pa.Array, pick: Pick, *, day_first: bool, epochs: bool) -> pa.Array:
    """Which cells a pick names; a cell longer than what is shown is known by its beginning."""
    if pick.kind == HOLDS:
        found = pc.match_substring(cells, pick.key, ignore_case=True)
    elif pick.kind == VALUE:
        found = pc.equal(cells, pick.key)
        if len(pick.key) == MAX_CELL_SHOWN:
            found = pc.equal(pc.utf8_slice_codeunits(cells, 0, MAX_CELL_SHOWN), pick.key)
    else:
        keys = grouped(cells, pick.kind, day_first=day_first, epochs=epochs)
        if pick.kind == "pattern":
            keys = pc.utf8_slice_codeunits(keys, 0, MAX_CELL_SHOWN)
        found = pc.equal(keys, pick.key)
    return pc.fill_null(found, False)


def _spread(keys: pa.Array, cells: pa.Array) -> pa.Array:
    """Keys of the cells that are there, laid over all cells."""
    there = np.asarray(pc.is_valid(cells))
    places = np.cumsum(there) - 1
    return keys.take(pa.array(places, mask=~there))


def _blank(cells: pa.Array) -> pa.Array:
    """Whether there is anything: missing, an empty text, mere white space, or more."""
    trimmed = pc.utf8_trim_whitespace(cells)
    inner = pc.if_else(pc.equal(trimmed, ""), "spaces", "filled")
    told = pc.if_else(pc.equal(cells, ""), "empty", inner)
    return pc.cast(pc.fill_null(told, "missing"), pa.large_string())


def _length(texts: ArrowTexts) -> pa.Array:
    return pc.cast(pc.utf8_length(texts), pa.large_string())


def _pattern(texts: ArrowTexts) -> pa.Array:
    """Digits as 9, capitals as A and other letters as a; everything else stands."""
    shapes = arrow_text.translate_bytes(texts, _SHAPE)
    foreign = pc.invert(pc.string_is_ascii(texts))
    if not pc.any(foreign).as_py():
        return shapes
    rare = shapes.filter(foreign)
    for pattern, mark in _LETTERS:
        rare = pc.replace_substring_regex(rare, pattern, mark)
    return pc.replace_with_mask(shapes, foreign, rare)


def _script(texts: ArrowTexts) -> pa.Array:
    """Which scripts the letters of a cell belong to, joined by `+`; plain Latin letters apart from accented ones."""
    bits = arrow_text.matches(texts, r"[A-Za-z]").astype(np.int64)
    rows = np.flatnonzero(~arrow_text.bools(pc.string_is_ascii(texts)))
    if len(rows):
        rare = texts.take(pa.array(rows))
        for place, (_, pattern) in enumerate(_SCRIPTS):
            bits[rows] |= arrow_text.matches(rare, pattern).astype(np.int64) << place
        unknown = arrow_text.matches(rare, r"\p{L}") & (bits[rows] == 0)
        bits[rows[unknown]] = 1 << len(_SCRIPTS)
    sets, codes = np.unique(bits, return_inverse=True)
    return pa.array([_set_name(int(s)) for s in sets], pa.large_string()).take(pa.array(codes))


def _set_name(bits: int) -> str:
    if bits >> len(_SCRIPTS):
        return "other"
    return "+".join(name for at, (name, _) in enumerate(_SCRIPTS) if bits >> at & 1) or NONE


def _digits(texts: ArrowTexts, pattern: str) -> pa.Array:
    """What stands first among the digits."""
    found = pc.struct_field(pc.extract_regex(texts, pattern), 0)
    return pc.fill_null(found, NONE)


def _date_parts(texts: ArrowTexts, kind: str, *, day_first: bool, epochs: bool) -> pa.Array:
    """Year, month, day of the week (1 Monday) or hour of what reads as a date; the hour only where one is written."""
    coded = texts.dictionary_encode()
    values = np.array(coded.dictionary.to_pylist(), dtype=object)
    nothing = np.zeros(len(values), dtype=np.bool_)
    cells = Cells(
        np.arange(len(values), dtype=np.int32),
        values,
        nothing,
        np.zeros(len(values), dtype=np.int64),
        nothing,
    )
    facts = date_facts(cells, day_first=day_first, epochs=epochs)
    known = facts.seconds != NO_TIME
    if kind == "hour":
        known &= facts.precision > 0
    numbers = _part(np.where(known, facts.seconds, 0), kind)
    width = {"year": 4, "weekday": 1}.get(kind, 2)
    distinct, codes = np.unique(numbers, return_inverse=True)
    names = pa.array([f"{n:0{width}d}" for n in distinct.tolist()] + [NONE], pa.large_string())
    return names.take(pa.array(np.where(known, codes, len(distinct)))).take(coded.indices)


def _part(seconds: Ints, kind: str) -> Ints:
    """One part of wall-clock seconds since 1970."""
    days = np.floor_divide(seconds, DAY)
    if kind == "hour":
        hours: Ints = np.floor_divide(seconds - days * DAY, HOUR)
        return hours
    if kind == "weekday":
        return (days + _THURSDAY) % 7 + 1
    months: Ints = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months % 12 + 1 if kind == "month" else np.floor_divide(months, 12) + 1970


_BY_KIND: Final[dict[str, Callable[[ArrowTexts], pa.Array]]] = {
    "length": _length,
    "pattern": _pattern,
    "script": _script,
    "digit": lambda texts: _digits(texts, _DIGITS["digit"]),
    "digits": lambda texts: _digits(texts, _DIGITS["digits"]),
}
