"""A line for the initials that a custody log puts beside what was done: letters alone, and it may be left empty."""

from typing import Final

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from leakverify.words.say import ui

MOST: Final = 8


def initials_line(name: str, text: str = "") -> QLineEdit:
    """The line, under this object name."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(ui("Initials for the custody log"))
    made.setPlaceholderText(ui("may be left empty"))
    made.setMaxLength(MOST)
    made.setValidator(QRegularExpressionValidator(QRegularExpression(r"\p{L}*"), made))
    made.setText(text)
    return made
