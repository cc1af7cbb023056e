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
        self._short = ""
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, icon: str, tone: str, *, short: str = "") -> None:
        """Show another state; `short` says it in a word where there is no room ("": the icon alone does)."""
        self._icon = icon
        self._tone = tone
        self._whole, self._short = text, short
        self.setAccessibleName(text)
        self._tint()
        self._elide()
        self.updateGeometry()

    def set_brief(self, *, brief: bool) -> None:
        """Say it in a word, or whole."""
        if brief != self._brief:
            self._brief = brief
            self._elide()
            self.updateGeometry()

    def room_for(self, *, brief: bool) -> int:
        """The width that the one or the other takes."""
        said = self._short if brief else self._whole
        return self._around() + self._wide(self._padded(said)) + SLACK

    def sizeHint(self) -> QSize:
        return QSize(self.room_for(brief=self._brief), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = min(self.room_for(brief=True), self.room_for(brief=False))
        return QSize(least, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._tint()
        super().changeEvent(event)

    def _elide(self) -> None:
        """What is said, cut only in a window narrower than it may be made; whoever cannot see it is told it whole."""
        room = self.width() - self._around()
        text = self._padded(self._short if self._brief else self._whole)
        if self._wide(text) > room:
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        shown = text.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)

    def _around(self) -> int:
        """What the icon and the edges take."""
        return super().sizeHint().width() - self._wide(self.text().replace("&&", "&"))

    @staticmethod
    def _padded(text: str) -> str:
        """A text away from its icon."""
        return f" {text}" if text else ""

    def _wide(self, text: str) -> int:
        """How wide a text is as a button measures it, in whatever typefaces it needs."""
        return self.fontMetrics().size(Qt.TextFlag.TextSingleLine, text).width()

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        self.setIcon(tinted(self._icon, getattr(tokens_of(self), self._tone), size))
