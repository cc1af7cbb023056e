"""What the checks of made-up phrases and of closed lists share: wordy cells, and the list that holds most of them."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role
from leakverify.reference.hashing import contains, hash_words, texts
from leakverify.reference.phrases import FEWEST_WORDS, LONGEST, WHOLE, Phrases, lists, words_of
from leakverify.reference.vocabularies import fold_word

MOST_VALUES: Final = 1_024
MIN_VALUES: Final = 30
MOST_COLUMNS: Final = 4
WORDY_ROLES: Final = (Role.UNKNOWN, Role.FREE_TEXT)
SHORTEST: Final = 3
BITS: Final = 62
"""Lists marked in one number of a value's state."""


@dataclass(frozen=True, slots=True)
class Held:
    """The list that holds most values, and which."""

    phrases: Phrases
    inside: Bools

    @property
    def hits(self) -> int:
        """How many different values are on the list."""
        return int(self.inside.sum())


class ClosedPhrases(StateCheck[DistinctSample]):
    """Distinct values of a wordy column, each with the lists that it could come from."""

    kinds: ClassVar[tuple[str, ...]]

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first few columns of words that are no names, places or numbers."""
        names = roles.named(*WORDY_ROLES)[:MOST_COLUMNS]
        return [Binding((name,)) for name in names] or NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> DistinctSample:
        """Distinct wordy values with one bit per list."""
        return DistinctSample(MOST_VALUES)

    def look(self, state: DistinctSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the lists of the next values."""
        cells = facts.cells(binding.columns[0])
        keys = facts.key(binding.columns, context.seed, folded=True)
        places = state.pick(keys, cells.filled)
        written = cells.values[cells.codes[places]].tolist()
        state.take(keys, places, {**marks(written, self.kinds)})


@cache
def lists_of(kinds: tuple[str, ...]) -> tuple[Phrases, ...]:
    """The lists of these kinds, in the order of their bits."""
    return tuple(found for found in lists() if found.kind in kinds)


def marks(cells: list[str], kinds: tuple[str, ...]) -> dict[str, Ints]:
    """One bit per list for each cell, and whether it is wordy at all: with a word of three letters or more."""
    wanted = lists_of(kinds)
    rows = [words_of(text) for text in cells]
    counts = np.array([len(words) for words in rows], np.int64)
    wordy = np.array([any(w.isalpha() and len(w) >= SHORTEST for w in words) for words in rows])
    every = [word for words in rows for word in words]
    different = sorted(set(every))
    number = {word: i for i, word in enumerate(different)}
    owner = np.repeat(np.arange(len(rows)), counts)
    place = np.array([number[word] for word in every], np.int64)
    words = hash_words(texts(different))
    whole = hash_words(texts([fold_word(text[:LONGEST]) for text in cells]))
    found = {f"lists{i}": np.zeros(len(rows), np.int64) for i in range(planes(kinds))}
    for i, phrases in enumerate(wanted):
        if phrases.kind in WHOLE:
            fits = contains(phrases.keys, whole)
        else:
            strange = ~contains(phrases.keys, words)[place]
            fits = np.bincount(owner[strange], minlength=len(rows)) == 0
            fits &= counts >= FEWEST_WORDS[phrases.kind]
        found[f"lists{i // BITS}"] |= (fits & wordy.astype(np.bool_)).astype(np.int64) << (i % BITS)
    return found | {"wordy": wordy.astype(np.int64)}


def planes(kinds: tuple[str, ...]) -> int:
    """How many numbers hold the bits of all lists."""
    return (len(lists_of(kinds)) + BITS - 1) // BITS


def best_held(sample: DistinctSample, kinds: tuple[str, ...]) -> Held:
    """The list that holds most values; of equals the smallest."""
    numbers = [sample.whole(f"lists{i}") for i in range(planes(kinds))]
    best, inside = lists_of(kinds)[0], np.zeros(len(sample), np.bool_)
    for i, phrases in enumerate(lists_of(kinds)):
        held = (numbers[i // BITS] >> (i % BITS) & 1).astype(np.bool_)
        if (int(held.sum()), -len(phrases.keys)) > (int(inside.sum()), -len(best.keys)):
            best, inside = phrases, held
    return Held(best, inside)
