"""JSON into a table: an array of records, an object that holds one, JSON lines, or records by key."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from leakverify.limits import Limits
from leakverify.model.terms import Stopped
from leakverify.sources.inputs import TextInput
from leakverify.sources.json.json_stream import BrokenJson, JsonStream, PairCounter
from leakverify.sources.json.mongo_shell import (
    as_json,
    is_shell_output,
    json_blocks,
    without_number,
)
from leakverify.sources.record_reader import RecordReader, choose, collect
from leakverify.sources.records import Row, TooDeep, flatten
from leakverify.sources.table import TableHead

_WALK_DEPTH: Final = 4
_MOST_BROKEN: Final = 1_000


@dataclass(slots=True)
class _Walk:
    """One walk over the text: what did not fit on the way."""

    limits: Limits
    by_line: bool = False
    pairs: PairCounter = field(default_factory=PairCounter)
    skipped: int = 0
    truncated: bool = False

    def rows(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield (table name, row); the name is "" for the outermost array or lines."""
        stream = JsonStream(blocks, self.pairs, self.limits.line_bytes, by_line=self.by_line)
        try:
            if stream.peek() == "[":
                yield from self._array(stream, "")
            else:
                yield from self.objects(stream)
        except BrokenJson:
            self.truncated = True

    def objects(self, stream: JsonStream) -> Iterator[tuple[str, Row]]:
        """JSON lines, or objects one after the other."""
        while first := stream.peek():
            if first == ",":
                stream.take(",")
            elif (row := self._one(stream)) is not None:
                yield "", row

    def _array(self, stream: JsonStream, name: str) -> Iterator[tuple[str, Row]]:
        stream.take("[")
        while stream.peek() != "]":
            if not stream.peek():
                self.truncated = True
                return
            if (row := self._one(stream)) is not None:
                yield name, row
            if stream.peek() == ",":
                stream.take(",")
        stream.take("]")

    def _one(self, stream: JsonStream) -> Row | None:
        """One value as a row; what is no record is counted."""
        try:
            value = stream.value()
        except BrokenJson:
            self.skipped += 1
            if not stream.skip_line() or (self.skipped > _MOST_BROKEN and not self.by_line):
                raise  # beyond repair, and each attempt may look far ahead
            return None
        if isinstance(value, dict):
            with suppress(TooDeep):
                return flatten(value, self.limits)
        self.skipped += 1
        return None

    def tables(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield the records of every array of objects inside one outer object."""
        stream = JsonStream(blocks, self.pairs, self.limits.line_bytes)
        try:
            yield from self._inside(stream, "", 0)
        except BrokenJson:
            self.truncated = True

    def _inside(self, stream: JsonStream, path: str, depth: int) -> Iterator[tuple[str, Row]]:
        stream.take("{")
        while stream.peek() != "}":
            key = stream.value()
            if not isinstance(key, str):
                raise BrokenJson
            stream.take(":")
            name = f"{path}.{key}" if path else key
            opening = stream.peek()
            if opening == "[":
                yield from self._array(stream, name)
            elif opening == "{" and depth < _WALK_DEPTH:
                yield from self._inside(stream, name, depth + 1)
            else:
                stream.value()
            if stream.peek() == ",":
                stream.take(",")
        stream.take("}")


def looks_like_json(head: str) -> bool:
    """Tell a text that begins as an array or object of JSON does."""
    start = without_number(head.lstrip(" \t\r\n\ufeff"))
    second = start[1:].lstrip()[:1]
    return (start[:1] == "{" and second in {'"', "}"}) or (
        start[:1] == "[" and second in {"{", "]"}
    )


def open_json(given: TextInput) -> RecordReader:
    """Read JSON once, to know its tables and columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    blocks, head_text, limits = given.blocks, given.head, given.limits
    if is_shell_output(head_text):
        blocks = partial(json_blocks, given.blocks)
        head_text = as_json(head_text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    is_lines = _is_lines(head_text)
    nested = head_text.lstrip(" \t\r\n\ufeff").startswith("{") and not is_lines
    by_line = is_lines and _is_whole(head_text.lstrip().split("\n", 1)[0])
    walk = _Walk(limits, by_line)
    found: Callable[[_Walk, Iterator[bytes]], Iterator[tuple[str, Row]]]
    found = _Walk.tables if nested else _Walk.rows
    tables = collect(found(walk, blocks()), limits)
    if nested and not tables:
        walk, found = _Walk(limits), _by_key
        tables = collect(found(walk, blocks()), limits)
    name = choose(tables, given.settings.table)
    table = tables[name]

    def again() -> Iterator[Row]:
        second = _Walk(limits, by_line)
        return (row for where, row in found(second, blocks()) if where == name)

    shown = "jsonl" if is_lines else "json"
    names = tuple(n for n in tables if n)
    head = TableHead(shown, given.encoding, None, header=True, table=name or None, tables=names)
    reader = RecordReader(head, table, again, limits)
    reader.tally.skipped = walk.skipped
    reader.tally.duplicate_keys = walk.pairs.duplicates
    reader.tally.stopped = Stopped.TRUNCATED if walk.truncated else None
    return reader


def _is_lines(head: str) -> bool:
    """Tell JSON lines: the first object is whole and another one follows it."""
    stream = JsonStream(iter([head.encode("utf-8", "surrogatepass")]), PairCounter(), len(head))
    try:
        if not isinstance(stream.value(), dict):
            return False
    except BrokenJson:
        return "\n{" in head.replace("\r", "\n") and "}\n{" in head.replace("\r", "")
    return stream.peek() == "{"


def _is_whole(line: str) -> bool:
    """Tell whether one line is a whole object."""
    stream = JsonStream(iter([line.encode("utf-8", "surrogatepass")]), PairCounter(), len(line))
    try:
        return isinstance(stream.value(), dict)
    except BrokenJson:
        return False


def _by_key(walk: _Walk, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
    """Rows of an object without arrays: one record by key each, as some databases export, or one record and what follows."""
    stream = JsonStream(blocks, walk.pairs, walk.limits.line_bytes)
    try:
        value: Any = stream.value()
    except BrokenJson:
        walk.truncated = True
        return
    if not isinstance(value, dict):  # the first record stands for one value of MongoDB
        walk.skipped += 1
    else:
        records = list(value.values())
        try:
            if len(records) > 1 and all(isinstance(record, dict) for record in records):
                for key, record in value.items():
                    yield "", {"key": key, **flatten(record, walk.limits)}
            else:
                yield "", flatten(value, walk.limits)
        except TooDeep:
            walk.skipped += 1
    try:
        yield from walk.objects(stream)
    except BrokenJson:
        walk.truncated = True
