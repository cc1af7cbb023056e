"""Tables that stay quick at a million rows: fixed row height, no measuring of contents, no proxy model."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
)


def dress(table: QTableView, name: str, accessible_name: str) -> None:
    """Give a table view the window's settings."""
    table.setObjectName(name)
    table.setAccessibleName(accessible_name)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    across = table.horizontalHeader()
    across.setHighlightSections(False)
    across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    across.setTextElideMode(Qt.TextElideMode.ElideRight)
    across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    across.setResizeContentsPrecision(200)
    down = table.verticalHeader()
    down.setVisible(False)
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class FittedTable(QTableView):
    """A table as high as its rows, up to `most`, so that the pane around it scrolls instead.

    `spare` names columns that are left out where the table is narrower than so many digits.
    """

    def __init__(self, most: int = 60, spare: Mapping[int, int] | None = None) -> None:
        super().__init__()
        self._most = most
        self._spare = dict(spare or {})
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def fit(self) -> None:
        """Take the height that the rows need now."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        digits = self.viewport().width() / max(1, self.fontMetrics().horizontalAdvance("0"))
        for column, narrow in self._spare.items():
            self.setColumnHidden(column, digits < narrow)
        header = self.horizontalHeader()
        wide = header.length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        each = self.verticalHeader().defaultSectionSize()
        height = header.sizeHint().height() + each * min(max(rows, 1), self._most) + bar + 1
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def set_row_height(table: QTableView, lines: float = 1.0) -> None:
    """Give every row the same height, by the font in use."""
    height = round(table.fontMetrics().height() * lines) + 14
    table.verticalHeader().setMinimumSectionSize(height)
    table.verticalHeader().setDefaultSectionSize(height)
