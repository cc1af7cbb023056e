"""A case on disk: one SQLCipher file whose first 16 bytes are the salt of its passphrase and whose rest looks random.

Whoever opens a case may have been sent it by a stranger, who then knows its passphrase too. So nothing in it is obeyed: the schema must
be ours to the letter before any row is read, every size is asked before a value is taken, and a statement that this program does not
need is refused by an authorizer (SQLite's `defensive` switch cannot be reached through the library).
The journal is a rollback journal with `synchronous=EXTRA`: what was acknowledged is in the one file, not in a log beside it that is
forgotten when the case is copied (measured beside the others in `tests/benchmarks/kills.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leakverify.case.case_key import Key
from leakverify.case.case_place import MOST_FILE
from leakverify.model.errors import OutputProblem, UnreadableInput

VERSION: Final = 1
APPLICATION: Final = 0x4C56_4331
"""`LVC1`."""
LONGEST_NUMBER: Final = 100
SECRET_BYTES: Final = 32
MOST_ENTRIES: Final = 100_000
SCHEMA: Final = (
    "CREATE TABLE about (id INTEGER PRIMARY KEY, number TEXT NOT NULL, secret BLOB NOT NULL, entries INTEGER NOT NULL, last TEXT NOT NULL) STRICT",
    "CREATE TABLE entry (seq INTEGER PRIMARY KEY, line BLOB NOT NULL) STRICT",
    "CREATE TABLE part (name TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL) STRICT",
)
_TABLES: Final = ("about", "entry", "part")
_OBJECTS: Final = [
    *(("table", name, name, sql) for name, sql in zip(_TABLES, SCHEMA, strict=True)),
    ("index", "sqlite_autoindex_part_1", "part", None),
]
_SETTINGS: Final = (
    "cipher_memory_security=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
)
_WAIT_SECONDS: Final = 5.0
_ALLOWED: Final = frozenset({9, 18, 20, 21, 22, 23})
"""SQLite's codes of delete, insert, read, select, transaction and update (sqlite.org/c3ref/c_alter_table.html)."""
_FUNCTIONS: Final = frozenset({"count", "length", "max", "total", "typeof"})
_PRAGMAS: Final = frozenset(
    {
        "cipher_integrity_check",
        "integrity_check",
        "journal_mode",
        "synchronous",
        "user_version",
        "application_id",
    }
)
_PRAGMA, _FUNCTION = 19, 31


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a case holds: its number, its own secret, the parts by name, the lines of its log and how many they should be."""

    number: str
    secret: bytes
    parts: Mapping[str, bytes]
    lines: tuple[bytes, ...]
    head: tuple[int, str]


class Store:
    """An open case file. Every `write` is one transaction and durable when it returns."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path, key: Key, *, read_only: bool) -> "Store":
        """Connect, and see that the file is a case of ours, whole.

        Raises:
            UnreadableInput: `CASE_WRONG_PASSPHRASE`, `CASE_DAMAGED`, `CASE_NEWER`, `CASE_UNFINISHED`.
        """
        with _reading():
            store = cls(_connect(path, key, read_only=read_only))
            try:
                store._examine()
                if not read_only:
                    store._ask("PRAGMA journal_mode=DELETE")
                    store._ask("PRAGMA synchronous=EXTRA")
            except BaseException:
                store.close()
                raise
        return store

    @staticmethod
    def make(path: Path, key: Key, contents: Contents) -> None:
        """Fill an empty file with a case, to be synced and given its name by the caller. OutputProblem as in `write`."""
        with _writing():
            connection = _connect(path, key, read_only=False, ours=True)
            try:
                connection.execute("PRAGMA journal_mode=MEMORY")
                connection.execute("BEGIN EXCLUSIVE")
                for statement in SCHEMA:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={APPLICATION}")
                connection.execute(f"PRAGMA user_version={VERSION}")
                connection.execute(
                    "INSERT INTO about VALUES (1, ?, ?, ?, ?)",
                    (contents.number, contents.secret, *contents.head),
                )
                _insert(connection, contents.parts, 1, contents.lines)
                connection.execute("COMMIT")
            finally:
                connection.close()

    def read(self) -> Contents:
        """Everything, once all sizes are found within bounds; what parts and lines say is the caller's to judge.

        Raises:
            UnreadableInput: `CASE_DAMAGED`.
        """
        with _reading():
            about = self._ask(
                "SELECT number, secret, entries, last, length(number) FROM about WHERE id = 1"
            )
            count, most, total = self._ask(
                "SELECT count(*), max(length(line)), total(length(line)) FROM entry"
            )[0]
            if (
                len(about) != 1
                or count > MOST_ENTRIES
                or total > MOST_FILE
                or (most or 0) > MOST_FILE
            ):
                raise UnreadableInput("CASE_DAMAGED")
            number, secret, entries, last, _length = about[0]
            if not is_number(number) or len(secret) != SECRET_BYTES:
                raise UnreadableInput("CASE_DAMAGED")
            found = self._ask("SELECT seq, line FROM entry ORDER BY seq")
            parts = dict(self._ask("SELECT name, body FROM part"))
        if [seq for seq, _line in found] != list(range(1, count + 1)):
            raise UnreadableInput("CASE_DAMAGED")
        return Contents(number, secret, parts, tuple(line for _seq, line in found), (entries, last))

    def write(
        self, parts: Mapping[str, bytes], first: int, lines: Sequence[bytes], last: str
    ) -> None:
        """Replace these parts and add these lines, the first of which is entry `first`: all of it or nothing.

        Raises:
            OutputProblem: `CASE_DISK_FULL`, `CASE_GONE`, `CASE_IN_USE`, `CASE_NOT_WRITTEN`; the case is as it was.
        """
        with _writing():
            self._ask("BEGIN IMMEDIATE")
            try:
                _insert(self._connection, parts, first, lines)
                self._connection.execute(
                    "UPDATE about SET entries = ?, last = ? WHERE id = 1",
                    (first + len(lines) - 1, last),
                )
                self._ask("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def close(self) -> None:
        """Let go of the file; SQLCipher zeroes its key and its pages."""
        self._connection.close()

    def _roll_back(self) -> None:
        """Undo what was begun; where the disk is gone SQLite has done so by itself, or does at the next opening."""
        if self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK")
            except _database_error():
                return

    def _examine(self) -> None:
        """Version, schema to the letter, then every page by its code and every row by its type."""
        (version,), (application,) = (
            self._ask("PRAGMA user_version")[0],
            self._ask("PRAGMA application_id")[0],
        )
        if application == APPLICATION and version > VERSION:
            raise UnreadableInput("CASE_NEWER")
        if application != APPLICATION or version != VERSION:
            raise UnreadableInput("CASE_DAMAGED")
        count, most = self._ask("SELECT count(*), max(length(sql)) FROM sqlite_schema")[0]
        if count != len(_OBJECTS) or most > max(map(len, SCHEMA)):
            raise UnreadableInput("CASE_DAMAGED")
        found = self._ask("SELECT type, name, tbl_name, sql FROM sqlite_schema")
        if sorted(found, key=str) != sorted(_OBJECTS, key=str):
            raise UnreadableInput("CASE_DAMAGED")
        if self._ask("PRAGMA cipher_integrity_check") or self._ask("PRAGMA integrity_check(1)") != [
            ("ok",)
        ]:
            raise UnreadableInput("CASE_DAMAGED")

    def _ask(self, statement: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(statement).fetchall())


def is_number(text: object) -> bool:
    """Whether this can be the number of a case: some printable text."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= LONGEST_NUMBER
        and text.isprintable()
        and text == text.strip()
    )


def _connect(path: Path, key: Key, *, read_only: bool, ours: bool = False) -> Any:
    """A connection with all settings; `ours` is a file that this process has just made."""
    from sqlcipher3 import dbapi2

    place = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = dbapi2.connect(
        place, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.set_key(key.spelled)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        if not ours:
            connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def _authorize(
    action: int, first: str | None, second: str | None, _base: object, _view: object
) -> int:
    """SQLite's answer 0 to what this program does with a case, 1 (an error) to everything else."""
    if action == _FUNCTION:
        return int(second not in _FUNCTIONS)
    if action == _PRAGMA:
        return int(first not in _PRAGMAS)
    return int(action not in _ALLOWED)


def _insert(
    connection: Any, parts: Mapping[str, bytes], first: int, lines: Sequence[bytes]
) -> None:
    connection.executemany(
        "INSERT INTO part VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        parts.items(),
    )
    connection.executemany("INSERT INTO entry VALUES (?, ?)", enumerate(lines, start=first))


def _database_error() -> type[Exception]:
    from sqlcipher3 import dbapi2

    error: type[Exception] = dbapi2.Error
    return error


_CANNOT_READ: Final = {
    "SQLITE_NOTADB": "CASE_WRONG_PASSPHRASE",
    "SQLITE_BUSY": "CASE_BUSY",
    "SQLITE_READONLY": "CASE_UNFINISHED",
    "SQLITE_CANTOPEN": "CANNOT_OPEN",
}
_CANNOT_WRITE: Final = {
    "SQLITE_FULL": "CASE_DISK_FULL",
    "SQLITE_BUSY": "CASE_IN_USE",
    "SQLITE_READONLY": "CASE_GONE",
}


def _code(error: Exception, codes: Mapping[str, str], otherwise: str) -> str:
    """The code of an error of SQLite's, whose name may go on after that of its kind."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return next((code for kind, code in codes.items() if name.startswith(kind)), otherwise)


@contextmanager
def _reading() -> Iterator[None]:
    """Errors of a file that cannot be read, as ours."""
    try:
        yield
    except (_database_error(), ValueError, TypeError, OverflowError) as error:
        raise UnreadableInput(_code(error, _CANNOT_READ, "CASE_DAMAGED")) from None


@contextmanager
def _writing() -> Iterator[None]:
    """Errors of a file that cannot be written, as ours."""
    try:
        yield
    except (_database_error(), OSError) as error:
        raise OutputProblem(_code(error, _CANNOT_WRITE, "CASE_NOT_WRITTEN")) from None
