"""Counts of keys in bounded memory: exact up to two million different ones, a uniform sample of them beyond.

What comes in is laid aside and joined with the rest now and then, so that a row costs the same at the end of a long
file as at its beginning. What is kept depends on the keys alone, never on where the rows were split.
"""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np

from leakverify.checks.named_rows import MAX_NAMED, Places, rows_at
from leakverify.facts.kinds import Bools, Ints, Keys
from leakverify.model.finding import Rows

MAX_KEYS: Final = 1 << 21
LAID_ASIDE: Final = 1 << 17
"""At least so many keys wait before they are joined with the rest; then a quarter of what is kept."""

_SPACE: Final = 2.0**64


def no_keys() -> Keys:
    """No keys."""
    return np.empty(0, np.uint64)


def no_places() -> Places:
    """No places."""
    return np.empty(0, np.uint32)


def estimated(keys: Keys) -> int:
    """How many different keys there are, from the smallest of them (relative error about 1/sqrt of their number)."""
    return int((len(keys) - 1) / (float(keys[-1]) / _SPACE))


@dataclass(slots=True)
class DistinctKeys:
    """The `limit` smallest different keys: how many different ones there are, exact up to `limit`."""

    limit: int = MAX_KEYS
    kept: Keys = field(default_factory=no_keys)
    waiting: list[Keys] = field(default_factory=list)
    saturated: bool = False

    def add(self, keys: Keys) -> None:
        """Take the keys of the next rows, in any number and order."""
        if self.saturated:
            keys = keys[keys <= self.kept[-1]]
        if len(keys):
            self.waiting.append(keys)
            self._settle(max(len(self.kept) // 4, LAID_ASIDE))

    def merge(self, later: Self) -> None:
        """Take in what was seen elsewhere."""
        self.waiting += [later.kept, *later.waiting]
        self.saturated = self.saturated or later.saturated
        self._settle(0 if later.saturated else max(len(self.kept) // 4, LAID_ASIDE))

    @property
    def distinct(self) -> int:
        """How many different keys there are (estimated once saturated)."""
        self._settle(0)
        return estimated(self.kept) if self.saturated else len(self.kept)

    def _settle(self, bearable: int) -> None:
        """Join what waits with the rest if more than is bearable does."""
        if sum(map(len, self.waiting)) <= bearable:
            return
        keys = np.concatenate([self.kept, *self.waiting])
        keys.sort()  # several times faster than np.unique, which sorts what it has hashed
        new = np.ones(len(keys), np.bool_)
        new[1:] = keys[1:] != keys[:-1]
        self.kept, self.waiting = keys[new], []
        if len(self.kept) > self.limit:
            self.kept, self.saturated = self.kept[: self.limit].copy(), True


@dataclass(slots=True)
class _Part:
    """Different keys in rising order with how often and where first; and the rows that repeat one, in file order."""

    keys: Keys
    counts: Places
    first: Places
    repeats: Places
    repeated: Keys

    def moved(self, rows: int) -> "_Part":
        """The same, so many rows further down."""
        if not rows:
            return self
        first, repeats = (
            (places.astype(np.int64) + rows).astype(np.uint32)
            for places in (self.first, self.repeats)
        )
        return _Part(self.keys, self.counts, first, repeats, self.repeated)


@dataclass(slots=True)
class KeyTally:
    """Exact counts and first rows of the `limit` smallest keys, and the rows that repeat one of them.

    Up to `limit` distinct keys everything is exact; beyond it the kept keys are a uniform sample of the
    distinct ones: `distinct` and `copies` are estimated with a relative error of about 1/sqrt(limit), and the
    rows named are those of the sample. Rows whose key is not `eligible` are passed over.
    """

    limit: int = MAX_KEYS
    seen: int = 0
    eligible: int = 0
    saturated: bool = False
    _kept: _Part = field(
        default_factory=lambda: _Part(no_keys(), no_places(), no_places(), no_places(), no_keys())
    )
    _waiting: list[_Part] = field(default_factory=list)

    def add(self, keys: Keys, eligible: Bools) -> None:
        """Take the keys of the next rows."""
        able = eligible
        if self.saturated:
            able = able & (keys <= self._kept.keys[-1])
        places = np.flatnonzero(able)
        if len(places):
            self._waiting.append(_counted(keys[places], places + self.seen))
        self.seen += len(keys)
        self.eligible += int(np.count_nonzero(eligible))
        self._settle(max(len(self._kept.keys) // 4, LAID_ASIDE))

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self._waiting += [part.moved(self.seen) for part in (later._kept, *later._waiting)]
        self.seen += later.seen
        self.eligible += later.eligible
        self.saturated = self.saturated or later.saturated
        self._settle(0 if later.saturated else max(len(self._kept.keys) // 4, LAID_ASIDE))

    @property
    def distinct(self) -> int:
        """How many distinct keys there are (estimated once saturated)."""
        keys = self._settled().keys
        return estimated(keys) if self.saturated else len(keys)

    @property
    def copies(self) -> int:
        """How many rows repeat an earlier one (estimated once saturated)."""
        kept = self._settled()
        copies = int(kept.counts.sum(dtype=np.int64)) - len(kept.keys)
        return round(copies * (_SPACE / float(kept.keys[-1]))) if self.saturated else copies

    def rows(self) -> Rows:
        """The rows that repeat an earlier row's key, as record numbers from 1."""
        return rows_at(self.copies, self._settled().repeats)

    def _settled(self) -> _Part:
        """What is kept, with nothing waiting."""
        self._settle(0)
        return self._kept

    def _settle(self, bearable: int) -> None:
        """Join what waits with the rest if more than is bearable does, and keep the smallest keys only."""
        if sum(len(part.keys) + len(part.repeats) for part in self._waiting) <= bearable:
            return
        kept, self._waiting = _joined([self._kept, *self._waiting]), []
        if len(kept.keys) > self.limit:
            self.saturated = True
            inside = kept.repeated <= kept.keys[self.limit - 1]
            kept = _Part(
                kept.keys[: self.limit].copy(),
                kept.counts[: self.limit].copy(),
                kept.first[: self.limit].copy(),
                kept.repeats[inside],
                kept.repeated[inside],
            )
        self._kept = kept


def _counted(keys: Keys, places: Ints) -> _Part:
    """The keys of some rows, counted."""
    unique, first, counts = np.unique(keys, return_index=True, return_counts=True)
    again = np.empty(0, np.int64)
    if len(unique) < len(keys):
        repeat = np.ones(len(keys), np.bool_)
        repeat[first] = False
        again = np.flatnonzero(repeat)[:MAX_NAMED]
    return _Part(
        unique,
        counts.astype(np.uint32),
        places[first].astype(np.uint32),
        places[again].astype(np.uint32),
        keys[again],
    )


def _joined(parts: list[_Part]) -> _Part:
    """Parts that follow one another as one; a key's first row in a later part repeats that of an earlier one."""
    keys = np.concatenate([part.keys for part in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    counts = np.concatenate([part.counts for part in parts])[order]
    first = np.concatenate([part.first for part in parts])[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(new)
    repeats = np.concatenate([*(part.repeats for part in parts), first[~new]])
    repeated = np.concatenate([*(part.repeated for part in parts), keys[~new]])
    if len(repeats):
        order = np.argsort(repeats, kind="stable")[:MAX_NAMED]
        repeats, repeated = repeats[order], repeated[order]
    if len(starts) < len(keys):
        keys, first = keys[starts], first[starts]
        counts = np.add.reduceat(counts, starts)
    return _Part(keys, counts, first, repeats, repeated)
