"""The second layer under `plain_label`: labels that Qt makes itself (message boxes, tool tips) turn plain too."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox


class PlainTextGuard(QObject):
    """An application-wide event filter that makes every label plain before it is shown.

    It also leaves Ctrl+E to the window: Qt's text fields take it for "to the end of the line" on Linux, where End does that too.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QLabel | QMessageBox):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            return held and event.key() == Qt.Key.Key_E
        return False
