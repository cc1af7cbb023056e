"""One line of the list of findings: a sign, a title with its columns, a bar on one axis, a short figure."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.tokens import Tokens
from leakverify.gui.verdict.findings_model import FINDING_ROLE
from leakverify.gui.verdict.wording import columns_of, figure_of, title_of
from leakverify.gui.widgets.chart_marks import diamond
from leakverify.gui.widgets.chart_paint import small_font
from leakverify.gui.widgets.chart_plan import TEXT_HEIGHT
from leakverify.gui.widgets.mirror import is_mirrored, mirrored
from leakverify.model.finding import Finding
from leakverify.words.lists import dotted
from leakverify.words.say import side, weight

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 12
SIGN: Final = 26.0
HEAVIEST: Final = 2.0
FIGURE_DIGITS: Final = 8
NARROW_DIGITS: Final = 66
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the parts of a line stand; the same for every line, so that bars share one axis.

    `under` is empty where all fits on one line.
    """

    sign: QRectF
    text: QRectF
    under: QRectF
    bar: QRectF
    figure: QRectF

    def mirrored(self, line: QRectF) -> "Areas":
        """The same for a language that runs from right to left: what stood at one edge of the line stands at the other."""
        parts = (self.sign, self.text, self.under, self.bar, self.figure)
        return Areas(*(QRectF() if part.isEmpty() else mirrored(part, line) for part in parts))


def areas_of(line: QRectF, digit: float, figures: float, *, mirrored: bool = False) -> Areas:
    """Divide a line, from the other side where the language runs so; against stays left of for."""
    made = _areas(line, digit, figures)
    return made.mirrored(line) if mirrored else made


def _areas(line: QRectF, digit: float, figures: float) -> Areas:
    """Divide a line: figures get what the widest needs, bars a sixth or so, titles the rest.

    In a narrow list the figure stands under the title, with the columns.
    """
    right = line.right() - 8
    sign = QRectF(line.left(), line.top(), SIGN, line.height())
    if line.width() < NARROW_DIGITS * digit:
        bar = QRectF(right - digit * 11, line.top(), digit * 11, line.height())
        text = QRectF(line.left() + SIGN, line.top() + 4, bar.left() - line.left() - SIGN - 8, 0.0)
        text.setBottom(line.center().y() + 1)
        under = QRectF(text.left(), text.bottom() - 1, text.width(), line.bottom() - text.bottom())
        return Areas(sign, text, under.adjusted(0, 0, 0, -4), bar, QRectF())
    wide = min(line.width() * 0.27, max(digit * FIGURE_DIGITS, figures))
    figure = QRectF(right - wide, line.top(), wide, line.height())
    bar = QRectF(figure.left() - digit * 14 - 6, line.top(), digit * 14, line.height())
    text = QRectF(line.left() + SIGN, line.top(), bar.left() - line.left() - SIGN - 10, 0.0)
    text.setHeight(line.height())
    return Areas(sign, text, QRectF(), bar, figure)


def line_height(view: QWidget) -> int:
    """How high one finding is in a list of this width: one line, or two in a narrow one."""
    metrics = view.fontMetrics()
    narrow = view.width() < NARROW_DIGITS * metrics.horizontalAdvance("0")
    return metrics.height() * (2 if narrow else 1) + PAD


class LineDelegate(QStyledItemDelegate):
    """Paints a finding. Shape and side say what colour says. `figures` is the width of the widest figure."""

    figures = 0.0

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, line_height(option.widget))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding = index.data(FINDING_ROLE)
        if not isinstance(finding, Finding):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widget = option.widget
        tokens = tokens_of(widget)
        line = QRectF(option.rect)
        self._paint_ground(painter, option, line, tokens)
        painter.setFont(option.font)
        digit = QFontMetricsF(option.font).horizontalAdvance("0")
        areas = areas_of(line, digit, self.figures, mirrored=is_mirrored(widget))
        tint = QColor(getattr(tokens, side(finding)))
        unit = option.fontMetrics.height() / TEXT_HEIGHT
        paint_sign(painter, areas.sign.center(), side(finding), tint, unit)
        paint_bar(painter, areas.bar, finding, tint, tokens)
        self._paint_texts(painter, areas, finding, tokens)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, line: QRectF, tokens: Tokens
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or over:
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(line.adjusted(0, 0, 0, -1), 5, 5)
        else:
            painter.setPen(QPen(QColor(tokens.hairline), 1))
            y = line.bottom() - 0.5
            painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(line.adjusted(1, 1, -1, -2), 5, 5)

    def _paint_texts(
        self, painter: QPainter, areas: Areas, finding: Finding, tokens: Tokens
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        elide = Qt.TextElideMode.ElideRight
        title = metrics.elidedText(title_of(finding), elide, areas.text.width())
        painter.setPen(QColor(tokens.ink))
        painter.drawText(areas.text, LEFT, title)
        painter.setPen(QColor(tokens.soft))
        if not areas.under.isEmpty():
            self._paint_under(painter, areas.under, finding)
            return
        figure = metrics.elidedText(figure_of(finding), elide, areas.figure.width())
        painter.drawText(areas.figure, RIGHT, figure)
        rest = QRectF(areas.text)
        taken = metrics.horizontalAdvance(title) + 10
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rest.setRight(rest.right() - taken)
        else:
            rest.setLeft(rest.left() + taken)
        painter.setFont(small_font(painter.font()))
        small = QFontMetricsF(painter.font())
        names = small.elidedText(columns_of(finding, 24), elide, rest.width())
        if rest.width() > small.horizontalAdvance("mmmmmm"):
            painter.drawText(rest, LEFT, names)

    def _paint_under(self, painter: QPainter, area: QRectF, finding: Finding) -> None:
        painter.setFont(small_font(painter.font()))
        said = dotted((figure_of(finding), columns_of(finding, 24)))
        shown = QFontMetricsF(painter.font()).elidedText(
            said, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, LEFT, shown)


def paint_sign(painter: QPainter, at: QPointF, which: str, tint: QColor, unit: float = 1.0) -> None:
    """A full diamond against, a hollow one for, a dash for neither."""
    painter.setPen(QPen(tint, 1.6))
    painter.setBrush(tint if which == "against" else Qt.BrushStyle.NoBrush)
    if which == "nothing":
        painter.drawLine(at - QPointF(4 * unit, 0), at + QPointF(4 * unit, 0))
    else:
        painter.drawPath(diamond(at, 5 * unit))


def paint_bar(
    painter: QPainter, area: QRectF, finding: Finding, tint: QColor, tokens: Tokens
) -> None:
    """The weight on one axis: left of the line against the claim, right of it for the claim."""
    middle = round(area.center().x()) + 0.5
    high = min(area.height() * 0.33, QFontMetricsF(painter.font()).height() * 0.58)
    top = area.center().y() - high / 2
    half = area.width() / 2 - 4
    length = min(1.0, abs(weight(finding)) / HEAVIEST) * half
    which = side(finding)
    left = middle - length if which == "against" else middle
    box = QRectF(left, top, length, high)
    if which == "against":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, 2, 2)
    elif which == "supports":
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, 0, -1), 2, 2)
    painter.setPen(QPen(QColor(tokens.edge), 1))
    painter.drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()))
