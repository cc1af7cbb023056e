"""What is known from outside the file: the mark of the source, answers of those who were asked, facts from elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QWidget,
)

from leakverify.case.outside_file import LONGEST_TEXT
from leakverify.gui.claim.entry_sheet import EntrySheet
from leakverify.gui.claim.outside_form import (
    Entry,
    EntryForm,
    answer_form,
    fact_form,
    form_of,
    texts_of,
)
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.flow import flowing
from leakverify.gui.widgets.label import plain_label
from leakverify.model.outside import Admiralty, Response
from leakverify.safe_text import ours_on_screen
from leakverify.words.lists import dotted
from leakverify.words.outside import credibilities, fact_line, reliabilities, response_line
from leakverify.words.say import ui

LINES_SHOWN: Final = 5
LONGEST_LINE: Final = 300

Ask = Callable[[QWidget, EntryForm, dict[str, str], Callable[[Entry], None]], None]


def ask_in_sheet(
    parent: QWidget, form: EntryForm, texts: dict[str, str], keep: Callable[[Entry], None]
) -> None:
    """Open the sheet of an entry; `keep` gets it once it can be followed."""
    sheet = EntrySheet(parent, form, texts)
    sheet.kept.connect(keep)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()


class OutsideCard(Card):
    """Every change is a step that can be undone; nothing is read again, the result is only weighed anew."""

    def __init__(self, session: Session, ask: Ask = ask_in_sheet) -> None:
        super().__init__(ui("From outside the file"))
        self._session = session
        self.ask = ask
        self.reliability = _box("admiralty_reliability", ui("How reliable is the source?"))
        self.credibility = _box("admiralty_credibility", ui("How credible is what it says?"))
        self.reason = QLineEdit()
        self.list = QListWidget()
        self.add_answer_button = button(ui("Add an answer…"), self.add_answer, name="add_answer")
        self.add_fact_button = button(ui("Add a fact…"), self.add_fact, name="add_fact")
        self.edit_button = button(ui("Change…"), self.edit, name="edit_entry")
        self.remove_button = button(ui("Remove"), self.remove, name="remove_entry")
        self._build()
        session.decisions_changed.connect(self.refresh)
        self.refresh()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Answers, then facts, as they are listed."""
        outside = self._session.outside
        return (*outside.responses, *outside.facts)

    def add_answer(self) -> None:
        """Write an answer down."""
        self.ask(self, answer_form(), {}, lambda entry: self._set((*self.entries, entry)))

    def add_fact(self) -> None:
        """Write a fact down."""
        self.ask(self, fact_form(), {}, lambda entry: self._set((*self.entries, entry)))

    def edit(self) -> None:
        """Change the chosen entry."""
        at, entries = self.list.currentRow(), list(self.entries)
        if not 0 <= at < len(entries):
            return
        before = entries[at]

        def keep(entry: Entry) -> None:
            self._set(tuple(entry if e is before else e for e in self.entries))

        self.ask(self, form_of(before), texts_of(before), keep)

    def remove(self) -> None:
        """Take the chosen entry away."""
        at, entries = self.list.currentRow(), list(self.entries)
        if 0 <= at < len(entries):
            del entries[at]
            self._set(tuple(entries))

    def refresh(self) -> None:
        """Show what is known."""
        mark = self._session.outside.admiralty
        _show(self.reliability, mark.reliability if mark else "")
        _show(self.credibility, mark.credibility if mark else 0)
        if self.reason.text() != (mark.reason if mark else ""):
            self.reason.setText(mark.reason if mark else "")
        at = self.list.currentRow()
        self.list.clear()
        for entry in self.entries:
            line = response_line(entry) if isinstance(entry, Response) else fact_line(entry)
            self.list.addItem(ours_on_screen(line, LONGEST_LINE))
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        lines = min(self.list.count(), LINES_SHOWN)
        self.list.setVisible(lines > 0)
        self.list.setFixedHeight(lines * (self.fontMetrics().height() + 8) + 4)
        self._enable()

    def _set(self, entries: tuple[Entry, ...]) -> None:
        """State these entries."""
        answers = tuple(e for e in entries if isinstance(e, Response))
        facts = tuple(e for e in entries if not isinstance(e, Response))
        outside = replace(self._session.outside, responses=answers, facts=facts)
        self._session.choices.set_outside(outside)

    def _set_mark(self) -> None:
        """State the mark once both its parts are chosen; it goes where either is taken back."""
        letter, digit = self.reliability.currentData(), self.credibility.currentData()
        before = self._session.outside
        if letter and digit:
            mark = Admiralty(letter, digit, self.reason.text().strip())
            self._session.choices.set_outside(replace(before, admiralty=mark))
        elif before.admiralty is not None:
            self._session.choices.set_outside(replace(before, admiralty=None))
        self._enable()

    def _enable(self) -> None:
        chosen = self.list.currentRow() >= 0
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        marked = bool(self.reliability.currentData() and self.credibility.currentData())
        self.reason.setEnabled(marked)

    def _build(self) -> None:
        self.body.addWidget(
            plain_label(
                ui(
                    "Write down what the organisation and others answered, and facts that the file must agree with. A denial is no disproof, and "
                    "silence confirms nothing."
                ),
                kind="small",
                wrap=True,
            )
        )
        for letter, text in reliabilities().items():
            self.reliability.addItem(dotted((letter, text)), letter)
        for digit, text in credibilities().items():
            self.credibility.addItem(dotted((str(digit), text)), digit)
        self.reason.setObjectName("admiralty_reason")
        self.reason.setAccessibleName(ui("Why this mark"))
        self.reason.setMaxLength(LONGEST_TEXT)
        self.reason.setPlaceholderText(ui("Why? Such as: was right twice before"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, field in enumerate((self.reliability, self.credibility, self.reason)):
            label = plain_label(field.accessibleName(), kind="small", wrap=True)
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)
        self.list.setObjectName("outside_entries")
        self.list.setAccessibleName(ui("Answers and facts"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.body.addWidget(self.list)
        self.body.addLayout(
            flowing(
                self.add_answer_button,
                self.add_fact_button,
                self.edit_button,
                self.remove_button,
            )
        )
        self.list.currentRowChanged.connect(lambda _r: self._enable())
        self.list.itemActivated.connect(lambda _i: self.edit())
        self.reliability.activated.connect(lambda _i: self._set_mark())
        self.credibility.activated.connect(lambda _i: self._set_mark())
        self.reason.editingFinished.connect(self._set_mark)


def _box(name: str, caption: str) -> QComboBox:
    """A list of grades that may stay unmarked."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(caption)
    box.addItem(ui("Not marked"), None)
    box.setMinimumContentsLength(12)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _show(box: QComboBox, value: str | int) -> None:
    """Choose a grade without telling anybody."""
    box.setCurrentIndex(max(0, box.findData(value)) if value else 0)
