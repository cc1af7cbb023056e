"""Mergeable counts of integers by value: days, hours, digits, form codes."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np

from leakverify.facts.kinds import Ints


def _none() -> Ints:
    """No integers."""
    return np.empty(0, np.int64)


@dataclass(slots=True)
class Counts:
    """Exact counts by value. For integers of a bounded kind (a calendar has under four million days)."""

    values: Ints = field(default_factory=_none)
    counts: Ints = field(default_factory=_none)

    def add(self, integers: Ints) -> None:
        """Count the integers of the next rows."""
        values, counts = np.unique(integers, return_counts=True)
        self.take(values.astype(np.int64), counts.astype(np.int64))

    def take(self, values: Ints, counts: Ints) -> None:
        """Take in counts by value."""
        if not len(values):
            return
        together = np.concatenate([self.values, values])
        amounts = np.concatenate([self.counts, counts])
        self.values, place = np.unique(together, return_inverse=True)
        summed = np.zeros(len(self.values), np.int64)
        np.add.at(summed, place, amounts)
        self.counts = summed

    def merge(self, later: Self) -> None:
        """Add the counts of the rows that follow."""
        self.take(later.values, later.counts)

    @property
    def total(self) -> int:
        """How many were counted."""
        return int(self.counts.sum())

    def whole(self, size: int) -> Ints:
        """The counts of 0 … size-1 as one array."""
        out = np.zeros(size, np.int64)
        inside = (self.values >= 0) & (self.values < size)
        out[self.values[inside]] = self.counts[inside]
        return out

    def within(self, share: float) -> Self:
        """The counts without the smallest and the largest `share` of what was counted.

        Whole values go, so a block of planted ones far outside the rest goes with the tail.
        """
        running = np.cumsum(self.counts)
        cut = self.total * share
        kept = (running > cut) & (running - self.counts < self.total - cut)
        return type(self)(self.values[kept], self.counts[kept])


@dataclass(slots=True)
class Groups:
    """Named counts of one probe."""

    parts: dict[str, Counts] = field(default_factory=dict)

    def part(self, name: str) -> Counts:
        """The counts of one name, empty at first."""
        return self.parts.setdefault(name, Counts())

    def merge(self, later: Self) -> None:
        """Add the counts of the rows that follow."""
        for name, counts in later.parts.items():
            self.part(name).merge(counts)
