"""Pages of parts in a window, as plain labels and tables: how it was measured, and the help on mail domains."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import ours_on_screen
from leakverify.words import card_forms, mail_help, model_card, program_help
from leakverify.words.lists import dotted
from leakverify.words.model_card import Part
from leakverify.words.say import ui

LONGEST = 600
WIDE_DIGITS = 84
"""Where a table of six columns has room, in digits of the font in use."""


class PartsWindow(QDialog):
    """One page, laid out anew when the room changes."""

    def __init__(self, parent: QWidget | None, title: str, told: tuple[Part, ...]) -> None:
        super().__init__(parent)
        self.setMinimumSize(520, 400)
        self.setObjectName("pane")
        self._told = told
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._is_wide: bool | None = None
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(title)
        scroll.setWidget(self._inner)
        copy = button(ui("Copy"), self._copy, name="card_copy")
        close = button(ui("Close"), self.close, kind="primary", name="card_close")
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(title, kind="headline", wrap=True))
        layout.addWidget(scroll, 1)
        layout.addLayout(row(copy, None, close))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fill()

    def _fill(self) -> None:
        """Tables where there is room for them, else one entry below the other."""
        digit = max(1, self.fontMetrics().horizontalAdvance("0"))
        wide = self.width() >= WIDE_DIGITS * digit
        if wide == self._is_wide:
            return
        self._is_wide = wide
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in self._told:
            self._column.addWidget(_shown(part, wide=wide))
        self._column.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(card_forms.parts_as_text(self._told))


class ModelCardWindow(PartsWindow):
    """Reads the bundled numbers once."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, ui("How it was measured"), model_card.parts(model_card.load()))
        self.setWindowTitle(ui("How it was measured"))


class MailHelpWindow(PartsWindow):
    """Mail domains, and what asking for them gives away."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, ui("Mail domains and look-ups"), mail_help.parts())
        self.setWindowTitle(ui("Mail domains and look-ups"))


class ProgramHelpWindow(PartsWindow):
    """Version, updates, downloads and licences."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, ui("Version, updates and licences"), program_help.parts())
        self.setWindowTitle(ui("Version, updates and licences"))


def _shown(part: Part, *, wide: bool) -> Card:
    """One part as a card."""
    card = Card(part.heading)
    for sentence in part.sentences:
        card.body.addWidget(plain_label(ours_on_screen(sentence, LONGEST), wrap=True))
    for entry in part.entries:
        card.body.addWidget(plain_label(ours_on_screen(f"• {entry}", LONGEST), wrap=True))
    if part.rows and wide:
        card.body.addLayout(_table(part.header, part.rows))
    elif part.rows:
        for cells in part.rows:
            figures = zip(part.header[1:], cells[1:], strict=True)
            said = dotted(f"{word}: {cell}" for word, cell in figures)
            card.body.addWidget(plain_label(ours_on_screen(cells[0], LONGEST), wrap=True))
            card.body.addWidget(plain_label(ours_on_screen(said, LONGEST), kind="small", wrap=True))
    return card


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> QGridLayout:
    """A small table of labels; its first column takes the room that is left."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for at, word in enumerate(header):
        grid.addWidget(plain_label(word, kind="small"), 0, at)
    for line, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            grid.addWidget(plain_label(ours_on_screen(cell, LONGEST), wrap=at == 0), line, at)
    return grid
