"""What the file at a glance is made of, counted while the checks run: whole numbers in parts of the rows, in fixed memory.

Parts begin at fixed rows and grow twice as long when there are too many, and whether a row is counted depends on its number
alone; so every split of the rows gives equal counts. Of a large file fewer rows are counted the further down they stand, which
leaves a part of it sixteen rows or more.
"""

from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from leakverify.facts.facts import Facts
from leakverify.facts.forms import Forms, forms_of
from leakverify.facts.keys import value_keys
from leakverify.facts.kinds import Ints
from leakverify.model.glance import (
    FORMS,
    MAX_COLUMNS_SEEN,
    MAX_PARTS,
    MOST_CHARACTERS,
    PROVIDERS,
    SCRIPTS,
)
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

Table = NDArray[np.uint32]

EVERY_ROW: Final = 1 << 14
"""Up to this row every one is counted, then half of them to twice that row, a quarter to four times, then half as many at each
second doubling: a large file costs nothing more, and a part keeps as many counted rows as it needs."""
BUCKETS: Final = 64
"""Values are counted by a keyed hash into so many buckets; one that is rare in the whole file is told by its bucket."""

CELLS: Final = 0
EMPTY: Final = 1
LENGTH: Final = 2
FORM: Final = 3
SCRIPT: Final = FORM + len(FORMS)
PROVIDER: Final = SCRIPT + len(SCRIPTS)
BUCKET: Final = PROVIDER + len(PROVIDERS)
WIDTH: Final = BUCKET + BUCKETS
"""Places in a part of a column's counts."""

_BRANDS: Final = {
    "gmail": "gmail", "googlemail": "gmail",
    "hotmail": "microsoft", "outlook": "microsoft", "live": "microsoft", "msn": "microsoft",
    "yahoo": "yahoo", "ymail": "yahoo", "rocketmail": "yahoo", "aol": "yahoo",
    "icloud": "apple", "me": "apple", "mac": "apple",
}  # fmt: skip


class GlanceCounts:
    """Counts by column and part; merged like probes. `rows` are all that were fed, `looked` those that were counted."""

    def __init__(self, roles: Mapping) -> None:
        columns = tuple(roles)[:MAX_COLUMNS_SEEN]
        self.positions = tuple(column.position for column in columns)
        self.mail = tuple(column.role is Role.EMAIL for column in columns)
        self.left_out = len(tuple(roles)) - len(columns)
        self.rows = self.looked = 0
        self.span = 1
        self.first = 0
        """The number of the first part, from the first row of the file."""
        self.parts = 0
        self.table: Table = np.zeros((len(columns), MAX_PARTS, WIDTH), np.uint32)
        self._names = tuple(column.name for column in columns)

    def feed(self, facts: Facts, seed: int) -> None:
        """Take the next rows."""
        if not facts.rows or not self._names:
            return
        begin = facts.batch.first_row - 1
        self._make_room(begin, begin + facts.rows)
        places = counted(begin, facts.rows)
        self.rows += facts.rows
        self.looked += len(places)
        parts = (places + begin) // self.span - self.first
        for index, name in enumerate(self._names):
            self._count(index, parts, _Column(facts, name, places, seed), mail=self.mail[index])

    def merge(self, later: Self) -> None:
        """Take in what was counted elsewhere."""
        if not later.rows:
            return
        other = later
        while other.span < self.span:
            other = other.doubled()
        self._make_room(later.first * later.span, (later.first + later.parts) * later.span, other)
        while other.span < self.span:
            other = other.doubled()
        at = other.first - self.first
        self.table[:, at : at + other.parts] += other.table[:, : other.parts]
        self.rows += later.rows
        self.looked += later.looked

    def doubled(self) -> Self:
        """The same in parts of twice as many rows."""
        made = type(self).__new__(type(self))
        made.__dict__ |= self.__dict__
        made.span, made.first = self.span * 2, self.first // 2
        lead = self.first % 2
        made.parts = (lead + self.parts + 1) // 2 if self.parts else 0
        padded = np.zeros((len(self.table), made.parts * 2, WIDTH), np.uint32)
        padded[:, lead : lead + self.parts] = self.table[:, : self.parts]
        made.table = np.zeros_like(self.table)
        made.table[:, : made.parts] = padded[:, ::2] + padded[:, 1::2]
        return made

    def __getstate__(self) -> dict[str, Any]:
        """What travels between workers: the parts in use."""
        return self.__dict__ | {"table": self.table[:, : self.parts].copy()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ |= state
        used = self.table
        self.table = np.zeros((len(used), MAX_PARTS, WIDTH), np.uint32)
        self.table[:, : self.parts] = used

    def _make_room(self, begin: int, end: int, other: Self | None = None) -> None:
        """Let the parts reach over the rows from `begin` (from 0) to before `end`, and be as long as those of `other`."""
        while True:
            low, high = begin // self.span, -(-end // self.span)
            if self.parts:
                low, high = min(low, self.first), max(high, self.first + self.parts)
            if high - low <= MAX_PARTS and (other is None or other.span <= self.span):
                break
            self.__dict__ |= self.doubled().__dict__
        if self.parts and low < self.first:
            shift = self.first - low
            self.table[:, shift : shift + self.parts] = self.table[:, : self.parts].copy()
            self.table[:, :shift] = 0
        self.first, self.parts = low, high - low

    def _count(self, index: int, parts: Ints, column: "_Column", *, mail: bool) -> None:
        """Add one column's rows."""
        low, high = int(parts.min(initial=0)), int(parts.max(initial=0)) + 1
        if not len(parts):
            return
        at = (parts - low) * WIDTH
        size = (high - low) * WIDTH
        filled = column.filled
        in_filled = at if filled.all() else at[filled]
        marks = [at + CELLS, at[~filled] + EMPTY, in_filled + FORM + column.form]
        marks += [in_filled + SCRIPT + column.script, in_filled + BUCKET + column.bucket]
        if mail:
            providers, domains = column.providers()
            has = providers >= 0
            marks[-1] = in_filled + BUCKET + domains
            marks.append(in_filled[has] + PROVIDER + providers[has])
        counts = np.bincount(np.concatenate(marks), minlength=size)
        lengths = np.bincount(in_filled + LENGTH, weights=column.length, minlength=size)
        total = (counts + lengths.astype(np.int64)).reshape(high - low, WIDTH)
        self.table[index, low:high] += total.astype(np.uint32)


class _Column:
    """The counted rows of one column of a batch; all but `filled` have an entry for each filled row."""

    def __init__(self, facts: Facts, name: str, places: Ints, seed: int) -> None:
        raw = facts.raw(name)
        codes = raw.codes if len(places) == facts.rows else raw.codes[places]
        empty = -1 if raw.empty is None else raw.empty
        self.filled = (codes >= 0) & (codes != empty)
        self._codes = codes if self.filled.all() else codes[self.filled]
        self._facts, self._name, self._seed, self._places = facts, name, seed, places
        self.bucket = _bucket(facts.text_hashes(name, seed)[self._codes])
        forms = self._forms()
        self.form, self.script = forms.form, forms.script
        self.length = np.minimum(forms.length, MOST_CHARACTERS)

    def _forms(self) -> Forms:
        """The forms of the distinct texts laid on the rows, or those of the rows' own texts where these are fewer."""
        texts = self._facts.raw(self._name).texts
        if len(texts) > len(self._codes):
            return forms_of(texts.take(self._codes))
        made = self._facts.kept(("forms", self._name), lambda: forms_of(texts))
        codes = self._codes
        return Forms(made.form[codes], made.script[codes], made.length[codes])

    def providers(self) -> tuple[Ints, Ints]:
        """For each filled row the kind of its mail provider, -1 where it is no address, and the bucket of its domain."""
        mails = self._facts.emails(self._name)
        kinds = np.full(len(mails.domains) + 1, PROVIDERS.index("own"), np.int64)
        kinds[:-1][mails.free] = [_brand(domain) for domain in mails.registrable[mails.free]]
        kinds[:-1][mails.disposable] = PROVIDERS.index("throwaway")
        kinds[:-1][mails.reserved] = PROVIDERS.index("reserved")
        kinds[-1] = -1
        buckets = np.append(_bucket(value_keys(mails.domains, self._seed)), 0)
        codes = mails.codes[self._places][self.filled]
        # a cell of white space is filled as it stands and holds no address
        domains = np.append(mails.domain_codes, np.int32(-1))[codes]
        return kinds[domains], buckets[domains]


def counted(begin: int, rows: int) -> Ints:
    """Which of so many rows from `begin` (both from 0) are counted, as places among them.

    >>> counted(0, 2).tolist()
    [0, 1]
    """
    if begin + rows <= EVERY_ROW:
        return np.arange(rows, dtype=np.int64)
    number = np.arange(begin, begin + rows, dtype=np.uint64)
    doubled = np.maximum(np.frexp(number.astype(np.float64))[1] - EVERY_ROW.bit_length() + 1, 0)
    halved = np.minimum(doubled, 1 + (doubled + 1) // 2).astype(np.uint64)
    mixed = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    kept = (mixed & ((np.uint64(1) << halved) - np.uint64(1))) == 0
    return np.flatnonzero(kept)


def _bucket(keys: NDArray[np.uint64]) -> Ints:
    return (keys & np.uint64(BUCKETS - 1)).view(np.int64)


def _brand(domain: str) -> int:
    """The kind of a provider that gives mailboxes away."""
    return PROVIDERS.index(_BRANDS.get(domain.partition(".")[0], "provider"))
