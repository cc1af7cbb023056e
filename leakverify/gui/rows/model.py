"""Rows of the sample, paged from the analyst. No cell is kept beyond a few pages; nothing is sorted here."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from leakverify.gui.widgets.mask import SHOWN, masked
from leakverify.gui.widgets.pages import HeldPage, PageCache
from leakverify.limits import MAX_PAGE_ROWS
from leakverify.model.messages import Page
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.numbers import count
from leakverify.words.say import ui

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Ask = Callable[[int, int], int]
RIGHT: Final = frozenset({Role.AMOUNT, Role.RECORD_ID})
WAITING: Final = "…"
TOLD: Final = frozenset({int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)})
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)


class RowsModel(QAbstractTableModel):
    """`ask(start, count)` asks for a page and returns its token; answers come to `take`. `found` tells the place of a record, or -1."""

    found = Signal(int)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._names: tuple[str, ...] = ()
        self._roles: tuple[Role, ...] = ()
        self._total = 0
        self._sought = 0
        self._cache = PageCache()
        self._masked = True
        self._alignments: tuple[Qt.AlignmentFlag, ...] = ()

    def set_columns(self, names: tuple[str, ...], roles: tuple[Role, ...]) -> bool:
        """Show these columns; if they are others than before, everything is asked for anew. Tells whether they are."""
        same = names == self._names
        if not same:
            self.beginResetModel()
            self._names, self._roles = names, roles
            self._align()
            self._total = 0
            self._cache.clear()
            self.endResetModel()
        elif roles != self._roles:
            self._roles = roles
            self._align()
            self._touch()
        return not same

    def set_masked(self, *, masked: bool) -> None:
        """Mask personal cells or show them."""
        self._masked = masked
        self._align()
        self._touch()

    def restart(self) -> None:
        """Ask again from the first page: another filter, another order, more rows."""
        self.beginResetModel()
        self._total = self._sought = 0
        self._cache.clear()
        self.endResetModel()
        if self._names:
            self._cache.asked(0, self._ask(0, MAX_PAGE_ROWS))

    def seek(self, token: int) -> None:
        """The page with a certain record was asked for under this token; `found` tells where it is."""
        self._sought = token

    def take(self, page: Page) -> bool:
        """Keep a page that was asked for; tells whether it was."""
        is_sought = page.token == self._sought
        if is_sought:
            self._sought = 0
            self._cache.asked(page.start, page.token)
        if not self._keep(page):
            return False
        if is_sought:
            self.found.emit(page.found)
        return True

    def _keep(self, page: Page) -> bool:
        if not self._cache.take(page.token, page.start, HeldPage(page.numbers, page.rows)):
            return False
        if page.total != self._total:
            self.beginResetModel()
            self._total = page.total
            self.endResetModel()
        elif page.rows:
            last = min(page.start + len(page.rows), self._total) - 1
            self.dataChanged.emit(self.index(page.start, 0), self.index(last, len(self._names)))
        return True

    @property
    def total(self) -> int:
        """Rows under the filter."""
        return self._total

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self._names else len(self._names) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignments[section] if section < len(self._alignments) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return ui("Row")
        return for_screen(self._names[section - 1], 60) if section <= len(self._names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in TOLD:  # first, because a view asks for eight roles a cell
            row = index.row()
            return self._text(row, index.column()) if 0 <= row < self._total else None
        if role == ALIGNMENT:
            return self._alignments[index.column()] if index.isValid() else None
        return None

    def cell_text(self, row: int, column: int) -> str:
        """A cell whole, as far as the analyst gave it, for the pane under the table."""
        held = self._cache.row(row)
        if held is None or column == 0:
            return ""
        cell = held[1][column - 1]
        return "" if cell is None else self._guarded(cell, column)

    def record(self, row: int) -> tuple[int, tuple[str | None, ...]] | None:
        """A row's record number and cells as they came, unmasked: for a comparison, which masks by itself."""
        return self._cache.row(row)

    def _text(self, row: int, column: int) -> str:
        held = self._cache.row(row)
        if held is None:
            wanted = self._cache.wants(row)
            if wanted is not None:
                room = MAX_PAGE_ROWS - wanted % MAX_PAGE_ROWS
                self._cache.asked(wanted, self._ask(wanted, room))
            return WAITING
        number, cells = held
        if column == 0:
            return count(number)
        cell = cells[column - 1] if column <= len(cells) else None
        return ui("missing") if cell is None else self._guarded(cell, column)

    def _align(self) -> None:
        """Where the cells of each column stand, the row's number first."""
        self._alignments = tuple(self._alignment(column) for column in range(len(self._names) + 1))

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column == 0 or (self._role(column) in RIGHT and not self._is_blotted(column))
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

    def _is_blotted(self, column: int) -> bool:
        return self._masked and self._role(column) not in SHOWN

    def _guarded(self, cell: str, column: int) -> str:
        return for_screen(masked(cell, self._role(column)) if self._masked else cell)

    def _role(self, column: int) -> Role:
        return self._roles[column - 1] if 0 < column <= len(self._roles) else Role.UNKNOWN

    def _touch(self) -> None:
        if self._total and self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self._names)))
