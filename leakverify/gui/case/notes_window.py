"""Notes of the case: plain text, written to the case when typing pauses and when the window is left."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui

PAUSE_MS: Final = 1_500


class NotesWindow(QDialog):
    """`keep` is called with the whole text when it is another than the last that was kept."""

    def __init__(self, parent: QWidget | None, text: str, keep: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Notes"))
        self.setMinimumSize(420, 320)
        self._keep = keep
        self._kept = text
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        self.text = QPlainTextEdit()
        self.close_button = button(ui("Close"), self.close, kind="primary", name="notes_close")
        self._build(text)

    def show_text(self, text: str) -> None:
        """Show the notes of another case."""
        self._kept = text
        self.text.setPlainText(text)
        self.text.document().setModified(False)
        self._pause.stop()

    def keep_now(self) -> None:
        """Have what was typed kept, if it differs."""
        self._pause.stop()
        text = self.text.toPlainText()
        if text != self._kept:
            self._kept = text
            self._keep(text)

    def _build(self, text: str) -> None:
        self.setObjectName("pane")
        self.text.setObjectName("notes_text")
        self.text.setAccessibleName(ui("Notes"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(ui("Who said what, and what is still to be asked"))
        self.text.setPlainText(text)
        self.text.textChanged.connect(self._pause.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(ui("Notes"), kind="headline", wrap=True))
        layout.addWidget(
            plain_label(
                ui("They are kept in the case alone: no report and no dossier holds them."),
                kind="soft",
                wrap=True,
            )
        )
        layout.addWidget(self.text, 1)
        layout.addLayout(row(None, self.close_button))

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_now()
        super().closeEvent(event)
