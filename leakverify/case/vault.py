"""A vault of older leaks: one locked file of keyed hashes. No cell is in it, and none can be had from it without its key.

A leak is added in one transaction, so that a kill leaves the vault as it was. What another leak has of the new one's
smallest 4,096 values, and the other way round, is told at once and kept as bits, since by it one learns what a genuine
new leak usually shares.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from leakverify.case import vault_file
from leakverify.case.vault_numbers import bits, edge, is_rising, numbers, shared
from leakverify.model.closing import Closing
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem
from leakverify.model.messages import PileHead
from leakverify.model.old_leak import (
    COMMON,
    FIELD,
    KEYS,
    KIND,
    LABEL,
    LINK,
    MOST_KINDS,
    MOST_LABELS,
    MOST_PROVIDERS,
    NUMBER_BYTES,
    PART_BYTES,
    About,
    Leak,
)

if TYPE_CHECKING:
    from array import array

    import sqlcipher3

PROBED: Final = 4_096
LONGEST_LABEL: Final = 120
LONGEST_ORIGIN: Final = 300
MOST_LISTED: Final = 10_000
_RISING: Final = frozenset({COMMON, KEYS, LINK})
_LIST: Final = "SELECT * FROM leak ORDER BY number LIMIT ?"
_INSERT: Final = (
    "INSERT INTO leak(label, leaked, origin, sha256, rows, added, country, counts, providers, in_order)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *"
)
_PART: Final = "SELECT data FROM chunk WHERE length(data) <= ? AND leak = ? AND kind = ? AND field = ? AND number = ?"


class Vault(Closing):
    """An open vault; used by one thread at a time."""

    def __init__(self, connection: "sqlcipher3.Connection", key: str) -> None:
        self.key = key
        self._connection = connection

    @classmethod
    def create(cls, path: Path, passphrase: str) -> Self:
        """A new vault; errors as `vault_file.create`."""
        vault_file.create(path, passphrase).close()
        return cls.open(path, passphrase)

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """An existing vault; errors as `vault_file.open_known`."""
        return cls(*vault_file.open_known(path, passphrase))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def leaks(self) -> tuple[Leak, ...]:
        """All leaks, by number."""
        rows = self._rows(_LIST, MOST_LISTED)
        return tuple(_leak(row) for row in rows)

    def contents(self) -> str:
        """A fingerprint of the leaks as listed, keyed by the vault's key: equal where a search finds the same; it tells nobody what they are."""
        listed = [self.key, [asdict(leak) for leak in self.leaks()]]
        return hashlib.sha256(json.dumps(listed).encode("ascii")).hexdigest()

    def holds(self, sha256: str) -> bool:
        """Whether a leak of this file is in the vault."""
        return bool(self._rows("SELECT 1 FROM leak WHERE sha256 = ?", sha256))

    def remove(self, number: int) -> None:
        """Take a leak out; what it was is overwritten.

        Raises:
            UsageProblem: `VAULT_NO_SUCH_LEAK`.
        """
        with self.writing():
            if not self._rows("DELETE FROM leak WHERE number = ? RETURNING number", number):
                raise UsageProblem("VAULT_NO_SUCH_LEAK", number=number)
            self._rows("DELETE FROM chunk WHERE leak = ?", number)
            self._rows("DELETE FROM overlap WHERE leak = ? OR other = ?", number, number)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing.

        Raises:
            OutputProblem: `VAULT_BUSY` where another program has the vault, `VAULT_FAILED` where the disk is full.
        """
        wrong = vault_file.failures()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except wrong as error:
            raise OutputProblem("VAULT_BUSY") from error
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, wrong):
                raise OutputProblem("VAULT_FAILED") from error
            raise

    def put_leak(self, about: About, sha256: str, added: dt.date, head: PileHead) -> Leak:
        """The row of a new leak, within `writing`.

        Raises:
            UsageProblem: `VAULT_ALREADY` for the same file a second time; `VAULT_LABEL` for no label or one too long.
        """
        _check(about)
        if self.holds(sha256):
            raise UsageProblem("VAULT_ALREADY")
        (row,) = self._rows(
            _INSERT,
            about.label,
            about.leaked,
            about.origin,
            sha256,
            head.rows,
            added.isoformat(),
            head.country,
            json.dumps(head.counts),
            json.dumps(head.providers),
            json.dumps(head.in_order),
        )
        return _leak(row)

    def put_part(self, leak: int, kind: str, field: str, number: int, data: bytes) -> None:
        """The next part of a leak's numbers, within `writing`; keys rise from part to part, which the caller has seen."""
        found = numbers(data)
        low, high = (edge(found[0]), edge(found[-1])) if field in _RISING else (b"", b"")
        self._rows(
            "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?)",
            leak,
            kind,
            field,
            number,
            low,
            high,
            data,
        )

    def put_overlap(self, leak: int, other: int, kind: str) -> None:
        """What a leak's smallest values have in another, within `writing`."""
        asked = next(self.field(leak, kind, KEYS), numbers(b""))[:PROBED]
        hits = {key for part in self.found(other, kind, asked) for key in part}
        self._rows(
            "INSERT INTO overlap VALUES (?, ?, ?, ?, ?)",
            leak,
            other,
            kind,
            len(asked),
            bits(asked, hits),
        )

    def field(self, leak: int, kind: str, field: str) -> "Iterator[array[int]]":
        """A field's numbers, part by part."""
        at = 0
        while data := self._part(leak, kind, field, at):
            yield data
            at += 1

    def fields(self, leak: int, kind: str) -> tuple[str, ...]:
        """The fields that a leak has of a kind."""
        rows = self._rows(
            "SELECT DISTINCT field FROM chunk WHERE leak = ? AND kind = ? ORDER BY field LIMIT 99",
            leak,
            kind,
        )
        return tuple(_text(name, FIELD) for (name,) in rows)

    def found(self, leak: int, kind: str, asked: Sequence[int]) -> Iterator[list[int]]:
        """Which of the rising keys asked for a leak has, part by part."""
        if not len(asked):
            return
        rows = self._rows(
            "SELECT number FROM chunk WHERE leak = ? AND kind = ? AND field = 'keys' AND low <= ? AND high >= ?"
            " ORDER BY number",
            leak,
            kind,
            edge(asked[-1]),
            edge(asked[0]),
        )
        for (number,) in rows:
            yield shared(asked, self._part(leak, kind, KEYS, _whole(number)))

    def overlaps(self) -> tuple[tuple[int, int, str, int, int], ...]:
        """Of each two leaks: number, other, kind, how many values were probed, and which were found, as bits."""
        rows = self._rows("SELECT leak, other, kind, probed, hits FROM overlap")
        return tuple(
            (_whole(a), _whole(b), _text(kind, KIND), _whole(probed), _bits(hits, _whole(probed)))
            for a, b, kind, probed, hits in rows
        )

    def _part(self, leak: int, kind: str, field: str, number: int) -> "array[int]":
        """One part of a field; empty where there is none."""
        rows = self._rows(
            _PART,
            PART_BYTES,
            leak,
            kind,
            field,
            number,
        )
        if not rows:
            return numbers(b"")
        ((data,),) = rows
        found = numbers(data if isinstance(data, bytes) else b"")
        if len(data) % NUMBER_BYTES or (field in _RISING and not is_rising(found)):
            raise UnreadableInput("VAULT_DAMAGED")
        return found

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a statement; a file that breaks is told as such."""
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
        except vault_file.failures() as error:
            if self._connection.in_transaction:
                raise
            raise UnreadableInput("VAULT_DAMAGED") from error
        return found


def _check(about: About) -> None:
    """What the user says of a leak, within bounds."""
    if not about.label.strip() or len(about.label) > LONGEST_LABEL:
        raise UsageProblem("VAULT_LABEL")
    if len(about.origin) > LONGEST_ORIGIN:
        raise UsageProblem("VAULT_LABEL")
    if about.leaked:
        try:
            dt.date.fromisoformat(about.leaked)
        except ValueError as error:
            raise UsageProblem("BAD_OPTION", option="--leaked") from error


def _leak(row: tuple[Any, ...]) -> Leak:
    """A row of the list, every field by its type and length."""
    number, label, leaked, origin, sha256, rows, added, country, counts, providers, in_order = row
    try:
        about = About(str(label), str(leaked), str(origin))
        _check(about)
        found = Leak(
            _whole(number),
            about,
            str(sha256)[:64],
            _whole(rows),
            dt.date.fromisoformat(added).isoformat(),
            str(country)[:2],
            tuple((_text(k, KIND), _whole(n)) for k, n in _listed(counts, MOST_KINDS)),
            tuple(_whole(n) for n in _listed(providers, MOST_PROVIDERS)),
            tuple(_text(name, LABEL) for name in _listed(in_order, MOST_LABELS)),
        )
    except (ValueError, TypeError, RecursionError, UsageProblem) as error:
        raise UnreadableInput("VAULT_DAMAGED") from error
    return found


def _listed(text: object, most: int) -> list[Any]:
    """A short list as JSON."""
    if not isinstance(text, str) or len(text) > 99 * (most + 1):
        raise ValueError
    found = json.loads(text, parse_float=str, parse_constant=str)
    if not isinstance(found, list) or len(found) > most:
        raise ValueError
    return found


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 62:
        raise UnreadableInput("VAULT_DAMAGED")
    return value


def _text(value: object, form: Any) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise UnreadableInput("VAULT_DAMAGED")
    return value


def _bits(value: object, count: int) -> int:
    if not isinstance(value, bytes) or count > PROBED or len(value) != (count + 7) // 8:
        raise UnreadableInput("VAULT_DAMAGED")
    return int.from_bytes(value, "little")
