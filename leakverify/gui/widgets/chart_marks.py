"""Paints the marks of a chart. Each tone has its colour and its shape, so that a chart reads in grey as well."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from leakverify.gui.tokens import Tokens
from leakverify.gui.widgets.chart_plan import Place, Plan
from leakverify.model.figure import Figure, Mark, Tone
from leakverify.reports.svg_marks import DARK, hatch

FAINT: Final = 0.34
HALF: Final = 0.6
BEHIND: Final = 0.2
LIGHTEST: Final = 0.09


def colour_of(tone: Tone, tokens: Tokens) -> QColor:
    """A tone's colour in the scheme in use."""
    names = {
        Tone.SAMPLE: tokens.accent,
        Tone.GENUINE: tokens.supports,
        Tone.FORGED: tokens.against,
        Tone.AGAINST: tokens.against,
        Tone.FOR: tokens.supports,
        Tone.NOTHING: tokens.nothing,
        Tone.AXIS: tokens.edge,
    }
    return QColor(names[tone])


def diamond(middle: QPointF, size: float) -> QPainterPath:
    """A diamond round a point."""
    path = QPainterPath(middle + QPointF(0, -size))
    for x, y in ((size, 0), (0, size), (-size, 0)):
        path.lineTo(middle + QPointF(x, y))
    path.closeSubpath()
    return path


def paint_upright(painter: QPainter, plan: Plan, x: float) -> None:
    """A vertical line through the plot."""
    for top, bottom in plan.stretches():
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def paint_mark(painter: QPainter, plan: Plan, place: Place, tokens: Tokens) -> None:
    """One mark where it was laid out."""
    mark, area = place.mark, place.area
    tint = colour_of(mark.tone, tokens)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match mark.kind:
        case "line":
            dashed = mark.tone is Tone.NOTHING
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(tint, 2 if mark.tone is Tone.SAMPLE else 1.4, style))
            paint_upright(painter, plan, area.center().x())
        case "band":
            tint.setAlphaF(BEHIND)
            painter.fillRect(area, tint)
        case "cell":
            _paint_cell(painter, place, tint, tokens)
        case "bar" if plan.lanes:
            _paint_bar(painter, place, tint)
        case "range" | "bar" | "span":
            _paint_extent(painter, plan.figure, mark, area, tint)
        case _:
            _paint_point(painter, place, tint, plan.unit)


def _paint_extent(
    painter: QPainter, figure: Figure, mark: Mark, area: QRectF, tint: QColor
) -> None:
    """Something that reaches from one number to another."""
    painter.setPen(Qt.PenStyle.NoPen)
    if figure.kind == "readings" or mark.kind == "span":
        tint.setAlphaF(FAINT)
    elif figure.kind == "strip":
        tint.setAlphaF(HALF)
    painter.setBrush(tint)
    if mark.kind == "range" and mark.tone is Tone.FOR and figure.kind == "sum":
        painter.setPen(QPen(tint, 1.6))  # hollow: it takes away
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = area.adjusted(1, 1, -1, -1)
    radius = 1.5 if mark.kind == "bar" else min(4.0, area.height() / 2)
    painter.drawRoundedRect(area, radius, radius)


def _paint_point(painter: QPainter, place: Place, tint: QColor, unit: float) -> None:
    """A filled diamond speaks against, a hollow one for; a dot is a genuine collection or says nothing."""
    tone, at = place.mark.tone, place.at
    match tone:
        case Tone.AGAINST | Tone.FOR:
            painter.setPen(QPen(tint, 1.8 * unit))
            if tone is Tone.AGAINST:
                painter.setBrush(tint)
            painter.drawPath(diamond(at, 6 * unit))
        case Tone.FORGED:
            painter.setPen(QPen(tint, 1.4 * unit))
            painter.drawPath(diamond(at, 3.6 * unit))
        case _:
            painter.setPen(Qt.PenStyle.NoPen)
            if tone is Tone.GENUINE:
                tint.setAlphaF(0.8)
            painter.setBrush(tint)
            size = (3.0 if tone is Tone.GENUINE else 5.0) * unit
            painter.drawEllipse(at, size, size)


def _paint_bar(painter: QPainter, place: Place, tint: QColor) -> None:
    """A bar that stands in a lane: full, hatched for made or altered collections, hollow for what speaks for the claim."""
    tone = place.mark.tone
    painter.setBrush(Qt.BrushStyle.NoBrush if tone in {Tone.FORGED, Tone.FOR} else tint)
    painter.setPen(QPen(tint, 1.2) if tone in {Tone.FORGED, Tone.FOR} else Qt.PenStyle.NoPen)
    painter.drawRect(place.area.adjusted(0.6, 0.6, -0.6, -0.6) if tone is Tone.FOR else place.area)
    if tone is Tone.FORGED:
        painter.setPen(QPen(tint, 1))
        left, top = place.area.left(), place.area.top()
        for a, b, c, d in hatch(place.area.width(), place.area.height()):
            painter.drawLine(QPointF(left + a, top + b), QPointF(left + c, top + d))


def _paint_cell(painter: QPainter, place: Place, tint: QColor, tokens: Tokens) -> None:
    """A field of a table: the darker the more; its figure in it where there is room."""
    dark = min(1.0, max(0.0, place.mark.size))
    ink = QColor(tokens.panel if dark >= DARK else tokens.ink)
    tint.setAlphaF(LIGHTEST + (1 - LIGHTEST) * dark)
    painter.fillRect(place.area, tint)
    text = place.mark.label
    if text and QFontMetricsF(painter.font()).horizontalAdvance(text) < place.area.width():
        painter.setPen(ink)
        painter.drawText(place.area, Qt.AlignmentFlag.AlignCenter, text)
