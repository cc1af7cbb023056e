"""The second layer under `plain_label`: labels that Qt makes itself (message boxes, tool tips) turn plain too."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

LABELS: Final = (QLabel, QMessageBox)


class PlainTextGuard(QObject):
    """An application-wide event filter that makes every label plain before it is shown.

    It also leaves Ctrl+E to the window: Qt's text fields take it for "to the end of the line" on Linux, where End does that too.
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
        return False
