"""The table itself: its order by a column, its widths, the keys that it takes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView

from leakverify.gui.rows.model import RowsModel
from leakverify.gui.session import Session
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.mirror import from_left
from leakverify.gui.widgets.table import dress, set_row_height
from leakverify.model.terms import TIME_ROLES, Role
from leakverify.words.say import ui

SORT_UP = Qt.SortOrder.AscendingOrder
WIDTHS = {
    Role.EMAIL: 30,
    Role.FULL_NAME: 24,
    Role.LAST_NAME: 20,
    Role.STREET: 28,
    Role.CITY: 22,
    Role.PHONE: 20,
    Role.FREE_TEXT: 30,
    Role.URL: 30,
    Role.USER_AGENT: 30,
    **dict.fromkeys(TIME_ROLES, 22),
}
"""In digits of the font in use."""
NUMBER_WIDTH = 13
"""Room for 1,000,000 and the margins."""
LEAST_LINES = 6
"""Rather than fewer rows, the pane scrolls."""


class RowsTable(QTableView):
    """`sort` is the column that orders the rows, from 1, negative where falling, 0 for the order of the file."""

    sort_changed = Signal()

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self.sort = 0
        dress(self, "rows_table", ui("Rows of the sample"))
        from_left(self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, SORT_UP)
        header.sortIndicatorChanged.connect(self._on_sort)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)

    def on_key(self, keys: str, do: Callable[[], object]) -> None:
        """Do something when these keys are pressed in the table, and nowhere else: elsewhere they are text."""
        made = QShortcut(QKeySequence(keys), self, do)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)

    def go_to(self, place: int) -> None:
        """Choose a row in the column of the cursor, and bring it into sight."""
        column = max(0, self.currentIndex().column())
        index = self.model().index(place, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, self.ScrollHint.PositionAtCenter)
        self.setFocus()

    def forget_order(self) -> None:
        """The order of the file again; nothing is asked for it."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(-1, SORT_UP)
        header.blockSignals(False)
        self.sort = 0

    def fit(self, session: Session) -> None:
        """Row height and column width, by the font in use and what the columns hold."""
        set_row_height(self)
        self.setMinimumHeight(LEAST_LINES * self.verticalHeader().defaultSectionSize())
        digit = self.fontMetrics().horizontalAdvance("0")
        self.setColumnWidth(0, NUMBER_WIDTH * digit)
        for info in session.heard.infos:
            holds = session.role_of(info.position)
            width = max(12, min(24, len(info.name) + 4), WIDTHS.get(holds, 0))
            self.setColumnWidth(info.position, width * digit)

    def _on_sort(self, section: int, order: object) -> None:
        self.sort = 0 if section <= 0 else section if order == SORT_UP else -section
        self.sort_changed.emit()
