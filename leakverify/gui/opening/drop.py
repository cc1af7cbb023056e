"""The drop zone, and what of a drop can be opened."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui


def paths_of(data: QMimeData) -> list[Path]:
    """The local files of a drop; web addresses and text are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropZone(QFrame):
    """Shows where to drop; the whole window takes the drop."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setMinimumHeight(188)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(10)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._sign = plain_label()
        self._sign.setFixedSize(32, 32)
        title = plain_label(ui("Drop the sample here"), kind="title", wrap=True)
        kinds = plain_label(
            ui(
                "Text tables, spreadsheets, JSON, database dumps and files, Parquet, XML, web pages, address books, "
                "mail archives; also packed"
            ),
            kind="small",
            wrap=True,
        )
        kinds.setAlignment(centre)
        self.open_button = button(ui("Open a file…"), kind="primary", name="open_file")
        layout.addStretch(1)
        layout.addWidget(self._sign, 0, centre)
        title.setAlignment(centre)
        layout.addWidget(title)
        layout.addWidget(kinds)
        layout.addSpacing(4)
        layout.addWidget(self.open_button, 0, centre)
        layout.addStretch(1)
        self._tint()

    def set_over(self, *, over: bool) -> None:
        """Light up while something is held over the window."""
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self._sign.setPixmap(tinted("drop", tokens_of(self).accent, 32).pixmap(32, 32))


class DropWindow(QMainWindow):
    """A window that files may be dropped on anywhere. `dropped` brings their paths, none where it was something else."""

    hovered = Signal(bool)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            self.hovered.emit(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hovered.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered.emit(False)
        paths = paths_of(event.mimeData())
        event.acceptProposedAction()
        self.dropped.emit(paths)
