"""Mergeable state for probes: counts with rows, keyed tallies, bottom-k row samples, per-row tracks.

Everything here gives equal results for every split of the rows: integers only, samples by keyed hash of
content with the row number as tie-break, row numbers counted from 0 at the state's own start.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Final, Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.named_rows import MAX_NAMED, Places, rows_at
from leakverify.checks.tallies import DistinctKeys, KeyTally
from leakverify.facts.kinds import Bools, Ints, Keys
from leakverify.model.finding import Rows

__all__ = [
    "DistinctKeys",
    "KeyTally",
    "RowLog",
    "RowSample",
    "States",
    "Track",
    "follow",
    "rows_at",
]

SAMPLE_ROWS: Final = 5_000
MAX_TRACKED: Final = 1 << 23
"""Rows beyond these eight millions are counted in a track, not remembered."""


@dataclass(slots=True)
class RowLog:
    """Counts marked rows among eligible ones and remembers where they are (the first million)."""

    seen: int = 0
    eligible: int = 0
    hits: int = 0
    places: list[Places] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, eligible: Bools, hit: Bools, counts: dict[str, int] | None = None) -> None:
        """Take the next rows; `counts` are further integers to add up by name."""
        marked = np.flatnonzero(hit & eligible)
        self._keep(marked + self.seen)
        self.seen += len(eligible)
        self.eligible += int(np.count_nonzero(eligible))
        self.hits += len(marked)
        for name, count in (counts or {}).items():
            self.counts[name] = self.counts.get(name, 0) + int(count)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        for places in later.places:
            self._keep(places.astype(np.int64) + self.seen)
        self.seen += later.seen
        self.eligible += later.eligible
        self.hits += later.hits
        for name, count in later.counts.items():
            self.counts[name] = self.counts.get(name, 0) + count

    def _keep(self, places: Ints) -> None:
        """Remember places while there is room."""
        room = MAX_NAMED - sum(len(kept) for kept in self.places)
        if len(places) and room > 0:
            self.places.append(places[:room].astype(np.uint32))

    @property
    def share(self) -> float:
        """Hits among eligible rows, 0 where there are none."""
        return self.hits / self.eligible if self.eligible else 0.0

    def rows(self) -> Rows:
        """The marked rows as record numbers from 1."""
        places = np.concatenate(self.places) if self.places else np.empty(0, np.uint32)
        return rows_at(self.hits, places)


@dataclass(slots=True)
class RowSample:
    """The `limit` eligible rows with the smallest keys, with some values of each.

    Exact (all rows, in file order) up to `limit` eligible rows, a uniform sample of them beyond.
    """

    limit: int = SAMPLE_ROWS
    seen: int = 0
    eligible: int = 0
    keys: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    places: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    values: dict[str, NDArray[np.generic]] = field(default_factory=dict)
    bound: Keys | None = None
    """One key, if more than `limit` rows elsewhere in the file have smaller ones: no row beyond it can stay in the end."""

    def add(self, keys: Keys, eligible: Bools, values: dict[str, NDArray[np.generic]]) -> None:
        """Take the next rows; `values` are arrays of one entry per row."""
        places = self.pick(keys, eligible)
        picked = {name: array[places] for name, array in values.items()}
        self.take(len(keys), int(np.count_nonzero(eligible)), places, keys[places], picked)

    def pick(self, keys: Keys, eligible: Bools) -> Ints:
        """The next rows that may enter, so that costly values are made of these only."""
        able = eligible
        if (bound := self.largest) is not None:
            able = able & (keys <= bound)
        places = np.flatnonzero(able).astype(np.int64)
        if len(places) > self.limit:
            inside = keys[places]
            places = places[inside <= np.partition(inside, self.limit - 1)[self.limit - 1]]
        return places

    def take(
        self,
        seen: int,
        eligible: int,
        places: Ints,
        keys: Keys,
        values: dict[str, NDArray[np.generic]],
    ) -> None:
        """Take the picked ones of the next `seen` rows; `keys` and `values` have one entry per picked row."""
        later = type(self)(self.limit, seen, eligible, keys, places, values)
        later.cut()
        self.merge(later)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        if len(self.values) and not len(later.keys):  # the rule, once enough rows are in
            self.seen += later.seen
            self.eligible += later.eligible
            return
        self.keys = np.concatenate([self.keys, later.keys])
        self.places = np.concatenate([self.places, later.places + self.seen])
        names = self.values or later.values
        self.values = {
            name: np.concatenate([s.values[name] for s in (self, later) if name in s.values])
            for name in names
        }
        self.seen += later.seen
        self.eligible += later.eligible
        self.cut()

    @property
    def largest(self) -> Keys | None:
        """The largest key that can still enter, None while every row can."""
        return self.keys.max(keepdims=True) if len(self.keys) >= self.limit else self.bound

    def follow(self, earlier: Self) -> None:
        """Let in only what can stay beside the rows of a sample that this one will be joined with."""
        self.bound = earlier.largest

    def by_key(self) -> Self:
        """The same rows in the order of their keys: what is drawn from them does not depend on the order of the file."""
        return self._at(np.lexsort((self.places, self.keys)))

    def distinct(self) -> Self:
        """The same, with the first of rows that share a key only."""
        return self._at(np.unique(self.keys, return_index=True)[1])

    def _at(self, order: Ints) -> Self:
        """Some of the rows, in this order."""
        values = {name: array[order] for name, array in self.values.items()}
        return type(self)(
            self.limit, self.seen, self.eligible, self.keys[order], self.places[order], values
        )

    def cut(self) -> None:
        """Keep the rows with the smallest (key, place), in file order."""
        if len(self.keys) > self.limit:
            bound = np.partition(self.keys, self.limit - 1)[self.limit - 1]
            keep = self.keys < bound
            ties = np.flatnonzero(self.keys == bound)  # in file order, as all rows here are
            keep[ties[: self.limit - np.count_nonzero(keep)]] = True
            self.keys, self.places = self.keys[keep], self.places[keep]
            self.values = {name: array[keep] for name, array in self.values.items()}


@dataclass(slots=True)
class Track:
    """One small integer per row and name, in row order, of the first `limit` rows: for what only the order can tell."""

    limit: int = MAX_TRACKED
    seen: int = 0
    parts: dict[str, list[NDArray[np.generic]]] = field(default_factory=dict)

    def add(self, values: dict[str, NDArray[np.generic]]) -> None:
        """Take the next rows."""
        for name, array in values.items():
            self._keep(name, array, self.seen)
        self.seen += len(next(iter(values.values())))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        for name, arrays in later.parts.items():
            at = self.seen
            for array in arrays:
                self._keep(name, array, at)
                at += len(array)
        self.seen += later.seen

    def _keep(self, name: str, array: NDArray[np.generic], at: int) -> None:
        """Remember the values of rows from place `at` on, as far as there is room."""
        if at < self.limit:
            self.parts.setdefault(name, []).append(array[: self.limit - at])

    @property
    def tracked(self) -> int:
        """How many rows are remembered."""
        return min(self.seen, self.limit)

    def whole(self, name: str) -> NDArray[np.generic]:
        """All remembered rows of one name."""
        return np.concatenate(self.parts[name]) if self.parts.get(name) else np.empty(0, np.int64)


@dataclass(slots=True)
class States:
    """Several states of one probe by name."""

    logs: dict[str, RowLog] = field(default_factory=dict)
    tallies: dict[str, KeyTally] = field(default_factory=dict)
    samples: dict[str, RowSample] = field(default_factory=dict)
    tracks: dict[str, Track] = field(default_factory=dict)
    kinds: dict[str, DistinctKeys] = field(default_factory=dict)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly, part by part; both sides have the same parts."""
        for name, log in self.logs.items():
            log.merge(later.logs[name])
        for name, tally in self.tallies.items():
            tally.merge(later.tallies[name])
        for name, sample in self.samples.items():
            sample.merge(later.samples[name])
        for name, track in self.tracks.items():
            track.merge(later.tracks[name])
        for name, kind in self.kinds.items():
            kind.merge(later.kinds[name])


class Sampled(Protocol):
    """A sample that need not take in what another one, of other rows of the same file, keeps out in the end."""

    def follow(self, earlier: Self) -> None:
        """Let in only what can stay beside the rows of a sample that this one will be joined with."""
        ...


def follow(state: object, earlier: object) -> None:
    """Let each sample in a fresh state follow its like in one of the same check over other rows of the file."""
    if hasattr(state, "follow"):
        cast("Sampled", state).follow(cast("Sampled", earlier))
    elif isinstance(state, dict):
        for name, part in state.items():
            if name in cast("dict[object, object]", earlier):
                follow(part, cast("dict[object, object]", earlier)[name])
    elif is_dataclass(state):
        for part in fields(state):
            follow(getattr(state, part.name), getattr(earlier, part.name))
