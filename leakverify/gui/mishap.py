"""Errors of our own: kept in memory as a type and places in our code, never with a value."""

import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

KEPT = 500
PLACES = 6


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
        places = [
            f"{Path(frame.filename).stem}:{frame.lineno}"
            for frame in traceback.extract_tb(trace)[-PLACES:]
        ]
        line = f"{kind.__name__} {' '.join(places)}"
        self._lines.append(line)
        self._on_new(line)

    @property
    def lines(self) -> tuple[str, ...]:
        """What was kept, oldest first."""
        return tuple(self._lines)
