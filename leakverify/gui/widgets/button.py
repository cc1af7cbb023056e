"""Buttons: one maker, so that every one has a name for those who do not see it and shows `&` as it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class PressedByEnter(QPushButton):
    """A push button that Enter presses as Space does: Qt's own would leave the key to the window, where it does nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def button(
    text: str, on_press: Callable[[], object] | None = None, *, kind: str = "", name: str = ""
) -> QPushButton:
    """A push button that calls `on_press`. `kind`: primary, quiet, link, badge, choice."""
    made = PressedByEnter(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if name:
        made.setObjectName(name)
    if on_press is not None:
        made.clicked.connect(lambda _checked=False: on_press())
    return made
