"""How windows beside the main one and sheets over it come to the front."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog


def show_beside(window: QDialog) -> None:
    """Bring a window beside the main one to the front; it stays when it is closed."""
    window.show()
    window.raise_()
    window.activateWindow()


def put_away(window: QDialog) -> bool:
    """Let a window go that is to be made again; whether it was open."""
    was_open = window.isVisible()
    window.hide()
    window.deleteLater()
    return was_open


def open_over(sheet: QDialog) -> None:
    """Open a sheet over its window; it goes when it is closed."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
