"""Mergeable state for probes: counts with rows, keyed tallies, bottom-k row samples, per-row tracks.

Everything here gives equal results for every split of the rows: integers only, samples by keyed hash of
content with the row number as tie-break, row numbers counted from 0 at the state's own start.
"""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from leakverify.facts.kinds import Bools, Ints, Keys
from leakverify.model.finding import MAX_ROWS_SHOWN, Rows

MAX_KEYS: Final = 1 << 21
MAX_NAMED: Final = 1_000_000
SAMPLE_ROWS: Final = 5_000


def rows_at(count: int, places: Ints) -> Rows:
    """Rows by their places from 0, rising: all of them for the analyst, the first hundred for everybody."""
    numbers = places[:MAX_NAMED].astype("<u4") + np.uint32(1)
    return Rows(count, tuple(int(n) for n in numbers[:MAX_ROWS_SHOWN]), numbers.tobytes())


@dataclass(slots=True)
class RowLog:
    """Counts marked rows among eligible ones and remembers where they are (the first million)."""

    seen: int = 0
    eligible: int = 0
    hits: int = 0
    places: list[Ints] = field(default_factory=list)
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
            self._keep(places + self.seen)
        self.seen += later.seen
        self.eligible += later.eligible
        self.hits += later.hits
        for name, count in later.counts.items():
            self.counts[name] = self.counts.get(name, 0) + count

    def _keep(self, places: Ints) -> None:
        """Remember places while there is room."""
        room = MAX_NAMED - sum(len(kept) for kept in self.places)
        if len(places) and room > 0:
            self.places.append(places[:room].astype(np.int64))

    @property
    def share(self) -> float:
        """Hits among eligible rows, 0 where there are none."""
        return self.hits / self.eligible if self.eligible else 0.0

    def rows(self) -> Rows:
        """The marked rows as record numbers from 1."""
        places = np.concatenate(self.places) if self.places else np.empty(0, np.int64)
        return rows_at(self.hits, places)


@dataclass(slots=True)
class KeyTally:
    """Exact counts and first rows of the `MAX_KEYS` smallest keys, and the rows that repeat a key.

    Up to `limit` distinct keys everything is exact; beyond it the kept keys are a uniform sample of the
    distinct ones (their counts stay exact) and `distinct` is estimated with a relative error of about
    1/sqrt(limit). Rows whose key is not `eligible` are passed over.
    """

    limit: int = MAX_KEYS
    seen: int = 0
    eligible: int = 0
    copies: int = 0
    keys: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    counts: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    first: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    repeats: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    saturated: bool = False

    def add(self, keys: Keys, eligible: Bools) -> None:
        """Take the keys of the next rows."""
        later = KeyTally(self.limit)
        places = np.flatnonzero(eligible).astype(np.int64)
        unique, first, counts = np.unique(keys[places], return_index=True, return_counts=True)
        later.seen = len(keys)
        later.eligible = len(places)
        later.copies = int(counts.sum() - len(counts))
        later.keys, later.counts, later.first = unique, counts.astype(np.int64), places[first]
        repeat = np.ones(len(places), np.bool_)
        repeat[first] = False
        later.repeats = places[repeat][:MAX_NAMED]
        later.cut()
        self.merge(later)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        keys = np.concatenate([self.keys, later.keys])
        counts = np.concatenate([self.counts, later.counts])
        first = np.concatenate([self.first, later.first + self.seen])
        order = np.argsort(keys, kind="stable")
        keys, counts, first = keys[order], counts[order], first[order]
        new = np.ones(len(keys), np.bool_)
        new[1:] = keys[1:] != keys[:-1]
        starts = np.flatnonzero(new)
        again = np.sort(first[~new])
        self.copies += later.copies + len(again)
        repeats = np.concatenate([self.repeats, later.repeats + self.seen, again])
        self.repeats = np.sort(repeats)[:MAX_NAMED]
        self.keys = keys[starts]
        self.counts = np.add.reduceat(counts, starts) if len(starts) else counts
        self.first = first[starts]
        self.seen += later.seen
        self.eligible += later.eligible
        self.saturated = self.saturated or later.saturated
        self.cut()

    def cut(self) -> None:
        """Keep the smallest keys only."""
        if len(self.keys) > self.limit:
            self.keys = self.keys[: self.limit]
            self.counts, self.first = self.counts[: self.limit], self.first[: self.limit]
            self.saturated = True

    @property
    def distinct(self) -> int:
        """How many distinct keys there are (estimated once saturated)."""
        if not self.saturated:
            return len(self.keys)
        return int((len(self.keys) - 1) / (float(self.keys[-1]) / 2.0**64))

    def rows(self) -> Rows:
        """The rows that repeat an earlier row's key, as record numbers from 1."""
        return rows_at(self.copies, self.repeats)


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

    def add(self, keys: Keys, eligible: Bools, values: dict[str, NDArray[np.generic]]) -> None:
        """Take the next rows; `values` are arrays of one entry per row."""
        places = self.pick(keys, eligible)
        picked = {name: array[places] for name, array in values.items()}
        self.take(len(keys), int(np.count_nonzero(eligible)), places, keys[places], picked)

    def pick(self, keys: Keys, eligible: Bools) -> Ints:
        """The next rows that may enter, so that costly values are made of these only."""
        able = eligible
        if len(self.keys) >= self.limit:
            able = able & (keys <= self.keys.max())
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

    def by_key(self) -> Self:
        """The same rows in the order of their keys: what is drawn from them does not depend on the order of the file."""
        order = np.lexsort((self.places, self.keys))
        values = {name: array[order] for name, array in self.values.items()}
        return type(self)(
            self.limit, self.seen, self.eligible, self.keys[order], self.places[order], values
        )

    def cut(self) -> None:
        """Keep the rows with the smallest (key, place), in file order."""
        if len(self.keys) > self.limit:
            keep = np.sort(np.lexsort((self.places, self.keys))[: self.limit])
            self.keys, self.places = self.keys[keep], self.places[keep]
            self.values = {name: array[keep] for name, array in self.values.items()}


@dataclass(slots=True)
class Track:
    """One small integer per row and name, in row order: for what only the order of rows can tell."""

    seen: int = 0
    parts: dict[str, list[NDArray[np.generic]]] = field(default_factory=dict)

    def add(self, values: dict[str, NDArray[np.generic]]) -> None:
        """Take the next rows."""
        self.seen += len(next(iter(values.values())))
        for name, array in values.items():
            self.parts.setdefault(name, []).append(array)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.seen += later.seen
        for name, arrays in later.parts.items():
            self.parts.setdefault(name, []).extend(arrays)

    def whole(self, name: str) -> NDArray[np.generic]:
        """All rows of one name."""
        return np.concatenate(self.parts[name]) if self.parts.get(name) else np.empty(0, np.int64)


@dataclass(slots=True)
class States:
    """Several states of one probe by name."""

    logs: dict[str, RowLog] = field(default_factory=dict)
    tallies: dict[str, KeyTally] = field(default_factory=dict)
    samples: dict[str, RowSample] = field(default_factory=dict)
    tracks: dict[str, Track] = field(default_factory=dict)

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
