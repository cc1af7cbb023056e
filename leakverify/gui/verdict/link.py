"""A link that gives way: its text ends in … where there is no room, and stays whole for those who hear it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from leakverify.gui.widgets.button import PressedByEnter


class Link(PressedByEnter):
    """Looks like the window's other links."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("kind", "link")
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str, spoken: str = "") -> None:
        """Show another text; `spoken` leaves out signs."""
        self._whole = text
        self.setAccessibleName(spoken or text)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._whole) + 8
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, self.width() - 6)
        )
        shown = shown.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
