"""The strip above the table: which finding, which text, which record to go to, and the ways to the cards beside it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.flow import flowing
from leakverify.safe_text import ours_on_screen
from leakverify.words.numbers import count
from leakverify.words.say import finding_title, ui

TYPING_MS = 300
MOST_ROWS = 2_000_000_000
SEARCH_DIGITS = 20
NUMBER_DIGITS = 15


class RowsBar(QWidget):
    """`changed`: other rows are wanted; `record_wanted` carries a record number; the others are presses of their buttons."""

    changed = Signal()
    record_wanted = Signal(int)
    all_wanted = Signal()
    facet_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.filter = QComboBox()
        self.search = QLineEdit()
        self.record = QLineEdit()
        self.all_button = button(ui("Show all rows"), self.all_wanted.emit, name="all_rows")
        self.facet_button = button(ui("Group a column"), self.facet_wanted.emit, name="show_facet")
        self.compare_button = button(
            ui("Compare rows"), self.compare_wanted.emit, name="show_compare"
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._build()

    @property
    def finding(self) -> str:
        """The finding whose rows are wanted, "" all."""
        chosen = self.filter.currentData()
        return chosen if isinstance(chosen, str) else ""

    def choose(self, finding: str) -> None:
        """Offer all findings that name rows, and choose this one; nothing is asked for it."""
        self.filter.clear()
        self.filter.addItem(ui("All rows"), "")
        for one in self._session.findings:
            if one.rows.count:
                title = ours_on_screen(finding_title(one), 90)
                self.filter.addItem(f"{title} ({count(one.rows.count)})", one.id)
        self.filter.setCurrentIndex(max(0, self.filter.findData(finding)))

    def add(self, way: QWidget) -> None:
        """One more way, after the others; the way back to all rows comes last, since it comes and goes."""
        self._parts.removeWidget(self.all_button)
        for widget in (way, self.all_button):
            self._parts.addWidget(widget)

    def show_way_back(self, *, wanted: bool) -> None:
        """Offer to show all rows, where not all are shown."""
        self.all_button.setVisible(wanted)

    def ask_record(self) -> None:
        """Let the user say which row to go to."""
        self.record.setFocus()
        self.record.selectAll()

    def ask_text(self) -> None:
        """Let the user say what to find."""
        self.search.setFocus()
        self.search.selectAll()

    def forget(self) -> None:
        """No text, no number; nothing is asked for it."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._typing.stop()
        self.record.clear()

    def fit(self) -> None:
        """By the font in use."""
        digit = self.fontMetrics().horizontalAdvance("0")
        self.search.setFixedWidth(SEARCH_DIGITS * digit)
        self.record.setFixedWidth(NUMBER_DIGITS * digit)

    def _build(self) -> None:
        self.filter.setAccessibleName(ui("Rows of which finding"))
        self.filter.setObjectName("filter")
        self.filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.setMinimumContentsLength(24)
        self.search.setAccessibleName(ui("Find in rows"))
        self.search.setPlaceholderText(ui("Find in rows"))
        self.search.setClearButtonEnabled(True)
        self.record.setAccessibleName(ui("Number of a row to go to"))
        self.record.setPlaceholderText(ui("Go to row"))
        self.record.setObjectName("record")
        self.record.setValidator(QIntValidator(1, MOST_ROWS, self.record))
        parts = (self.filter, self.search, self.record, self.facet_button, self.compare_button)
        self._parts = flowing(*parts, self.all_button)
        self.setLayout(self._parts)
        self.filter.activated.connect(lambda _i: self.changed.emit())
        self.search.textChanged.connect(lambda _t: self._typing.start())
        self._typing.timeout.connect(self.changed)
        self.record.returnPressed.connect(self._on_record)
        self.choose("")

    def _on_record(self) -> None:
        digits = self.record.text()
        if digits.isascii() and digits.isdecimal():
            self.record_wanted.emit(int(digits))
