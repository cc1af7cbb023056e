"""Labels that show text as it is: the only place where a `QLabel` is made."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from leakverify.gui.widgets.mirror import is_mirrored

RIGHT_TO_LEFT: Final = "\u200f"
"""A mark without a shape."""
LINE_BREAK: Final = "\u2028"
"""What a text that is laid out has for a new line."""


def plain_label(text: str = "", *, kind: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label that never reads its text as HTML. `kind` is its look in the style sheet."""
    label = PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if kind:
        label.setProperty("kind", kind)
    if name:
        label.setObjectName(name)
    if wrap:
        label.setWordWrap(True)
    return label


class PlainLabel(QLabel):
    """A label that begins at the window's edge of reading: Qt would put a text that begins with a Latin letter to the left.

    Lines that were wrapped and run from the right are painted here: Qt leaves the space at the end of each at the edge where
    the line begins, so that a full line is cut at its other end.
    """

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(f"{RIGHT_TO_LEFT}{text}" if text and is_mirrored() else text)

    def text(self) -> str:
        """The text without the mark."""
        return super().text().removeprefix(RIGHT_TO_LEFT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.wordWrap() and self.isRightToLeft()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        lines, high = self._from_right(room.width())
        down = 0.0
        if not self.alignment() & Qt.AlignmentFlag.AlignTop:
            spare = room.height() - high
            down = spare if self.alignment() & Qt.AlignmentFlag.AlignBottom else spare / 2
        lines.draw(painter, QPointF(room.left(), room.top() + max(0.0, math.floor(down))))

    def _from_right(self, width: int) -> tuple[QTextLayout, float]:
        """The lines of the text at this width as Qt breaks them, and their height."""
        centred = self.alignment() & Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignRight
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout = QTextLayout(super().text().replace("\n", LINE_BREAK), self.font())
        layout.setTextOption(option)
        return layout, _broken(layout, width, self.fontMetrics().leading())


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text stays its accessible name."""

    def __init__(self, text: str = "", *, kind: str = "", middle: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment().value, shown)


class CellLabel(QLabel):
    """A cell of the sample, whole: wrapped between words and inside one that is too long, in its own writing direction."""

    def __init__(self, text: str = "", *, kind: str = "", name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        if name:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid_out(width).boundingRect().height())

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(wide, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        """The lines of the text at this width, all from the left edge."""
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(option)
        _broken(layout, width, 0)
        return layout


def _broken(layout: QTextLayout, width: int, leading: int) -> float:
    """Break a text into lines of this width with so much between them; the height of all."""
    layout.beginLayout()
    down = -float(leading)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        down += leading
        line.setPosition(QPointF(0, down))
        down += line.height()
    layout.endLayout()
    return down
