"""A window that scrolls, over lines that stay in sight: how far work is, how to stop it, how to leave."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget


def scrolled_over(window: QDialog, content: QWidget, *below: QWidget | QLayout) -> QScrollArea:
    """Lay out a window so; the area in which the content scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    lines = QVBoxLayout()
    lines.setContentsMargins(24, 4, 24, 16)
    for part in below:
        if isinstance(part, QWidget):
            lines.addWidget(part)
        else:
            lines.addLayout(part)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(area, 1)
    layout.addLayout(lines)
    return area
