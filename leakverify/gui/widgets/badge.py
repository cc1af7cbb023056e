"""Badges: rounded buttons in the header that tell a state and let one look into it."""

from PySide6.QtCore import QEvent, QSize

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

    def show_state(self, text: str, icon: str, tone: str) -> None:
        """Show another state."""
        self._icon = icon
        self._tone = tone
        self.setText(f" {text.replace('&', '&&')}")
        self.setAccessibleName(text)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        self.setIcon(tinted(self._icon, getattr(tokens_of(self), self._tone), size))
