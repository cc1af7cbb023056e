"""Errors of our own: kept in memory as a type and places in our code, never with a value."""

import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QMessageLogContext, QtMsgType

KEPT = 500
PLACES = 6


class Unraised(Protocol):
    """What `sys.unraisablehook` is told, as far as it is kept."""

    exc_type: type[BaseException]
    exc_traceback: TracebackType | None


class Mishaps:
    """The last errors; `on_new` is told of each."""

    def __init__(self, on_new: Callable[[str], object]) -> None:
        self._lines: deque[str] = deque(maxlen=KEPT)
        self._on_new = on_new

    def hook(
        self,
        kind: type[BaseException],
        _error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """For `sys.excepthook`: the message of the error is left out, since it may quote a cell."""
        line = _line(kind, trace)
        self._lines.append(line)
        self._on_new(line)

    def hook_thread(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """For errors of other threads: kept only, since no dialog may be opened from there."""
        self._lines.append(_line(kind, trace))

    def hook_unraisable(self, told: Unraised) -> None:
        """For `sys.unraisablehook`: what went wrong where nothing could be raised."""
        self._lines.append(_line(told.exc_type, told.exc_traceback))

    def hook_qt(self, kind: QtMsgType, _context: QMessageLogContext, _text: str | None) -> None:
        """For Qt's own messages, which may name files: their kind is kept, their text is not."""
        self._lines.append(f"Qt {kind.name}")

    @property
    def lines(self) -> tuple[str, ...]:
        """What was kept, oldest first."""
        return tuple(self._lines)


def _line(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The type of an error and the last places in code that it passed."""
    places = [
        f"{Path(frame.filename).stem}:{frame.lineno}"
        for frame in traceback.extract_tb(trace)[-PLACES:]
    ]
    return f"{kind.__name__} {' '.join(places)}"
