"""The second layer under `plain_label`: labels that Qt makes itself (message boxes, tool tips) turn plain too."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox

LABELS: Final = (QLabel, QMessageBox)


class PlainTextGuard(QObject):
    """An application-wide event filter that makes every label plain before it is shown.

    It also leaves Ctrl+E to the window: Qt's text fields take it for "to the end of the line" on Linux, where End does that too. And a wheel
    turned over a closed list scrolls the pane, as over anything else in it: in Qt it chooses the next entry, and who scrolls past decides nothing.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program passes here, and its type is dear to ask for: classes first.
        if isinstance(event, QKeyEvent):
            held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            return (
                held
                and event.key() == Qt.Key.Key_E
                and event.type() == QEvent.Type.ShortcutOverride
            )
        if isinstance(watched, LABELS) and event.type() == QEvent.Type.Polish:
            watched.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(watched, QComboBox):
            return _passes_by(watched, event)
        return False


def _passes_by(box: QComboBox, event: QEvent) -> bool:
    """Whether a closed list is to see nothing of this event: a wheel, which is what lies around it to answer."""
    if isinstance(event, QWheelEvent):
        event.ignore()
        return True
    if event.type() == QEvent.Type.Polish and box.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return False
