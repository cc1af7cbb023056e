"""MySQL, PostgreSQL and SQLite dumps into a table: INSERT tuples, COPY lines and the names CREATE TABLE gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.terms import Stopped
from leakverify.sources.dump_banner import Tail, read_banner
from leakverify.sources.inputs import TextInput
from leakverify.sources.record_reader import RecordReader, choose, collect
from leakverify.sources.records import Row
from leakverify.sources.sql_text import SqlText, copy_cell
from leakverify.sources.table import Cell, TableHead

_NAME: Final = r"(?:`[^`]+`|\"[^\"]+\"|\[[^\]]+\]|[\w$]+)"
_PATH: Final = rf"{_NAME}(?:\s*\.\s*{_NAME}){{0,3}}"
_COLUMNS: Final = rf"(?:\s*\((\s*{_NAME}(?:\s*,\s*{_NAME})*)\s*\))?"
_INSERT: Final = re.compile(
    rf"(?:INSERT|REPLACE)\s+(?:(?:IGNORE|DELAYED|LOW_PRIORITY|OR\s+\w+)\s+)*(?:INTO\s+)?({_PATH}){_COLUMNS}"
    r"\s*VALUES?\s*(?=\()",
    re.IGNORECASE,
)
_COPY: Final = re.compile(rf"COPY\s+({_PATH}){_COLUMNS}\s+FROM\s+stdin[^\n]*\n", re.IGNORECASE)
_CREATE: Final = re.compile(
    rf"CREATE\s+(?:TEMPORARY\s+|UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?({_PATH})\s*\(",
    re.IGNORECASE,
)
_COLUMN_START: Final = re.compile(rf"\s*({_NAME})")
_OPENING: Final = re.compile(r"\s*\(")
_COMMA: Final = re.compile(r"\s*,")
_SEMICOLON: Final = re.compile(r"\s*;")
_NO_COLUMN: Final = frozenset(
    "PRIMARY KEY UNIQUE CONSTRAINT INDEX FULLTEXT SPATIAL FOREIGN CHECK EXCLUDE LIKE PERIOD".split()  # noqa: SIM905  (reads as the grammar does)
)
_STARTS: Final = re.compile(
    r"\s*(?:--|/\*|#|\\(?:connect|restrict)|(?:SET|CREATE|INSERT|REPLACE|DROP|USE|BEGIN|COPY|LOCK|START|PRAGMA|ALTER|GO|SELECT)\b)",
    re.IGNORECASE,
)
_BEARS_ROWS: Final = re.compile(
    r"^[ \t]*(?:(?:INSERT|REPLACE)\s+(?:\w+\s+){0,3}?[`\"\[\w.]+|COPY\s+\S+[^\n]*FROM\s+stdin|CREATE\s+TABLE\s)",
    re.IGNORECASE | re.MULTILINE,
)
_NO_BACKSLASH: Final = re.compile(
    r"PostgreSQL|standard_conforming_strings\s*=\s*on|PRAGMA\s+foreign_keys|SET\s+IDENTITY_INSERT|\[dbo\]",
    re.IGNORECASE,
)
_POSTGRES: Final = re.compile(r"PostgreSQL|^COPY\s[^\n]*FROM\s+stdin", re.IGNORECASE | re.MULTILINE)


def looks_like_dump(head: str) -> bool:
    """Tell a text that begins like a dump and bears rows like one."""
    return bool(_STARTS.match(head.lstrip("\ufeff")) and _BEARS_ROWS.search(head))


def open_dump(given: TextInput) -> RecordReader:
    """Read a dump once, to know its tables and columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    blocks, head_text, limits = given.blocks, given.head, given.limits
    backslash = not _NO_BACKSLASH.search(head_text)
    walk = _Walk(limits, backslash=backslash)
    tail = Tail()
    tables = collect(walk.rows(tail.follow(blocks())), limits)
    for name, numbers in walk.bad_width.items():
        for number in numbers:
            tables[name].tally.note_width(number)
    name = choose(tables, given.settings.table)

    def again() -> Iterator[Row]:
        found = _Walk(limits, backslash=backslash).rows(blocks())
        return (row for where, row in found if where == name)

    shown = "pgcopy" if _POSTGRES.search(head_text) else "mysql" if backslash else "sql"
    banner = read_banner(head_text, tail.kept.decode("utf-8", "replace"))
    head = TableHead(
        shown, given.encoding, None, header=True, table=name, tables=tuple(tables), dump=banner
    )
    reader = RecordReader(head, tables[name], again, limits)
    reader.tally.skipped = walk.skipped
    reader.tally.stopped = Stopped.TRUNCATED if walk.truncated else None
    return reader


@dataclass(slots=True)
class _Walk:
    """One walk over a dump: the columns each table is known to have, and what did not fit."""

    limits: Limits
    backslash: bool
    columns: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    bad_width: dict[str, list[int]] = field(default_factory=dict)
    skipped: int = 0
    truncated: bool = False

    def rows(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield (table name, row) in the order of the dump."""
        text = SqlText(blocks, self.limits.line_bytes, backslash=self.backslash)
        while text.next_statement():
            if found := text.match(_INSERT):
                yield from self._tuples(text, found)
            elif found := text.match(_COPY):
                yield from self._lines(text, found)
            elif found := text.match(_CREATE):
                self._create(text, _bare_name(found.group(1)))
            else:
                text.skip_statement()

    def _tuples(self, text: SqlText, found: re.Match[str]) -> Iterator[tuple[str, Row]]:
        table = _bare_name(found.group(1))
        columns = _names(found.group(2)) or self.columns.get(table, [])
        while text.match(_OPENING):
            cells = text.values()
            if cells is None:
                self.skipped += 1
                self.truncated = True
                text.skip_statement()
                return
            yield table, self._row(table, columns, cells)
            if not text.match(_COMMA):
                break
        if not text.match(_SEMICOLON):
            text.skip_statement()

    def _lines(self, text: SqlText, found: re.Match[str]) -> Iterator[tuple[str, Row]]:
        table = _bare_name(found.group(1))
        columns = _names(found.group(2)) or self.columns.get(table, [])
        for lines in text.copy_lines():
            for line in lines:
                cells = [copy_cell(cell) for cell in line.rstrip("\r").split("\t")]
                yield table, self._row(table, columns, cells)

    def _row(self, table: str, columns: list[str], cells: list[Cell]) -> Row:
        number = self.counts[table] = self.counts.get(table, 0) + 1
        if not columns:
            columns = self.columns[table] = [f"column {i}" for i in range(1, len(cells) + 1)]
        if len(cells) != len(columns):
            self.bad_width.setdefault(table, []).append(number)
            cells = cells[: len(columns)] + [None] * (len(columns) - len(cells))
        return dict(zip(columns, cells, strict=True))

    def _create(self, text: SqlText, table: str) -> None:
        names: list[str] = []
        while found := text.match(_COLUMN_START):
            bare = found.group(1)
            if bare.upper() not in _NO_COLUMN:
                names.append(_bare_name(bare))
            if not text.skip_definition():
                break
        if names:
            self.columns[table] = names
        text.skip_statement()


def _names(listed: str | None) -> list[str]:
    return [_bare_name(n) for n in re.findall(_NAME, listed)] if listed else []


def _bare_name(path: str) -> str:
    """The last part of a name, without its quotes."""
    last: str = re.findall(_NAME, path)[-1]
    return last.strip('`"[]')
