"""The tour: six stops through the real window, on an invented list where nothing else is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from leakverify.gui.learning.tour_card import MARGIN, Spot, TourCard
from leakverify.gui.opening.pane import shown_sample
from leakverify.gui.steps import CHECKS, COLUMNS, REPORT, ROWS, SAMPLE, VERDICT
from leakverify.words.tour import STOPS, stop

if TYPE_CHECKING:
    from leakverify.gui.main_window import MainWindow

Target = Callable[["MainWindow"], QWidget]
_WHERE: Final[tuple[tuple[int, Target], ...]] = (
    (SAMPLE, lambda window: window.opening.drop),
    (COLUMNS, lambda window: window.columns.table),
    (CHECKS, lambda window: window.running.found),
    (VERDICT, lambda window: window.verdict.readings),
    (ROWS, lambda window: window.rows.views.button),
    (REPORT, lambda window: window.export.save_button),
)
"""The pane of each stop, and what in it is framed."""


class Tour(QObject):
    """One walk at a time. `ended` is emitted when it is over, by its end or before."""

    ended = Signal()

    def __init__(self, window: "MainWindow", *, has_sample: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._has_sample = has_sample
        self._at = 0
        self.spot = Spot(window)
        self.card = TourCard(window)
        for part in (self.spot, self.card):
            part.hide()
        self.card.next_wanted.connect(lambda: self._go(self._at + 1))
        self.card.back_wanted.connect(lambda: self._go(self._at - 1))
        self.card.end_wanted.connect(self.end)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._lay_out)
        window.installEventFilter(self)

    @property
    def is_under_way(self) -> bool:
        """Whether a stop is shown."""
        return not self.card.isHidden()

    def start(self) -> None:
        """Begin at the first stop; open the invented list where no sample is open."""
        if not self._has_sample():
            self._window.open_paths([shown_sample()], invented=True)
        self._go(0)

    def end(self) -> None:
        """Take the tour off the window; the sample stays open."""
        if not self.is_under_way:
            return
        for part in (self.spot, self.card):
            part.hide()
        self._window.rail.setFocus()
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_under_way and event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._settling.start()
        return super().eventFilter(watched, event)

    def _go(self, at: int) -> None:
        if at >= len(STOPS):
            self.end()
            return
        self._at = max(0, at)
        self._window.go(_WHERE[self._at][0])
        self.card.tell(stop(self._at), first=self._at == 0, last=self._at == len(STOPS) - 1)
        self.card.show()
        self.card.next_button.setFocus()
        self._lay_out()
        self._settling.start()

    def _lay_out(self) -> None:
        """Frame what the stop is about, as far as it is in sight, and stand over the lower corner."""
        if not self.is_under_way:
            return
        window = self._window
        stack = window.stack
        area = QRect(stack.mapTo(window, QPoint(0, 0)), stack.size())
        target = _WHERE[self._at][1](window)
        _bring_into_sight(target, area.height() - self.card.high(area) - 3 * MARGIN)
        seen = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-6, -6, 6, 6)
        framed = seen.intersected(area)
        self.spot.setVisible(target.isVisible() and not framed.isEmpty())
        self.spot.setGeometry(framed)
        self.card.lay_over(area, framed)
        for part in (self.spot, self.card):
            part.raise_()


def _bring_into_sight(target: QWidget, room: int) -> None:
    """Scroll the page that a target stands on until it is seen, from its beginning, above a card that leaves this room."""
    area = target.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or not target.isVisible():
        return
    place = target.mapTo(area.viewport(), QPoint(0, 0)).y()
    if place < 0 or place + target.height() > room:
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + place - MARGIN)
