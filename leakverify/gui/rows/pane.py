"""The rows pane: filter by finding or text, sort by a column, look at one cell whole."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)

from leakverify.gui.heard import Phase
from leakverify.gui.rows.jump import Jump
from leakverify.gui.rows.model import RowsModel
from leakverify.gui.rows.views import RowViews
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.table import dress, set_row_height
from leakverify.model.messages import Page
from leakverify.model.terms import TIME_ROLES, Role
from leakverify.safe_text import for_screen
from leakverify.words.numbers import count
from leakverify.words.people_desk import reading_first
from leakverify.words.say import finding_title, plural, ui

TYPING_MS = 300
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


class RowsPane(Pane):
    """A table over the whole sample."""

    open_wanted = Signal()
    finding_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Rows"), " ", scrolls=False)
        self.setAccessibleName(ui("Rows"))
        self._session = session
        self._sort = 0
        self.filter = QComboBox()
        self.search = QLineEdit()
        self.model = RowsModel(self._ask, self)
        self.table = QTableView()
        _dress_rows(self.table, self.model)
        self.jump = Jump(self.table, self.model)
        self.views = RowViews(session, self.table)
        self.glance = self.views.glance
        self.whole = _whole_cell()
        self.all_button = button(
            ui("Show all rows"), lambda: self.show_finding(""), name="all_rows"
        )
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self.before_calls = plain_label(
            reading_first(), kind="small", wrap=True, name="before_calls"
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._build()
        self._connect()

    def show_finding(self, finding: str) -> None:
        """Show only the rows of a finding ("": all)."""
        self.views.show_table()
        self.search.clear()
        self._typing.stop()
        self._fill_filter(finding)
        self.model.restart()

    def show_row(self, number: int) -> None:
        """Show a row (from 1) among all rows in file order."""
        if self._finding() or self._sort or self.search.text():
            self._unsort()
            self.show_finding("")
        self.views.show_table()
        self.jump.to(number)

    def refresh(self) -> None:
        """Show the columns as they are mapped, and the rows as far as they are read."""
        heard = self._session.heard
        infos = heard.infos
        if not infos or not self._session.has_rows:
            self._forget()
            self._say_none(is_missing=bool(infos))
            self.show_empty()
            return
        names = tuple(i.name for i in infos)
        roles = tuple(self._session.role_of(i.position) for i in infos)
        self.show_content()
        before = self.model.columnCount()
        self.model.set_columns(names, roles)
        if self.model.columnCount() != before:
            self.fit()

    def _say_none(self, *, is_missing: bool) -> None:
        """Why there are no rows: nothing is open, or a case is, and its sample lies elsewhere."""
        if is_missing:
            title, action = ui("The sample is not here"), ui("Find the files…")
            sentence = ui("A case holds what was found, not the rows. They are read from the file.")
        else:
            title, action = ui("No rows yet"), ui("Open a file…")
            sentence = ui(
                "Open a file to leaf through it. Personal data stay masked until you press."
            )
        self._nothing.say(title, sentence, action, self.open_wanted.emit)

    def _forget(self) -> None:
        """Another sample: no order, text or cell of the last one stays."""
        self._unsort()
        self.model.set_columns((), ())
        self.whole.clear()

    def _unsort(self) -> None:
        """No order and no text, without asking for rows yet."""
        header = self.table.horizontalHeader()
        for quiet in (header, self.search):
            quiet.blockSignals(True)
        header.setSortIndicator(-1, SORT_UP)
        self.search.clear()
        for quiet in (header, self.search):
            quiet.blockSignals(False)
        self._sort = 0

    def fit(self) -> None:
        """Row height and column width, by the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        self.table.setColumnWidth(0, NUMBER_WIDTH * digit)
        for info in self._session.heard.infos:
            holds = self._session.role_of(info.position)
            width = max(12, min(24, len(info.name) + 4), WIDTHS.get(holds, 0))
            self.table.setColumnWidth(info.position, width * digit)
        self.whole.setFixedHeight(self.whole.fontMetrics().height() * 2 + 18)

    def _build(self) -> None:
        self.set_empty(self._nothing)
        self._say_none(is_missing=False)
        _dress_filters(self.filter, self.search)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(self.table, 1)
        lines = self.views.lines
        lines.addWidget(self.before_calls)
        lines.addLayout(row(self.filter, self.search, self.all_button, None, self.views.button))
        lines.addWidget(card, 1)
        lines.addWidget(self.whole)
        self.content.addWidget(self.views, 1)
        self._fill_filter("")

    def _connect(self) -> None:
        session = self._session
        self.glance.row_chosen.connect(self.show_row)
        self.glance.finding_chosen.connect(self.finding_wanted)
        session.columns_changed.connect(self.refresh)
        session.decisions_changed.connect(self.refresh)
        session.masked_changed.connect(self._on_masked)
        session.page_arrived.connect(self._on_page)
        session.call_book.changed.connect(self._on_book)
        session.phase_changed.connect(self._on_phase)
        self.filter.activated.connect(lambda _i: self.model.restart())
        self.search.textChanged.connect(lambda _t: self._typing.start())
        self._typing.timeout.connect(self.model.restart)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._say)
        self.model.modelReset.connect(self.whole.clear)

    def _ask(self, start: int, rows: int) -> int:
        return self._session.ask_rows(
            start, rows, finding=self._finding(), sort=self._sort, text=self.search.text()
        )

    def _finding(self) -> str:
        chosen = self.filter.currentData()
        return chosen if isinstance(chosen, str) else ""

    def _fill_filter(self, chosen: str) -> None:
        self.filter.clear()
        self.filter.addItem(ui("All rows"), "")
        for finding in self._session.findings:
            if finding.rows.count:
                title = for_screen(finding_title(finding), 90)
                self.filter.addItem(f"{title} ({count(finding.rows.count)})", finding.id)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))

    def _say(self) -> None:
        total, finding = self.model.total, self._finding()
        text = plural("{n} row", "{n} rows", total).format(n=count(total))
        if finding:
            text = ui("{rows} that this finding names").format(rows=text)
        if self.search.text():
            text = ui("{rows} with this text").format(rows=text)
        self.sentence.setText(text)
        self.sentence.setVisible(True)
        self.all_button.setEnabled(bool(finding or self.search.text()))

    def _on_book(self) -> None:
        self.before_calls.setVisible(self._session.call_book.sheet is None)

    def _on_sort(self, section: int, order: object) -> None:
        self._sort = 0 if section <= 0 else section if order == SORT_UP else -section
        self.model.restart()

    def _on_page(self, page: object) -> None:
        if isinstance(page, Page):
            self.model.take(page)

    def _on_masked(self) -> None:
        self.model.set_masked(masked=self._session.masked)
        self._on_current(self.table.currentIndex())

    def _on_phase(self) -> None:
        """Rows that were still being read when the table was filled are counted anew."""
        self.refresh()
        if self._session.phase in {Phase.RUNNING, Phase.DONE}:
            self._fill_filter(self._finding())
            self.model.restart()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        text = self.model.cell_text(current.row(), current.column()) if current.isValid() else ""
        self.whole.setPlainText(text)


def _dress_filters(which: QComboBox, search: QLineEdit) -> None:
    """What is asked before rows are shown."""
    which.setAccessibleName(ui("Rows of which finding"))
    which.setObjectName("filter")
    which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    which.setMinimumContentsLength(28)
    search.setAccessibleName(ui("Find in rows"))
    search.setPlaceholderText(ui("Find in rows"))
    search.setClearButtonEnabled(True)
    search.setMaximumWidth(280)


def _dress_rows(table: QTableView, model: RowsModel) -> None:
    """A table of cells that is sorted by its header, by the analyst alone."""
    dress(table, "rows_table", ui("Rows of the sample"))
    table.setModel(model)
    table.setItemDelegate(CellDelegate(table))
    table.setSelectionBehavior(table.SelectionBehavior.SelectItems)
    header = table.horizontalHeader()
    header.setSectionsClickable(True)
    header.setStretchLastSection(True)
    header.setSortIndicatorShown(True)
    header.setSortIndicatorClearable(True)
    header.setSortIndicator(-1, SORT_UP)


def _whole_cell() -> QPlainTextEdit:
    """Where the chosen cell is read whole."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setAccessibleName(ui("The chosen cell, whole"))
    box.setPlaceholderText(ui("Choose a cell to read it whole."))
    box.setTabChangesFocus(True)
    return box
