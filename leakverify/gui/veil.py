"""Whether personal data are masked. They are at first, and again five minutes after they were shown."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

REMASK_MS: Final = 5 * 60 * 1000


class Veil(QObject):
    """One switch for the whole window."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.masked = True
        self._remask = QTimer(self, singleShot=True, interval=REMASK_MS)
        self._remask.timeout.connect(self.mask)

    def mask(self) -> None:
        """Mask personal data."""
        self._remask.stop()
        self._set(masked=True)

    def reveal(self) -> None:
        """Show personal data for a while."""
        self._remask.start()
        self._set(masked=False)

    def toggle(self) -> None:
        """Mask what is shown, show what is masked."""
        if self.masked:
            self.reveal()
        else:
            self.mask()

    def _set(self, *, masked: bool) -> None:
        if masked != self.masked:
            self.masked = masked
            self.changed.emit()
