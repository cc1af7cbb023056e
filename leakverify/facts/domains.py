"""How many rows and how many distinct addresses each mail domain of a sample has.

Columns are taken in pieces of any size: text work is Arrow's, names are encoded once, and a distinct address is a 64-bit
number. pandas' `hash_array` would want two million Python texts first; hashing eight bytes of every text at a time
takes half as long, which the time bar of the domain table needs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.kinds import Codes, Ints, Keys
from leakverify.limits import MAX_CELL_CHECKED
from leakverify.reference import domain_names, mail

MAX_NAMES: Final = 1_000_000
"""Distinct names, subdomains among them, that are looked at; the rarest beyond are only counted."""

_WORD: Final = 8
_ALL: Final = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_STIR: Final = np.uint64(0xD6E8FEB86659FD93)
_LENGTH: Final = np.uint64(0x9E3779B97F4A7C15)
_HALF: Final = np.uint64(32)
_BEYOND_ASCII: Final = 128


@dataclass(frozen=True, slots=True)
class NameCounts:
    """Names as they stand after the last @ ("" where there is none), lower case, the commonest first."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    addresses: tuple[int, ...]
    total_rows: int
    distinct: int
    left_out: int


class DomainCounter:
    """Counts names in pieces of a column, or of several; the cut into pieces changes nothing."""

    def __init__(self) -> None:
        self._names: list[pa.DictionaryArray] = []
        self._hashes: list[Keys] = []

    def add(self, cells: arrow_text.ArrowTexts) -> None:
        """Take the next cells: large_string, missing ones are passed over, and so are empty ones."""
        texts = _folded(_shortened(cells.drop_null() if cells.null_count else cells))
        filled = pc.greater(pc.binary_length(texts), 0)
        if not pc.all(filled).as_py():
            texts = texts.filter(filled)
        if len(texts):
            names, sizes = _names(texts)
            self._names.append(names.dictionary_encode())
            self._hashes.append(_hashes(texts, sizes))

    def counts(self) -> NameCounts:
        """What has been counted so far."""
        if not self._names:
            return NameCounts((), (), (), 0, 0, 0)
        chunks = pa.chunked_array(self._names).unify_dictionaries().chunks
        names = chunks[0].dictionary
        codes: Codes = np.concatenate([chunk.indices.to_numpy() for chunk in chunks])
        rows = np.bincount(codes, minlength=len(names))
        addresses = _distinct(np.concatenate(self._hashes), codes, len(names))
        order = _commonest(names, rows)
        kept = names.take(pa.array(order))
        return NameCounts(
            tuple(kept.to_pylist()),
            tuple(rows[order].tolist()),
            tuple(addresses[order].tolist()),
            len(codes),
            int(addresses.sum()),
            len(names) - len(order),
        )


def registrable(name: str) -> str:
    """The domain that could be asked for, "" where a name is none.

    >>> [registrable(n) for n in ("mail.bbc.co.uk", "bücher.example", "x y", "gmail.com.", "localhost")]
    ['bbc.co.uk', 'xn--bcher-kva.example', '', 'gmail.com', '']
    """
    ascii_name = domain_names.to_ascii(name)
    return mail.split(ascii_name)[0] if ascii_name else ""


def _hashes(texts: arrow_text.ArrowTexts, sizes: Ints) -> Keys:
    """A 64-bit number for the first `sizes` bytes of each text, eight bytes at a step."""
    offsets, data = arrow_text.buffers(texts)
    padded = np.concatenate([data, np.zeros(_WORD, np.uint8)])
    words = np.ndarray(shape=(len(data) + 1,), strides=(1,), dtype="<u8", buffer=padded)
    hashes: Keys = sizes.astype(np.uint64) * _LENGTH
    live = np.flatnonzero(sizes > 0)
    at, left = offsets[:-1][live], sizes[live]
    while len(live):
        unused = np.uint64(64) - np.minimum(left, _WORD).astype(np.uint64) * np.uint64(8)
        hashes[live] = _stirred(hashes[live] ^ (words[at] & (_ALL >> unused)))
        more = left > _WORD
        live, at, left = live[more], at[more] + _WORD, left[more] - _WORD
    return hashes


def _stirred(keys: Keys) -> Keys:
    """Every bit mixed into every other."""
    mixed = keys * _STIR
    mixed = (mixed ^ (mixed >> _HALF)) * _STIR
    return mixed ^ (mixed >> _HALF)


def _distinct(hashes: Keys, codes: Codes, names: int) -> Ints:
    """How many different numbers each name has: sorted with the name in the upper bits, which takes a tenth of a hash table."""
    lower = np.uint64(64 - names.bit_length())
    keys = codes.astype(np.uint64) << lower | hashes >> (np.uint64(64) - lower)
    keys.sort()
    kept = np.concatenate([keys[:1], keys[1:][keys[1:] != keys[:-1]]])
    return np.bincount((kept >> lower).astype(np.int64), minlength=names)


def _folded(cells: arrow_text.ArrowTexts) -> arrow_text.ArrowTexts:
    """Small letters without space around; the same for plain texts, only quicker."""
    if arrow_text.buffers(cells)[1].max(initial=0) < _BEYOND_ASCII:
        return pc.ascii_lower(pc.ascii_trim_whitespace(cells))
    return pc.utf8_lower(pc.utf8_trim_whitespace(cells))


def _shortened(cells: arrow_text.ArrowTexts) -> arrow_text.ArrowTexts:
    """The first 1,024 characters of each cell (CONTRACTS 10)."""
    longest = pc.max(pc.binary_length(cells)).as_py()
    if longest is None or longest <= MAX_CELL_CHECKED:
        return cells
    return pc.utf8_slice_codeunits(cells, 0, MAX_CELL_CHECKED)


def _names(texts: arrow_text.ArrowTexts) -> tuple[arrow_text.ArrowTexts, Ints]:
    """What stands after the last @ of each text ("" where there is none), and how many bytes stand before it."""
    split = pc.split_pattern(texts, "@", max_splits=1, reverse=True)
    ends = np.asarray(split.offsets, dtype=np.int64)
    has = np.diff(ends) > 1
    names = split.flatten().take(pa.array(ends[1:] - 1 - ends[0], mask=None if has.all() else ~has))
    if names.null_count:
        names = pc.fill_null(names, "")
    whole = np.asarray(pc.binary_length(texts), dtype=np.int64)
    return names, whole - np.asarray(pc.binary_length(names), dtype=np.int64) - has


def _commonest(names: arrow_text.ArrowTexts, rows: Ints) -> Ints:
    """The places of the names with most rows, at most `MAX_NAMES`; names with as many in alphabetical order."""
    table = pa.table({"rows": rows, "name": names})
    order = pc.sort_indices(table, [("rows", "descending"), ("name", "ascending")])
    return np.asarray(order.to_numpy()[:MAX_NAMES], dtype=np.int64)
