"""Badges: rounded buttons in the header that tell a state and let one look into it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import PressedByEnter


class Badge(PressedByEnter):
    """A pill with an icon whose colour is a token name; it repaints its icon when the look changes."""

    def __init__(self, icon: str, tone: str = "soft", *, name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "badge")
        self.setObjectName(name)
        self._icon = icon
        self._tone = tone
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, icon: str, tone: str) -> None:
        """Show another state."""
        self._icon = icon
        self._tone = tone
        self._whole = text
        self.setAccessibleName(text)
        self._tint()
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        metrics = self.fontMetrics()
        longer = metrics.horizontalAdvance(f" {self._whole}") - metrics.horizontalAdvance(
            self.text().replace("&&", "&")
        )
        return QSize(size.width() + longer, size.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._tint()
        super().changeEvent(event)

    def _elide(self) -> None:
        """The text ends in … where there is no room; whoever cannot see it is told it whole."""
        room = self.width() - (
            super().sizeHint().width()
            - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        )
        shown = (
            self.fontMetrics()
            .elidedText(f" {self._whole}", Qt.TextElideMode.ElideRight, max(0, room))
            .replace("&", "&&")
        )
        if shown != self.text():
            self.setText(shown)

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        self.setIcon(tinted(self._icon, getattr(tokens_of(self), self._tone), size))
