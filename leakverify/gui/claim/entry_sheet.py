"""The sheet in which one answer or one outside fact is written down."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from leakverify.case.outside_file import LONGEST_TEXT
from leakverify.gui.claim.outside_form import EntryForm, Line, read
from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui

WORDS_HEIGHT: Final = 110
FIELD_DIGITS: Final = 46

Field = QLineEdit | QPlainTextEdit | QComboBox


class EntrySheet(Sheet):
    """`kept` carries the entry; the sheet stays open until it can be followed or is closed."""

    kept = Signal(object)

    def __init__(self, parent: QWidget | None, form: EntryForm, texts: dict[str, str]) -> None:
        super().__init__(parent, form.heading)
        self._form = form
        self._fields: dict[str, Field] = {}
        self._problems: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(form.lines):
            self._add(grid, 2 * place, line, texts.get(line.key, ""))
        self.body.addLayout(grid)
        self.keep_button = button(ui("Keep"), self._keep, kind="primary", name="keep_entry")
        self.close_button.setText(ui("Cancel"))
        self.close_button.setAccessibleName(ui("Cancel"))
        self.close_button.setProperty("kind", "")
        self.close_button.setDefault(False)
        self.buttons.addWidget(self.keep_button)
        self.keep_button.setDefault(True)
        self.setMinimumWidth(self.sizeHint().width())
        next(iter(self._fields.values())).setFocus()

    def field(self, key: str) -> Field:
        """The field of a key."""
        return self._fields[key]

    def _keep(self) -> None:
        """Hand the entry over, or say which field cannot be followed."""
        entry, problems = read(self._form, {key: _text(f) for key, f in self._fields.items()})
        for key, label in self._problems.items():
            label.setText(problems.get(key, ""))
            label.setVisible(key in problems)
            self._fields[key].setAccessibleDescription(problems.get(key, ""))
        if entry is None:
            next(f for k, f in self._fields.items() if k in problems).setFocus()
            return
        self.kept.emit(entry)
        self.accept()

    def _add(self, grid: QGridLayout, at: int, line: Line, text: str) -> None:
        """One line of the form with the place for what is wrong under it."""
        field = _field(line, text)
        field.setObjectName(f"entry_{line.key}")
        field.setAccessibleName(line.caption)
        field.setMinimumWidth(FIELD_DIGITS * self.fontMetrics().horizontalAdvance("0"))
        label = plain_label(line.caption)
        label.setBuddy(field)
        problem = plain_label(kind="against", wrap=True, name=f"entry_problem_{line.key}")
        problem.setVisible(False)
        grid.addWidget(label, at, 0)
        grid.addWidget(field, at, 1)
        grid.addWidget(problem, at + 1, 1)
        self._fields[line.key] = field
        self._problems[line.key] = problem


def _field(line: Line, text: str) -> Field:
    """A list to choose from, a line, or room for an answer."""
    if line.choices:
        box = QComboBox()
        for value, name in line.choices:
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(text)))
        return box
    if line.long:
        room = QPlainTextEdit()
        room.setTabChangesFocus(True)
        room.setFixedHeight(WORDS_HEIGHT)
        room.setPlainText(text)
        return room
    field = QLineEdit()
    field.setMaxLength(LONGEST_TEXT)
    field.setPlaceholderText(line.example)
    field.setText(text)
    return field


def _text(field: Field) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData())
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()[:LONGEST_TEXT]
    return field.text()
