"""The only place that opens a path: regular files, never a pipe, a device or a folder.

Light on purpose: a child calls it before it locks itself, when it may have imported almost nothing.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from leakverify.model.errors import UnreadableInput


class NamedFile(NamedTuple):
    """An open file with the name that is shown for it; the name is never used to open anything."""

    name: str
    handle: BinaryIO


def open_regular(path: str | os.PathLike[str]) -> NamedFile:
    """Open a regular file for reading. Links are followed; a FIFO, device or folder is refused at once.

    Raises:
        UnreadableInput: `NO_SUCH_FILE`, `NO_PERMISSION`, `CANNOT_OPEN` or `NOT_A_FILE`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0))
    except FileNotFoundError as error:
        raise UnreadableInput("NO_SUCH_FILE") from error
    except PermissionError as error:
        raise UnreadableInput("NO_PERMISSION") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput("CANNOT_OPEN") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableInput("NOT_A_FILE")
    return NamedFile(Path(path).name, os.fdopen(descriptor, "rb"))
