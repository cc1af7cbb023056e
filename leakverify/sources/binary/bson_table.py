"""What mongodump writes, into a table: one collection as documents end to end, or an archive of collections.

Nested documents become columns with dotted names as in JSON. A document whose inside is broken is skipped by its
length; where a length itself cannot be, nothing after it can be found, and the rows so far are kept.

Source: https://github.com/mongodb/mongo-tools/blob/master/common/archive/archive.go
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import FileProperty, Property
from leakverify.sources.binary.bson_decode import LEAST, MOST, BrokenBson, decode
from leakverify.sources.inputs import ContentInput
from leakverify.sources.record_reader import RecordReader, choose, collect
from leakverify.sources.records import Row, TooDeep, flatten
from leakverify.sources.table import TableHead

ARCHIVE_MAGIC: Final = bytes.fromhex("6de29981")
_TERMINATOR: Final = -1
_LENGTH: Final = struct.Struct("<i")
_VERSION: Final = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}")


class _Ended(Exception):  # noqa: N818  (a state)
    """The bytes ended in the middle, or hold no document."""


class _Documents:
    """A cursor over blocks of bytes that gives document after document."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next bytes, fewer at the end."""
        if len(self._held) - self._at < count:
            parts = [self._held[self._at :]]
            size = len(parts[0])
            while size < count and (block := next(self._blocks, b"")):
                parts.append(block)
                size += len(block)
            self._held, self._at = b"".join(parts), 0
        taken = self._held[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def next(self) -> bytes | None:
        """The next document: None at a terminator, no bytes at the end of the file.

        Raises:
            _Ended: the file ends in the middle, or what follows is no document.
        """
        start = self.take(_LENGTH.size)
        if not start:
            return start
        if len(start) < _LENGTH.size:
            raise _Ended
        length = _LENGTH.unpack(start)[0]
        if length == _TERMINATOR:
            return None
        if not LEAST <= length <= MOST:
            raise _Ended
        document = start + self.take(length - _LENGTH.size)
        if len(document) < length:
            raise _Ended
        return document


@dataclass(slots=True)
class _Walk:
    """One walk over the documents: what did not fit on the way."""

    limits: Limits
    skipped: int = 0
    too_long: int = 0
    duplicates: int = 0
    truncated: bool = False
    writer: str | None = None

    def rows(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield (collection, row); the collection is "" where the file holds one."""
        documents = _Documents(blocks)
        try:
            for document in iter(documents.next, b""):
                if document is None:  # a terminator has no place here
                    self.truncated = True
                    return
                yield from self._row("", document)
        except _Ended:
            self.truncated = True

    def archive(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield (database.collection, row) of an archive, whose parts may take turns."""
        documents = _Documents(blocks)
        documents.take(len(ARCHIVE_MAGIC))
        try:
            self.writer = _writer(self._record(documents.next() or b""))
            while documents.next():
                continue  # what is told of each collection before the first row
            while start := documents.next():
                part = self._record(start)
                name = f"{part.get('db')}.{part.get('collection')}"
                while document := documents.next():
                    yield from self._row(name, document)
                if document is not None:  # the end, where a terminator belongs
                    self.truncated = True
                    return
        except (_Ended, BrokenBson, TooDeep):
            self.truncated = True

    def _record(self, document: bytes) -> dict[str, Any]:
        record, duplicates = decode(document, self.limits.json_depth)
        self.duplicates += duplicates
        return record

    def _row(self, name: str, document: bytes) -> Iterator[tuple[str, Row]]:
        if len(document) > self.limits.line_bytes:
            self.too_long += 1
            return
        try:
            row = flatten(self._record(document), self.limits)
        except (BrokenBson, TooDeep):
            self.skipped += 1
            return
        yield name, row


def open_bson(given: ContentInput) -> RecordReader:
    """Read the documents once, to know their collections and columns.

    Raises:
        UnreadableInput: `BSON_BROKEN` (no document could be read), `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    limits = given.limits
    is_archive = given.head.startswith(ARCHIVE_MAGIC)
    walk = _Walk(limits)
    tables = collect(
        walk.archive(given.blocks()) if is_archive else walk.rows(given.blocks()), limits
    )
    if not tables and (walk.truncated or walk.skipped):
        raise UnreadableInput("BSON_BROKEN")
    name = choose(tables, given.settings.table)

    def again() -> Iterator[Row]:
        second = _Walk(limits)
        found = second.archive(given.blocks()) if is_archive else second.rows(given.blocks())
        return (row for where, row in found if where == name)

    head = TableHead(
        "bson",
        "utf-8",
        None,
        header=True,
        table=name or None,
        tables=tuple(n for n in tables if n),
        properties=(FileProperty(Property.PROGRAM, walk.writer),) if walk.writer else (),
    )
    reader = RecordReader(head, tables[name], again, limits)
    reader.tally.skipped = walk.skipped
    reader.tally.drop_lines(walk.too_long)
    reader.tally.duplicate_keys = walk.duplicates
    if walk.truncated or given.content.broken:
        reader.tally.stopped = Stopped.TRUNCATED
    return reader


def _writer(header: dict[str, Any]) -> str:
    """The programs that made an archive, by their versions."""
    said = [("mongodump", header.get("tool_version")), ("MongoDB", header.get("server_version"))]
    named = [
        f"{program} {version}"
        for program, version in said
        if isinstance(version, str) and _VERSION.fullmatch(version)
    ]
    return ", ".join(named) or "mongodump"
