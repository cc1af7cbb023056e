"""The groups of one column beside the table: choose a column and what to group by, click a group to filter."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QTableView

from leakverify.gui.row_questions import Lens
from leakverify.gui.rows.facet_model import FacetModel
from leakverify.gui.session import Session
from leakverify.gui.widgets.announce import announce
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.table import dress, set_row_height, set_widths
from leakverify.limits import MAX_CELL_SHOWN
from leakverify.model.messages import Facet
from leakverify.model.picks import FACETS, HOLDS, VALUE, Pick
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.facets import facet_line, kind_name
from leakverify.words.say import ui

LONGEST_NAME = 60
LEAST_ROWS = 5


class FacetCard(Card):
    """Asks for a facet when it is shown. `toggled` carries a pick to be added or taken away, `closed` nothing."""

    WIDE = 34
    """In digits of the font in use."""

    toggled = Signal(object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Groups of a column"))
        self._session = session
        self._lens = Lens()
        self._token = 0
        self.model = FacetModel(self)
        self.column = QComboBox()
        self.kind = QComboBox()
        self.holding = QLineEdit()
        self.table = QTableView()
        self.told = plain_label(kind="small", wrap=True, name="facet_told")
        self.close_button = button(ui("Close"), self.closed.emit, kind="quiet", name="close_facet")
        self._build()
        session.questions.facet_arrived.connect(self._on_facet)
        session.masked_changed.connect(self._on_masked)
        self._on_masked()

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Offer these columns; another sample forgets what was listed."""
        at = self.column.currentIndex()
        self.column.clear()
        self.column.addItems([for_screen(name, LONGEST_NAME) for name in names])
        self.column.setCurrentIndex(at if at < len(names) else 0)
        self.forget()

    def forget(self) -> None:
        """Nothing of the last answer stays."""
        self._token = 0
        self._lens = Lens()
        self.holding.clear()
        self.told.clear()
        self.model.show(None, self._role(), frozenset())

    def show_facet(self, column: int, lens: Lens, kind: str = "") -> None:
        """Ask for the groups of a column (from 1), as they are under this filter."""
        self.column.setCurrentIndex(column - 1)
        if kind:
            self.kind.setCurrentIndex(self.kind.findData(kind))
        self.ask(lens)

    def ask(self, lens: Lens) -> None:
        """Ask again: the filter is another now."""
        self._lens = lens
        if self.column.count():
            self._token = self._session.questions.facet(self.position, self._kind, lens)

    def fit(self) -> None:
        """By the font in use."""
        set_row_height(self.table)
        set_widths(self.table, {1: 11})
        self.table.setMinimumHeight(LEAST_ROWS * self.table.verticalHeader().defaultSectionSize())

    @property
    def position(self) -> int:
        """The column that is grouped, from 1."""
        return self.column.currentIndex() + 1

    @property
    def _kind(self) -> str:
        return str(self.kind.currentData() or VALUE)

    def _build(self) -> None:
        self.column.setAccessibleName(ui("Column to group"))
        self.column.setObjectName("facet_column")
        self.kind.setAccessibleName(ui("Group by"))
        self.kind.setObjectName("facet_kind")
        for choice in (self.column, self.kind):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(8)
            choice.activated.connect(lambda _i: self.ask(self._lens))
        for kind in FACETS:
            self.kind.addItem(kind_name(kind), kind)
        self.holding.setAccessibleName(ui("Only cells of this column that hold this text"))
        self.holding.setPlaceholderText(ui("Text in this column"))
        self.holding.setObjectName("facet_text")
        self.holding.setMaxLength(MAX_CELL_SHOWN)
        self.holding.returnPressed.connect(self._on_holding)
        dress(self.table, "facet_table", ui("Groups of the column"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.table.activated.connect(self._on_activated)
        self.table.clicked.connect(self._on_activated)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)
        self.body.removeWidget(self.heading)
        top = row(self.heading, self.close_button)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        for part in (self.column, self.kind, self.holding):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)

    def _role(self) -> Role:
        return self._session.role_of(self.position)

    def _on_facet(self, facet: object) -> None:
        if not isinstance(facet, Facet) or facet.token != self._token:
            return
        chosen = frozenset(
            p.key for p in self._lens.picks if (p.column, p.kind) == (facet.column, facet.kind)
        )
        self.model.show(facet, self._role(), chosen)
        text = facet_line(facet.distinct, facet.rows, facet.total, len(facet.values))
        self.told.setText(text)
        announce(self, text)

    def _on_activated(self, index: QModelIndex) -> None:
        pick = self.model.pick(index.row())
        if pick is not None:
            self.toggled.emit(pick)

    def _on_holding(self) -> None:
        text = self.holding.text()
        if text:
            self.holding.clear()
            self.toggled.emit(Pick(self.position, HOLDS, text))

    def _on_masked(self) -> None:
        self.model.set_masked(masked=self._session.masked)
