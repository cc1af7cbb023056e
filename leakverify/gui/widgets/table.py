"""Tables that stay quick at a million rows: fixed row height, no measuring of contents, no proxy model."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView


def quick_table(name: str, accessible_name: str) -> QTableView:
    """A table view with the window's settings."""
    table = QTableView()
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
    return table


def fit_height(table: QTableView, most: int) -> None:
    """Make a table as high as its rows, up to `most`, so that the pane around it scrolls instead."""
    model = table.model()
    rows = model.rowCount() if model is not None else 0
    header = table.horizontalHeader().sizeHint().height()
    each = table.verticalHeader().defaultSectionSize()
    bar = table.horizontalScrollBar().sizeHint().height()
    table.setFixedHeight(header + each * min(max(rows, 1), most) + bar)


def set_row_height(table: QTableView, lines: float = 1.0) -> None:
    """Give every row the same height, by the font in use."""
    height = round(table.fontMetrics().height() * lines) + 14
    table.verticalHeader().setMinimumSectionSize(height)
    table.verticalHeader().setDefaultSectionSize(height)
