"""What may be written: four counts in, sentences out, those that hold beside those that do not."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.calls.fields import NumberField, add_field
from leakverify.gui.calls.sentences import Sentences
from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.label import plain_label
from leakverify.model.call_desk import CallSheet, PeopleAsked
from leakverify.model.call_standing import standing
from leakverify.model.calling import Bound
from leakverify.scoring.bound import bound, sayable
from leakverify.scoring.people import asked_of, bound_of, sayable_of
from leakverify.words import calling
from leakverify.words.numbers import count
from leakverify.words.people_desk import from_calls, why_no_bound
from leakverify.words.say import status_name, ui

EXAMPLE: Final = PeopleAsked(drawn=0, confirmed=10, answered=10)
"""Where no call plan is open: the smallest counts that carry a sentence."""
WIDTH = 880
HEIGHT = 360


class BoundSheet(Sheet):
    """Counts nothing itself; `rows` of the open sample make the bound that of a file, 0 that of an endless list.

    With a `sheet` of calls it begins with their counts, and says of them what the call desk says, nothing between two looks; a
    count that is changed by hand makes them a question of "what if".
    """

    def __init__(
        self, parent: QWidget | None, rows: int = 0, sheet: CallSheet | None = None
    ) -> None:
        super().__init__(parent, ui("What may be written"))
        self._calls = sheet
        people = asked_of(sheet, rows) if sheet is not None else EXAMPLE
        self._people = people
        self._rows = (people.rows or 0) if sheet is not None else rows
        self.confirmed = self._field(
            "bound_confirmed", ui("Confirmed their entry"), people.confirmed
        )
        self.answered = self._field("bound_answered", ui("Answered"), people.answered)
        self.drawn = self._field("bound_drawn", ui("Drawn"), people.drawn)
        self.dead = self._field("bound_dead", ui("Numbers that do not exist"), people.dead)
        self.looks = QComboBox()
        self.status = plain_label(kind="strong", wrap=True, name="bound_status")
        self.sentences = Sentences("bound_copy")
        self.copy_button = self.sentences.copy_button
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Say what these counts carry."""
        if self._calls is not None:
            self._show_calls(self._calls)
            return
        try:
            found = self._found()
        except ValueError:
            self.sentences.clear()
            self.status.setText(ui("These counts contradict each other."))
            return
        said = sayable(found)
        self.status.setText(status_name(said.status) if said.status else "")
        self.sentences.show_bound(found, said)

    def _found(self) -> Bound:
        """The bound of counts that fit together; ValueError where they do not."""
        return bound(
            self.confirmed.value(),
            self.answered.value(),
            rows=self._rows or None,
            drawn=self.drawn.value() or None,
            dead=self.dead.value(),
            looks=self.looks.currentIndex() + 1,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grow()

    def _show_calls(self, sheet: CallSheet) -> None:
        """Say of the calls as they stand what the call desk says of them."""
        found = bound_of(self._people)
        if found is None:
            self.sentences.clear()
            self.status.setText(why_no_bound(standing(sheet), sheet))
            return
        said = sayable_of(self._people, found)
        self.status.setText(status_name(said.status) if said.status else "")
        self.sentences.show_bound(found, said)

    def _on_changed(self) -> None:
        """The counts are no longer those of the calls."""
        self._calls = None
        self.refresh()
        self.grow()

    def _field(self, name: str, text: str, value: int) -> NumberField:
        return NumberField(name, text, value, self._on_changed)

    def _build(self) -> None:
        self.drawn.setPlaceholderText(ui("unknown"))
        if not self.drawn.value():
            self.drawn.blockSignals(True)
            self.drawn.clear()
            self.drawn.blockSignals(False)
        self.looks.setObjectName("bound_looks")
        self.looks.setAccessibleName(ui("Announced looks"))
        self.looks.addItems([ui("one, at the end"), ui("two"), ui("three")])
        self.looks.setCurrentIndex(max(0, len(self._people.looks) - 1))
        self.looks.currentIndexChanged.connect(lambda _i: self._on_changed())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(4, 1)
        for line, field in enumerate((self.confirmed, self.answered, self.looks)):
            add_field(grid, line, field)
        for line, field in enumerate((self.drawn, self.dead)):
            add_field(grid, line, field, at=2)
        of = (
            ui("Of the open file's {rows} rows.").format(rows=count(self._rows))
            if self._rows
            else ui("No file is open: the bound is that of a very long list.")
        )
        grid.addWidget(plain_label(of, kind="small", wrap=True), 2, 2, 1, 3)
        self.body.addLayout(grid)
        if self._calls is not None:
            self.body.addWidget(plain_label(from_calls(), kind="small", wrap=True))
        self.body.addWidget(self.status)
        self.body.addWidget(self._both())
        self.body.addWidget(plain_label(calling.fixed_before(), kind="small", wrap=True))
        self.buttons.insertWidget(0, self.copy_button)
        self.setMinimumWidth(WIDTH)

    def _both(self) -> QScrollArea:
        """The sentences, scrolled where they do not fit."""
        inside = QWidget()
        inside.setObjectName("scrolled")
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 8, 0)
        side.addWidget(self.sentences)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(ui("Sentences"))
        area.setWidget(inside)
        area.setMinimumHeight(HEIGHT)
        return area
