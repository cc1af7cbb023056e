"""Which SQL a dump speaks, told by what stands before its first rows: cells may hold anything."""

import re
from typing import Final

_ROWS: Final = re.compile(r"^[ \t]*(?:INSERT|REPLACE|COPY)\b", re.MULTILINE | re.IGNORECASE)
_HEADER: Final = 400
_POSTGRES: Final = re.compile(
    r"PostgreSQL|standard_conforming_strings|^COPY\s[^\n]*FROM\s+stdin|^\\(?:connect|restrict)\b|pg_catalog",
    re.IGNORECASE | re.MULTILINE,
)
_MYSQL: Final = re.compile(r"MySQL|MariaDB|/\*M?!\d|`|ENGINE\s*=", re.IGNORECASE)
_STANDARD: Final = re.compile(
    r"standard_conforming_strings\s*=\s*on|PRAGMA\s+foreign_keys|SET\s+IDENTITY_INSERT|\[dbo\]|^REM\b|SET\s+DEFINE|sqlite"
    r"|SET\s+ANSI_NULLS|NVARCHAR2?\s*\(|VARCHAR2\s*\(|INSERT\s+ALL\b|^GO\s*$|to_date\s*\(",
    re.IGNORECASE | re.MULTILINE,
)
_T_SQL: Final = re.compile(
    r"SET\s+IDENTITY_INSERT|\[dbo\]|^GO\s*$|SET\s+ANSI_NULLS|INSERT\s+(?:INTO\s+)?\[",
    re.IGNORECASE | re.MULTILINE,
)
_CONFORMING: Final = re.compile(
    rb"standard_conforming_strings\s*(?:=|TO)\s*'?(on|off)", re.IGNORECASE
)
_SQL_MODE: Final = re.compile(rb"\bsql_mode\s*=\s*'([^']*)'", re.IGNORECASE)


def beginning(head: str) -> str:
    """What stands before the first row, and the words that lead to it."""
    found = _ROWS.search(head)
    return head if found is None else head[: found.start()] + _words(head[found.start() :])


def _words(statement: str) -> str:
    """The first words of a statement, up to its first value."""
    cut = statement[:_HEADER]
    return re.split(r"VALUES?\s*\(|stdin", cut, maxsplit=1, flags=re.IGNORECASE)[0] + (
        " FROM stdin" if re.match(r"\s*COPY\b", cut, re.IGNORECASE) else ""
    )


def is_postgres(first: str) -> bool:
    """Tell PostgreSQL's dumps."""
    return _POSTGRES.search(first) is not None


def has_backslashes(first: str) -> bool:
    """Whether strings have backslash escapes: as MySQL writes them, and unless something speaks against it."""
    if _STANDARD.search(first):
        return False
    if _MYSQL.search(first):
        return True
    return not is_postgres(first) or "standard_conforming_strings = off" in first


def ends_at_lines(first: str) -> bool:
    """Tell T-SQL, whose statements may end without a semicolon."""
    return _T_SQL.search(first) is not None


def backslash_after(statement: bytes, *, before: bool) -> bool:
    """Whether strings have backslash escapes behind a SET statement."""
    if found := _CONFORMING.search(statement):
        return found[1].lower() == b"off"
    if found := _SQL_MODE.search(statement):
        return b"NO_BACKSLASH_ESCAPES" not in found[1].upper()
    return before
