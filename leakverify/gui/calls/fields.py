"""Number fields of the sheets about calls: typed, or stepped with the arrow keys; no small buttons to aim at."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label

MOST = 100_000
DIGITS = 7
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberField(QLineEdit):
    """A whole number from 0 on; an empty field is 0."""

    def __init__(self, name: str, text: str, value: int, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setValidator(QIntValidator(0, MOST, self))
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * DIGITS + 24)
        self.setText(str(value))
        self.textChanged.connect(lambda _t: changed())

    def value(self) -> int:
        """The number."""
        text = self.text()
        return min(int(text), MOST) if text.isascii() and text.isdecimal() else 0

    def set_value(self, value: int) -> None:
        """Show another number."""
        self.setText(str(min(max(value, 0), MOST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            self.set_value(self.value() + step)
        else:
            super().keyPressEvent(event)


def add_field(grid: QGridLayout, line: int, field: QWidget, *, at: int = 0, hint: str = "") -> None:
    """A field with its accessible name as label before it, and what it is for behind it."""
    label = plain_label(field.accessibleName(), wrap=True)
    label.setBuddy(field)
    grid.addWidget(label, line, at)
    if hint:
        both = row(field, spacing=12)
        both.addWidget(plain_label(hint, kind="small", wrap=True), 1)
        grid.addLayout(both, line, at + 1)
    else:
        grid.addWidget(field, line, at + 1)
