"""What stands beside the table: the groups of a column, or two rows; scrolled where there is little room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from leakverify.gui.row_questions import Lens
from leakverify.gui.rows.compare_card import CompareCard, Record
from leakverify.gui.rows.facet_card import FacetCard
from leakverify.gui.session import Session
from leakverify.gui.widgets.card import Card
from leakverify.words.say import ui

MOST_SHARE = 0.45
"""Of the pane's width."""


class RowsSide(QScrollArea):
    """One card at a time, or none. `shown` follows whenever a card comes or goes."""

    shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.facets = FacetCard(session)
        self.compare = CompareCard(session)
        self.setObjectName("rows_side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        for card in (self.facets, self.compare):
            layout.addWidget(card, 1)
            card.hide()
        self.setWidget(inner)
        self.hide()

    def show_facet(self, column: int, lens: Lens, kind: str) -> None:
        """Group a column."""
        self._show(self.facets)
        self.facets.show_facet(column, lens, kind)
        self.facets.table.setFocus()

    def hold(self, record: Record | None) -> str:
        """Hold a row, to be shown beside the next one; what to say of it."""
        if record is None:
            return ui("Choose a row first.")
        self._show(self.compare)
        self.compare.hold(record)
        return self.compare.told.text()

    def ask(self, lens: Lens) -> None:
        """The filter is another: ask for the groups again, where they are shown."""
        if not self.facets.isHidden():
            self.facets.ask(lens)

    def close_cards(self) -> None:
        """No card, and nothing of what they showed."""
        self.facets.forget()
        self.compare.forget()
        self._show(None)

    def fit(self, width: int) -> None:
        """By the font in use, in a pane of this width."""
        self.facets.fit()
        self.compare.fit()
        digit = self.fontMetrics().horizontalAdvance("0")
        wide = self.facets.WIDE if self.compare.isHidden() else self.compare.WIDE
        self.setFixedWidth(min(wide * digit, round(width * MOST_SHARE)))

    def _show(self, shown: Card | None) -> None:
        for card in (self.facets, self.compare):
            card.setVisible(card is shown)
        self.setVisible(shown is not None)
        self.shown.emit()
