"""What a call came to, by one key each: the legend is the buttons, and a line tells what was pressed so far."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from leakverify.case.call_plan import LONGEST
from leakverify.gui.people.turn import Turn
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.model.call_desk import KEYS
from leakverify.words.call_desk import outcome_meaning, outcome_name
from leakverify.words.people_desk import foil_pressed, pressed_line
from leakverify.words.say import ui

COLUMNS: Final = (4, 2, 1)
"""Buttons in a line, as many as there is room for."""
DIGITS: Final = (84, 50, 0)
"""From this width of the desk on."""


class OutcomeKeys(Card):
    """`pressed` carries a key, whether it was a button or on the keyboard that the pane watches."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(ui("What it came to"))
        self.setAccessibleName(ui("What it came to"))
        self.line = plain_label(wrap=True, name="pressed")
        self.note = QLineEdit()
        self.buttons: dict[str, QPushButton] = {}
        self.foils = QWidget()
        self.foil = plain_label(kind="against", wrap=True, name="foil_question")
        self._grid = QGridLayout()
        self._build()

    def show_turn(self, turn: Turn | None, foil: str = "", *, can_open: bool = True) -> None:
        """Say what was pressed so far; without a turn nothing can be. `foil` is what to ask wrong on purpose.

        `can_open`: there is a card that could be opened first.
        """
        for one in self.buttons.values():
            one.setEnabled(turn is not None)
        self.note.setEnabled(turn is not None)
        self.foils.setVisible(turn is not None and turn.with_foil)
        self.foil.setText(foil)
        if turn is None:
            self.line.setText(
                ui("Open the card first; then one key notes what the call came to.")
                if can_open
                else ""
            )
            self.line.setVisible(can_open)
            self.note.clear()
            return
        self.line.setVisible(True)
        said = pressed_line(turn.fields, turn.waiting)
        self.line.setText(f"{said} {foil_pressed(turn.foil)}" if turn.foil else said)

    def arrange(self, digits: float) -> None:
        """Fewer buttons in a line where there is little room: the width of the desk in digits."""
        fitting = zip(COLUMNS, DIGITS, strict=True)
        columns = next(number for number, least in fitting if digits >= least)
        for place, key in enumerate(KEYS):
            self._grid.addWidget(self.buttons[key], place // columns, place % columns)

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for key, outcome in KEYS.items():
            made = self._button(key, key.upper(), outcome_name(outcome))
            made.setAccessibleDescription(outcome_meaning(outcome))
        self.arrange(DIGITS[0])
        asked = QVBoxLayout(self.foils)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.foil)
        agreed = self._button("+", "+", ui("Agreed to it"))
        asked.addLayout(row(agreed, self._button("-", "−", ui("Rejected it")), None))
        self.note.setObjectName("call_note")
        self.note.setAccessibleName(ui("Note"))
        self.note.setPlaceholderText(
            ui("A note without names or numbers; Enter goes back to the keys")
        )
        self.note.setMaxLength(LONGEST)
        self.body.addWidget(self.line)
        self.body.addWidget(self.foils)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.note)

    def _button(self, key: str, shown: str, text: str) -> QPushButton:
        made = button(
            f"{shown}   {text}",
            partial(self.pressed.emit, key),
            kind="choice",
            name=f"key_{key}",
        )
        made.setAccessibleName(f"{text}, {shown}")
        self.buttons[key] = made
        return made
