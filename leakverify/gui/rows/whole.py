"""The chosen cell, whole, as plain text to be read."""

from PySide6.QtWidgets import QPlainTextEdit

from leakverify.words.say import ui


class WholeCell(QPlainTextEdit):
    """Keeps nothing but what it shows: there is nothing to undo in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setAccessibleName(ui("The chosen cell, whole"))
        self.setPlaceholderText(ui("Choose a cell to read it whole."))
        self.setTabChangesFocus(True)

    def fit(self) -> None:
        """Two lines of the font in use."""
        self.setFixedHeight(self.fontMetrics().height() * 2 + 18)
