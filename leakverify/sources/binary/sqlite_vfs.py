"""SQLite reads a database through this and through nothing else: one open handle, no path, no second file.

SQLite asks a file system of ours for everything it would ask the machine. It is told that the file is there and
cannot change, that no journal and no log lie beside it, and it may neither write, delete, lock nor load anything.
Four bytes of the header are shown otherwise than they stand in the file: the two that would make SQLite look for a
`-wal` file, and the number of pages, which in a file that ends early would make it refuse the pages that are there.

Source: https://www.sqlite.org/fileformat2.html (1.3), https://rogerbinns.github.io/apsw/vfs.html
"""

# ruff: noqa: N802  (SQLite gives these methods their names)

import itertools
from collections.abc import Callable
from typing import Any, BinaryIO, Final

import apsw

_SECTOR: Final = 4_096
_HEADER: Final = 100
_VERSIONS: Final = slice(18, 20)
_PAGES: Final = slice(28, 32)
_UNCHANGING: Final[Any] = apsw.mapping_device_characteristics["SQLITE_IOCAP_IMMUTABLE"]
_MAIN: Final = apsw.SQLITE_OPEN_MAIN_DB
_ONCE: Final = apsw.SQLITE_OPEN_DELETEONCLOSE
_NUMBERS: Final = itertools.count(1)
_MIDNIGHT: Final = 2_451_545.0
"""What the clock says to SQL: always noon of 1 January 2000, for no answer may depend on the day."""


class HandleFile:
    """The one file that SQLite sees."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self._handle = handle
        self._size = size

    def xRead(self, amount: int, offset: int) -> bytes:
        """Bytes at a place; fewer at the end of the file."""
        self._handle.seek(offset)
        data = self._handle.read(amount)
        return _legacy(data, offset) if offset < _HEADER else data

    def xFileSize(self) -> int:
        """How long the file is."""
        return self._size

    def xDeviceCharacteristics(self) -> int:
        """Tell SQLite that nobody changes the file."""
        return int(_UNCHANGING)

    def xSectorSize(self) -> int:
        """Any usual size."""
        return _SECTOR

    def xFileControl(self, _operation: int, _pointer: int) -> bool:
        """Take no orders."""
        return False

    def xCheckReservedLock(self) -> bool:
        """Nobody else has the file."""
        return False

    def xLock(self, _level: int) -> None:
        """Nothing to lock."""

    def xUnlock(self, _level: int) -> None:
        """Nothing to unlock."""

    def xSync(self, _flags: int) -> None:
        """Nothing was written."""

    def xWrite(self, _data: bytes, _offset: int) -> None:
        """Refuse."""
        raise apsw.ReadOnlyError

    def xTruncate(self, _size: int) -> None:
        """Refuse."""
        raise apsw.ReadOnlyError

    def xClose(self) -> None:
        """The handle belongs to whoever opened it."""


class HandleSystem(apsw.VFS):
    """A file system that holds one file; it inherits nothing from the machine's."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self.name = f"leakverify-{next(_NUMBERS)}"
        self._handle = handle
        self._size = size
        self.refused = 0
        super().__init__(self.name, base=None)

    def xOpen(self, _name: Any, flags: list[int]) -> Any:
        """Open the sample; any other file is refused and counted."""
        if not flags[0] & _MAIN or flags[0] & _ONCE:
            self.refused += 1
            raise apsw.CantOpenError
        flags[1] = apsw.SQLITE_OPEN_READONLY | _MAIN
        return HandleFile(self._handle, self._size)

    def xAccess(self, _path: str, _flags: int) -> bool:
        """No journal and no log lies beside the file."""
        return False

    def xFullPathname(self, name: str) -> str:
        """Names are not looked up."""
        return name

    def xDelete(self, _path: str, _sync: bool) -> None:  # noqa: FBT001  (SQLite's order)
        """Refuse."""
        self.refused += 1
        raise apsw.ReadOnlyError

    def xDlOpen(self, _path: str) -> int:
        """Refuse to load code."""
        self.refused += 1
        return 0

    def xDlError(self) -> str:
        """Nothing to add."""
        return ""

    def xRandomness(self, amount: int) -> bytes:
        """No chance: equal files are read equally."""
        return bytes(amount)

    def xSleep(self, microseconds: int) -> int:
        """Never wait."""
        return microseconds

    def xCurrentTime(self) -> float:
        """A day that never changes."""
        return _MIDNIGHT

    def xCurrentTimeInt64(self) -> int:
        """The same in milliseconds."""
        return int(_MIDNIGHT * 86_400_000)

    def xGetLastError(self) -> tuple[int, str]:
        """Nothing to add."""
        return 0, ""


def _legacy(data: bytes, offset: int) -> bytes:
    """The header without its log and without its count of pages; the file's own length counts."""
    shown = bytearray(data)
    for place, with_bytes in ((_VERSIONS, b"\1\1"), (_PAGES, bytes(4))):
        for position, byte in zip(range(place.start, place.stop), with_bytes, strict=True):
            if offset <= position < offset + len(shown):
                shown[position - offset] = byte
    return bytes(shown)


class Guard:
    """What SQL may do: read the plain tables that were named, count, and turn binary values to digits."""

    _FUNCTIONS: Final = frozenset({"count", "typeof", "hex"})
    _PRAGMAS: Final = frozenset({"table_xinfo"})

    def __init__(self) -> None:
        self.tables: set[str] = {"sqlite_master", "sqlite_schema"}

    def __call__(
        self,
        operation: int,
        first: str | None,
        second: str | None,
        _database: str | None,
        through: str | None,
    ) -> int:
        """Allow or refuse one step of a statement; nothing is allowed through a view or trigger."""
        allowed = through is None and (
            operation == apsw.SQLITE_SELECT
            or (
                operation == apsw.SQLITE_READ and first is not None and first.lower() in self.tables
            )
            or (operation == apsw.SQLITE_FUNCTION and second in self._FUNCTIONS)
            or (operation == apsw.SQLITE_PRAGMA and first in self._PRAGMAS)
        )
        return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY


class Steps:
    """Ends a query that takes more steps than an honest file of this size could ask for; hears a cancel."""

    EACH: Final = 2_000

    def __init__(self, heard: Callable[[], None]) -> None:
        self._heard = heard
        self._left = 0

    def allow(self, steps: int) -> None:
        """Let the next query take so many steps."""
        self._left = steps

    def __call__(self) -> bool:
        """Whether the query must end now.

        Raises:
            Cancelled: the user asked to stop.
        """
        self._heard()
        self._left -= self.EACH
        return self._left < 0


def connect(system: HandleSystem, guard: Guard, steps: Steps, longest: int) -> apsw.Connection:
    """A connection that can do nothing but read the file; `longest` bounds one value and one row in bytes.

    Raises:
        apsw.Error: the file is no database.
    """
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_PRIVATECACHE
    database = apsw.Connection("file:sample?immutable=1", flags=flags, vfs=system.name)
    for switch, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, 0),
    ):
        database.config(switch, value)
    for limit, value in (
        (apsw.SQLITE_LIMIT_LENGTH, longest),
        (apsw.SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (apsw.SQLITE_LIMIT_EXPR_DEPTH, 100),
        (apsw.SQLITE_LIMIT_COMPOUND_SELECT, 2),
        (apsw.SQLITE_LIMIT_VDBE_OP, 250_000),
        (apsw.SQLITE_LIMIT_FUNCTION_ARG, 8),
        (apsw.SQLITE_LIMIT_ATTACHED, 0),
        (apsw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (apsw.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        database.limit(limit, value)
    database.set_progress_handler(steps, steps.EACH)
    steps.allow(100 * steps.EACH)
    for pragma in ("temp_store = MEMORY", "query_only = ON", "mmap_size = 0"):
        database.execute(f"PRAGMA {pragma}")
    database.set_authorizer(guard)
    return database
