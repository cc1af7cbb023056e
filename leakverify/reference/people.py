"""First names and surnames of real populations: is a name borne there, and how many kinds would n people show?"""

import math
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.reference.hashing import Bools, Keys, contains
from leakverify.reference.tables import Table

CLASSES_PER_HALVING: Final = 4
NO_WEIGHT: Final = 255
ASSUMED_COVERAGE: Final = 0.85
"""Where a list does not say which share of the population it covers."""

REPEAT_IN_TAIL: Final = 0.9
"""Of people whose name is in no list, the share who bear one that nobody else in a small sample bears."""

Z95: Final = 1.645
FEWER: Final = 0.25
MORE: Final = 0.12
"""A clientele is no random draw: one region, age or family repeats names, a city mixes them. Widens the range."""

GENERIC: Final = ("US", "FR", "ES", "FI", "GB", "DE")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of one country. `population_coverage` is the share of people whose name is in it (None unknown).

    `classes` run along `keys`: a name of class c is borne by about 2 ** (-c / 4) of the people in the list.
    """

    kind: str
    country: str
    origin: str
    population_coverage: float | None
    keys: Keys = field(repr=False)
    classes: NDArray[np.uint8] = field(repr=False)

    def has(self, keys: Keys) -> Bools:
        """Which keys (by `vocabularies.hash_words`) are names of this country."""
        return contains(self.keys, keys)

    def shares(self) -> NDArray[np.float64]:
        """The share of each name among people in the list."""
        return _shares(self.classes)


@cache
def _cards() -> dict[tuple[str, str], tuple[float, str]]:
    table = Table("names")
    found = {}
    for line in table.texts("cards"):
        kind, country, coverage, origin = line.split(" ", 3)
        found[kind, country] = (float(coverage), origin)
    table.close()
    return found


def countries(kind: str) -> frozenset[str]:
    """Countries with a list of that kind ("first" or "last")."""
    return frozenset(country for k, country in _cards() if k == kind)


@lru_cache(maxsize=64)
def names(kind: str, country: str) -> NameList | None:
    """One country's list, None where there is none."""
    card = _cards().get((kind, country))
    if card is None:
        return None
    table = Table("names")
    found = NameList(
        kind,
        country,
        card[1],
        card[0] if card[0] > 0 else None,
        table.keys(f"{kind}.{country}.keys"),
        table.array(f"{kind}.{country}.classes"),
    )
    table.close()
    return found


def real_first_names(country: str) -> NameList | None:
    """First names borne in a country."""
    return names("first", country)


def real_last_names(country: str) -> NameList | None:
    """Surnames borne in a country."""
    return names("last", country)


@lru_cache(maxsize=256)
def commonest(kind: str, country: str, most: int) -> tuple[Keys, float]:
    """The `most` commonest names of a country, rising, and the share of its people who bear one of them."""
    found = names(kind, country)
    if found is None:
        return np.empty(0, np.uint64), 0.0
    weighted = found.classes != NO_WEIGHT
    order = np.argsort(found.classes[weighted], kind="stable")[:most]
    coverage = found.population_coverage or ASSUMED_COVERAGE
    return np.sort(found.keys[weighted][order]), float(found.shares()[order].sum()) * coverage


def known_anywhere(kind: str, keys: Keys) -> Bools:
    """Which keys are names in any country's list."""
    return contains(_everywhere(kind), keys)


@cache
def _everywhere(kind: str) -> Keys:
    table = Table("names")
    keys = table.keys(f"{kind}.everywhere")
    table.close()
    return keys


def expected_distinct(kind: str, country: str, n: int) -> tuple[float, float]:
    """How many different names n people of a country show: the 5 % and the 95 % bound.

    Without a list for the country, the bounds span several countries with one.
    """
    if names(kind, country) is not None:
        return _range(kind, country, n)
    ranges = [_range(kind, other, n) for other in GENERIC if names(kind, other) is not None]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


@lru_cache(maxsize=256)
def _range(kind: str, country: str, n: int) -> tuple[float, float]:
    found = names(kind, country)
    if found is None or n <= 0:
        return 0.0, 0.0
    coverage = found.population_coverage or ASSUMED_COVERAGE
    share = np.minimum(found.shares() * coverage, 1 - 1e-12)
    unseen = np.exp(n * np.log1p(-share))
    tail = (1 - coverage) * REPEAT_IN_TAIL
    mean = float((1 - unseen).sum()) + n * tail
    single = float((share * unseen).sum()) + tail
    variance = float((unseen * (1 - unseen)).sum()) + n * tail - n * single * single
    spread = Z95 * math.sqrt(max(variance, 0.0))
    return max(1.0, mean * (1 - FEWER) - spread), min(float(n), mean * (1 + MORE) + spread)


def _shares(classes: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Shares by class, without the whole names that carry no weight, adding up to one."""
    weighted = classes[classes != NO_WEIGHT].astype(np.float64)
    shares: NDArray[np.float64] = np.exp2(-weighted / CLASSES_PER_HALVING)
    shares /= shares.sum()
    return shares
