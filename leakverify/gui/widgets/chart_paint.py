"""Paints a laid-out chart. Each tone has its colour and its shape, so that a chart reads in grey as well."""

import itertools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from leakverify.gui.tokens import Tokens
from leakverify.gui.widgets.chart_marks import paint_mark, paint_upright
from leakverify.gui.widgets.chart_plan import Place, Plan, lane_ticks
from leakverify.gui.widgets.mirror import LEFT, RIGHT
from leakverify.model.figure import Figure, Tone

CENTRE: Final = Qt.AlignmentFlag.AlignCenter


def paint_chart(
    painter: QPainter, plan: Plan, marks: Sequence[Place], tokens: Tokens, chosen: int
) -> None:
    """Everything but what follows the pointer. `chosen` is a lane, or -1."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if 0 <= chosen < len(plan.lanes):
        _paint_chosen(painter, plan, chosen, tokens)
    _paint_grid(painter, plan, tokens)
    _paint_names(painter, plan, tokens, chosen)
    if plan.figure.kind == "sum":
        _paint_steps(painter, marks, tokens)
    for place in sorted(marks, key=lambda place: place.mark.kind != "band"):
        paint_mark(painter, plan, place, tokens)
    painter.setFont(small_font(painter.font()))
    _paint_labels(painter, plan, tokens)
    _paint_captions(painter, plan, marks, tokens)


def small_font(font: QFont) -> QFont:
    """The size of labels beside the size of text."""
    made = QFont(font)
    made.setPixelSize(max(9, round(font.pixelSize() * 11 / 13)))
    return made


def paint_callout(painter: QPainter, plan: Plan, at: QPointF, text: str, tokens: Tokens) -> None:
    """The exact figure beside the mark under the pointer, inside the chart."""
    metrics = QFontMetricsF(painter.font())
    wide, high = metrics.horizontalAdvance(text) + 14, metrics.height() + 6
    left = min(max(2.0, at.x() - wide / 2), max(2.0, plan.width - wide - 2))
    top = at.y() - high - 9
    if top < 0:
        top = at.y() + 9
    box = QRectF(left, top, wide, high)
    painter.setPen(QPen(QColor(tokens.edge), 1))
    painter.setBrush(QColor(tokens.panel))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(tokens.ink))
    painter.drawText(box, CENTRE, text)


def paint_doors(painter: QPainter, plan: Plan, tokens: Tokens) -> None:
    """A small angle at the end of each lane that can be chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.soft), 1.6))
    for lane in plan.lanes:
        x, y, size = plan.width - 8.0, lane.center().y(), 4 * plan.unit
        painter.drawPolyline(
            [QPointF(x - size, y - size), QPointF(x, y), QPointF(x - size, y + size)]
        )


def _paint_chosen(painter: QPainter, plan: Plan, chosen: int, tokens: Tokens) -> None:
    band = plan.lanes[chosen].united(plan.names[chosen])
    band.setLeft(0)
    band.setRight(plan.width)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.selection))
    painter.drawRoundedRect(band, 5, 5)


def _paint_grid(painter: QPainter, plan: Plan, tokens: Tokens) -> None:
    """Lines where the scale is divided: at the ticks without a label if there are any, else at all."""
    ticks = [t for t in plan.figure.ticks if not t.lane]
    borders = [t for t in ticks if not t.label] or ticks
    if plan.figure.kind in {"cells", "path"}:
        borders = []  # fields part themselves
    painter.setPen(QPen(QColor(tokens.hairline), 1))
    for tick in borders:
        x = round(plan.x(tick.at)) + 0.5
        paint_upright(painter, plan, x)
    if not plan.lanes or plan.figure.kind == "lists":
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.drawLine(plan.plot.bottomLeft(), plan.plot.bottomRight())


def _paint_names(painter: QPainter, plan: Plan, tokens: Tokens, chosen: int) -> None:
    metrics = QFontMetricsF(painter.font())
    for i, (tick, box) in enumerate(zip(lane_ticks(plan.figure), plan.names, strict=True)):
        area = QRectF(box)
        soft = plan.figure.kind != "readings"
        value = _value_of(plan.figure, i) if plan.figure.kind == "sum" else ""
        if value:
            painter.setPen(QColor(tokens.ink))
            painter.drawText(area, RIGHT, value)
            area.setRight(area.right() - metrics.horizontalAdvance(value) - 10)
        painter.setPen(QColor(tokens.soft if soft and i != chosen else tokens.ink))
        text = metrics.elidedText(tick.label, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, LEFT, text)


def _value_of(figure: Figure, lane: int) -> str:
    """The exact figure of a lane's first mark."""
    return next((m.value for m in figure.marks if m.kind == "range" and m.y == lane), "")


def _paint_steps(painter: QPainter, marks: Sequence[Place], tokens: Tokens) -> None:
    """Thin threads from the end of one step to the start of the next."""
    steps = [p for p in marks if p.mark.kind == "range"]
    painter.setPen(QPen(QColor(tokens.hairline), 1))
    for one, other in itertools.pairwise(steps):
        share = one.mark.high if one.mark.tone is not Tone.FOR else one.mark.low
        x = one.area.right() if share == one.mark.high else one.area.left()
        painter.drawLine(QPointF(x, one.area.bottom()), QPointF(x, other.area.top()))


def _paint_labels(painter: QPainter, plan: Plan, tokens: Tokens) -> None:
    painter.setPen(QColor(tokens.soft))
    high = QFontMetricsF(painter.font()).height()
    for label in plan.labels:
        for i, line in enumerate(label.lines):
            area = QRectF(label.area.left(), label.area.top() + i * high, label.area.width(), high)
            painter.drawText(area, CENTRE, line)


def _paint_captions(painter: QPainter, plan: Plan, marks: Sequence[Place], tokens: Tokens) -> None:
    """What a vertical line stands for, above it and inside the chart."""
    metrics = QFontMetricsF(painter.font())
    for place in marks:
        if place.mark.kind != "line" or not place.mark.label:
            continue
        text = f"{place.mark.label} {place.mark.value}".strip()
        wide = metrics.horizontalAdvance(text) + 2
        left = min(max(0.0, place.at.x() - wide / 2), max(0.0, plan.width - wide))
        sample = place.mark.tone is Tone.SAMPLE
        painter.setPen(QColor(tokens.accent if sample else tokens.soft))
        painter.drawText(QRectF(left, 0, wide, metrics.height()), CENTRE, text)
