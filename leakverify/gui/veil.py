"""Whether personal data are masked. They are at first, and again when nobody has touched the window for a while."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

IDLE_MINUTES: Final = (1, 5, 15)
"""What may be chosen."""
REMASK_MINUTES: Final = 5
REMASK_MS: Final = REMASK_MINUTES * 60 * 1000
LOOK_MS: Final = 2_000
"""How often is looked whether the time is over; only while data are shown."""


class Veil(QObject):
    """One switch for the whole window. `clock` tells seconds that only go up."""

    changed = Signal()
    chosen = Signal()
    """Another time, or whether to mask when left, was chosen."""

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.masked = True
        self.idle_minutes = REMASK_MINUTES
        self.masks_when_left = False
        self._clock = clock
        self._touched = clock()
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)

    def mask(self) -> None:
        """Mask personal data."""
        self._looking.stop()
        self._set(masked=True)

    def reveal(self) -> None:
        """Show personal data until the window lies idle."""
        self.touch()
        self._looking.start()
        self._set(masked=False)

    def toggle(self) -> None:
        """Mask what is shown, show what is masked."""
        if self.masked:
            self.reveal()
        else:
            self.mask()

    def choose(self, *, minutes: int | None = None, when_left: bool | None = None) -> None:
        """After how many minutes to mask, and whether to when another program is in front; None leaves it as it is."""
        self.idle_minutes = self.idle_minutes if minutes is None else minutes
        self.masks_when_left = self.masks_when_left if when_left is None else when_left
        self.chosen.emit()

    def touch(self) -> None:
        """Somebody is at the keyboard or the mouse."""
        self._touched = self._clock()

    def look(self) -> None:
        """Mask where nobody has been there for long enough."""
        if not self.masked and self._clock() - self._touched >= self.idle_minutes * 60:
            self.mask()

    def leave(self) -> None:
        """Another program came to the front: mask, where the user wants that."""
        if self.masks_when_left:
            self.mask()

    def _set(self, *, masked: bool) -> None:
        if masked != self.masked:
            self.masked = masked
            self.changed.emit()
