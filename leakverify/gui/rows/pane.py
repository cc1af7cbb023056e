"""The rows pane: filter by finding, text or group, sort by a column, go to a row, compare two, look at one cell whole."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent

from leakverify.gui.heard import Phase
from leakverify.gui.row_questions import Lens
from leakverify.gui.rows.bar import RowsBar
from leakverify.gui.rows.jump import Jump
from leakverify.gui.rows.model import RowsModel
from leakverify.gui.rows.picks_bar import PicksBar
from leakverify.gui.rows.side import RowsSide
from leakverify.gui.rows.table import RowsTable
from leakverify.gui.rows.views import RowViews
from leakverify.gui.rows.whole import WholeCell
from leakverify.gui.session import Session
from leakverify.gui.widgets.announce import announce
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.limits import MAX_PAGE_ROWS
from leakverify.model.messages import Page
from leakverify.model.picks import VALUE
from leakverify.words.numbers import count
from leakverify.words.people_desk import reading_first
from leakverify.words.say import plural, ui

TIGHT_LINES = 44


class RowsPane(Pane):
    """A table over the whole sample."""

    open_wanted = Signal()
    finding_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Rows"), " ")
        self.setAccessibleName(ui("Rows"))
        self._session = session
        self.bar = RowsBar(session)
        self.filter, self.search = self.bar.filter, self.bar.search
        self.picks = PicksBar(session)
        self.model = RowsModel(lambda at, n: session.questions.page(at, n, self.lens), self)
        self.table = RowsTable(self.model)
        self.jump = Jump(self.table, self.model)
        self.side = RowsSide(session)
        self.facets, self.compare = self.side.facets, self.side.compare
        self.views = RowViews(session, self.table)
        self.glance = self.views.glance
        self.whole = WholeCell()
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self.before_calls = plain_label(reading_first(), kind="small", wrap=True, name="first")
        self._build()
        self._connect()

    @property
    def lens(self) -> Lens:
        """Which rows are shown, in which order."""
        return Lens(self.bar.finding, self.search.text(), self.picks.picks, self.table.sort)

    def show_finding(self, finding: str) -> None:
        """Show only the rows of a finding ("": all)."""
        self.views.show_table()
        self.bar.forget()
        self.picks.clear()
        self.bar.choose(finding)
        self._restart()

    def show_facet(self, kind: str = "") -> None:
        """Group the column that the cursor is in."""
        self.side.show_facet(max(1, self.table.currentIndex().column()), self.lens, kind)

    def show_record(self, number: int) -> None:
        """Go to a record of the file, wherever it stands in the order shown."""
        if self.lens.is_plain:
            self._on_found(number - 1 if number <= self.model.total else -1)
        else:
            token = self._session.questions.page(0, MAX_PAGE_ROWS, self.lens, seek=number)
            self.model.seek(token)

    def compare_current(self) -> None:
        """Hold the row that the cursor is in, to be shown beside the next one that is chosen."""
        record = self.model.record(self.table.currentIndex().row())
        announce(self, self.side.hold(record))
        if record is not None:
            self.table.setFocus()

    def show_row(self, number: int) -> None:
        """Show a row (from 1) among all rows in file order."""
        if not self.lens.is_plain:
            self.table.forget_order()
            self.show_finding("")
        self.views.show_table()
        self.jump.to(number)

    def refresh(self) -> None:
        """Show the columns as they are mapped, and the rows as far as they are read."""
        heard = self._session.heard
        infos = heard.infos
        if not infos or not self._session.has_rows:
            self._forget()
            self._nothing.say(*_none(is_missing=bool(infos)), self.open_wanted.emit)
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
        self.table.fit(self._session)
        self.bar.fit()
        self.whole.fit()
        self._fit_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        """Where there is little height, a card takes the place of what stands above and below the table."""
        self.side.fit(self.width())
        tight = self.height() < TIGHT_LINES * self.fontMetrics().height()
        room = self.side.isHidden() or not tight
        self.whole.setVisible(room)
        self.before_calls.setVisible(room and self._session.call_book.sheet is None)

    def _forget(self) -> None:
        """Another sample: no order, text, filter or cell of the last one stays."""
        self.table.forget_order()
        self.bar.forget()
        self.bar.choose("")
        self.picks.clear()
        self.model.set_columns((), ())
        self.facets.show_columns(())
        self.side.close_cards()
        self.whole.setPlainText("")

    def _build(self) -> None:
        self.set_empty(self._nothing)
        self._nothing.say(*_none(is_missing=False), self.open_wanted.emit)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(self.table, 1)
        self.bar.add(self.views.button)
        self.views.lay(self.before_calls, self.bar)
        self.views.lay(self.picks, (card, self.side), stretch=1)
        self.views.lay(self.whole)
        self.content.addWidget(self.views, 1)

    def _connect(self) -> None:
        session = self._session
        self.glance.row_chosen.connect(self.show_row)
        self.glance.finding_chosen.connect(self.finding_wanted)
        session.columns_changed.connect(self.refresh)
        session.decisions_changed.connect(self.refresh)
        session.masked_changed.connect(self._on_masked)
        session.page_arrived.connect(self._on_page)
        session.call_book.changed.connect(self._fit_side)
        session.phase_changed.connect(self._on_phase)
        self.bar.changed.connect(self._restart)
        self.bar.record_wanted.connect(self.show_record)
        self.bar.all_wanted.connect(self.table.setFocus)  # the button that was pressed goes
        self.bar.all_wanted.connect(lambda: self.show_finding(""))
        self.bar.facet_wanted.connect(self.show_facet)
        self.bar.compare_wanted.connect(self.compare_current)
        self.picks.changed.connect(self._restart)
        self.side.shown.connect(self._fit_side)
        self.facets.toggled.connect(self.picks.toggle)
        for card in (self.facets, self.compare):
            card.closed.connect(self.side.close_cards)
            card.closed.connect(self.table.setFocus)
        self.table.sort_changed.connect(self.model.restart)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.found.connect(self._on_found)
        self.model.modelReset.connect(self._say)
        self.model.modelReset.connect(self.whole.clear)
        self.table.on_key("Shift+F", lambda: self.show_facet(VALUE))
        self.table.on_key("Shift+C", self.compare_current)

    def catch_up(self) -> None:
        """Show what was told before this pane was made."""
        self._on_masked()
        self._fit_side()
        self._on_phase()

    def _restart(self) -> None:
        self.model.restart()
        self.side.ask(self.lens)

    def _say(self) -> None:
        lens = self.lens
        self.sentence.setText(_said(self.model.total, lens))
        self.sentence.setVisible(True)
        self.bar.show_way_back(wanted=not lens.is_open)

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
        self.table.go_to(place)

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


def _none(*, is_missing: bool) -> tuple[str, str, str]:
    """Why there are no rows, and what to do: nothing is open, or a case is, and its sample lies elsewhere."""
    if is_missing:
        sentence = ui("A case holds what was found, not the rows. They are read from the file.")
        return ui("The sample is not here"), sentence, ui("Find the files…")
    sentence = ui("Open a file to leaf through it. Personal data stay masked until you press.")
    return ui("No rows yet"), sentence, ui("Open a file…")


def _said(total: int, lens: Lens) -> str:
    """How many rows are shown, and why not all."""
    text = plural("{n} row", "{n} rows", total).format(n=count(total))
    if lens.finding:
        text = ui("{rows} that this finding names").format(rows=text)
    if lens.text:
        text = ui("{rows} with this text").format(rows=text)
    if lens.picks:
        text = ui("{rows} in the chosen groups").format(rows=text)
    return text
