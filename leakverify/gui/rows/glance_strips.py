"""The strips of the file at a glance: told on hover and by keys, and a door to the rows."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from leakverify.gui.rows.glance_paint import MARK, paint_marks, paint_place, paint_strips
from leakverify.gui.rows.glance_plan import Lane, Plan
from leakverify.gui.theme import tokens_of
from leakverify.model.glance import Glance
from leakverify.words.glance import measure_name, rows_sentence, strip_sentence, summary
from leakverify.words.say import ui

NAMES_SHARE: Final = 0.4
NAMES_LETTERS: Final = 40
FAR: Final = 0.05
"""Page keys go this part of the file further."""
NOWHERE: Final = (-1, -1)


class GlanceStrips(QWidget):
    """All strips under each other, the rows along them in reading direction. `row_chosen` carries a row, from 1."""

    row_chosen = Signal(int)
    told_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("glance_strips")
        self.setAccessibleName(ui("The file at a glance"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plan: Plan | None = None
        self.place = NOWHERE
        """The lane and the part that are told."""
        self._shown: tuple[Glance, tuple[Lane, ...]] | None = None
        self._marks: tuple[int, ...] = ()

    def show_glance(
        self, glance: Glance | None, lanes: tuple[Lane, ...], marks: tuple[int, ...]
    ) -> None:
        """Show another picture, with marks at these rows; None shows nothing."""
        self._shown = (glance, lanes) if glance is not None and lanes else None
        self._marks = marks
        self.place = NOWHERE
        self._lay_out()
        if glance is not None:
            self.setAccessibleDescription(summary(glance))
        self.told_changed.emit()

    def told(self) -> str:
        """What stands at the place under the pointer or reached by keys."""
        if self.plan is None or self.place == NOWHERE:
            return ""
        lane, part = self.place
        told = self.plan.lanes[lane]
        return ui("{rows} · {column} · {measure}: {what}").format(
            rows=rows_sentence(self.plan.glance, part),
            column=told.column,
            measure=measure_name(told.strip.measure),
            what=strip_sentence(told.strip, part),
        )

    def go_to(self, lane: int, part: int) -> None:
        """Stand on a place, or on the nearest one that there is."""
        if self.plan is None:
            return
        lane = min(max(lane, 0), len(self.plan.lanes) - 1)
        part = min(max(part, 0), self.plan.glance.parts - 1)
        if (lane, part) != self.place:
            self.place = (lane, part)
            self.setAccessibleDescription(f"{self.told()}. {summary(self.plan.glance)}")
            self.told_changed.emit()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._lay_out()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.plan is None:
            return
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_strips(painter, self.plan, event.rect().toRectF(), tokens)
        paint_marks(painter, self.plan, self._marks, tokens)
        if self.place != NOWHERE:
            paint_place(painter, self.plan, self.place, tokens, focused=self.hasFocus())
        elif self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.plan.plot.adjusted(1, 1, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.plan.place_at(event.position()) if self.plan is not None else None
        if found is not None:
            self.go_to(*found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.plan.place_at(event.position()) if self.plan is not None else None
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go_to(*found)
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, parts = Qt.Key, self.plan.glance.parts if self.plan is not None else 1
        far = max(1, round(parts * FAR))
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            key.Key_Right: (0, ahead),
            key.Key_Left: (0, -ahead),
            key.Key_Down: (1, 0),
            key.Key_Up: (-1, 0),
            key.Key_PageDown: (0, far),
            key.Key_PageUp: (0, -far),
            key.Key_Home: (0, -parts),
            key.Key_End: (0, parts),
        }
        lane, part = (max(at, 0) for at in self.place)
        pressed = key(event.key())
        if pressed in steps:
            across, along = steps[pressed] if self.place != NOWHERE else (0, 0)
            self.go_to(lane + across, part + along)
        elif pressed in {key.Key_Return, key.Key_Enter, key.Key_Space}:
            self.go_to(lane, part)
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self.plan is not None:
            self.row_chosen.emit(self.plan.glance.first_row(self.place[1]))

    def _lay_out(self) -> None:
        """Lay the picture out for the width and the font at hand."""
        self.plan = None
        if self._shown is not None:
            metrics = self.fontMetrics()
            names = min(
                self.width() * NAMES_SHARE, metrics.averageCharWidth() * float(NAMES_LETTERS)
            )
            self.plan = Plan(
                *self._shown,
                width=float(self.width()),
                names=names,
                head=metrics.height() + 2 * MARK + 2,
                lane_height=metrics.height() + 2.0,
                mirrored=self.layoutDirection() is Qt.LayoutDirection.RightToLeft,
            )
        high = round(self.plan.height) if self.plan is not None else 0
        if high != self.height():
            self.setFixedHeight(high)
        self.update()
