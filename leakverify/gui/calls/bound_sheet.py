"""What may be written: four counts in, sentences out, those that hold beside those that do not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.calls.fields import NumberField, add_field
from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.scoring.bound import bound, sayable
from leakverify.words import calling
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
        self._may, self._may_not = QVBoxLayout(), QVBoxLayout()
        self._sentences: list[str] = []
        self.copy_button = button(ui("Copy the sentences"), self._copy, name="bound_copy")
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Say what these counts carry."""
        for column in (self._may, self._may_not):
            while (item := column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._sentences = []
        try:
            self._say()
        except ValueError:
            self.status.setText(ui("These counts contradict each other."))
        self.copy_button.setEnabled(bool(self._sentences))
        self._may.addStretch(1)
        self._may_not.addStretch(1)

    def _say(self) -> None:
        """The sentences of counts that fit together."""
        drawn = self.drawn.value() or None
        found = bound(
            self.confirmed.value(),
            self.answered.value(),
            rows=self._rows or None,
            drawn=drawn,
            dead=self.dead.value(),
            looks=self.looks.currentIndex() + 1,
        )
        said = sayable(found)
        self._sentences = calling.may_write(found, said)
        self.status.setText(status_name(said.status) if said.status else "")
        for text in self._sentences or [calling.nothing_confirmed()]:
            self._may.addWidget(plain_label(text, wrap=True))
        for text, why in calling.may_not_write(found, said):
            self._may_not.addWidget(plain_label(f"“{text}”", kind="against", wrap=True))
            self._may_not.addWidget(plain_label(why, kind="small", wrap=True))

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
            ui("Of the open file's {rows} rows.").format(rows=f"{self._rows:,}")
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
        """Two cards side by side."""
        inside = QWidget()
        inside.setObjectName("scrolled")
        side = QHBoxLayout(inside)
        side.setContentsMargins(0, 0, 8, 0)
        side.setSpacing(12)
        for heading, column in (
            (ui("You may write"), self._may),
            (ui("Not supported by these answers"), self._may_not),
        ):
            card = Card(heading)
            column.setSpacing(8)
            card.body.addLayout(column)
            side.addWidget(card, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(ui("Sentences"))
        area.setWidget(inside)
        area.setMinimumHeight(HEIGHT)
        return area

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._sentences))
