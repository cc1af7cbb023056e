"""What the name checks ask of people: the keys of first and last names of distinct ones."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints, NameFacts
from leakverify.reference.hashing import fold, texts
from leakverify.reference.vocabularies import hash_words

TWO_WORDS: Final = 2
MOST_PEOPLE: Final = 2_048
"""So many distinct people tell a closed list from a population; more only cost time."""


def take_people(sample: DistinctSample, facts: Facts, columns: tuple[str, ...], seed: int) -> None:
    """Add the next rows' distinct people with the keys of their names.

    `first` and `last` are the keys of one word, `first2` and `last2` of two (Le Gall, Anna Maria), 0 where there is
    none: a whole name does not tell where the first name ends.
    """
    names = [facts.names(column) for column in columns]
    filled: Bools = np.logical_and.reduce([n.filled for n in names])
    keys = facts.key(columns, seed, folded=True)
    places = sample.pick(keys, filled)
    words: dict[str, list[str]] = {"first": [], "first2": [], "last": [], "last2": []}
    for place in places.tolist():
        first, last, whole = parts_at(names, place)
        words["first"].append(first)
        words["last"].append(last)
        words["first2"].append(" ".join(whole[:TWO_WORDS]) if len(whole) > TWO_WORDS else "")
        words["last2"].append(" ".join(whole[-TWO_WORDS:]) if len(whole) > TWO_WORDS else "")
    sample.take(keys, places, {name: keys_of(found) for name, found in words.items()})


def parts_at(names: list[NameFacts], place: int) -> tuple[str, str, list[str]]:
    """First name, last name and, where one column holds both, all words of a row's name."""
    first = last = ""
    for part in names:
        code = int(part.codes[place])
        first, last = str(part.first[code]) or first, str(part.last[code]) or last
    if len(names) > 1:
        return first, last, []
    whole = fold(str(names[0].values[int(names[0].codes[place])])).replace(",", " ").split()
    return first, last, whole


def keys_of(words: list[str]) -> NDArray[np.integer]:
    """Keys of words, 0 for none."""
    keys = hash_words(texts(words)).astype(np.int64)
    keys[np.array([not w for w in words], dtype=np.bool_)] = 0
    return keys


def evened(codes: Ints, most: int) -> NDArray[np.float64]:
    """A weight per person so that no single name weighs more than `most` people."""
    _, place, counts = np.unique(codes, return_inverse=True, return_counts=True)
    weights: NDArray[np.float64] = np.minimum(1.0, most / counts)[place]
    return weights
