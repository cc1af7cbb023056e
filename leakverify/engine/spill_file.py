"""The nameless file that an analyst's rows spill into: opened by the parent, since the child may open nothing."""

import os
import tempfile
from pathlib import Path


def open_nameless(folder: Path) -> int:
    """A file without a name in the private folder, as a descriptor to hand on; -1 where none can be made.

    It is gone as soon as both processes have closed it. What is written there is encrypted with a key that only the
    analyst has (`leakverify.engine.spill`).
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "O_TMPFILE"):
            return os.open(folder, os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, 0o600)
        return _unlinked(folder)
    except OSError:
        try:
            return _unlinked(folder)
        except OSError:
            return -1


def close(descriptor: int) -> None:
    """Let go of it."""
    if descriptor >= 0:
        os.close(descriptor)


def _unlinked(folder: Path) -> int:
    """Where files without a name do not exist: make one and take its name away at once."""
    if os.name == "nt":
        return -1
    descriptor, name = tempfile.mkstemp(dir=folder)
    Path(name).unlink()
    return descriptor
