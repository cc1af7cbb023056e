"""The card of the tour: one stop in words with three buttons, and a frame round what it is about."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
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

    def lay_over(self, area: QRect) -> None:
        """Stand in the lower corner of an area, on the side where lines end."""
        wide = min(area.width() - 2 * MARGIN, self.fontMetrics().averageCharWidth() * WIDTH_LETTERS)
        high = max(self.body.totalHeightForWidth(wide), self.minimumSizeHint().height()) + BORDER
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.left() + MARGIN if mirrored else area.right() - MARGIN - wide
        self.setGeometry(left, area.bottom() - MARGIN - high, wide, high)

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
