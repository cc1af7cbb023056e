"""The card of the six claims: what can be said of each, in two columns, with a way to what it rests on."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.verdict.finding_line import paint_sign
from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.wording import capital
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.chart_plan import TEXT_HEIGHT
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import ClaimResult, Verdict
from leakverify.model.terms import ClaimKey, ClaimState
from leakverify.safe_text import ours_on_screen
from leakverify.words.say import claim_name, claim_sentence, claim_state_name, ui

SIDES: Final = {
    ClaimState.SUPPORTED: "supports",
    ClaimState.COMPATIBLE: "supports",
    ClaimState.CONTRADICTED: "against",
    ClaimState.NOT_TESTED: "nothing",
    ClaimState.OUTSIDE: "nothing",
}
ROWS: Final = 3


class Sign(QWidget):
    """The sign of a claim's state; the word stands beside it."""

    def __init__(self, which: str) -> None:
        super().__init__()
        self._which = which
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        high = self.fontMetrics().height()
        self.setFixedSize(high, high)

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(getattr(tokens_of(self), self._which))
        unit = self.height() / TEXT_HEIGHT
        paint_sign(painter, QPointF(6 * unit, self.height() / 2), self._which, tint, unit)


class ClaimsCard(Card):
    """`basis_wanted` carries the id of the check that a claim's result rests on."""

    basis_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(ui("The six claims"))
        self.body.setContentsMargins(16, 12, 16, 10)
        self.body.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._cells: list[QWidget] = []
        self._narrow = False

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what can be said of each claim."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for key in (k for k in ClaimKey if k in verdict.claims):
            cell = self._cell(key, verdict.claims[key])
            self._cells.append(cell)
        self._lay_out()

    def set_narrow(self, *, narrow: bool) -> None:
        """One column where two would be too narrow to read."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._lay_out()

    def _lay_out(self) -> None:
        rows = len(self._cells) if self._narrow else ROWS
        self._grid.setColumnStretch(1, 0 if self._narrow else 1)
        for i, cell in enumerate(self._cells):
            self._grid.addWidget(cell, i % rows, i // rows)

    def _cell(self, key: ClaimKey, result: ClaimResult) -> QWidget:
        cell = QWidget()
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        name = plain_label(claim_name(key), kind="strong", wrap=True)
        sign = Sign(SIDES[result.state])
        head = row(sign, name, spacing=6)
        head.setStretch(1, 1)
        lines.addLayout(head)
        said = f"{capital(claim_state_name(result.state))}. {claim_sentence(result)}"
        text = plain_label(ours_on_screen(said, 300), kind="small", wrap=True)
        head.addStrut(name.fontMetrics().height() + 6)
        if result.basis:
            basis = result.basis[0]
            why = Link(ui("Why"), name=f"why_{key.value}")
            why.say(ui("Why"), ui("Why: {claim}").format(claim=claim_name(key)))
            why.setFixedHeight(name.fontMetrics().height() + 6)
            why.clicked.connect(lambda: self.basis_wanted.emit(basis))
            head.addWidget(why)
        below = row(text)
        below.insertSpacing(0, sign.width() + 6)
        lines.addLayout(below)
        lines.addStretch(1)
        return cell
