"""Ctrl+C asks a run to stop; what was done is kept."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts(cancel: threading.Event) -> Iterator[None]:
    """While it lasts, the first Ctrl+C sets `cancel` instead of ending the program."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
