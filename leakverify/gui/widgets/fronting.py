"""How windows beside the main one and sheets over it come to the front."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from leakverify.gui.theme import BASE_PX

SHARE_OF_SCREEN: Final = 0.92


def size_for(window: QWidget, wide: int, high: int) -> None:
    """Give a window this size at the usual size of text, and more where text is larger, as far as the screen goes."""
    factor = window.fontInfo().pixelSize() / BASE_PX
    room = window.screen().availableSize() * SHARE_OF_SCREEN
    window.resize(QSize(round(wide * factor), round(high * factor)).boundedTo(room))


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
