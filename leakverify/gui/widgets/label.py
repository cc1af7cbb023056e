"""Labels that show text as it is: the only place where a `QLabel` is made."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


def plain_label(text: str = "", *, kind: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label that never reads its text as HTML. `kind` is its look in the style sheet."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if kind:
        label.setProperty("kind", kind)
    if name:
        label.setObjectName(name)
    if wrap:
        label.setWordWrap(True)
    return label


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
