"""The table of domains with its counts, its filter and its ticks."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from leakverify.gui.mail_domains.model import DomainsModel, Field, Filter, Index
from leakverify.gui.running.delegate import SignDelegate
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.table import (
    FittedTable,
    dress,
    heading_width,
    set_row_height,
    set_widths,
    widths_of,
)
from leakverify.model.look_up import Answer, DomainKind, MailStatus, SampleDomain
from leakverify.safe_text import ours_on_screen
from leakverify.words.look_up import kind_name, mail_status
from leakverify.words.mail_domains import kinds_line, risky_line, shown_line
from leakverify.words.say import ui

TYPING_MS: Final = 200
ROWS_SHOWN: Final = 12
DIGITS: Final = {
    Field.TICK: 6,
    Field.DOMAIN: 20,
    Field.ROWS: 8,
    Field.ADDRESSES: 12,
    Field.KIND: 21,
    Field.NOTE: 19,
    Field.RISK: 16,
    Field.ANSWER: 22,
    Field.SERVER: 20,
}
"""In digits of the font in use; the domain takes what is left."""
SPARE: Final = (
    (Field.ADDRESSES, 8),
    (Field.SERVER, 8),
    (Field.NOTE, 2),
    (Field.KIND, 0),
    (Field.ROWS, 0),
)
"""Left out in this order where the table is too narrow; the number is what a domain should have besides, before that."""
RISKY: Final = "risky"
SORT_UP: Final = Qt.SortOrder.AscendingOrder


class DomainsTable(FittedTable):
    """Shows as many columns as fit; the space bar ticks the chosen row, whatever column is current."""

    def __init__(self) -> None:
        super().__init__(most=ROWS_SHOWN)
        self.has_answers = False

    def fit(self) -> None:
        """Take the height that the rows need, and show the columns that there is room for."""
        digit = max(1, self.fontMetrics().horizontalAdvance("0"))
        room, wide = self.viewport().width(), widths_of(self, DIGITS)
        hidden = set() if self.has_answers else {Field.ANSWER, Field.SERVER}
        for field, more in SPARE:
            if sum(wide[f] for f in Field if f not in hidden) + more * digit > room:
                hidden.add(field)
        for field in Field:
            self.setColumnHidden(field, field in hidden)
        over = max(0, sum(wide[f] for f in Field if f not in hidden) - room)
        for field in (Field.ANSWER, Field.RISK):  # their cells end in … before a heading does
            least = heading_width(self, field)
            self.setColumnWidth(field, max(least, wide[field] - over))
            over = max(0, over - (wide[field] - least) * (field not in hidden))
        super().fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, DomainsModel):
            model.toggle(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)


class DomainDelegate(QStyledItemDelegate):
    """A domain that is too long loses its middle: its ending counts most."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class RiskDelegate(SignDelegate):
    """A risk in the colour of what speaks against, where its column begins."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableCard(Card):
    """`chosen` carries the name of the domain in the current row ("": none)."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(ui("Domains of the sample"))
        self.setAccessibleName(ui("Domains of the sample"))
        self.model = DomainsModel(self)
        self.kinds = plain_label(wrap=True, name="domain_kinds")
        self.risky = plain_label(kind="against", wrap=True, name="risky_line")
        self.beside = plain_label(kind="small", wrap=True, name="beside_line")
        self.search = QLineEdit()
        self.kind_box = QComboBox()
        self.answer_box = QComboBox()
        self.table = DomainsTable()
        self.usual_button = button(
            ui("Tick the usual ones"), self.model.tick_usual, name="tick_usual"
        )
        self.none_button = button(ui("Untick all"), self.model.untick_all, name="untick_all")
        self.shown = plain_label(kind="small", name="shown_line")
        self.ticked = plain_label(kind="soft", wrap=True, name="ticked_line")
        self._current = ""
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._build()
        self._connect()

    def show_domains(self, domains: tuple[SampleDomain, ...], beside: str = "") -> None:
        """Show another table; what is filtered and chosen stays where it can. `beside` tells what is not in it."""
        self.beside.setText(beside)
        self.beside.setVisible(bool(beside))
        kinds = Counter(d.kind for d in domains)
        self.kinds.setText(kinds_line(kinds))
        risky = sum(bool(d.risks) for d in domains)
        self.risky.setText(risky_line(risky))
        self.risky.setVisible(bool(risky))
        self._fill(self.kind_box, ui("All kinds"), [(kind_name(k), k.value) for k in sorted(kinds)])
        if risky:
            self.kind_box.insertItem(1, ui("Risky ones"), RISKY)
        self.model.show(domains)
        self.fit()

    def show_answers(self, answers: dict[str, Answer], *, arrange: bool = True) -> None:
        """Show what was answered."""
        self.table.has_answers = bool(answers)
        if arrange:
            met = sorted({a.status for a in answers.values()})
            items = [(mail_status(s), s.value) for s in met]
            self._fill(self.answer_box, ui("All answers"), items)
            self.answer_box.setVisible(bool(items))
        self.model.show_answers(answers, arrange=arrange)
        self.fit()

    def forget(self) -> None:
        """Another sample: no filter, order or choice of the last one stays."""
        self._current = ""
        header = self.table.horizontalHeader()
        for quiet in (header, self.search):
            quiet.blockSignals(True)
        header.setSortIndicator(-1, SORT_UP)
        self.search.clear()
        for quiet in (header, self.search):
            quiet.blockSignals(False)
        for box in (self.kind_box, self.answer_box):
            box.clear()
        self.model.order_by(None, down=False)
        self.model.filter(Filter())

    def choose(self, name: str) -> None:
        """Make a domain's row the current one, if it is shown."""
        at = self.model.row_of(name)
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, Field.DOMAIN))

    def fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        set_widths(self.table, DIGITS)
        self.table.fit()

    def _build(self) -> None:
        for field, name, said in (
            (self.kind_box, "kind_filter", ui("Domains of which kind")),
            (self.answer_box, "answer_filter", ui("Domains with which answer")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(said)
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(14)
        self.answer_box.setVisible(False)
        self.search.setObjectName("domain_filter")
        self.search.setAccessibleName(ui("Find a domain"))
        self.search.setPlaceholderText(ui("Find a domain"))
        self.search.setClearButtonEnabled(False)
        self.search.setMaximumWidth(260)
        dress(self.table, "domains_table", ui("Domains of the sample"))
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Field.DOMAIN, DomainDelegate(self.table))
        self.table.setItemDelegateForColumn(Field.RISK, RiskDelegate(self.table))
        across = self.table.horizontalHeader()
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, SORT_UP)
        across.setSectionResizeMode(Field.DOMAIN, QHeaderView.ResizeMode.Stretch)
        self.body.setSpacing(10)
        self.body.addWidget(self.kinds)
        self.body.addWidget(self.beside)
        self.body.addWidget(self.risky)
        self.body.addLayout(row(self.search, self.kind_box, self.answer_box, None))
        self.body.addWidget(self.table)
        self.body.addLayout(row(self.usual_button, self.none_button, None, self.shown))
        self.body.addWidget(self.ticked)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._filter)
        for box in (self.kind_box, self.answer_box):
            box.activated.connect(lambda _index: self._filter())
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.model.modelReset.connect(self._on_reset)

    def _filter(self) -> None:
        kind, status = self.kind_box.currentData(), self.answer_box.currentData()
        self.model.filter(
            Filter(
                self.search.text().strip().lower(),
                DomainKind(kind) if kind and kind != RISKY else None,
                MailStatus(status) if status else None,
                risky=kind == RISKY,
            )
        )
        self.table.fit()

    def _on_sort(self, section: int, order: object) -> None:
        field = Field(section) if 0 <= section < len(Field) else None
        self.model.order_by(field, down=order != SORT_UP)

    def _on_reset(self) -> None:
        """Rows moved: the chosen domain stays chosen, or nothing is."""
        shown = self.model.rowCount()
        self.shown.setText(ours_on_screen(shown_line(shown, self.model.total)))
        wanted, self._current = self._current, ""
        if wanted and self.model.row_of(wanted) >= 0:
            self.choose(wanted)
        else:
            self.chosen.emit("")

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        domain = self.model.domain(now.row())
        if domain is not None:
            self._current = domain.domain
            self.chosen.emit(domain.domain)

    def _fill(self, box: QComboBox, every: str, items: list[tuple[str, str]]) -> None:
        """The choices of a filter; the chosen one stays if it is still there."""
        before = box.currentData()
        box.clear()
        box.addItem(every, "")
        for text, value in items:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(before)))
