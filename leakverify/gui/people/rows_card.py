"""The rows of the plan in a list: choose one and press Enter to put it on the card."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from leakverify.gui.people.queue import Line
from leakverify.gui.people.rows_model import CallRow, CallRowsModel, Column
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height, set_widths
from leakverify.words.say import ui

MOST_SHOWN: Final = 12
WIDTHS: Final = {
    Column.PLACE: 8,
    Column.ROW: 12,
    Column.STATE: 22,
    Column.ATTEMPTS: 12,
    Column.PART: 12,
    Column.STRATUM: 26,
    Column.WHO: 10,
}
"""In digits of the font in use."""
SPARE: Final[dict[int, int]] = {Column.STRATUM: 96, Column.WHO: 70, Column.PART: 60}


class RowsCard(Card):
    """`chosen` carries the number of the row."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(ui("Rows to call"))
        self.setAccessibleName(ui("Rows to call"))
        self.model = CallRowsModel(self)
        self.table = _Table(MOST_SHOWN, SPARE)
        dress(self.table, "call_rows", ui("Rows to call"))
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.entered_on.connect(self._on_entered)
        self.table.doubleClicked.connect(lambda index: self._on_entered(index.row()))
        self.model.modelReset.connect(self.table.fit)
        self.body.setContentsMargins(8, 14, 8, 8)
        self.heading.setContentsMargins(8, 0, 0, 0)
        self.body.addWidget(self.table)

    def show_lines(self, lines: Sequence[Line], current: int) -> None:
        """Show the list, with the row on the card chosen."""
        self.model.show_lines(CallRow(line) for line in lines)
        for place, line in enumerate(lines):
            if line.row == current:
                self.table.selectRow(place)

    def fit(self) -> None:
        """Row height and column width, by the font in use."""
        set_row_height(self.table)
        set_widths(self.table, WIDTHS)
        self.table.fit()

    def _on_entered(self, place: int) -> None:
        line = self.model.line(place)
        if line is not None:
            self.chosen.emit(line.line.row)


class _Table(FittedTable):
    """A table that leaves letters and digits to the keys of outcomes, and tells when Enter is pressed."""

    entered_on = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_on.emit(self.currentIndex().row())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
