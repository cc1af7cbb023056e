"""The card of one call: whom to reach, what to ask about once that is pressed, and nothing before or after."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from leakverify.gui.people.queue import Line
from leakverify.gui.people.teller import Field, Told, Want
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, hairline, row
from leakverify.gui.widgets.label import CellLabel, plain_label
from leakverify.words.people_desk import card_line
from leakverify.words.say import ui

NAME_DIGITS: Final = 13
"""Room for the names of fields, so that both parts of a card stand in one line."""


class PersonCard(Card):
    """`open_wanted`: the card's row is to be asked for; `about_wanted`: what to ask about is, too. Closing forgets every cell."""

    open_wanted = Signal()
    about_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(ui("The call"))
        self.setAccessibleName(ui("The call"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = plain_label(kind="title", wrap=True, name="card_title")
        self.hint = plain_label(kind="soft", wrap=True, name="card_hint")
        self.open_button = button(
            ui("Show whom to call"), self.open_wanted.emit, kind="primary", name="open_card"
        )
        self.open_key = plain_label(ui("or press the space bar"), kind="small")
        self.reach, self.about = _Fields("reach"), _Fields("about")
        self.about_button = button(
            ui("Show what to ask about"), self.about_wanted.emit, name="show_about"
        )
        self.about_key = plain_label(ui("or press A"), kind="small")
        self.about_rule = plain_label(
            ui("Do not read this out: let the person say it."), kind="against", wrap=True
        )
        self.three = plain_label(kind="small", wrap=True, name="three_to_choose")
        self._line_between = hairline()
        self.body.addWidget(self.title)
        self.body.addWidget(self.hint)
        self.body.addLayout(row(self.open_button, self.open_key, None, spacing=12))
        self.body.addWidget(self.reach)
        self.body.addWidget(self._line_between)
        self.body.addLayout(row(self.about_button, self.about_key, None, spacing=12))
        self.body.addWidget(self.about_rule)
        self.body.addWidget(self.about)
        self.body.addWidget(self.three)
        self.is_open = False
        self._is_ready = False
        self.show_line(None, 0)

    def show_line(self, line: Line | None, of: int) -> None:
        """Put another row on the card, closed."""
        self.close_card()
        self._is_ready = line is not None
        self.title.setText(card_line(line, of) if line else ui("Nobody is left to call"))
        self.setAccessibleDescription(self.title.text())
        self._refresh()

    def say(self, hint: str) -> None:
        """What to do now, under the title."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def show_told(self, told: Told) -> None:
        """The row was told: show the part of it that was asked for."""
        fields = self.reach if told.want is Want.REACH else self.about
        fields.show_fields(told.fields)
        if told.want is Want.REACH:
            self.is_open = True
            if not told.fields:
                self.say(ui("The file holds neither a name nor a telephone number in this row."))
        elif not told.fields:
            self.say(ui("The file holds nothing else in this row."))
        self._refresh()

    def close_card(self) -> None:
        """Mask the card: no cell stays in it."""
        self.is_open = False
        self.reach.show_fields(())
        self.about.show_fields(())
        self._refresh()

    def _refresh(self) -> None:
        asked_about = self.about.is_shown
        closed = self._is_ready and not self.is_open
        for widget in (self.open_button, self.open_key):
            widget.setVisible(closed)
        self._line_between.setVisible(self.is_open)
        for widget in (self.about_button, self.about_key):
            widget.setVisible(self.is_open and not asked_about)
        for widget in (self.about_rule, self.three):
            widget.setVisible(asked_about)


class _Fields(QWidget):
    """Names of fields before their texts."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"card_{name}")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether it holds anything."""
        return bool(self._labels)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these, and nothing of what was shown before."""
        names = self.fontMetrics().horizontalAdvance("0") * NAME_DIGITS
        self._grid.setColumnMinimumWidth(0, names)
        for label in self._labels:
            self._grid.removeWidget(label)
            label.setText("")  # it is gone a moment later, its text now
            label.hide()
            label.deleteLater()
        self._labels = []
        for place, field in enumerate(fields):
            name = plain_label(field.name, kind="soft", wrap=True)
            text = CellLabel(field.text, kind="strong", name=f"cell_{field.role.value}")
            for at, label in enumerate((name, text)):
                self._grid.addWidget(label, place, at)
                self._labels.append(label)
        self.setVisible(bool(fields))
