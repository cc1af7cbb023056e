"""The file of an open case together with its key and its lock: made, read, given another passphrase, destroyed."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from leakverify.case import case_place
from leakverify.case.case_key import Key
from leakverify.case.case_lock import CaseLock
from leakverify.case.case_store import Contents, Store
from leakverify.case.passphrase_key import SALT_BYTES
from leakverify.model.errors import LeakverifyError, OutputProblem, UnreadableInput, UsageProblem


class Disk:
    """A case file that is written to; its lock is held until it is closed."""

    def __init__(self, path: Path, store: Store, key: Key, lock: CaseLock) -> None:
        self.path = path
        self._store: Store | None = store
        self._key = key
        self._lock = lock

    @classmethod
    def make(cls, path: Path, passphrase: str, contents: Contents) -> Self:
        """A new file with these contents, in the place of what stood there once it is whole.

        Raises:
            UsageProblem: `CASE_PASSPHRASE`.
            OutputProblem: `CASE_IN_USE`, `CASE_DISK_FULL`, `CASE_NOT_WRITTEN`.
        """
        key = _new_key(passphrase)
        lock = _lock_of(path)
        made: Self | None = None
        try:
            new = _filled(path, key, contents)
            case_place.put(new, path, shred_old=False)
            made = cls(path, _opened(path, key), key, lock)
        finally:
            if made is None:
                key.forget()
                lock.release()
        return made

    def rekey(self, passphrase: str, contents: Contents) -> None:
        """The same case in a new file under a new salt, which takes the place of the old; the old one is overwritten.

        Raises:
            UsageProblem: `CASE_PASSPHRASE`.
            OutputProblem: `CASE_DISK_FULL`, `CASE_NOT_WRITTEN`: the case is as it was.
        """
        key = _new_key(passphrase)
        replaced = False
        try:
            new = _filled(self.path, key, contents)
            self._close_store()
            case_place.put(new, self.path, shred_old=True)
            replaced = True
        finally:
            old, self._key = self._key, key if replaced else self._key
            (old if replaced else key).forget()
            if self._store is None:
                self._store = _opened(self.path, self._key)

    def write(
        self, parts: Mapping[str, bytes], first: int, lines: Sequence[bytes], last: str
    ) -> None:
        """One transaction, durable when it returns; as `Store.write`."""
        if self._store is None:
            raise OutputProblem("CASE_GONE")
        self._store.write(parts, first, lines, last)

    def destroy(self) -> None:
        """Overwrite the file and take its name away. OutputProblem: `CASE_NOT_PURGED`."""
        self._close_store()
        case_place.destroy(self.path)
        case_place.sweep(self.path)
        self.close()

    def close(self) -> None:
        """Close the file, zero the key, release the lock."""
        self._close_store()
        self._key.forget()
        self._lock.release()

    def _close_store(self) -> None:
        if self._store:
            self._store.close()
        self._store = None


def read(path: Path, passphrase: str) -> tuple[Contents, Disk | None]:
    """What a case holds, and its file where it can be written to: not where another has it open, or nothing may be written.

    Raises:
        UnreadableInput: as `CaseFile.open`.
    """
    case_place.read_salt(path)  # what is no case is told before a lock is made beside it
    lock = _lock_to_write(path)
    disk: Disk | None = None
    key: Key | None = None
    store: Store | None = None
    try:
        key = _derived(passphrase, case_place.read_salt(path))
        if key is None:
            raise UnreadableInput("CASE_WRONG_PASSPHRASE")
        case_place.refuse_stray_files(path)
        store = Store.open(path, key, read_only=lock is None)
        contents = store.read()
        if lock:
            disk = Disk(path, store, key, lock)
            case_place.sweep(path)
    finally:
        if disk is None:
            _let_go(store, key, lock)
    return contents, disk


def _let_go(store: Store | None, key: Key | None, lock: CaseLock | None) -> None:
    if store:
        store.close()
    if key:
        key.forget()
    if lock:
        lock.release()


def _filled(path: Path, key: Key, contents: Contents) -> Path:
    """A whole new file beside the path."""
    new = case_place.new_file(path)
    try:
        Store.make(new, key, contents)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _opened(path: Path, key: Key) -> Store:
    """The store of a file that was just put in its place."""
    try:
        return Store.open(path, key, read_only=False)
    except LeakverifyError as error:
        raise OutputProblem("CASE_NOT_WRITTEN") from error


def _new_key(passphrase: str) -> Key:
    key = _derived(passphrase, secrets.token_bytes(SALT_BYTES))
    if key is None:
        raise UsageProblem("CASE_PASSPHRASE")
    return key


def _derived(passphrase: str, salt: bytes) -> Key | None:
    """The key of a passphrase; None where it is empty or too long to be one."""
    try:
        return Key.derived(passphrase, salt)
    except ValueError:
        return None


def _lock_to_write(path: Path) -> CaseLock | None:
    """The lock of a case that is opened; None where another has it, or where nothing can be written."""
    if not os.access(path, os.W_OK):
        return None
    try:
        return CaseLock.take(path)
    except OSError:
        return None


def _lock_of(path: Path) -> CaseLock:
    """The lock of a case that is to be written.

    Raises:
        OutputProblem: `CASE_IN_USE`, `CASE_NOT_WRITTEN`.
    """
    try:
        lock = CaseLock.take(path)
    except (OSError, ValueError) as error:
        raise OutputProblem("CASE_NOT_WRITTEN") from error
    if lock is None:
        raise OutputProblem("CASE_IN_USE")
    return lock
