"""Two cards side by side: what the answers allow one to write, and what is tempting and not supported, with the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.calling import Bound, Sayable
from leakverify.words import calling
from leakverify.words.lists import quoted
from leakverify.words.say import ui


class Sentences(QWidget):
    """Shows the sentences of counts that were weighed elsewhere; `copy_button` stands where its owner puts it."""

    def __init__(self, copy_name: str) -> None:
        super().__init__()
        self.setAccessibleName(ui("Sentences"))
        self._may, self._may_not = QVBoxLayout(), QVBoxLayout()
        self._sentences: list[str] = []
        self.copy_button = button(ui("Copy the sentences"), self._copy, name=copy_name)
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(12)
        for heading, column in (
            (ui("You may write"), self._may),
            (ui("Not supported by these answers"), self._may_not),
        ):
            card = Card(heading)
            column.setSpacing(8)
            card.body.addLayout(column)
            self._side.addWidget(card, 1)
        self.clear()

    def clear(self) -> None:
        """Show nothing: these counts carry no sentence."""
        self._fill([], [])

    def show_bound(self, found: Bound, said: Sayable) -> None:
        """Say what these counts carry."""
        may = calling.may_write(found, said)
        self._fill(may, calling.may_not_write(found, said))
        if not may:
            self._may.insertWidget(0, plain_label(calling.nothing_confirmed(), wrap=True))

    def stack(self, *, narrow: bool) -> None:
        """One card above the other where there is no room for both."""
        directions = QBoxLayout.Direction
        self._side.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _fill(self, may: Sequence[str], may_not: Sequence[tuple[str, str]]) -> None:
        for column in (self._may, self._may_not):
            _empty(column)
        self._sentences = list(may)
        for text in may:
            self._may.addWidget(plain_label(text, wrap=True))
        for text, why in may_not:
            self._may_not.addWidget(plain_label(quoted(text), kind="against", wrap=True))
            self._may_not.addWidget(plain_label(why, kind="small", wrap=True))
        self.copy_button.setEnabled(bool(self._sentences))
        for column in (self._may, self._may_not):
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._sentences))


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
