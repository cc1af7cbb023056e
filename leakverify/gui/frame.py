"""How the parts of the window lie: header above all, what needs a hand below it, the rail beside the panes, the footer."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget


def beside_panes(rail: QWidget) -> QFrame:
    """The strip that holds the rail."""
    side = QFrame()
    side.setObjectName("side")
    layout = QVBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(rail)
    return side


def framed(above: tuple[QWidget, ...], side: QWidget, panes: QWidget, footer: QWidget) -> QWidget:
    """All parts in one: `above` one below the other over the whole width, then side and panes, then the footer."""
    middle = QWidget()
    grid = QGridLayout(middle)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    for line, strip in enumerate(above):
        grid.addWidget(strip, line, 0, 1, 2)
    at = len(above)
    grid.addWidget(side, at, 0)
    grid.addWidget(panes, at, 1)
    grid.addWidget(footer, at + 1, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(at, 1)
    return middle
