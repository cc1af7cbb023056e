"""What is mirrored in a window written from the right, and what is not: decided here, once.

Layouts, lists, signs and words are mirrored: the reader begins at the right edge. **Axes of numbers are not**: "against" stays left of
the middle and "for" right of it, time and size grow to the right, since Persian and Arabic papers print their charts so and a report
and a window that differ would be misread. Cells of the sample, hashes, paths and passphrases run from the left, in tables whose columns
stand as in the file.
"""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication, QWidget

LEFT: Final = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
)
"""The left edge whatever the direction; for axes and cells."""
RIGHT: Final = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
)


def is_mirrored(widget: QWidget | None = None) -> bool:
    """Whether a widget, or the window as a whole, is written from the right."""
    direction = QApplication.layoutDirection() if widget is None else widget.layoutDirection()
    return direction == Qt.LayoutDirection.RightToLeft


def mirrored(area: QRectF, inside: QRectF) -> QRectF:
    """The same area seen in a mirror that stands in the middle of `inside`."""
    made = QRectF(area)
    made.moveLeft(inside.left() + inside.right() - area.right())
    return made


def from_left(*widgets: QWidget) -> None:
    """Fields and tables of what always runs from the left: paths, hashes, passphrases, addresses, cells."""
    for widget in widgets:
        widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
