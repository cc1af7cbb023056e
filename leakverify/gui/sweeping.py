"""When Python's collector runs: between two events on the window's thread, and at no other time.

The collector runs wherever objects are made, so on a job's thread as well, or while Qt goes through a list of widgets and calls
back into Python. It then deletes forgotten widgets on a thread that may not, or out of that list, and the window crashes. Programs
with Python in Qt have known this for long, and collect on a timer instead.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1_000
"""Often enough that little waits to be swept, seldom enough to cost nothing."""


class Sweeper(QObject):
    """Takes the collector into its own hands until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(sweep)
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back; for when no event will come any more."""
        self._timer.stop()
        gc.enable()


def sweep() -> None:
    """Collect what Python would have collected by now by its own thresholds. Where no code of Qt is under way only."""
    made, limits = gc.get_count(), gc.get_threshold()
    if made[0] > limits[0]:
        gc.collect(max(g for g, limit in enumerate(limits) if made[g] > limit))
