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


def take_people(
    sample: DistinctSample, facts: Facts, columns: tuple[str, ...], seed: int, kind: str
) -> None:
    """Add the next rows' distinct people with the keys of their first or last name (`kind`).

    `one` is the key of one word, `two` of two (Le Gall, Anna Maria), 0 where there is none: a whole name does
    not tell where the first name ends. `front` and `back` are the ends of a name with a hyphen, 0 in others.
    """
    names = [facts.names(column) for column in columns]
    filled: Bools = np.logical_and.reduce([n.filled for n in names])
    keys = facts.key(columns, seed, folded=True)
    places = sample.pick(keys, filled)
    found = [parts_at(names, place, kind) for place in places.tolist()]
    one, two = keys_of([one for one, _ in found]), keys_of([two for _, two in found])
    ends = [one.partition("-")[::2] if "-" in one else ("", "") for one, _ in found]
    front, back = keys_of([a for a, _ in ends]), keys_of([b for _, b in ends])
    sample.take(keys, places, {"one": one, "two": two, "front": front, "back": back})


def parts_at(names: list[NameFacts], place: int, kind: str) -> tuple[str, str]:
    """The name of that kind in a row, and where one column holds the whole name, two words of it."""
    one = ""
    for part in names:
        code = int(part.codes[place])
        one = str((part.first if kind == "first" else part.last)[code]) or one
    text = str(names[0].values[int(names[0].codes[place])]) if len(names) == 1 else ""
    if text.count(" ") < TWO_WORDS:
        return one, ""
    words = fold(text).replace(",", " ").split()
    return one, " ".join(words[:TWO_WORDS] if kind == "first" else words[-TWO_WORDS:])


def keys_of(words: list[str]) -> NDArray[np.integer]:
    """Keys of words, 0 for none; often most have none."""
    keys = np.zeros(len(words), np.int64)
    filled = np.fromiter(map(bool, words), np.bool_, len(words))
    keys[filled] = hash_words(texts([word for word in words if word]))
    return keys


def evened(codes: Ints, most: int) -> NDArray[np.float64]:
    """A weight per person so that no single name weighs more than `most` people."""
    _, place, counts = np.unique(codes, return_inverse=True, return_counts=True)
    weights: NDArray[np.float64] = np.minimum(1.0, most / counts)[place]
    return weights
