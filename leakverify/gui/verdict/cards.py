"""The cards of the page in their order, one of which may come first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

GAP: Final = 7


class Cards(QVBoxLayout):
    """A column of widgets that keep what they show when their order changes."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self.setSpacing(GAP)
        for card in self._cards:
            self.addWidget(card)

    def put_first(self, first: QWidget | None) -> None:
        """Where nothing is concluded, what would settle it comes before the evidence; None: the usual order."""
        wanted = sorted(self._cards, key=lambda card: card is not first)
        for place, card in enumerate(wanted):
            if self.indexOf(card) != place:
                self.removeWidget(card)
                self.insertWidget(place, card)
