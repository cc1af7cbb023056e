"""The claim pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit

from leakverify.gui.claim.earlier import EarlierCard
from leakverify.gui.claim.form import read, texts_of
from leakverify.gui.claim.outside_card import OutsideCard
from leakverify.gui.files import choose_files
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.words.say import ui

MAX_TEXT = 10_000


class ClaimPane(Pane):
    """A form of which every field may stay empty. What is known lets more checks compare."""

    vault_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            ui("What does the source say?"),
            ui(
                "Fill in what you were told; leave empty what you were not. The checks compare the file with it: "
                "a country tells which postcodes are right, a number of records what the row numbers should span."
            ),
        )
        self.setAccessibleName(ui("Claim"))
        self._session = session
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._problems: dict[str, QLabel] = {}
        self.apply_button = button(
            ui("Use this claim"), self.apply, kind="primary", name="apply_claim"
        )
        self.state = plain_label(kind="small", name="claim_state")
        self.outside = OutsideCard(session)
        self.earlier = EarlierCard(session, choose_files)
        self.earlier.vault_wanted.connect(self.vault_wanted)
        self._build()
        session.decisions_changed.connect(self.refresh)
        self.refresh()

    def apply(self) -> None:
        """Take the claim if every field can be followed; else say what cannot, and go there."""
        reading = read(self._texts())
        for key in self._fields:
            self._mark(key, reading.problems.get(key, ""))
        if reading.claim is None:
            next(f for k, f in self._fields.items() if k in reading.problems).setFocus()
            self.state.setText(ui("Not taken yet: see the marked fields."))
            return
        self._session.choices.set_claim(reading.claim)
        self.state.setText(
            ui("Taken. The checks run again with it.")
            if self._session.is_open
            else ui("Taken. It counts for the next sample that you open.")
        )

    def refresh(self) -> None:
        """Show the claim as it stands."""
        for key, text in texts_of(self._session.claim).items():
            field = self._fields[key]
            if isinstance(field, QLineEdit):
                if field.text() != text:
                    field.setText(text)
            elif field.toPlainText() != text:
                field.setPlainText(text)

    def _mark(self, key: str, problem: str) -> None:
        """Say what a field needs; "" takes it back."""
        field = self._fields[key]
        self._problems[key].setText(problem)
        self._problems[key].setVisible(bool(problem))
        field.setProperty("wrong", bool(problem))
        field.setAccessibleDescription(problem)
        field.style().unpolish(field)
        field.style().polish(field)

    def _on_edited(self) -> None:
        """What was advised goes as soon as it is followed; nothing new is found wrong while somebody types."""
        marked = [key for key, label in self._problems.items() if label.text()]
        if not marked:
            return
        problems = read(self._texts()).problems
        for key in marked:
            self._mark(key, problems.get(key, ""))
        if not problems.keys() & set(marked):
            self.state.setText("")

    def _texts(self) -> dict[str, str]:
        return {
            key: field.text() if isinstance(field, QLineEdit) else field.toPlainText()[:MAX_TEXT]
            for key, field in self._fields.items()
        }

    def _build(self) -> None:
        who = self._card(ui("Who and what"))
        self._line(
            who, 0, 0, "organisation", ui("Organisation"), ui("Whose records are they said to be?")
        )
        self._line(who, 0, 1, "country", ui("Country"), "FR")
        self._line(who, 1, 0, "source", ui("Source"), ui("A name of your own for who offers them"))
        self._line(who, 1, 1, "records", ui("Number of records claimed"), "200000")
        when = self._card(ui("When"))
        self._line(when, 0, 0, "from", ui("Records from"), "2019-01-01")
        self._line(when, 0, 1, "to", ui("Records to"), "2022-12-31")
        self._line(when, 0, 2, "stolen", ui("Taken on"), "2023-01-04")
        more = self._card(ui("More"))
        self._line(more, 0, 0, "amount", ui("Price asked"), "20")
        self._line(more, 0, 1, "currency", ui("Currency"), "BTC")
        self._line(more, 1, 0, "software", ui("Software named"), ui("Separate with commas"))
        self._line(more, 1, 1, "seen_before", ui("Seen before in"), ui("Separate with commas"))
        statement = QPlainTextEdit()
        statement.setTabChangesFocus(True)
        statement.setFixedHeight(64)
        statement.setPlaceholderText(ui("The offer in the source's own words"))
        self._place(more, 2, 0, "statement", ui("Statement"), statement, span=2)
        self.content.addLayout(row(self.apply_button, self.state, None, spacing=12))
        self.content.addWidget(self.outside)
        self.content.addWidget(self.earlier)
        self.content.addStretch(1)

    def _card(self, heading: str) -> QGridLayout:
        card = Card(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        card.body.addLayout(grid)
        self.content.addWidget(card)
        return grid

    def _line(
        self, grid: QGridLayout, line: int, column: int, key: str, caption: str, example: str
    ) -> None:
        field = QLineEdit()
        field.setMaxLength(MAX_TEXT)
        field.setPlaceholderText(example)
        field.returnPressed.connect(self.apply)
        self._place(grid, line, column, key, caption, field)

    def _place(
        self,
        grid: QGridLayout,
        line: int,
        column: int,
        key: str,
        caption: str,
        field: QLineEdit | QPlainTextEdit,
        span: int = 1,
    ) -> None:
        label = plain_label(caption, kind="small", wrap=True)
        label.setBuddy(field)
        field.setAccessibleName(caption)
        field.setObjectName(f"claim_{key}")
        problem = plain_label(kind="against", wrap=True, name=f"problem_{key}")
        problem.setVisible(False)
        for offset, widget in enumerate((label, field, problem)):
            grid.addWidget(widget, line * 4 + offset, column, 1, span)
        if line:
            grid.setRowMinimumHeight(line * 4 - 1, 6)
        grid.setColumnStretch(column, 1)
        field.textChanged.connect(self._on_edited)
        self._fields[key] = field
        self._problems[key] = problem
