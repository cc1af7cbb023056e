"""The chart: paints a `Figure`, tells each mark's exact figure on hover and by keys, and lets a lane be chosen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.chart_paint import paint_callout, paint_chart, paint_doors, small_font
from leakverify.gui.widgets.chart_plan import Place, Plan, lane_ticks, places, plan
from leakverify.model.figure import Figure
from leakverify.safe_text import ours_on_screen

REACH = 12.0
KEYS_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
KEYS_ACROSS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Chart(QWidget):
    """One figure. With `choosable`, a lane is chosen by click, ↑ ↓ or Enter, and `lane_chosen` tells which."""

    lane_chosen = Signal(int)

    def __init__(self, *, choosable: bool = False, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._choosable = choosable
        self._figure: Figure | None = None
        self._plan: Plan | None = None
        self._places: list[Place] = []
        self._told = -1
        self._chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if choosable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def figure(self) -> Figure | None:
        """What is painted."""
        return self._figure

    @property
    def chosen(self) -> int:
        """The chosen lane; -1 for none."""
        return self._chosen

    def show_figure(self, figure: Figure | None, name: str = "") -> None:
        """Paint another figure; None hides the chart. `name` is for those who do not see it."""
        self._figure = figure
        self._told = self._chosen = -1
        self.setVisible(figure is not None)
        if figure is not None:
            self.setAccessibleName(name or figure.title)
            self.setAccessibleDescription(figure.summary)
        self._lay_out()

    def choose(self, lane: int) -> None:
        """Mark a lane as chosen without telling anybody."""
        if lane != self._chosen:
            self._chosen = lane
            self.update()

    def told(self) -> str:
        """The exact figure of the mark under the pointer or reached by keys."""
        if not 0 <= self._told < len(self._places):
            return ""
        mark = self._places[self._told].mark
        figure = self._figure
        names = [t.label for t in lane_ticks(figure)] if figure is not None else []
        is_lane = mark.kind != "line" and 0 <= int(mark.y) < len(names)
        said = f"{names[int(mark.y)]}: {mark.value}" if is_lane else f"{mark.label} {mark.value}"
        return ours_on_screen(said.strip(), 120)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._plan is None:
            return
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chart(painter, self._plan, self._places, tokens, self._chosen)
        if self._choosable:
            paint_doors(painter, self._plan, tokens)
        text = self.told()
        if text:
            paint_callout(painter, self._plan, self._places[self._told].at, text, tokens)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._tell(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        lane = self._plan.lane_at(event.position()) if self._plan is not None else -1
        if self._choosable and lane >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._pick(lane)
        else:
            super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        lanes = len(self._plan.lanes) if self._plan is not None else 0
        if key in KEYS_ALONG and self._places:
            self._tell(self._next_told(KEYS_ALONG[key]))
        elif key in KEYS_ACROSS and self._choosable and lanes:
            at = self._chosen if self._chosen >= 0 else (-1 if KEYS_ACROSS[key] > 0 else lanes)
            self._pick(min(lanes - 1, max(0, at + KEYS_ACROSS[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._choosable:
            self._pick(max(0, self._chosen))
        else:
            super().keyPressEvent(event)

    def _pick(self, lane: int) -> None:
        self.choose(lane)
        self.lane_chosen.emit(lane)

    def _next_told(self, step: int) -> int:
        """The next mark that has a figure to tell, from left to right, lane by lane."""
        order = sorted(
            (i for i, p in enumerate(self._places) if p.mark.value),
            key=lambda i: (self._places[i].mark.y, self._places[i].mark.low),
        )
        if not order:
            return -1
        if self._told not in order:
            return order[0 if step > 0 else -1]
        return order[(order.index(self._told) + step) % len(order)]

    def _nearest(self, point: QPointF) -> int:
        """The mark under a point, points before extents; -1 for none."""
        best, found = REACH, -1
        for i, place in enumerate(self._places):
            if not place.mark.value:
                continue
            if place.mark.kind in {"range", "bar", "cell", "span", "band"}:
                away = REACH - 1 if place.area.contains(point) else REACH
            else:
                delta = place.at - point
                away = abs(delta.x()) if place.mark.kind == "line" else delta.manhattanLength()
            if away < best:
                best, found = away, i
        return found

    def _tell(self, mark: int) -> None:
        if mark == self._told:
            return
        self._told = mark
        if self._figure is not None:
            said = self.told()
            summary = self._figure.summary
            self.setAccessibleDescription(f"{said}. {summary}" if said else summary)
        self.update()

    def _lay_out(self) -> None:
        if self._figure is None:
            self._plan, self._places = None, []
            return
        metrics = QFontMetricsF(self.font())
        small = QFontMetricsF(small_font(self.font()))
        self._plan = plan(self._figure, float(self.width()), metrics, small)
        self._places = places(self._plan)
        height = round(self._plan.height)
        if height != self.height():
            self.setFixedHeight(height)
        self.update()
