"""One program at a time writes to a case: a lock that the system takes back when its holder dies.

The lock is on a small empty file beside the case, since the case itself is replaced when its passphrase changes. A lock file that a
killed program left behind is locked by nobody, so it keeps nobody out.
"""

import os
import sys
from pathlib import Path
from typing import Final, Self

from leakverify.case.case_place import beside

_TRIES: Final = 8


class CaseLock:
    """The right to write to one case; kept until `release`, or until this process ends in whatever way."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path

    @classmethod
    def take(cls, case: Path) -> Self | None:
        """The lock of a case, or None where another holds it. OSError where the folder cannot be written."""
        path = beside(case, "lock")
        for _ in range(_TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                if not _lock(descriptor):
                    os.close(descriptor)
                    return None
                if _is_still(descriptor, path):
                    return cls(descriptor, path)
            except OSError:
                os.close(descriptor)
                raise
            os.close(descriptor)  # the one who held it took the file away: try with the next
        return None

    def release(self) -> None:
        """Let another program write, and leave no file behind."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        if sys.platform == "win32":
            os.close(descriptor)
            _unlink(self._path)
        else:
            _unlink(self._path)
            os.close(descriptor)


def _unlink(path: Path) -> None:
    """Take an empty file away; one that cannot be taken away keeps nobody out."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the locked file is the one that stands under its name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        """Lock the first byte, or say that another has."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock the file, or say that another has."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
