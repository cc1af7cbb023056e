"""What may be written: four counts in, sentences out, those that hold beside those that do not."""

from PySide6.QtCore import Qt
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
from leakverify.model.calling import Bound
from leakverify.scoring.bound import bound, sayable
from leakverify.words import calling
from leakverify.words.numbers import count
from leakverify.words.say import status_name, ui

WIDTH = 880
HEIGHT = 360


class BoundSheet(Sheet):
    """Counts nothing itself; `rows` of the open sample make the bound that of a file, 0 that of an endless list."""

    def __init__(self, parent: QWidget | None, rows: int = 0) -> None:
        super().__init__(parent, ui("What may be written"))
        self._rows = rows
        self.confirmed = self._field("bound_confirmed", ui("Confirmed their entry"), 10)
        self.answered = self._field("bound_answered", ui("Answered"), 10)
        self.drawn = self._field("bound_drawn", ui("Drawn"), 0)
        self.dead = self._field("bound_dead", ui("Numbers that do not exist"), 0)
        self.looks = QComboBox()
        self.status = plain_label(kind="strong", wrap=True, name="bound_status")
        self.sentences = Sentences("bound_copy")
        self.copy_button = self.sentences.copy_button
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Say what these counts carry."""
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

    def _field(self, name: str, text: str, value: int) -> NumberField:
        return NumberField(name, text, value, self.refresh)

    def _build(self) -> None:
        self.drawn.clear()
        self.drawn.setPlaceholderText(ui("unknown"))
        self.looks.setObjectName("bound_looks")
        self.looks.setAccessibleName(ui("Announced looks"))
        self.looks.addItems([ui("one, at the end"), ui("two"), ui("three")])
        self.looks.currentIndexChanged.connect(lambda _i: self.refresh())
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
