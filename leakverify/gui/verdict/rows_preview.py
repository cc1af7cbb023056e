"""A handful of the rows that a finding names, masked until the user asks, with the way to all of them."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from leakverify.gui.session import Session
from leakverify.gui.verdict.link import Link
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mask import masked
from leakverify.gui.widgets.mirror import from_left
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height
from leakverify.model.finding import Finding
from leakverify.model.messages import Page
from leakverify.model.sample import ColumnInfo
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.numbers import count
from leakverify.words.say import plural, ui

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHOWN: Final = 5
COLUMNS: Final = 3
TELLING: Final = (Role.FULL_NAME, Role.LAST_NAME, Role.EMAIL, Role.PHONE, Role.CITY)


class PreviewModel(QAbstractTableModel):
    """A few cells of a few rows; the first column is the record's number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[ColumnInfo, ...] = ()
        self._roles: tuple[Role, ...] = ()
        self._page: Page | None = None
        self._masked = True

    def expect(self, columns: tuple[ColumnInfo, ...], roles: tuple[Role, ...]) -> None:
        """Other columns, and no rows until they come."""
        self.beginResetModel()
        self._columns, self._roles, self._page = columns, roles, None
        self.endResetModel()

    def take(self, page: Page) -> None:
        """The rows are here."""
        self.beginResetModel()
        self._page = page
        self.endResetModel()

    def set_masked(self, *, masked: bool) -> None:
        """Mask personal cells or show them."""
        self.beginResetModel()
        self._masked = masked
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        held = 0 if self._page is None else min(SHOWN, len(self._page.rows))
        return 0 if parent.isValid() else held

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return ui("Row")
        return (
            for_screen(self._columns[section - 1].name, 40)
            if section <= len(self._columns)
            else None
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._page is None:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if index.column() == 0:
            return count(self._page.numbers[index.row()])
        cells = self._page.rows[index.row()]
        at = self._columns[index.column() - 1].position - 1
        cell = cells[at] if at < len(cells) else None
        if cell is None:
            return ui("missing")
        shown = masked(cell, self._roles[index.column() - 1]) if self._masked else cell
        return for_screen(shown, 80)


class RowsPreview(QWidget):
    """Asks for rows when it is looked at, never before. `all_wanted`: show all rows of the finding."""

    all_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self._token = 0
        self._asked_for = ""
        self.model = PreviewModel(self)
        self.table = FittedTable(SHOWN)
        dress(self.table, "rows_preview", ui("Rows of this finding"))
        from_left(self.table)
        self.none = plain_label(
            ui("It names no single rows: it is about whole columns."), kind="soft", wrap=True
        )
        self.mask_button = Link(name="preview_mask")
        self.all_button = button("", self.all_wanted.emit, name="show_rows")
        self._build()
        session.page_arrived.connect(self._on_page)
        session.masked_changed.connect(self._on_masked)
        self._on_masked()

    def show_finding(self, finding: Finding) -> None:
        """Show rows of this finding."""
        self._finding = finding
        self._asked_for = ""
        named = finding.rows.count
        columns = self._columns_for(finding)
        roles = tuple(self._session.role_of(c.position) for c in columns)
        self.model.expect(columns, roles)
        self.none.setVisible(not named)
        for widget in (self.table, self.all_button, self.mask_button):
            widget.setVisible(named > 0)
        text = plural("Show the row", "Show all {n} rows", named).format(n=count(named))
        self.all_button.setText(text)
        self.all_button.setAccessibleName(text)
        self.fit()
        if self.isVisible():
            self._ask()

    def fit(self) -> None:
        """Row height and width, by the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        self.table.setColumnWidth(0, 9 * digit)
        self.table.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(40)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.model.modelReset.connect(self.fit)
        self.mask_button.clicked.connect(self._toggle_mask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.none)
        layout.addWidget(self.table)
        layout.addLayout(row(self.all_button, None))
        layout.addLayout(row(self.mask_button, None))

    def _columns_for(self, finding: Finding) -> tuple[ColumnInfo, ...]:
        """The finding's own columns; else those that say most to a person."""
        infos = self._session.heard.infos
        own = [i for name in finding.columns for i in infos if i.name == name]
        if not own:
            telling = [
                i for role in TELLING for i in infos if self._session.role_of(i.position) is role
            ]
            own = telling or list(infos)
        return tuple(own[:COLUMNS])

    def _ask(self) -> None:
        finding = self._finding
        if finding is None or not finding.rows.count or self._asked_for == finding.id:
            return
        self._asked_for = finding.id
        self._token = self._session.ask_rows(0, SHOWN, finding=finding.id, sort=0, text="")

    def _on_page(self, page: object) -> None:
        if isinstance(page, Page) and page.token == self._token:
            self.model.take(page)

    def _on_masked(self) -> None:
        self.model.set_masked(masked=self._session.masked)
        text = ui("Show personal data") if self._session.masked else ui("Mask personal data")
        self.mask_button.say(text)

    def _toggle_mask(self) -> None:
        self._session.veil.toggle()
