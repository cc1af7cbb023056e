"""Postcode, city and country of each row together, judged by the postal tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Cells, Codes, Ints, PlaceFacts, Texts
from leakverify.facts.remembered import Remembered
from leakverify.reference import countries, postal, towns
from leakverify.reference.hashing import Keys, hash_words
from leakverify.reference.place_text import home

CANNOT_TELL: Final = -1
_REMEMBERED: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Triples:
    """The distinct (country, postcode, city) of a batch, as codes into each column's distinct values, -1 empty."""

    codes: Codes
    country: Codes
    postcode: Codes
    city: Codes


@dataclass(frozen=True, slots=True)
class _Towns:
    """The distinct place names: folded, hashed, known to the world, spelled by a generator's grammar ("" none)."""

    folded: Texts
    keys: Keys
    anywhere: Bools
    grammar: Texts

    @classmethod
    def of(cls, names: Texts, rows: int) -> "_Towns":
        """Fold distinct names of so many rows and look them up once."""
        return cls(*_known_towns()(names.tolist(), rows))


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the tables say of each triple: 1 yes, 0 no, -1 cannot tell; and its postcode as its country writes it."""

    postcode: Codes
    city: Codes
    pair: Codes
    folded_code: Texts


def place_facts(
    postcode: Cells | None,
    city: Cells | None,
    country: Cells | None,
    default_country: str,
    rows: int = 0,
) -> PlaceFacts:
    """Judge the places of a batch. `country` holds ISO codes, as `country_cells` makes them.

    A row without a country is taken to be of `default_country`; one whose country is written but names none is of
    no country. `rows` matters only where no column is given.
    """
    count = next((len(c.codes) for c in (postcode, city, country) if c is not None), rows)
    triples = _triples(postcode, city, country, count)
    lands = _taken(country, triples.country, missing=default_country)
    place_values = city.values if city is not None else _texts([])
    towns_seen = _Towns.of(place_values, count)
    judged = _judge(
        _grouped(country, triples.country, default_country), triples, postcode, towns_seen
    )
    grammar = _at(towns_seen.grammar, triples.city)
    return PlaceFacts(
        triples.codes,
        _labels(lands, judged.folded_code, _at(towns_seen.folded, triples.city)),
        country=lands,
        postcode_known=judged.postcode,
        city_known=judged.city,
        pair_known=judged.pair,
        invented=np.asarray(grammar != "", dtype=np.bool_),
        grammar=grammar,
    )


def country_cells(cells: Cells) -> Cells:
    """The same column with ISO alpha-2 codes as values, "" where a text names no country."""
    named = countries.to_alpha2_all(cells.values)
    values, merged = np.unique(named.astype(str), return_inverse=True)
    codes = np.full(len(cells.codes), -1, dtype=np.int32)
    has = cells.filled
    codes[has] = merged.astype(np.int32)[cells.codes[has]]
    return Cells(
        codes, values.astype(object), cells.missing, cells.raw_length, cells.has_edge_space
    )


def _texts(texts: list[str]) -> Texts:
    out = np.empty(len(texts), dtype=object)
    out[:] = texts
    return out


def _triples(
    postcode: Cells | None, city: Cells | None, country: Cells | None, rows: int
) -> _Triples:
    empty = np.full(rows, -1, dtype=np.int32)
    columns = [c.codes if c is not None else empty for c in (country, postcode, city)]
    sizes = [len(c.values) + 1 if c is not None else 1 for c in (country, postcode, city)]
    key = np.zeros(rows, dtype=np.int64)
    for codes, size in zip(columns, sizes, strict=True):
        key = key * size + codes + 1
    has = (columns[1] >= 0) | (columns[2] >= 0)
    distinct, back = np.unique(key[has], return_inverse=True)
    out = np.full(rows, -1, dtype=np.int32)
    out[has] = back
    parts: list[Codes] = []
    rest: Ints = distinct
    for size in reversed(sizes):
        parts.append((rest % size - 1).astype(np.int32))
        rest = rest // size
    return _Triples(out, country=parts[2], postcode=parts[1], city=parts[0])


def _taken(cells: Cells | None, codes: Codes, *, missing: str) -> Texts:
    """The texts that codes point to, `missing` where they point to nothing."""
    if cells is None:
        return _texts([missing] * len(codes))
    return _at(cells.values, codes, missing=missing)


def _at(values: Texts, codes: Codes, *, missing: str = "") -> Texts:
    padded = np.empty(len(values) + 1, dtype=object)
    padded[:-1] = values
    padded[-1] = missing
    out: Texts = padded[codes]
    return out


@cache
def _known_towns() -> Remembered:
    """Towns seen before: batches of one sample repeat theirs."""
    return Remembered(_looked_up)


def _looked_up(names: Sequence[str]) -> tuple[Texts, Keys, Bools, Texts]:
    """What the tables know of each name."""
    folded = postal.fold_places(_texts(list(names)))
    keys = hash_words(folded)
    anywhere = postal.keys_anywhere(keys)
    return folded, keys, anywhere, _invented(folded, anywhere)


def _invented(folded: Texts, anywhere: Bools) -> Texts:
    """The generator's grammar that spells a place which nobody bears, "" elsewhere."""
    out = _texts([""] * len(folded))
    known = _grammars_known()
    if len(known) > _REMEMBERED:
        known.clear()
    asked = np.flatnonzero(~anywhere & (folded != ""))
    new = [i for i in asked.tolist() if folded[i] not in known]
    if new:
        known.update(zip(folded[new].tolist(), towns.grammars(folded[new]).tolist(), strict=True))
    out[asked] = [known[folded[i]] for i in asked.tolist()]
    return out


@cache
def _grammars_known() -> dict[str, str]:
    """Grammars of places seen before: batches of one sample repeat their towns, and reading a grammar is dear."""
    return {}


def _grouped(country: Cells | None, codes: Codes, default: str) -> dict[str, Ints]:
    """Which triples lie in which country; told by the codes, since to sort the names of all triples takes longer."""
    names = [*(country.values.tolist() if country is not None else []), default]
    out: dict[str, Ints] = {}
    for name in sorted(set(names)):
        mine = np.array([other == name for other in names], dtype=np.bool_)
        at = np.flatnonzero(mine[codes])  # -1, no country, is the last: the default
        if len(at):
            out[name] = at
    return out


def _judge(
    lands: dict[str, Ints], triples: _Triples, postcode: Cells | None, seen: _Towns
) -> _Judged:
    count = len(triples.city)
    blank = np.full(count, CANNOT_TELL, dtype=np.int32)
    judged = _Judged(blank, blank.copy(), blank.copy(), _texts([""] * count))
    named = _at_bools(seen.folded != "", triples.city)
    for name, at in lands.items():
        has_city = at[named[at]]
        has_code = at[triples.postcode[at] >= 0]
        asked, back = np.unique(triples.postcode[has_code], return_inverse=True)
        codes = postcode.values[asked] if postcode is not None else _texts([])
        folded = postal.fold_codes(name, codes)
        judged.folded_code[has_code] = folded[back]
        place = seen.keys[triples.city[has_city]]
        if not name:
            judged.city[has_city] = seen.anywhere[triples.city[has_city]]
        elif home(name) in postal.countries():
            table = postal.table(name)
            keys = hash_words(folded)
            judged.postcode[has_code] = table.has_code_keys(keys)[back]
            judged.city[has_city] = table.has_place_keys(place)
            both = np.flatnonzero(named[has_code])
            pair = table.has_pair_keys(keys[back[both]], seen.keys[triples.city[has_code[both]]])
            judged.pair[has_code[both]] = np.where(
                pair, 1, 0 if table.judges_pairs else CANNOT_TELL
            )
    return judged


def _at_bools(values: Bools, codes: Codes) -> Bools:
    """Flags that codes point to, False where they point to nothing."""
    return np.asarray(np.append(values, False)[codes], dtype=np.bool_)


def _labels(lands: Texts, codes: Texts, folded: Texts) -> Texts:
    rows = zip(lands.tolist(), codes.tolist(), folded.tolist(), strict=True)
    return _texts([f"{land}|{code}|{place}" for land, code, place in rows])
