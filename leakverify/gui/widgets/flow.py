"""Widgets one after the other, in as many lines as they need; mirrored where the language is."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

SPACING = 6


class FlowLayout(QLayout):
    """A line that breaks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Take all widgets out and delete them."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(QSize(48, item.sizeHint().height()))
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """Place everything in this rectangle, or find out how high it gets."""
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x, y, high = 0, 0, 0
        for item in self._items:
            wide = min(item.sizeHint().width(), max(1, rect.width()))
            tall = item.sizeHint().height()
            if x and x + wide > rect.width():
                x, y, high = 0, y + high + SPACING, 0
            if move:
                box = QRect(rect.topLeft() + QPoint(x, y), QSize(wide, tall))
                direction = (
                    Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
                )
                item.setGeometry(QStyle.visualRect(direction, rect, box))
            x += wide + SPACING
            high = max(high, tall)
        return y + high
