"""The card of the tour: one stop in words with three buttons, and a frame round what it is about."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui
from leakverify.words.tour import Told

WIDTH_LETTERS = 62
MARGIN = 18
BORDER = 4
HEAD = 48
"""So much of what is framed, from its top, is read first and covered last."""


class Spot(QWidget):
    """A frame round a part of the window; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("tour_spot")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens_of(self).accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)


class TourCard(Card):
    """Lies over the window and leaves it usable. Esc, like its last button, ends the tour."""

    next_wanted = Signal()
    back_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(ui("Tour"))
        self.setParent(parent)
        self.setAccessibleName(ui("Tour"))
        self.setAutoFillBackground(True)
        self.title = plain_label(kind="title", wrap=True, name="tour_title")
        self.text = plain_label(wrap=True, name="tour_text")
        self.next_button = button("", self.next_wanted.emit, kind="primary", name="tour_next")
        self.back_button = button(ui("Back"), self.back_wanted.emit, name="tour_back")
        self.end_button = button(ui("End the tour"), self.end_wanted.emit, name="tour_end")
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.end_button, None, self.back_button, self.next_button))

    def tell(self, told: Told, *, first: bool, last: bool) -> None:
        """Say a stop."""
        self.set_heading(told.place)
        self.title.setText(told.heading)
        self.text.setText(told.text)
        self.back_button.setEnabled(not first)
        said = ui("Done") if last else ui("Next")
        self.next_button.setText(said)
        self.next_button.setAccessibleName(said)
        self.next_button.setAccessibleDescription(f"{told.heading}. {told.text}")

    def lay_over(self, area: QRect, framed: QRect) -> None:
        """Stand in that corner of an area where least of what is framed is covered; the lower one at the lines' end is liked best."""
        wide, high = self._wide(area), self.high(area)
        inside = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        sides = [inside.right() + 1 - wide, inside.left()]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            sides.reverse()
        places = [
            QRect(left, top, wide, high)
            for top in (inside.bottom() + 1 - high, inside.top())
            for left in sides
        ]
        head = QRect(framed.topLeft(), QSize(framed.width(), min(framed.height(), HEAD)))
        self.setGeometry(
            min(places, key=lambda place: (_covered(place, head), _covered(place, framed)))
        )

    def high(self, area: QRect) -> int:
        """How much height of an area it takes."""
        needed = self.body.totalHeightForWidth(self._wide(area))
        return max(needed, self.minimumSizeHint().height()) + BORDER

    def _wide(self, area: QRect) -> int:
        return min(area.width() - 2 * MARGIN, self.fontMetrics().averageCharWidth() * WIDTH_LETTERS)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()  # or the window's own Esc would stop the run
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end_wanted.emit()
        else:
            super().keyPressEvent(event)


def _covered(place: QRect, framed: QRect) -> int:
    """How many pixels of what is framed a place covers."""
    shared = place.intersected(framed)
    return max(0, shared.width()) * max(0, shared.height())
