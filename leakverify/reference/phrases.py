"""What generators put together to phrases, product names, job titles and companies: closed lists of words by kind.

A list is either of whole entries or of words; of words, every word of a cell must be on it.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from leakverify.reference.hashing import Keys, hash_words, texts
from leakverify.reference.packing import PLANES
from leakverify.reference.tables import Table
from leakverify.reference.vocabularies import fold_word, of_kind

KINDS: Final = (
    "lorem",
    "catch",
    "business",
    "product",
    "title",
    "company",
    "sentence",
    "department",
    "job",
)
WHOLE: Final = ("department", "job")
"""Kinds whose entries are compared whole."""

FEWEST_WORDS: Final = {
    "lorem": 2,
    "catch": 2,
    "business": 2,
    "product": 2,
    "title": 3,
    "company": 2,
    "sentence": 4,
}
MOST_WORDS: Final = 24
LONGEST: Final = 240
WORD: Final = re.compile(r"[^\W_]+")
JOINERS: Final = (
    "and",
    "und",
    "et",
    "e",
    "y",
    "en",
    "og",
    "och",
    "a",
    "i",
    "sons",
    "fils",
    "figli",
    "hijos",
    "zonen",
    "son",
)
"""What stands between the names of a company."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One list: `keys` are of its words, or of its entries where the kind is compared whole."""

    kind: str
    tool: str
    locale: str
    keys: Keys = field(repr=False)

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.tool} {self.locale}"


def words_of(text: str) -> list[str]:
    """The words of a cell, folded as the lists are; a long text is cut between words.

    >>> words_of("Multi-layered client-server O'Neill, Ltd")
    ['multi', 'layered', 'client', 'server', 'oneill', 'ltd']
    """
    head = text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]
    return WORD.findall(fold_word(head))[:MOST_WORDS]


@cache
def lists() -> tuple[Phrases, ...]:
    """All lists; companies are made of the endings and the last names of the same recipe."""
    table = Table("phrases")
    cards = [line.split(" ") for line in table.texts("cards")]
    lengths = table.array("lengths").astype(np.int64)
    planes = table.array("gaps")
    table.close()
    ends = np.cumsum(lengths)
    found = [Phrases("job", v.tool, v.locale, v.keys) for v in of_kind("job")]
    for (kind, tool, locale), start, end in zip(cards, ends - lengths, ends, strict=True):
        gaps = np.zeros((end - start, 8), dtype=np.uint8)
        gaps[:, :PLANES] = planes[:, start:end].T
        keys: Keys = np.cumsum(gaps.view("<u8").reshape(-1), dtype=np.uint64)
        if kind == "company":
            found += companies(tool, locale, keys)
        else:
            found.append(Phrases(kind, tool, locale, keys))
    return tuple(found)


def companies(tool: str, locale: str, endings: Keys) -> list[Phrases]:
    """Companies of one recipe; Faker's English endings serve its other English locales too."""
    wanted = {
        v.locale: v.keys
        for v in of_kind("last")
        if v.tool == tool and (v.locale == locale or (locale == "en_US" and v.locale[:3] == "en_"))
    }
    joiners = hash_words(texts(list(JOINERS)))
    return [
        Phrases("company", tool, place, np.unique(np.concatenate([endings, names, joiners])))
        for place, names in wanted.items()
    ]
