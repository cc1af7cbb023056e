"""Do these cells name people? Real first names and surnames, word shapes, and what firms and towns are called."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools
from leakverify.mapping import shapes
from leakverify.mapping.sample import ColumnSample
from leakverify.reference import people, postal, towns, vocabularies

MAX_WORDS: Final = 5
_SHORTEST_PART: Final = 3
_NON_LATIN: Final = "\u0370"


@dataclass(frozen=True, slots=True)
class NameLook:
    """Shares (0-1) of a column's distinct values.

    `letters` only; `several` words (two to five) or a `single` one; `first` and `last` with a known first name or
    surname; `organisation` with a word of firms or offices; `place` borne by a town; `foreign` in a script
    without capitals, which the name lists do not cover.
    """

    letters: float
    several: float
    single: float
    first: float
    last: float
    organisation: float
    place: float
    foreign: float


def look(sample: ColumnSample) -> NameLook:
    """Measure a column."""
    values = sample.as_texts
    words = [_words(v) for v in sample.values]
    first = _known("first", [w[0] if w else "" for w in words])
    any_first = first | _known("first", [w[-1] if w else "" for w in words])
    last = _known("last", [w[-1] if w else "" for w in words])
    return NameLook(
        letters=sample.share(shapes.is_letters),
        several=sample.share(lambda t: 1 < shapes.word_count(t) <= MAX_WORDS),
        single=sample.share(lambda t: shapes.word_count(t) == 1),
        first=_mean(any_first),
        last=_mean(last),
        organisation=sample.share(shapes.is_organisation),
        place=_mean(postal.places_anywhere(postal.fold_places(values))),
        foreign=sample.share(lambda t: max(t, default="") >= _NON_LATIN and t.upper() == t.lower()),
    )


def echoed(names: ColumnSample, emails: ColumnSample) -> float:
    """The share of rows whose address repeats a word of the name, among rows that have both."""
    both = repeated = 0
    for name, email in zip(names.cells, emails.cells, strict=True):
        local = email.partition("@")[0].lower()
        if not name or not local:
            continue
        both += 1
        words = [w for w in _words(name) if len(w) >= _SHORTEST_PART]
        repeated += any(w in local for w in words)
    return repeated / both if both else 0.0


def same(one: ColumnSample, other: ColumnSample) -> float:
    """The share of rows where two columns say the same, among rows where both say something."""
    both = [(a, b) for a, b in zip(one.cells, other.cells, strict=True) if a and b]
    return sum(a.casefold() == b.casefold() for a, b in both) / len(both) if both else 0.0


def _words(text: str) -> list[str]:
    return vocabularies.fold_word(text.replace(",", " ")).split()


def _known(kind: str, words: list[str]) -> Bools:
    texts = np.empty(len(words), dtype=object)
    texts[:] = words
    return people.known_anywhere(kind, vocabularies.hash_words(texts))


def town_share(sample: ColumnSample) -> float:
    """The share of values that some town bears or that a generator's town grammar spells."""
    folded = postal.fold_places(sample.as_texts)
    return _mean(postal.places_anywhere(folded) | (towns.grammars(folded) != ""))


def _mean(flags: Bools) -> float:
    return float(flags.mean()) if len(flags) else 0.0
