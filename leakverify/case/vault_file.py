"""The file of a vault: SQLCipher under an Argon2id key, one schema, and a close look before anything of it is believed.

The first 16 bytes are the salt of the passphrase; the rest cannot be told from noise. A vault that a colleague hands over
with its passphrase is hostile: pages are checked by their codes and by SQLite, the schema must be ours to the letter (so
there is no trigger, view or expression), and every value is taken by type and length.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from leakverify.case.case_key import Key
from leakverify.case.case_place import refuse_stray_files
from leakverify.case.passphrase_key import PARAMETERS, SALT_BYTES
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem

if TYPE_CHECKING:
    import sqlcipher3

VAULT: Final = ".lvvault"
SCHEMA: Final = "leakverify.vault/1"
HASH_KEY_BYTES: Final = 16
MOST_BYTES: Final = 64 << 30
_PAGE: Final = 65_536
TABLES: Final = {
    "meta": "CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "leak": "CREATE TABLE leak(number INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, leaked TEXT NOT NULL,"
    " origin TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL, added TEXT NOT NULL, country TEXT NOT NULL,"
    " counts TEXT NOT NULL, providers TEXT NOT NULL, in_order TEXT NOT NULL) STRICT",
    "chunk": "CREATE TABLE chunk(leak INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, number INTEGER NOT NULL,"
    " low BLOB NOT NULL, high BLOB NOT NULL, data BLOB NOT NULL, PRIMARY KEY(leak, kind, field, number)) STRICT",
    "overlap": "CREATE TABLE overlap(leak INTEGER NOT NULL, other INTEGER NOT NULL, kind TEXT NOT NULL, probed INTEGER NOT NULL,"
    " hits BLOB NOT NULL, PRIMARY KEY(leak, other, kind)) STRICT",
}
_AUTOMATIC: Final = frozenset(
    {
        ("index", "sqlite_autoindex_meta_1", "meta", None),
        ("index", "sqlite_autoindex_leak_1", "leak", None),
        ("index", "sqlite_autoindex_chunk_1", "chunk", None),
        ("index", "sqlite_autoindex_overlap_1", "overlap", None),
        ("table", "sqlite_sequence", "sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"),
    }
)
_HEX_KEY: Final = re.compile(rf"[0-9a-f]{{{2 * HASH_KEY_BYTES}}}")


def create(path: Path, passphrase: str) -> "sqlcipher3.Connection":
    """A new vault with a hash key of its own.

    Raises:
        OutputProblem: `VAULT_EXISTS` where something stands there, `VAULT_FAILED` where it cannot be written.
        UsageProblem: `PASSPHRASE_EMPTY`.
    """
    if not passphrase:
        raise UsageProblem("PASSPHRASE_EMPTY")
    salt = os.urandom(SALT_BYTES)
    key = _derived(passphrase, salt)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise OutputProblem("VAULT_EXISTS") from error
    except OSError as error:
        raise OutputProblem("VAULT_FAILED") from error
    connection = _connected(path, key)
    connection.execute("PRAGMA auto_vacuum=FULL")
    connection.execute("BEGIN IMMEDIATE")
    for statement in TABLES.values():
        connection.execute(statement)
    given = {
        "schema": SCHEMA,
        "parameters": PARAMETERS,
        "hash_key": os.urandom(HASH_KEY_BYTES).hex(),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(given.items()))
    connection.execute("COMMIT")
    return connection


def open_known(path: Path, passphrase: str) -> "tuple[sqlcipher3.Connection, str]":
    """An existing vault, looked through, and its hash key in hexadecimal digits.

    Raises:
        UnreadableInput: `VAULT_MISSING`, `VAULT_PASSPHRASE` (another passphrase, or no vault), `VAULT_DAMAGED`, `CASE_STRAY_FILE`.
        UsageProblem: `PASSPHRASE_EMPTY`.
    """
    if not passphrase:
        raise UsageProblem("PASSPHRASE_EMPTY")
    try:
        with path.open("rb") as handle:
            salt = handle.read(SALT_BYTES)
            size = os.fstat(handle.fileno()).st_size
    except OSError as error:
        raise UnreadableInput("VAULT_MISSING") from error
    if len(salt) != SALT_BYTES or size % _PAGE or size > MOST_BYTES:
        raise UnreadableInput("VAULT_PASSPHRASE")
    refuse_stray_files(path)
    connection = _connected(path, _derived(passphrase, salt))
    try:
        return connection, _looked_through(connection)
    except UnreadableInput:
        connection.close()
        raise


def failures() -> tuple[type[Exception], ...]:
    """What the library raises for a file that is not what it should be."""
    import sqlcipher3

    return (sqlcipher3.Error, sqlcipher3.Warning, OverflowError, UnicodeDecodeError)


def _derived(passphrase: str, salt: bytes) -> Key:
    try:
        return Key.derived(passphrase, salt)
    except ValueError as error:
        raise UsageProblem("PASSPHRASE_EMPTY") from error


def _connected(path: Path, key: Key) -> "sqlcipher3.Connection":
    """A connection that knows its key. Nothing temporary touches the disk; what is removed is overwritten."""
    import sqlcipher3

    connection = sqlcipher3.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=0, timeout=1.0
    )
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    connection.set_key(key.spelled)
    key.forget()
    for statement in (
        f"PRAGMA cipher_page_size={_PAGE}",
        "PRAGMA trusted_schema=OFF",
        "PRAGMA cell_size_check=ON",
        "PRAGMA mmap_size=0",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA secure_delete=ON",
        "PRAGMA synchronous=FULL",
    ):
        try:
            connection.execute(statement).fetchall()
        except failures() as error:
            connection.close()
            raise UnreadableInput("VAULT_PASSPHRASE") from error
    return connection


def _looked_through(connection: "sqlcipher3.Connection") -> str:
    """The hash key of a vault that is whole; each page's code is checked as it is read."""
    wrong = failures()
    try:
        found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchmany(
            2 * len(TABLES) + len(_AUTOMATIC)
        )
    except wrong as error:
        raise UnreadableInput("VAULT_PASSPHRASE") from error
    if set(found) - _AUTOMATIC != {("table", n, n, sql) for n, sql in TABLES.items()}:
        raise UnreadableInput("VAULT_DAMAGED")
    try:
        meta: dict[Any, Any] = dict(connection.execute("SELECT name, value FROM meta LIMIT 9"))
        whole = connection.execute("PRAGMA quick_check(1)").fetchall()
    except wrong as error:
        raise UnreadableInput("VAULT_DAMAGED") from error
    hash_key = meta.pop("hash_key", "")
    if whole != [("ok",)] or meta != {"schema": SCHEMA, "parameters": PARAMETERS}:
        raise UnreadableInput("VAULT_DAMAGED")
    if not _HEX_KEY.fullmatch(hash_key):
        raise UnreadableInput("VAULT_DAMAGED")
    return str(hash_key)
