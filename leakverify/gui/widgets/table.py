"""Tables that stay quick at a million rows: fixed row height, no measuring of contents, no proxy model."""

from collections.abc import Mapping
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
)

C = TypeVar("C", bound=int)
AROUND_HEADING: Final = 28
"""The margins of a heading as the style sheet has them, and a little for bold letters."""


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


def widths_of(table: QTableView, digits: Mapping[C, int]) -> dict[C, int]:
    """Pixels of columns that take so many digits of the font in use, and never less than their headings."""
    digit = max(1, table.fontMetrics().horizontalAdvance("0"))
    return {at: max(wide * digit, heading_width(table, at)) for at, wide in digits.items()}


def heading_width(table: QTableView, column: int) -> int:
    """What the heading of a column needs; 0 where it has none."""
    model, across = table.model(), table.horizontalHeader()
    text = model.headerData(column, Qt.Orientation.Horizontal) if model is not None else None
    if not isinstance(text, str) or not text:
        return 0
    return across.fontMetrics().horizontalAdvance(text) + AROUND_HEADING


def set_widths(table: QTableView, digits: Mapping[C, int]) -> None:
    """Give columns their widths by the font in use."""
    for column, wide in widths_of(table, digits).items():
        table.setColumnWidth(column, wide)


def set_row_height(table: QTableView, lines: float = 1.0) -> None:
    """Give every row the same height, by the font in use."""
    height = round(table.fontMetrics().height() * lines) + 14
    table.verticalHeader().setMinimumSectionSize(height)
    table.verticalHeader().setDefaultSectionSize(height)
