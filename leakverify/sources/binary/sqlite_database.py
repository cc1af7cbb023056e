"""A SQLite file opened so that it can only be read: its plain tables, how long they are, and their rows.

A page of a crafted file may point to itself many times over, and a walk would never end. So every walk is held to
what an honest file of this length can hold: a row takes four bytes at least, and a row of so many columns so many steps.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final, NamedTuple

import apsw

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.binary.sqlite_vfs import Guard, HandleSystem, Steps, connect
from leakverify.sources.watch import Watch

_HEADER: Final = 100
_LEAST_ROW_BYTES: Final = 4
_CODECS: Final = {2: "utf-16-le", 3: "utf-16-be"}
_SPARE_STEPS: Final = 2_000_000
_VIRTUAL: Final = 2
_ONLY_COMPUTED: Final = 2
_MOST_TOO_LONG: Final = 100
_FOUND: Final = "SELECT type, name, rootpage FROM sqlite_schema LIMIT ?"


class TooLong(NamedTuple):
    """Stands for a row that is longer than the limit."""


class Header(NamedTuple):
    """What the first hundred bytes say: text encoding, bytes promised, whether newer rows may lie in a `-wal` file, writer."""

    codec: str
    page: int
    promised: int
    has_log: bool
    version: str | None


def read_header(head: bytes) -> Header:
    """Read the header of a database file.

    Source: https://www.sqlite.org/fileformat2.html section 1.3
    """
    page = int.from_bytes(head[16:18], "big")
    page = 65_536 if page == 1 else page
    counted = head[24:28] == head[92:96]  # else the count of pages was not kept up to date
    pages = int.from_bytes(head[28:32], "big") if counted else 0
    number = int.from_bytes(head[96:100], "big")
    version = f"{number // 1_000_000}.{number // 1_000 % 1_000}.{number % 1_000}"
    return Header(
        _CODECS.get(int.from_bytes(head[56:60], "big"), "utf-8"),
        page,
        page * pages,
        _VIRTUAL in head[18:20],
        version if number // 1_000_000 == 3 else None,  # noqa: PLR2004  (SQLite 3)
    )


class Database:
    """A database of the sample. Errors of SQLite leave as `UnreadableInput` or end a walk of rows."""

    def __init__(self, handle: BinaryIO, limits: Limits, watch: Watch) -> None:
        self.size = handle.seek(0, io.SEEK_END)
        handle.seek(0)
        self.header = read_header(handle.read(_HEADER).ljust(_HEADER, b"\0"))
        self._most_rows = self.size // _LEAST_ROW_BYTES + 1
        self._limits = limits
        self._guard = Guard()
        self._steps = Steps(lambda: watch.at(0))
        with broken_told():
            # a page that is cut would be filled with zeros, and read as empty rows
            self._system = HandleSystem(handle, self.size - self.size % (self.header.page or 1))
            self._sql = connect(self._system, self._guard, self._steps, limits.line_bytes)
        self.left_alone = 0
        self.computed = 0

    @property
    def is_cut(self) -> bool:
        """Whether the file is shorter than it says."""
        return self.size < self.header.promised

    def close(self) -> None:
        """Let go of the file; the handle stays open."""
        self._sql.close(True)

    def plain_tables(self) -> tuple[str, ...]:
        """The ordinary tables, in the order of their making; the rest is counted.

        Raises:
            UnreadableInput: `DATABASE_BROKEN`.
        """
        names: list[str] = []
        with broken_told():
            self._allow(50)
            for kind, name, page in self._sql.execute(_FOUND, (self._limits.members * 4,)):
                if kind == "table" and page and isinstance(name, str) and "\0" not in name:
                    if not name.lower().startswith("sqlite_"):
                        names.append(name)
                elif kind in {"view", "trigger", "table"}:
                    self.left_alone += 1
        names = list(dict.fromkeys(names[: self._limits.members]))
        self._guard.tables.update(name.lower() for name in names)
        return tuple(names)

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns that are stored, in order; columns computed at each reading are counted.

        Raises:
            UnreadableInput: `DATABASE_BROKEN`, `TOO_MANY_COLUMNS`.
        """
        with broken_told():
            self._allow(50)
            found = list(self._sql.execute(f"PRAGMA table_xinfo({_quoted(table)})"))
        stored = tuple(str(column[1]) for column in found if column[6] != _ONLY_COMPUTED)
        self.computed = len(found) - len(stored)
        if not stored:
            raise UnreadableInput("DATABASE_BROKEN")
        if len(stored) > self._limits.columns:
            raise UnreadableInput("TOO_MANY_COLUMNS", limit=self._limits.columns)
        return stored

    def count(self, tables: tuple[str, ...]) -> dict[str, int]:
        """How many rows each table has; what is damaged counts as far as it can be read.

        `count(1)` and not `count(*)`, which runs as one step and could not be ended from here.
        """
        counts: dict[str, int] = {}
        left = self._most_rows
        for table in tables:
            counts[table] = self._count(table) if left > 0 else 0
            left -= counts[table]
        return counts

    def _count(self, table: str) -> int:
        self._allow(8)
        try:
            return int(self._sql.execute(f"SELECT count(1) {_from(table)}").get)
        except apsw.Error:
            self._allow(8)
        counted = 0
        try:
            for _ in self._sql.execute(f"SELECT 1 {_from(table)}"):
                counted += 1
        except apsw.Error:
            pass
        return counted

    def rows(
        self, table: str, columns: tuple[str, ...], on_broken_text: Callable[[int], None]
    ) -> Iterator[tuple[Any, ...] | TooLong]:
        """Rows as SQLite stores them; `on_broken_text` is told the number of each whose text was no text.

        Raises:
            apsw.Error: the rest cannot be read.
            UnreadableInput: `DATABASE_BROKEN`: more rows than the file can hold.
        """
        done = too_long = 0
        exact = self.header.codec != "utf-8"  # SQLite would mend broken UTF-16 unasked
        while True:
            try:
                for row in self._select(table, columns, done, exact=exact):
                    done += 1
                    if done > self._most_rows:
                        raise UnreadableInput("DATABASE_BROKEN")
                    if exact:
                        cells, broken = _decoded(row, self.header.codec)
                        if broken:
                            on_broken_text(done - too_long)
                        yield cells
                    else:
                        yield row
            except UnicodeDecodeError:
                exact = True
            except apsw.TooBigError:
                done += 1
                too_long += 1
                if too_long > _MOST_TOO_LONG:
                    raise
                yield TooLong()
            else:
                return

    def _select(
        self, table: str, columns: tuple[str, ...], after: int, *, exact: bool
    ) -> Iterator[Any]:
        """Rows after the first so many; exact ones have text as bytes and binary values as hex digits."""
        named = map(_quoted, columns)
        cells = [_EXACT.format(name) if exact else name for name in named]
        self._allow(20 + 20 * len(columns))
        select = f"SELECT {','.join(cells)} {_from(table)} LIMIT -1 OFFSET {after}"
        return iter(self._sql.execute(select))

    def _allow(self, steps_for_a_row: int) -> None:
        self._steps.allow(_SPARE_STEPS + steps_for_a_row * self._most_rows)


_EXACT: Final = (
    "CASE typeof({0}) WHEN 'text' THEN CAST({0} AS BLOB) WHEN 'blob' THEN hex({0}) ELSE {0} END"
)


def _decoded(row: tuple[Any, ...], codec: str) -> tuple[tuple[Any, ...], bool]:
    """A row with its bytes made text, and whether some were none."""
    cells: list[Any] = []
    broken = False
    for cell in row:
        if cell.__class__ is bytes:
            try:
                cells.append(cell.decode(codec))
            except UnicodeDecodeError:
                cells.append(cell.decode(codec, "replace"))
                broken = True
        else:
            cells.append(cell.lower() if cell.__class__ is str else cell)
    return tuple(cells), broken


def _from(table: str) -> str:
    """Rows of a table in its own order; an index might say otherwise than the table."""
    return f"FROM {_quoted(table)} NOT INDEXED"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def broken_told() -> Iterator[None]:
    """SQLite's errors in words of ours."""
    try:
        yield
    except (apsw.Error, OSError, ValueError) as error:
        raise UnreadableInput("DATABASE_BROKEN") from error
