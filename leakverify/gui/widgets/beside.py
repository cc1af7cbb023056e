"""A page with its detail: beside it where there is room for both, else in a card of the page."""

from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.pane import Pane

SIDE_SHARE: Final = 0.27
SIDE_DIGITS: Final = (32, 46)
NARROW_DIGITS: Final = 118
"""Below this width the detail stands in the page."""
EDGE: Final = 20


class Edged(Protocol):
    """A detail that keeps its text from the border as it is told."""

    def set_edge(self, edge: int) -> None:
        """How far."""
        ...


class Beside:
    """Moves `detail` between the column on the right of `page` and `inline`, a card that the page holds."""

    def __init__(self, page: Pane, detail: QWidget, edged: Edged) -> None:
        self.inline = Card()
        self.side = QScrollArea()
        self._page = page
        self._detail = detail
        self._edged = edged
        self.side.setObjectName("detail_side")
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setWidget(detail)

    def fill(self, owner: QWidget) -> None:
        """Lay page and side out in their owner."""
        layout = QHBoxLayout(owner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page, 1)
        layout.addWidget(self.side)

    def place(self, width: int, *, shown: bool) -> None:
        """Put the detail where it belongs at this width of the owner; not `shown` hides it."""
        digit = max(1, self._page.fontMetrics().horizontalAdvance("0"))
        narrow = width < NARROW_DIGITS * digit
        least, most = (n * digit for n in SIDE_DIGITS)
        self.side.setFixedWidth(round(min(most, max(least, width * SIDE_SHARE))))
        if narrow and self.side.widget() is self._detail:
            self.side.takeWidget()
            self.inline.body.addWidget(self._detail)
            self._detail.show()
        elif not narrow and self.side.widget() is not self._detail:
            self.inline.body.removeWidget(self._detail)
            self.side.setWidget(self._detail)
        self._edged.set_edge(0 if narrow else EDGE)
        self.side.setVisible(shown and not narrow)
        self.inline.setVisible(shown and narrow)
