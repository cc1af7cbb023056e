"""A sheet of calls on disk: changed by one program at a time, replaced whole, durable when told."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from leakverify.case import call_sheet
from leakverify.model.call_desk import CallSheet
from leakverify.model.errors import OutputProblem
from leakverify.reports import atomic


def update(path: Path, change: Callable[[CallSheet], CallSheet]) -> CallSheet:
    """Read a sheet, change it, and write it in place of the old one; a call noted meanwhile by another program is not lost.

    Raises:
        UsageProblem: as `call_sheet.read` and whatever `change` raises.
        OutputProblem: `OUTPUT_FAILED`.
    """
    with alone(path.parent):
        sheet = change(call_sheet.read(path))
        atomic.write(path, call_sheet.to_bytes(sheet))
        return sheet


def write_new(path: Path, sheet: CallSheet) -> None:
    """Write a sheet where there is none yet.

    Raises:
        OutputProblem: `FILE_EXISTS`, `OUTPUT_FAILED`.
    """
    if path.exists():
        raise OutputProblem("FILE_EXISTS")
    atomic.write(path, call_sheet.to_bytes(sheet))


if sys.platform == "win32":

    @contextmanager
    def alone(_folder: Path) -> Iterator[None]:
        """Folders cannot be locked here; a sheet is for one program."""
        yield

else:
    import fcntl

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """While it lasts no other leakverify changes a sheet of this folder; the system lets go when a program ends."""
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise OutputProblem("OUTPUT_FAILED") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
