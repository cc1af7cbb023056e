"""The custody log: who did what to a sample, and when. Each entry holds the hash of the one before.

A line is one entry in the spelling of `strict_json`. Whoever changes, drops, adds or swaps entries breaks the chain at a place
that `first_broken` names. A chain alone cannot tell that its last entries were dropped: whoever keeps a log keeps its `Head` too, signed
in a dossier. Details are numbers, closed words and hashes; no cell and no file name goes in.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from leakverify.case import strict_json

MOST_BYTES: Final = 8 << 20
MOST_LINE: Final = 16_384
MOST_DETAILS: Final = 64
LONGEST_DETAIL: Final = 256
START: Final = "0" * 64
_HASH: Final = re.compile(r"[0-9a-f]{64}\Z")
_WORD: Final = re.compile(r"[a-z][a-z0-9_]{0,31}\Z")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
_WHO: Final = re.compile(r"[^\W\d_]{0,8}\Z")
_FIELDS: Final = frozenset({"seq", "when", "who", "what", "details", "previous", "hash"})

Detail = str | int | None


class Act(StrEnum):
    """What can be done to a sample."""

    TAKEN_IN = "taken_in"
    OPENED = "opened"
    CONVERTED = "converted"
    MAPPED = "mapped"
    OVERRULED = "overruled"
    CHECKED = "checked"
    LOOKED_UP = "looked_up"
    CALLED = "called"
    EXPORTED = "exported"
    CLAIMED = "claimed"
    DRAWN = "drawn"
    ANSWERED = "answered"
    MARKED = "marked"
    NOTED = "noted"
    SAVED = "saved"
    REKEYED = "rekeyed"


class Broken(StrEnum):
    """Why an entry does not belong where it stands."""

    FORM = "form"
    HASH = "hash"
    ORDER = "order"
    CHAIN = "chain"
    END = "end"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, before it is an entry: what, when (UTC), and details."""

    what: Act
    when: str
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `seq` counts from 1, `when` is UTC, `who` are initials or nothing."""

    seq: int
    when: str
    who: str
    what: str
    details: Mapping[str, Detail]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries a log has, and the hash of its last."""

    entries: int = 0
    last: str = START


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """The first entry that does not fit, by the place where it stands (from 1), and why."""

    seq: int
    reason: Broken


@dataclass(slots=True)
class Log:
    """A log that is being kept: only added to."""

    head: Head = field(default_factory=Head)
    _lines: list[bytes] = field(default_factory=list)

    @classmethod
    def resume(cls, data: bytes) -> Self:
        """Go on with a log that was kept; ValueError where `first_broken` finds something in it."""
        if first_broken(data) is not None:
            raise ValueError("broken")
        lines = list(_lines(data))
        return cls(_head(lines), lines)

    def last(self) -> Entry:
        """The last entry; ValueError where there is none."""
        if not self._lines:
            raise ValueError("empty")
        return _entry(strict_json.parse_canonical(self._lines[-1], MOST_LINE))

    def draft(self) -> "Log":
        """A log that begins where this one ends, to be joined to it once what it tells has been done."""
        return Log(self.head)

    def join(self, draft: "Log") -> None:
        """Take over the entries of a draft."""
        self._lines += draft.lines
        self.head = draft.head

    def append(
        self, what: Act, when: str, *, who: str = "", details: Mapping[str, Detail] | None = None
    ) -> Entry:
        """Add an entry.

        Raises:
            ValueError: a moment, initials or details that no log takes.
        """
        body: dict[str, Any] = {
            "seq": self.head.entries + 1,
            "when": when,
            "who": who,
            "what": what.value,
            "details": dict(details or {}),
            "previous": self.head.last,
        }
        entry = _entry({**body, "hash": _hash(body)})
        self._lines.append(strict_json.to_bytes(_fields(entry)))
        self.head = Head(entry.seq, entry.hash)
        return entry

    @property
    def lines(self) -> tuple[bytes, ...]:
        """Each entry as it stands in a file."""
        return tuple(self._lines)

    @property
    def size(self) -> int:
        """The bytes of the whole log."""
        return sum(map(len, self._lines))

    def to_bytes(self) -> bytes:
        """The whole log as it stands in a file."""
        return b"".join(self._lines)


def is_initials(text: str) -> bool:
    """Whether a log takes this for who did something: up to eight letters, or nothing."""
    return _WHO.match(text) is not None


def _head(lines: list[bytes]) -> Head:
    """The head of whole lines."""
    if not lines:
        return Head()
    last = _entry(strict_json.parse_canonical(lines[-1], MOST_LINE))
    return Head(last.seq, last.hash)


def first_broken(data: bytes, head: Head | None = None) -> BrokenEntry | None:
    """The first entry that was changed, dropped, added or moved; None where all is as it was written.

    With the `head` that was kept elsewhere, dropped or added entries at the end are found as well.
    """
    last = Head()
    for place, line in enumerate(_lines(data), start=1):
        reason, entry = _judge(line, last)
        if reason is not None or entry is None:
            return BrokenEntry(place, reason or Broken.FORM)
        last = Head(entry.seq, entry.hash)
    if head is not None and last != head:
        return BrokenEntry(min(last.entries + 1, head.entries + 1), Broken.END)
    return None


def entries(data: bytes) -> Iterator[Entry]:
    """The entries of a log that was found whole; ValueError at one that cannot be read."""
    for line in _lines(data):
        yield _entry(strict_json.parse_canonical(line, MOST_LINE))


def _lines(data: bytes) -> Iterator[bytes]:
    """Each line with its line feed; a log of more than `MOST_BYTES` ends in a line that nothing reads."""
    at = 0
    while at < len(data):
        if at > MOST_BYTES:
            yield b""
            return
        end = data.find(b"\n", at, at + MOST_LINE)
        stop = end + 1 if end >= 0 else min(len(data), at + MOST_LINE)
        yield data[at:stop]
        at = stop


def _judge(line: bytes, last: Head) -> tuple[Broken | None, Entry | None]:
    """Why a line is not the entry that follows `last`, or that entry."""
    try:
        fields = strict_json.parse_canonical(line, MOST_LINE)
        entry = _entry(fields)
    except ValueError:
        return Broken.FORM, None
    if entry.hash != _hash({k: v for k, v in fields.items() if k != "hash"}):
        return Broken.HASH, None
    if entry.seq != last.entries + 1:
        return Broken.ORDER, None
    return (Broken.CHAIN, None) if entry.previous != last.last else (None, entry)


def _hash(body: Mapping[str, Any]) -> str:
    """The hash of everything else in an entry."""
    return hashlib.sha256(strict_json.to_bytes(body)).hexdigest()


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "when": entry.when,
        "who": entry.who,
        "what": entry.what,
        "details": dict(entry.details),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(fields: Mapping[str, Any]) -> Entry:
    """An entry whose every field is of its kind; a word that a later version knows is none of ours to refuse."""
    if fields.keys() != _FIELDS:
        raise ValueError("fields")
    seq = fields["seq"]
    if isinstance(seq, bool) or not isinstance(seq, int) or seq < 1:
        raise ValueError("seq")
    return Entry(
        seq,
        _match(fields["when"], _MOMENT),
        _match(fields["who"], _WHO),
        _match(fields["what"], _WORD),
        _details(fields["details"]),
        _match(fields["previous"], _HASH),
        _match(fields["hash"], _HASH),
    )


def _match(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError("form")
    return value


def _details(value: Any) -> dict[str, Detail]:
    """A flat map of words to numbers and short texts."""
    if not isinstance(value, dict) or len(value) > MOST_DETAILS:
        raise ValueError("details")
    for key, said in value.items():
        if not isinstance(key, str) or not _WORD.match(key) or isinstance(said, bool):
            raise ValueError("details")
        if said is not None and not isinstance(said, str | int):
            raise ValueError("details")
        if isinstance(said, str) and len(said) > LONGEST_DETAIL:
            raise ValueError("details")
    return value
