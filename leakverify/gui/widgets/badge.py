"""Badges: rounded buttons in the header that tell a state and let one look into it."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import PressedByEnter

SLACK: Final = 2


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
        longer = self._wide(f" {self._whole}") - self._wide(self.text().replace("&&", "&"))
        return QSize(size.width() + longer + SLACK, size.height())

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
        around = super().sizeHint().width() - self._wide(self.text().replace("&&", "&"))
        room, whole = self.width() - around, f" {self._whole}"
        if self._wide(whole) > room:
            whole = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(0, room))
        shown = whole.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)

    def _wide(self, text: str) -> int:
        """How wide a text is as a button measures it, in whatever typefaces it needs."""
        return self.fontMetrics().size(Qt.TextFlag.TextSingleLine, text).width()

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        self.setIcon(tinted(self._icon, getattr(tokens_of(self), self._tone), size))
