"""One walk over the statements of a dump: where rows stand, whose they are, and what else the dump would do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.sources.sql.sql_copy import CopyReader, scan_lines
from leakverify.sources.sql.sql_dialect import backslash_after
from leakverify.sources.sql.sql_scan import Found, Run
from leakverify.sources.sql.sql_tables import SqlTable, SqlTables
from leakverify.sources.sql.sql_text import SqlText
from leakverify.sources.sql.sql_traps import note_command, note_statement
from leakverify.sources.sql.sql_tuples import TupleReader
from leakverify.sources.sql.sql_words import (
    COLUMN_START,
    COPY,
    CREATE,
    GENERATED,
    INSERT,
    INSERT_WORD,
    NO_COLUMN,
    PSQL_CONNECT,
    SEARCH_PATH,
    USE,
    database_of,
    names_of,
    path_of,
    unquoted,
)
from leakverify.sources.table import Traps

_SET: Final = 1 << 10


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table as they stand in the dump. `listed` are the columns that the statement names."""

    table: SqlTable
    listed: tuple[str, ...]
    found: Run | Found | list[list[bytes]]
    backslash: bool

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.found) if isinstance(self.found, list) else self.found.rows


@dataclass(slots=True)
class Walk:
    """Goes over a dump from its beginning. What it counts is known when it has ended."""

    text: SqlText
    tables: SqlTables
    limits: Limits
    traps: Traps = field(default_factory=Traps)
    skipped: int = 0
    over_limit: int = 0
    is_cut: bool = False

    def rows(self) -> Iterator[Rows]:
        """All rows in the order of the dump."""
        text = self.text
        tuples = TupleReader(text, self.limits)
        self.tables.database = self.tables.schema = ""
        while text.next_statement():
            if line := text.command():
                self._obey(line)
            elif INSERT_WORD.match(text.data, text.at) and (found := text.match(INSERT)):
                yield from self._tuples(tuples, found)
            elif found := text.match(COPY):
                yield from self._lines(found)
            elif found := text.match(CREATE):
                self._create(found)
            else:
                self._other()
        self.over_limit += tuples.over_limit
        self.skipped += tuples.broken
        self.is_cut = self.is_cut or tuples.broken > 0

    def _tuples(self, reader: TupleReader, found: re.Match[bytes]) -> Iterator[Rows]:
        table = self.tables.at(path_of(found[1]))
        listed = tuple(names_of(found[2]))
        broken = reader.broken
        for run in reader.runs(found.group()):
            if table is None:
                self.skipped += len(run) if isinstance(run, list) else run.rows
            else:
                yield Rows(table, listed, run, self.text.backslash)
        if reader.broken > broken:
            self.text.skip_statement()

    def _lines(self, found: re.Match[bytes]) -> Iterator[Rows]:
        table = self.tables.at(path_of(found[1]))
        listed = tuple(names_of(found[2]))
        reader = CopyReader(self.text, self.limits)
        for piece in reader.pieces():
            lines = scan_lines(piece)
            if table is None:
                self.skipped += lines.rows
            else:
                yield Rows(table, listed, lines, backslash=False)
        self.over_limit += reader.over_limit
        self.is_cut = self.is_cut or reader.is_cut

    def _create(self, found: re.Match[bytes]) -> None:
        names: list[str] = []
        generated: set[int] = set()
        more = True
        while more and (column := self.text.match(COLUMN_START)):
            definition, ended = self.text.pass_value()
            more = ended == b","
            if column[1].upper() not in NO_COLUMN and len(names) <= self.limits.columns:
                if GENERATED.search(definition):
                    generated.add(len(names))
                names.append(unquoted(column[1]))
        if names:
            self.tables.tell(path_of(found[1]), names, frozenset(generated))
        note_statement(self.traps, found.group() + b") " + self.text.skip_statement())

    def _obey(self, line: bytes) -> None:
        note_command(self.traps, line)
        if found := PSQL_CONNECT.match(line):
            self.tables.database = database_of(found[1])
            self.tables.schema = ""

    def _other(self) -> None:
        text = self.text
        if found := USE.match(text.data, text.at):
            self.tables.schema = unquoted(found[1])
        elif found := SEARCH_PATH.match(text.data, text.at):
            self.tables.schema = unquoted(found[1].replace(b"'", b'"'))
        if text.data[text.at : text.at + 3].upper() == b"SET":
            head = text.data[text.at : text.at + _SET]
            text.backslash = backslash_after(head, before=text.backslash)
        note_statement(self.traps, text.skip_statement())
