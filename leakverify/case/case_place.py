"""The file of a case and what stands beside it: read, replaced whole, destroyed.

A journal beside a case is SQLite's to roll back. One that names a further file would have that file deleted, so whoever sends a case with
a journal could delete any file of the user's: such a journal is refused unread.
"""

import hashlib
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from leakverify.case.passphrase_key import SALT_BYTES
from leakverify.model.errors import OutputProblem, UnreadableInput

PAGE_BYTES: Final = 4_096
MOST_FILE: Final = 512 << 20
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
"""Ends a journal that names a super-journal (sqlite.org/fileformat2.html); a transaction on one file never does."""
_PIECE: Final = 1 << 20


def beside(case: Path, ending: str) -> Path:
    """A file of the program's own beside a case: of one length however long the case's name is."""
    name = hashlib.sha256(os.fsencode(case.name)).hexdigest()[:16]
    return case.parent / f".lv-{name}.{ending}"


def real(path: Path) -> Path:
    """Where a path leads once links are followed; a path that can lead nowhere stays as it is, for its opener to refuse."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def new_file(case: Path) -> Path:
    """An empty file beside a case, for the owner's eyes only, to be filled and to take the case's place.

    Raises:
        OutputProblem: `CASE_NOT_WRITTEN`.
    """
    path = beside(case, f"{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except (OSError, ValueError) as error:
        raise OutputProblem("CASE_NOT_WRITTEN") from error
    return path


def put(new: Path, case: Path, *, shred_old: bool) -> None:
    """Give a whole new file the name of the case: old-complete or new-complete at any moment.

    The old file is overwritten once it has no name any more (`shred_old`); not where another name still leads to it.

    Raises:
        OutputProblem: `CASE_NOT_WRITTEN`; `CASE_IN_USE` where a journal tells that the file to be replaced was left unfinished.
    """
    old = -1
    try:
        if os.path.lexists(case.with_name(case.name + "-journal")):
            raise OutputProblem("CASE_IN_USE")
        sync(new)
        if shred_old and os.name != "nt":
            old = os.open(case, os.O_RDWR)
        os.replace(new, case)  # noqa: PTH105  (as in reports.atomic)
        sync(case.parent)
        if old >= 0 and os.fstat(old).st_nlink == 0:
            with suppress(OSError):
                _overwrite(old)
    except (OSError, ValueError) as error:
        raise OutputProblem("CASE_NOT_WRITTEN") from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        if old >= 0:
            os.close(old)


def destroy(case: Path) -> None:
    """Overwrite a case with random bytes, its salt first, and take its name away.

    Raises:
        OutputProblem: `CASE_NOT_PURGED`.
    """
    try:
        handle = os.open(case, os.O_RDWR)
        try:
            _overwrite(handle)
        finally:
            os.close(handle)
        case.unlink()
        case.with_name(case.name + "-journal").unlink(missing_ok=True)
        sync(case.parent)
    except OSError as error:
        raise OutputProblem("CASE_NOT_PURGED") from error


def sweep(case: Path) -> None:
    """Take away what a killed program left beside a case whose lock is held and which was read.

    A journal that still stands there has nothing to undo: SQLite undoes and takes away what has, and leaves one that was only begun.
    """
    parts = case.parent.glob(beside(case, "*.part").name)
    for left in (*parts, case.with_name(case.name + "-journal")):
        with suppress(OSError):
            left.unlink()


def _overwrite(handle: int) -> None:
    """Random bytes over a whole file, the first page made durable before the rest."""
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    _write_all(handle, min(size, PAGE_BYTES))
    os.fsync(handle)
    _write_all(handle, max(0, size - PAGE_BYTES))
    os.fsync(handle)


def _write_all(handle: int, count: int) -> None:
    while count > 0:
        count -= os.write(handle, os.urandom(min(count, _PIECE)))


def read_salt(path: Path) -> bytes:
    """The salt of a case.

    Raises:
        UnreadableInput: `NO_SUCH_FILE`, `NOT_A_FILE`, `CANNOT_OPEN`; `CASE_WRONG_PASSPHRASE` where the size is none of a case.
    """
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            raise UnreadableInput("NOT_A_FILE")
        with path.open("rb") as handle:
            salt = handle.read(SALT_BYTES)
    except FileNotFoundError as error:
        raise UnreadableInput("NO_SUCH_FILE") from error
    except PermissionError as error:
        raise UnreadableInput("NO_PERMISSION") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput("CANNOT_OPEN") from error
    if told.st_size > MOST_FILE or told.st_size < PAGE_BYTES or len(salt) != SALT_BYTES:
        raise UnreadableInput("CASE_WRONG_PASSPHRASE")
    return salt


def refuse_stray_files(path: Path) -> None:
    """See that what stands beside a case is a journal that SQLite may roll back, or nothing.

    Raises:
        UnreadableInput: `CASE_STRAY_FILE`.
    """
    for ending in ("-journal", "-wal"):
        stray = path.with_name(path.name + ending)
        try:
            told = stray.lstat()
            if ending == "-wal" or not stat.S_ISREG(told.st_mode):
                raise UnreadableInput("CASE_STRAY_FILE")
            with stray.open("rb") as handle:
                handle.seek(max(0, told.st_size - len(_JOURNAL_MAGIC)))
                if handle.read() == _JOURNAL_MAGIC:
                    raise UnreadableInput("CASE_STRAY_FILE")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UnreadableInput("CASE_STRAY_FILE") from error


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
