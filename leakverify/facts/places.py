"""Postcode, city and country of each row together, judged by the postal tables."""

from dataclasses import dataclass

import numpy as np

from leakverify.facts.kinds import Bools, Cells, Codes, Ints, PlaceFacts, Texts
from leakverify.reference import countries, postal, towns

CANNOT_TELL = -1


@dataclass(frozen=True, slots=True)
class _Triples:
    """The distinct (country, postcode, city) of a batch, as codes into each column's distinct values, -1 empty."""

    codes: Codes
    country: Codes
    postcode: Codes
    city: Codes


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the tables say of each triple: 1 yes, 0 no, -1 cannot tell."""

    postcode: Codes
    city: Codes
    pair: Codes


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
    codes = _taken(postcode, triples.postcode, missing="")
    place_values = city.values if city is not None else _texts([])
    folded_values = postal.fold_places(place_values)
    folded = _at(folded_values, triples.city)
    grammar_values = _invented(folded_values)
    judged = _judge(lands, codes, folded)
    grammar = _at(grammar_values, triples.city)
    return PlaceFacts(
        triples.codes,
        _labels(lands, codes, folded),
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


def _invented(folded: Texts) -> Texts:
    """The generator's grammar that spells a place which nobody bears, "" elsewhere."""
    out = _texts([""] * len(folded))
    asked = np.flatnonzero(~postal.places_anywhere(folded) & (folded != ""))
    if len(asked):
        out[asked] = towns.grammars(folded[asked])
    return out


def _judge(lands: Texts, codes: Texts, folded: Texts) -> _Judged:
    blank = np.full(len(lands), CANNOT_TELL, dtype=np.int32)
    judged = _Judged(blank, blank.copy(), blank.copy())
    names, group = np.unique(lands.astype(str), return_inverse=True)
    for number, name in enumerate(names.tolist()):
        at = np.flatnonzero(group == number)
        has_city = at[folded[at] != ""]
        if not name:
            judged.city[has_city] = postal.places_anywhere(folded[has_city])
            continue
        try:
            table = postal.table(name)
        except KeyError:
            continue
        has_code = at[codes[at] != ""]
        both = has_city[codes[has_city] != ""]
        judged.postcode[has_code] = table.has_code(codes[has_code])
        judged.city[has_city] = table.has_place(folded[has_city])
        judged.pair[both] = _paired(table, codes[both], folded[both])
    return judged


def _paired(table: postal.PostalTable, codes: Texts, folded: Texts) -> Codes:
    """1 where code and place belong together; 0 where they do not, unless the table cannot say so."""
    found: Bools = table.has_pair(codes, folded)
    return np.where(found, 1, 0 if table.judges_pairs else CANNOT_TELL).astype(np.int32)


def _labels(lands: Texts, codes: Texts, folded: Texts) -> Texts:
    rows = zip(lands.tolist(), codes.tolist(), folded.tolist(), strict=True)
    return _texts(
        [
            f"{land}|{postal.fold_code(land, code) if code else ''}|{place}"
            for land, code, place in rows
        ]
    )
