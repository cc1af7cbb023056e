"""Records with names (JSON objects) into chunks of text columns; the columns grow as new names turn up."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

import pyarrow as pa

from leakverify.limits import MIB, Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.table import REPLACEMENT, Cell, Tally, slot_names

CHUNK_ROWS: Final = 16_384
CHUNK_CHARS: Final = 32 * MIB
"""A chunk of long records ends before its rows are many."""
CACHE_BYTES: Final = 96 * MIB
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
FLATTEN_DEPTH: Final = 8
Row = dict[str, Cell]


class Number(str):
    """A JSON number, kept as it was written."""

    __slots__ = ()


_PLAIN: Final = frozenset({str, Number, type(None)})
_SPELLED: Final = {True: "true", False: "false", None: "null"}


class TooDeep(Exception):  # noqa: N818  (a state, not an error to be told)
    """A value is nested deeper than the limit."""


def flatten(record: dict[str, Any], limits: Limits) -> Row:
    """One row: nested objects under dotted names, arrays as compact JSON, null as missing.

    Raises:
        TooDeep: the record is nested deeper than the limit.
    """
    if _PLAIN.issuperset(map(type, record.values())):
        return record
    row: Row = {}
    _flatten_into(row, record, "", limits.json_depth, 0)
    return row


def _flatten_into(row: Row, record: dict[str, Any], prefix: str, deepest: int, depth: int) -> None:
    for key, value in record.items():
        name = prefix + key
        if value.__class__ is dict and value and depth < FLATTEN_DEPTH:
            _flatten_into(row, value, name + ".", deepest, depth + 1)
            continue
        while name in row:  # "a.b" as a key beside b inside a
            name += " (2)"
        if value.__class__ in _PLAIN:
            row[name] = value
        elif value.__class__ is bool:
            row[name] = _SPELLED[value]
        else:
            row[name] = _compact(value, deepest - depth)


def _compact(value: Any, levels: int) -> str:
    if levels < 0:
        raise TooDeep
    if value is None or isinstance(value, bool):
        return _SPELLED[value]
    if isinstance(value, Number):
        return value
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        inner = (
            f"{json.dumps(k, ensure_ascii=False)}:{_compact(v, levels - 1)}"
            for k, v in value.items()
        )
        return "{" + ",".join(inner) + "}"
    return "[" + ",".join(_compact(v, levels - 1) for v in value) + "]"


class Held:
    """What all tables of one file hold in memory: characters of rows that wait, bytes of chunks that are kept."""

    def __init__(self) -> None:
        self.waiting = 0
        self.kept = 0


class RecordTable:
    """Collects rows of one table: their number, the names seen, and the chunks while they are few."""

    def __init__(self, limits: Limits, held: Held | None = None) -> None:
        self._limits = limits
        self._all = held or Held()
        self._waiting: list[Row] = []
        self._bytes = self._held = 0
        self.names: dict[str, None] = {}
        self.rows = 0
        self.chunks: list[pa.Table] | None = []
        self.tally = Tally()

    def add(self, row: Row) -> None:
        """Take a row; while all fits in memory it need not be read twice."""
        self.rows += 1
        if not row.keys() <= self.names.keys():
            self.names.update(dict.fromkeys(row))
            if len(self.names) > self._limits.columns:
                raise UnreadableInput("TOO_MANY_COLUMNS", limit=self._limits.columns)
        if self.chunks is not None:
            self._waiting.append(row)
            length = row_length(row)
            self._held += length
            self._all.waiting += length
            if len(self._waiting) == CHUNK_ROWS or self._all.waiting > CHUNK_CHARS:
                self.flush()

    def flush(self) -> None:
        """Turn waiting rows into a chunk."""
        if self.chunks is None or not self._waiting:
            return
        chunk = rows_to_chunk(self._waiting, list(self.names), self.tally)
        self._all.waiting -= self._held
        self._waiting, self._held = [], 0
        self._bytes += chunk.nbytes
        self._all.kept += chunk.nbytes
        self.chunks.append(chunk)
        if self._all.kept > CACHE_BYTES:
            self.chunks = None
            self._all.kept -= self._bytes


def row_length(row: Row) -> int:
    """How much memory a row takes, roughly: characters, and something for each cell."""
    return 64 * len(row) + sum(len(cell) for cell in row.values() if cell)


def rows_to_chunk(rows: list[Row], names: list[str], tally: Tally) -> pa.Table:
    """Rows as one chunk; lone surrogates become U+FFFD and are counted by row."""
    try:
        arrays = [pa.array(column, pa.large_string()) for column in _columns(rows, names)]
    except UnicodeEncodeError:
        cleaned = [_clean(row, tally.rows + i, tally) for i, row in enumerate(rows, start=1)]
        arrays = [pa.array(column, pa.large_string()) for column in _columns(cleaned, names)]
    tally.rows += len(rows)
    return pa.Table.from_arrays(arrays, names=slot_names(len(names)))


def _columns(rows: list[Row], names: list[str]) -> Iterable[Sequence[Cell]]:
    """The cells by column; rows that have all names are turned at once."""
    if len(names) > 1:
        try:
            return list(zip(*map(itemgetter(*names), rows), strict=True))
        except KeyError:
            pass
    return ([row.get(name) for row in rows] for name in names)


def _clean(row: Row, number: int, tally: Tally) -> Row:
    if not any(cell and _SURROGATE.search(cell) for cell in row.values()):
        return row
    tally.note_undecodable(number)
    return {k: cell and _SURROGATE.sub(REPLACEMENT, cell) for k, cell in row.items()}


def clean_name(name: str) -> str:
    """A name without lone surrogates."""
    return _SURROGATE.sub(REPLACEMENT, name)


def padded(chunks: Iterator[pa.Table], width: int) -> Iterator[pa.Table]:
    """Give early chunks the columns that only later rows have, all missing."""
    for chunk in chunks:
        arrays = [*chunk.columns]
        arrays += [pa.nulls(chunk.num_rows, pa.large_string())] * (width - chunk.num_columns)
        yield pa.Table.from_arrays(arrays, names=slot_names(width))
