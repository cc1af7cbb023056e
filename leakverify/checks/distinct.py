"""What is judged once per distinct thing: a bounded sample of distinct keys, with what was seen at the first row of each.

A payments table repeats its customers, a log its authors: weighing rows would count one person a thousand
times. So weights are formed over distinct addresses, people or towns, and rows are only counted and shown.
"""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.state import RowLog, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints, Keys
from leakverify.model.finding import Rows

SAMPLE_THINGS: Final = 4_096


MIXER: Final = np.uint64(0x9E3779B97F4A7C15)


def joined(facts: Facts, parts: tuple[tuple[str, ...], ...], seed: int) -> Keys:
    """One key per row over several groups of columns, made from keys that other checks need as well."""
    keys = facts.key(parts[0], seed, folded=True)
    for columns in parts[1:]:
        keys = keys * MIXER ^ facts.key(columns, seed, folded=True)
    return keys


@dataclass(slots=True)
class DistinctSample:
    """The `limit` smallest distinct keys among eligible rows, each with its first row and some integers of it.

    Exact up to `limit` distinct keys, a uniform sample of them beyond. `pick` tells which of the next
    rows can matter, so that costly looks are made at those only; `take` then stores what was seen.
    """

    limit: int = SAMPLE_THINGS
    seen: int = 0
    keys: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    places: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    values: dict[str, Ints] = field(default_factory=dict)
    bound: Keys | None = None
    """One key, if `limit` distinct ones elsewhere in the file are not larger: none beyond it can stay in the end."""

    def pick(self, keys: Keys, eligible: Bools) -> Ints:
        """The rows that may enter: the first row of each new distinct key below the bound, at most `limit`."""
        able = eligible
        if (bound := self.largest) is not None:
            able = able & (keys <= bound)
        places = np.flatnonzero(able).astype(np.int64)
        if len(self.keys):  # of a key that is kept already, the earlier row stays
            at = np.searchsorted(self.keys, keys[places])
            at[at == len(self.keys)] = 0
            places = places[self.keys[at] != keys[places]]
        _, first = np.unique(keys[places], return_index=True)
        picked: Ints = places[first[: self.limit]]
        return picked

    def take(self, keys: Keys, places: Ints, values: dict[str, NDArray[np.integer]]) -> None:
        """Store the picked rows of the next `len(keys)` rows; `values` run over `places`."""
        later = DistinctSample(self.limit, len(keys), keys[places], places)
        later.values = {name: np.asarray(v, dtype=np.int64) for name, v in values.items()}
        self.merge(later)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly; of one key the earlier row stays."""
        if len(self.values) and not len(later.keys):  # the rule, once enough things are known
            self.seen += later.seen
            return
        keys = np.concatenate([self.keys, later.keys])
        places = np.concatenate([self.places, later.places + self.seen])
        kept, first = np.unique(keys, return_index=True)
        first = first[: self.limit]
        self.keys, self.places = kept[: self.limit], places[first]
        none = np.empty(0, np.int64)
        self.values = {
            name: np.concatenate([self.values.get(name, none), later.values.get(name, none)])[first]
            for name in sorted({*self.values, *later.values})
        }
        self.seen += later.seen

    @property
    def largest(self) -> Keys | None:
        """The largest key that can still enter, None while every one can."""
        return self.keys[-1:].copy() if len(self.keys) == self.limit else self.bound

    def follow(self, earlier: Self) -> None:
        """Let in only what can stay beside the things of a sample that this one will be joined with."""
        self.bound = earlier.largest

    def __len__(self) -> int:
        return len(self.keys)

    def whole(self, name: str) -> Ints:
        """One value of every thing, by rising key; empty before anything was taken."""
        return self.values.get(name, np.empty(0, np.int64))

    def rows(self, marked: Bools) -> Rows:
        """The first rows of the marked things, as record numbers from 1."""
        places = np.sort(self.places[marked])
        return rows_at(len(places), places)


@dataclass(slots=True)
class Marked:
    """Marked rows, exactly, and whether each distinct thing is marked, for the weight."""

    log: RowLog = field(default_factory=RowLog)
    things: DistinctSample = field(default_factory=DistinctSample)

    def add(self, keys: Keys, eligible: Bools, hit: Bools) -> None:
        """Take the next rows; a row's mark must follow from what its key is made of."""
        self.log.add(eligible, hit)
        places = self.things.pick(keys, eligible)
        self.things.take(keys, places, {"hit": hit[places].astype(np.int64)})

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.log.merge(later.log)
        self.things.merge(later.things)

    @property
    def hits(self) -> int:
        """Marked distinct things."""
        return int(self.things.whole("hit").sum())

    @property
    def n(self) -> int:
        """Distinct things looked at."""
        return len(self.things)
