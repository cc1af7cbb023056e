"""Which values of one column spell what a value of another column spells, and whether they share a row.

A value is cut into runs of five letters; a run that few values hold links the values that hold it. In one
row such links mean that the columns know each other; links between strangers' rows show how they were mixed.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from leakverify.facts.kinds import Bools, Ints, Keys, Texts
from leakverify.reference.hashing import fold

RUN: Final = 5
"""Letters in a run: shorter ones are in too many words of a language."""

MOST_DIGITS: Final = 2
"""Runs of digits are numbers and dates, whose likeness means nothing."""

RARE: Final = 4
"""A run that more values of a column hold is a common word."""

STRONG: Final = 2
"""Two shared runs are at least six letters in a row."""

OWN_RUN: Final = 4
"""So many shared letters within a row, and its values are not strangers, however common the word is."""

MOST_LOOKED: Final = 2_048
LEAST_SAMPLED: Final = 0.5
"""Partners outside the sample are allowed for up to here; beyond, chance meetings would pass for them."""

_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER: Final = np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A column's distinct folded values, each row's place among them, and their rare runs."""

    codes: Ints
    values: list[str]
    counts: Ints
    runs: Keys
    owners: Ints

    @property
    def distinct(self) -> int:
        """How many values spell something."""
        return sum(1 for value in self.values if value)

    @property
    def filled(self) -> int:
        """How many rows spell something."""
        return sum(int(c) for c, v in zip(self.counts, self.values, strict=True) if v)


@dataclass(frozen=True, slots=True)
class Links:
    """Values of the first column by where the one value stands that spells the same: own row, or a stranger's.

    `rows` are the rows of the misplaced values of the second column, by their places in the sample; `looked` is the part
    of the likely ones that was looked at.
    """

    own: int
    misplaced: int
    possible: int
    rows: Ints
    looked: float = 1.0

    @property
    def share(self) -> float:
        """The misplaced ones among all that have a partner."""
        linked = self.own + self.misplaced
        return self.misplaced / linked if linked else 0.0

    def coverage(self, sampled: float) -> float:
        """How many of the values that could have a partner elsewhere have one, in all rows, of which this part was sampled."""
        reached = self.possible * self.looked * max(sampled, LEAST_SAMPLED)
        return self.misplaced / reached if reached else 0.0


def spelled(texts: Texts) -> Spelled:
    """Fold a column to its letters and digits and find the runs that few of its values hold."""
    written, place = np.unique(texts.astype(str), return_inverse=True)
    letters = [letters_of(text) for text in written.tolist()]
    values, folded = np.unique(np.array(letters, dtype=str), return_inverse=True)
    codes: Ints = folded[place].astype(np.int64)
    runs, owners = _rare(*runs_of(values.tolist()))
    return Spelled(codes, values.tolist(), np.bincount(codes, minlength=len(values)), runs, owners)


def letters_of(text: str) -> str:
    """A text's letters and digits, without case, accents and what stands between."""
    return "".join(filter(str.isalnum, fold(text)))


def runs_of(
    values: list[str], length: int = RUN, digits_most: int = MOST_DIGITS
) -> tuple[Keys, Ints]:
    """A number for each run of letters of each value, and whose it is."""
    flat = np.frombuffer("".join(v + "\0" for v in values).encode("utf-32-le"), "<u4")
    owners = np.repeat(np.arange(len(values)), [len(v) + 1 for v in values])
    starts = max(0, len(flat) - length + 1)
    keys = np.zeros(starts, np.uint64)
    whole = np.ones(starts, np.bool_)
    digits = np.zeros(starts, np.int64)
    for step in range(length):
        letter = flat[step : step + starts]
        keys = keys * _FACTOR + letter.astype(np.uint64) * _OTHER + np.uint64(1)
        whole &= letter != 0
        digits += (letter >= ord("0")) & (letter <= ord("9"))
    keep = whole & (digits <= digits_most)
    return keys[keep], owners[:starts][keep]


def _rare(keys: Keys, owners: Ints) -> tuple[Keys, Ints]:
    """The runs that at most `RARE` values hold, each once per value, by rising run."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    once = np.ones(len(keys), np.bool_)
    once[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    keys, owners = keys[once], owners[once]
    _, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    few = counts[place] <= RARE
    return keys[few], owners[few]


def links(first: Spelled, second: Spelled) -> Links:
    """Compare two columns of the same rows."""
    width = len(second.values)
    left, right, score = _scores(first, second)
    together = np.isin(left * width + right, np.unique(first.codes * width + second.codes))
    strong = score >= STRONG
    own = np.unique(left[together & strong])
    best = strong & (score == _best(left, score)[left]) & (score == _best(right, score)[right])
    alone = best & _once(left, best) & _once(right, best) & ~together
    # A value that has a partner in its own row as well is at home.
    alone &= ~np.isin(left, left[together]) & ~np.isin(right, right[together])
    pairs = np.column_stack([left[alone], right[alone]])
    strangers = _strangers(first, second, pairs)
    rows = np.flatnonzero(np.isin(second.codes, strangers[:, 1]))
    possible = min(first.distinct, second.distinct)
    looked = min(1.0, MOST_LOOKED / max(1, len(pairs)))
    return Links(len(own), len(strangers), possible, rows.astype(np.int64), looked)


def _scores(first: Spelled, second: Spelled) -> tuple[Ints, Ints, Ints]:
    """Pairs of values that share rare runs, and how many."""
    lows = np.searchsorted(second.runs, first.runs, side="left")
    highs = np.searchsorted(second.runs, first.runs, side="right")
    many = highs - lows
    left = np.repeat(first.owners, many)
    steps = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    right = second.owners[np.repeat(lows, many) + steps]
    pairs, score = np.unique(left * len(second.values) + right, return_counts=True)
    return pairs // len(second.values), pairs % len(second.values), score.astype(np.int64)


def _best(owners: Ints, score: Ints) -> Ints:
    """The highest score of each value."""
    out = np.zeros(int(owners.max(initial=-1)) + 1, np.int64)
    np.maximum.at(out, owners, score)
    return out


def _once(owners: Ints, marked: Bools) -> Bools:
    """Whether each pair's value is in one marked pair only."""
    counts = np.bincount(owners[marked], minlength=int(owners.max(initial=-1)) + 1)
    out: Bools = counts[owners] == 1
    return out


def _strangers(first: Spelled, second: Spelled, pairs: Ints) -> Ints:
    """Those pairs of which neither value has a common word with what stands in its own rows."""
    pairs = pairs[:MOST_LOOKED]
    left, right = first.codes, second.codes
    beside_left = _beside(left, right, pairs[:, 0])
    beside_right = _beside(right, left, pairs[:, 1])
    keep = [
        bool(there and here)
        and not any(_alike(first.values[a], second.values[x]) for x in there)
        and not any(_alike(second.values[b], first.values[x]) for x in here)
        for (a, b), there, here in zip(pairs.tolist(), beside_left, beside_right, strict=True)
    ]
    return pairs[np.array(keep, np.bool_)]


def _beside(codes: Ints, others: Ints, wanted: Ints) -> list[list[int]]:
    """What stands beside each wanted value, in a few of its rows."""
    order = np.argsort(codes, kind="stable")
    lows = np.searchsorted(codes[order], wanted, side="left")
    highs = np.searchsorted(codes[order], wanted, side="right")
    return [
        others[order[low : min(low + RARE, high)]].tolist()
        for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
    ]


def _alike(one: str, other: str) -> bool:
    """Whether two texts share a few letters in a row, or are too empty to tell."""
    if len(one) < OWN_RUN or len(other) < OWN_RUN:
        return True
    return any(one[i : i + OWN_RUN] in other for i in range(len(one) - OWN_RUN + 1))
