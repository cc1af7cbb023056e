"""The second layer under `plain_label`: labels that Qt makes itself (message boxes, tool tips) turn plain too."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox


class PlainTextGuard(QObject):
    """An application-wide event filter that makes every label plain before it is shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QLabel | QMessageBox):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False
