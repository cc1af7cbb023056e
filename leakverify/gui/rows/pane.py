"""The rows pane: filter by finding, text or group, sort by a column, go to a row, compare two, look at one cell whole."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTableView

from leakverify.gui.heard import Phase
from leakverify.gui.row_questions import Lens
from leakverify.gui.rows.bar import RowsBar
from leakverify.gui.rows.compare_card import CompareCard
from leakverify.gui.rows.facet_card import FacetCard
from leakverify.gui.rows.model import RowsModel
from leakverify.gui.rows.picks_bar import PicksBar
from leakverify.gui.session import Session
from leakverify.gui.widgets.announce import announce
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.table import dress, set_row_height
from leakverify.limits import MAX_PAGE_ROWS
from leakverify.model.messages import Page
from leakverify.model.picks import VALUE
from leakverify.model.terms import TIME_ROLES, Role
from leakverify.words.numbers import count
from leakverify.words.people_desk import reading_first
from leakverify.words.say import plural, ui

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

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Rows"), " ", scrolls=False)
        self.setAccessibleName(ui("Rows"))
        self._session = session
        self._sort = 0
        self.bar = RowsBar(session)
        self.filter, self.search, self.all_button = (
            self.bar.filter,
            self.bar.search,
            self.bar.all_button,
        )
        self.picks = PicksBar(session)
        self.model = RowsModel(self._ask, self)
        self.table = QTableView()
        dress(self.table, "rows_table", ui("Rows of the sample"))
        self.facets = FacetCard(session)
        self.compare = CompareCard(session)
        self.whole = QPlainTextEdit()
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self.before_calls = plain_label(
            reading_first(), kind="small", wrap=True, name="before_calls"
        )
        self._build()
        self._connect()

    @property
    def lens(self) -> Lens:
        """Which rows are shown, in which order."""
        return Lens(self.bar.finding, self.search.text(), self.picks.picks, self._sort)

    def show_finding(self, finding: str) -> None:
        """Show only the rows of a finding ("": all)."""
        self.bar.forget()
        self.picks.clear()
        self.bar.choose(finding)
        self._restart()

    def show_facet(self, kind: str = "") -> None:
        """Group the column that the cursor is in."""
        column = max(1, self.table.currentIndex().column())
        self.compare.hide()
        self.facets.show()
        self.facets.show_facet(column, self.lens, kind)
        self.facets.table.setFocus()

    def show_record(self, number: int) -> None:
        """Go to a record of the file, wherever it stands in the order shown."""
        if self.lens.is_plain:
            self._on_found(number - 1 if number <= self.model.total else -1)
        else:
            token = self._session.questions.page(0, MAX_PAGE_ROWS, self.lens, seek=number)
            self.model.seek(token)

    def ask_record(self) -> None:
        """Let the user say which row to go to."""
        self.bar.record.setFocus()
        self.bar.record.selectAll()

    def ask_text(self) -> None:
        """Let the user say what to find."""
        self.search.setFocus()
        self.search.selectAll()

    def compare_current(self) -> None:
        """Hold the row that the cursor is in, to be shown beside the next one that is chosen."""
        record = self.model.record(self.table.currentIndex().row())
        if record is None:
            announce(self, ui("Choose a row first."))
            return
        self.facets.hide()
        self.compare.show()
        self.compare.hold(record)
        announce(self, self.compare.told.text())
        self.table.setFocus()

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
        if self.model.set_columns(names, roles):
            self.facets.show_columns(names)
            self.fit()

    def fit(self) -> None:
        """Row height and column width, by the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        self.table.setColumnWidth(0, NUMBER_WIDTH * digit)
        for info in self._session.heard.infos:
            holds = self._session.role_of(info.position)
            width = max(12, min(24, len(info.name) + 4), WIDTHS.get(holds, 0))
            self.table.setColumnWidth(info.position, width * digit)
        for part in (self.bar, self.facets, self.compare):
            part.fit()
        self.whole.setFixedHeight(self.whole.fontMetrics().height() * 2 + 18)

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
        """Another sample: no order, text, filter or cell of the last one stays."""
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(-1, SORT_UP)
        header.blockSignals(False)
        self._sort = 0
        self.bar.forget()
        self.bar.choose("")
        self.picks.clear()
        self.model.set_columns((), ())
        self.facets.show_columns(())
        self._close_cards()
        self.whole.setPlainText("")

    def _build(self) -> None:
        self.set_empty(self._nothing)
        self._say_none(is_missing=False)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, SORT_UP)
        self.table.setSelectionBehavior(self.table.SelectionBehavior.SelectItems)
        self.whole.setReadOnly(True)
        self.whole.setAccessibleName(ui("The chosen cell, whole"))
        self.whole.setPlaceholderText(ui("Choose a cell to read it whole."))
        self.whole.setTabChangesFocus(True)
        self.whole.setUndoRedoEnabled(False)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(self.table, 1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(card, 1)
        for side in (self.facets, self.compare):
            beside.addWidget(side)
            side.hide()
        self.content.addWidget(self.before_calls)
        self.content.addWidget(self.bar)
        self.content.addWidget(self.picks)
        self.content.addLayout(beside, 1)
        self.content.addWidget(self.whole)

    def _connect(self) -> None:
        session = self._session
        session.columns_changed.connect(self.refresh)
        session.decisions_changed.connect(self.refresh)
        session.masked_changed.connect(self._on_masked)
        session.page_arrived.connect(self._on_page)
        session.call_book.changed.connect(self._on_book)
        session.phase_changed.connect(self._on_phase)
        self.bar.changed.connect(self._restart)
        self.bar.record_wanted.connect(self.show_record)
        self.bar.all_wanted.connect(lambda: self.show_finding(""))
        self.bar.facet_wanted.connect(self.show_facet)
        self.bar.compare_wanted.connect(self.compare_current)
        self.picks.changed.connect(self._restart)
        self.facets.toggled.connect(self.picks.toggle)
        self.facets.closed.connect(self._close_cards)
        self.compare.closed.connect(self._close_cards)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.found.connect(self._on_found)
        self.model.modelReset.connect(self._say)
        self.model.modelReset.connect(lambda: self.whole.setPlainText(""))
        for keys, do in (
            ("Shift+F", lambda: self.show_facet(VALUE)),
            ("Shift+C", self.compare_current),
        ):
            made = QShortcut(QKeySequence(keys), self.table, do)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _ask(self, start: int, rows: int) -> int:
        return self._session.questions.page(start, rows, self.lens)

    def _restart(self) -> None:
        self.model.restart()
        if not self.facets.isHidden():
            self.facets.ask(self.lens)

    def _close_cards(self) -> None:
        self.facets.hide()
        self.facets.forget()
        self.compare.hide()
        self.compare.forget()
        self.table.setFocus()

    def _say(self) -> None:
        total, lens = self.model.total, self.lens
        text = plural("{n} row", "{n} rows", total).format(n=count(total))
        if lens.finding:
            text = ui("{rows} that this finding names").format(rows=text)
        if lens.text:
            text = ui("{rows} with this text").format(rows=text)
        if lens.picks:
            text = ui("{rows} in the chosen groups").format(rows=text)
        self.sentence.setText(text)
        self.sentence.setVisible(True)
        self.all_button.setEnabled(not lens.is_open)

    def _on_book(self) -> None:
        self.before_calls.setVisible(self._session.call_book.sheet is None)

    def _on_sort(self, section: int, order: object) -> None:
        self._sort = 0 if section <= 0 else section if order == SORT_UP else -section
        self.model.restart()

    def _on_page(self, page: object) -> None:
        if isinstance(page, Page):
            self.model.take(page)

    def _on_found(self, place: int) -> None:
        """The row is in sight and chosen, or the user is told that it is not among those shown."""
        if place < 0:
            text = ui("This row is not among those shown.")
            self.sentence.setText(text)
            announce(self, text)
            return
        column = max(0, self.table.currentIndex().column())
        self.table.setCurrentIndex(self.model.index(place, column))
        self.table.scrollTo(self.model.index(place, column), self.table.ScrollHint.PositionAtCenter)
        self.table.setFocus()

    def _on_masked(self) -> None:
        self.model.set_masked(masked=self._session.masked)
        self._on_current(self.table.currentIndex())

    def _on_phase(self) -> None:
        """Rows that were still being read when the table was filled are counted anew."""
        self.refresh()
        if self._session.phase in {Phase.RUNNING, Phase.DONE}:
            self.bar.choose(self.bar.finding)
            self._restart()

    def _on_current(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        text = self.model.cell_text(current.row(), current.column()) if current.isValid() else ""
        self.whole.setPlainText(text)
        record = self.model.record(current.row()) if current.isValid() else None
        if record is not None and self.compare.holds:
            self.compare.show_other(record)
