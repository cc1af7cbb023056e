"""How cells of the sample are painted: plain text, clipped, with blots as bars of the mask's colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.mask import BLOT

Index = QModelIndex | QPersistentModelIndex
PADDING = 11


class CellDelegate(QStyledItemDelegate):
    """Paints text that may hold blots. The text was made harmless by the model."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)  # asks the model once for all that the style draws
        widget, text = option.widget, option.text
        has_blots = BLOT in text
        if has_blots:
            option.text = ""
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        if not has_blots:
            return
        rect = option.rect
        area = QRectF(rect.adjusted(PADDING, 0, -PADDING, -2))
        _paint_blotted(painter, area, text, widget)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + PADDING, size.height())


def _paint_blotted(painter: QPainter, area: QRectF, text: str, widget: QWidget) -> None:
    """Runs of text and bars from the left, cut where the cell ends."""
    tokens = tokens_of(widget)
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setClipRect(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = painter.fontMetrics()
    unit = metrics.horizontalAdvance("n")
    mask, ink = QColor(tokens.mask), QColor(tokens.ink)
    x = area.left()
    rest = text
    while rest and x < area.right():
        blots = len(rest) - len(rest.lstrip(BLOT))
        if blots:
            bar = QRectF(x, area.center().y() - unit, blots * unit, 2.0 * unit)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mask)
            painter.drawRoundedRect(bar.adjusted(1, 0, -1, 0), 3, 3)
            x += bar.width()
            rest = rest[blots:]
        else:
            end = rest.find(BLOT)
            run = rest if end < 0 else rest[:end]
            painter.setPen(ink)
            box = QRectF(x, area.top(), area.right() - x, area.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, run)
            x += metrics.horizontalAdvance(run)
            rest = rest[len(run) :]
    painter.restore()
