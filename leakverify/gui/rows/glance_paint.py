"""Paints the file at a glance: first and last row, names and strips, marks of findings, the place that is told."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from leakverify.gui.rows.glance_images import image_of
from leakverify.gui.rows.glance_plan import Plan
from leakverify.gui.tokens import Tokens
from leakverify.gui.widgets.chart_marks import diamond
from leakverify.words.glance import measure_name
from leakverify.words.numbers import count

START: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""The painter of a mirrored widget turns both round."""
MARK: Final = 5.0
MEASURE_SHARE: Final = 0.62
"""What of the room for names the measure may take where the column is named beside it."""


def paint_strips(painter: QPainter, plan: Plan, area: QRectF, tokens: Tokens) -> None:
    """The strips that lie in an area, with their names, and the numbers of the first and the last row."""
    painter.setPen(QColor(tokens.soft))
    head = QRectF(plan.plot.left(), 0, plan.plot.width(), plan.head - 2 * MARK)
    painter.drawText(head, START, count(1))
    painter.drawText(head, END, count(plan.glance.rows))
    for place in range(len(plan.lanes)):
        if area.top() <= plan.strip(place).bottom() and plan.strip(place).top() <= area.bottom():
            _paint_names(painter, plan, place, tokens)
            _paint_strip(painter, plan, place, tokens)


def _paint_names(painter: QPainter, plan: Plan, place: int, tokens: Tokens) -> None:
    """The column where its first strip stands, and what the strip tells."""
    lane, names = plan.lanes[place], plan.name(place)
    whole = measure_name(lane.strip.measure)
    most = round(names.width() * (MEASURE_SHARE if lane.heads else 1))
    said = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, most)
    painter.setPen(QColor(tokens.soft))
    painter.drawText(names, END, said)
    if not lane.heads:
        return
    room = round(names.width()) - painter.fontMetrics().horizontalAdvance(said) - 10
    painter.save()
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(tokens.ink))
    shown = painter.fontMetrics().elidedText(lane.column, Qt.TextElideMode.ElideRight, room)
    painter.drawText(names, START, shown)
    painter.restore()


def _paint_strip(painter: QPainter, plan: Plan, place: int, tokens: Tokens) -> None:
    """The picture of a strip, turned round where rows run from the right."""
    area = plan.strip(place)
    painter.save()
    if plan.mirrored:
        painter.translate(area.left() * 2 + area.width(), 0)
        painter.scale(-1, 1)
    painter.drawImage(area, image_of(plan.lanes[place].strip, tokens))
    painter.restore()


def paint_marks(painter: QPainter, plan: Plan, rows: Iterable[int], tokens: Tokens) -> None:
    """Where a check saw the way of writing change: a diamond above, a line through all strips."""
    plot = plan.plot
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.against))
    for row in rows:
        x = plan.x(row)
        painter.setPen(QPen(QColor(tokens.panel), 4))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QPen(QColor(tokens.against), 2))
        painter.drawLine(QPointF(x, plot.top() - MARK), QPointF(x, plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(diamond(QPointF(x, plot.top() - MARK - 2), MARK))
    painter.restore()


def paint_place(
    painter: QPainter, plan: Plan, place: tuple[int, int], tokens: Tokens, *, focused: bool
) -> None:
    """A frame round the lane that is told and a line through all of them."""
    lane, part = place
    glance = plan.glance
    x = (plan.x(glance.first_row(part)) + plan.x(glance.first_row(part) + glance.span)) / 2
    painter.setPen(QPen(QColor(tokens.accent), 1))
    painter.drawLine(QPointF(x, plan.plot.top()), QPointF(x, plan.plot.bottom()))
    painter.setPen(QPen(QColor(tokens.accent), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plan.strip(lane).adjusted(1, -1, -1, 1))
