"""The desk: one card at a time, its outcome by one key, the script beside it, and below how far the calls have come."""

from pathlib import Path

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leakverify.gui.people.outcome_keys import OutcomeKeys
from leakverify.gui.people.person_card import PersonCard
from leakverify.gui.people.plan_card import PlanCard
from leakverify.gui.people.queue import Part
from leakverify.gui.people.results_card import ResultsCard
from leakverify.gui.people.rows_card import RowsCard
from leakverify.gui.people.script_detail import ScriptDetail
from leakverify.gui.people.sheets_card import SheetsCard
from leakverify.gui.people.turns import Turns
from leakverify.gui.session import Session
from leakverify.gui.widgets.beside import NARROW_DIGITS, Beside
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.pane import Pane
from leakverify.model.errors import LeakverifyError
from leakverify.words.people_desk import called_line
from leakverify.words.say import ui

INITIALS = r"\p{L}{0,8}"
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class DeskPage(QWidget):
    """Lays the parts out and hands keys to the turn; letters typed into a field stay there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._session = session
        self._book = session.call_book
        self.page = Pane(ui("People"), " ")
        self.notices = NoticeList()
        self.who = QLineEdit()
        self.card = PersonCard()
        self.keys = OutcomeKeys()
        self.results = ResultsCard(self._book)
        self.rows = RowsCard()
        self.sheets = SheetsCard(self._book)
        self.plan = PlanCard(self._book)
        self.script = ScriptDetail(session)
        self.turns = Turns(session, self.card, self.keys, self.script.wrong_question)
        self._beside = Beside(self.page, self.script, self.script)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the book as it is."""
        self.card.three.setText(self.script.three_to_choose())
        line = self.turns.line
        lines = self._book.lines
        drawn = [one for one in lines if one.part is Part.DRAWN]
        called = sum(one.call is not None for one in drawn)
        self.page.sentence.setText(called_line(called, len(drawn)))
        self.page.sentence.setVisible(True)
        self.rows.show_lines(lines, line.row if line else 0)
        sheet = self._book.sheet
        if sheet is not None and sheet.caller and not self._book.who:
            self.who.setText(sheet.caller)
        elif self._book.who != self.who.text():  # as a case that was opened again has them
            self.who.setText(self._book.who)

    def fit(self) -> None:
        """By the font in use and the room there is."""
        self.rows.fit()
        self.script.fit()
        digits = self.width() / max(1, self.fontMetrics().horizontalAdvance("0"))
        self.results.stack(narrow=digits < NARROW_DIGITS)
        self.keys.arrange(digits)
        self.sheets.stack(narrow=digits < NARROW_DIGITS / 2)
        self._beside.place(self.width(), shown=True)

    def take_focus(self) -> None:
        """Let the keys go to the card."""
        self.card.setFocus()

    def take_back(self) -> bool:
        """Strike the last outcome, where this page is looked at; tells whether there was one."""
        return self.isVisible() and self.turns.take_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = "\b" if event.key() == Qt.Key.Key_Backspace else event.text()
        if event.modifiers() & HELD or not key or not self.turns.press(key):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.turns.close()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _build(self) -> None:
        self.who.setObjectName("caller")
        self.who.setAccessibleName(ui("Your initials"))
        self.who.setMaximumWidth(self.who.fontMetrics().horizontalAdvance("0") * 14)
        self.who.setValidator(QRegularExpressionValidator(QRegularExpression(INITIALS), self.who))
        label = plain_label(ui("Your initials"), kind="soft")
        label.setBuddy(self.who)
        above = QVBoxLayout()  # the notices take no room while there are none
        above.setSpacing(0)
        above.addLayout(row(label, self.who, None, spacing=12))
        above.addWidget(self.notices)
        content = self.page.content
        content.addLayout(above)
        for widget in (self.card, self.keys, self._beside.inline, self.results):
            content.addWidget(widget)
        for widget in (self.rows, self.sheets, self.plan):
            content.addWidget(widget)
        content.addStretch(1)
        self._beside.fill(self)

    def _connect(self) -> None:
        self._book.changed.connect(self.refresh)
        self._book.failed.connect(self._on_failed)
        self._session.problems_cleared.connect(self.notices.clear)
        for signal in (self._session.sample_changed, self._session.columns_changed):
            signal.connect(self.turns.refresh)
        self.turns.moved.connect(self.refresh)
        self.script.changed.connect(self.refresh)
        self.turns.who_wanted.connect(self.who.setFocus)
        self.who.textChanged.connect(self._on_who)
        self.who.returnPressed.connect(self._on_who_given)
        self.keys.note.returnPressed.connect(self.card.setFocus)
        self.rows.chosen.connect(self._on_chosen)
        self.sheets.read_wanted.connect(self._on_read_wanted)

    def _on_who(self, text: str) -> None:
        self._book.who = text

    def _on_who_given(self) -> None:
        if self._book.who:
            self.turns.refresh()  # the card asks for the initials no more
        self.card.setFocus()

    def _on_chosen(self, number: int) -> None:
        self.turns.choose(number)
        self.page.reveal(self.card)

    def _on_read_wanted(self, path: object) -> None:
        if isinstance(path, Path):
            self.notices.clear()
            self._book.read([path], [file.sha256 for file in self._session.heard.files])

    def _on_failed(self, error: LeakverifyError) -> None:
        self.notices.add(error.code, error.place)
        self.page.reveal(self.notices)
