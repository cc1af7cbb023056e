"""The closed vocabularies of data generators, and how much of a real population lies in each.

A generator draws from a list; a list's `base_share` says how many real people would pass for its product.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from leakverify.reference import hashing
from leakverify.reference.hashing import Bools, Keys, Texts, contains, texts
from leakverify.reference.tables import Table

KINDS: Final = ("first", "last", "city", "street_suffix", "word", "company", "job")
UNKNOWN_SHARE: Final = -1.0
JOINED: Final = str.maketrans({"'": None, "’": None, "`": None, "-": " ", ".": None})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list of one generator.

    `size` counts its different entries. `base_share` is the share of real people of the locale's country whose
    name is in it, None where no national count is at hand; `base_country` is the country it was measured on.
    """

    tool: str
    locale: str
    kind: str
    size: int
    base_share: float | None
    base_country: str
    keys: Keys = field(repr=False)


def fold_word(text: str) -> str:
    """A name or word as the vocabularies know it: folded, without apostrophes, hyphens as spaces.

    >>> fold_word("O'Neill"), fold_word("Jean-Luc")
    ('oneill', 'jean luc')
    """
    return " ".join(hashing.fold(text).translate(JOINED).split())


def hash_words(folded: Texts) -> Keys:
    """The key of each text; apostrophes and hyphens in already folded text are evened out here."""
    return hashing.hash_words(texts([t.translate(JOINED) for t in folded]))


def members(keys: Keys, vocabulary: Vocabulary) -> Bools:
    """Which keys are in the vocabulary."""
    return contains(vocabulary.keys, keys)


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """All vocabularies, by tool, locale and kind."""
    table = Table("vocabularies")
    cards = [line.split(" ") for line in table.texts("cards")]
    lengths = table.array("lengths").astype(np.int64)
    gaps = table.array("gaps")
    table.close()
    ends = np.cumsum(lengths)
    found = []
    for card, start, end in zip(cards, ends - lengths, ends, strict=True):
        tool, locale, kind, size, share, country = card
        keys = np.cumsum(_joined(gaps[:, start:end]), dtype=np.uint64)
        known = float(share)
        found.append(
            Vocabulary(
                tool,
                locale,
                kind,
                int(size),
                known if known >= 0 else None,
                country.strip("?"),
                keys,
            )
        )
    return tuple(found)


@cache
def of_kind(kind: str) -> tuple[Vocabulary, ...]:
    """All vocabularies of one kind."""
    return tuple(v for v in vocabularies() if v.kind == kind)


def _joined(planes: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Keys:
    """Gaps again from the planes of their bytes."""
    gaps = np.zeros((planes.shape[1], 8), dtype=np.uint8)
    gaps[:, : planes.shape[0]] = planes.T
    joined: Keys = gaps.view("<u8").reshape(-1)
    return joined
