"""Postcodes and places of the world (GeoNames): does the code exist, the place, the two together?"""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.reference.hashing import (
    KEY_BITS,
    Bools,
    Keys,
    Texts,
    contains,
    hash_words,
    place_of,
    texts,
)
from leakverify.reference.place_text import LENGTHS, fold_code, fold_place, home
from leakverify.reference.tables import Table

__all__ = [
    "PostalTable",
    "countries",
    "fold_code",
    "fold_codes",
    "fold_place",
    "fold_places",
    "places_anywhere",
    "table",
]

CODE_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
PLACE_FACTOR: Final = np.uint64(0xC2B2AE3D27D4EB4F)
FRENCH_OVERSEAS: Final = ("97", "98")


def pair_keys(code: Keys, place: Keys) -> Keys:
    """One key for a code and a place together."""
    mixed: Keys = (code * CODE_FACTOR + place * PLACE_FACTOR) >> np.uint64(64 - KEY_BITS)
    return mixed


def fold_codes(country: str, codes: Texts) -> Texts:
    """Postcodes as the country's table writes them."""
    system = home(country)
    length = LENGTHS.get(system, 0)
    joined = "".join(codes.tolist())
    if len(joined) == length * len(codes) and joined.isascii() and joined.isdigit():
        lengths = set(map(len, codes.tolist()))
        if lengths == {length}:
            return codes  # whole columns are such, and need no look at each
    return texts(
        [
            # as `fold_code` begins, without a call for each of the many ordinary codes
            code
            if len(code) == length and code.isdigit() and code.isascii()
            else fold_code(system, code)
            for code in codes.tolist()
        ]
    )


def fold_places(places: Texts) -> Texts:
    """Place names as the tables write them."""
    return texts([fold_place(place) for place in places])


@dataclass(frozen=True, slots=True)
class PostalTable:
    """One country's codes, places and pairs, as sorted hashes.

    `judges_pairs` is false where the table and the country's people write places in different scripts, or where
    the table knows districts and people write cities: then a pair that is not found says nothing.
    """

    country: str
    judges_pairs: bool
    codes: Keys = field(repr=False)
    places: Keys = field(repr=False)
    pairs: Keys = field(repr=False)
    aliases: Keys = field(repr=False)
    alias_of: NDArray[np.uint16] = field(repr=False)
    mains: Keys = field(repr=False)
    regions: tuple[str, ...] = field(repr=False)
    region_at: NDArray[np.uint8] = field(repr=False)

    def has_code(self, codes: Texts) -> Bools:
        """Which postcodes exist; they are folded here, so any spelling will do."""
        return self.has_code_keys(self.code_keys(codes))

    def has_place(self, folded: Texts) -> Bools:
        """Which place names (by `fold_place`) some place of this country bears."""
        return self.has_place_keys(hash_words(folded))

    def has_pair(self, codes: Texts, folded: Texts) -> Bools:
        """Which codes belong to the place of the same index, a big town's surroundings included."""
        return self.has_pair_keys(self.code_keys(codes), hash_words(folded))

    def code_keys(self, codes: Texts) -> Keys:
        """The keys of postcodes in any spelling."""
        return hash_words(fold_codes(self.country, codes))

    def has_code_keys(self, code: Keys) -> Bools:
        """`has_code` by `code_keys`."""
        return contains(self.codes, code)

    def has_place_keys(self, place: Keys) -> Bools:
        """`has_place` by `hash_words`."""
        return contains(self.places, place) | contains(self.aliases, place)

    def has_pair_keys(self, code: Keys, place: Keys) -> Bools:
        """`has_pair` by the keys of code and place."""
        found = contains(self.pairs, pair_keys(code, place))
        at = place_of(self.aliases, place)
        named = (at >= 0) & ~found
        main = self.mains[self.alias_of[at[named]]]
        found[named] = contains(self.pairs, pair_keys(code[named], main))
        return found

    def regions_of(self, codes: Texts) -> Texts:
        """The region of each postcode: a US state (CA), a French department (75), else GeoNames' name; "" unknown."""
        at = place_of(self.codes, self.code_keys(codes))
        names = texts(["", *self.regions])
        index = np.where(at >= 0, self.region_at[at].astype(np.int64), 0)
        out: Texts = names[index]
        if self.country == "FR":
            known = [department(code) for code in fold_codes("FR", codes)]
            out = texts([d if i >= 0 else "" for d, i in zip(known, at, strict=True)])
        return out

    def region_of(self, code: str) -> str:
        """The region of one postcode, "" if the code or its region is not known."""
        return str(self.regions_of(texts([code]))[0])


@cache
def countries() -> frozenset[str]:
    """Countries whose postcodes the table knows well enough to say that one does not exist."""
    file = Table("postal")
    found = frozenset(file.texts("countries"))
    file.close()
    return found


@lru_cache(maxsize=16)
def table(country: str) -> PostalTable:
    """A country's table; KeyError where `countries()` does not have it (territories share their home's)."""
    system = home(country)
    if system not in countries():
        raise KeyError(country)
    file = Table("postal")
    found = PostalTable(
        system,
        system in set(file.texts("judges_pairs")),
        file.keys(f"{system}.codes"),
        file.keys(f"{system}.places"),
        file.keys(f"{system}.pairs"),
        file.keys(f"{system}.aliases"),
        file.array(f"{system}.alias_of"),
        file.keys(f"{system}.mains"),
        tuple(file.texts(f"{system}.regions")),
        file.array(f"{system}.region_at"),
    )
    file.close()
    return found


def department(code: str) -> str:
    """The French department of a postcode.

    >>> department("75008"), department("20200"), department("97410")
    ('75', '2B', '974')
    """
    if code.startswith(FRENCH_OVERSEAS):
        return code[:3]
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    return code[:2]


def places_anywhere(folded: Texts) -> Bools:
    """Which place names (by `fold_place`) any place of the world bears."""
    return keys_anywhere(hash_words(folded))


def keys_anywhere(place: Keys) -> Bools:
    """`places_anywhere` by `hash_words`."""
    return contains(_anywhere(), place)


@cache
def _anywhere() -> Keys:
    file = Table("postal")
    keys = file.keys("anywhere")
    file.close()
    return keys
