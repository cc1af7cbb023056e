"""How the parts of the window lie: header above all, what needs a hand below it, the rail beside the panes, the footer."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.words.say import ui


def beside_panes(rail: QWidget, show_help: Callable[[], object]) -> QFrame:
    """The strip that holds the rail, and the way to the help of the pane at hand below it."""
    side = QFrame()
    side.setObjectName("side")
    layout = QVBoxLayout(side)
    layout.setContentsMargins(1, 0, 1, 0)  # the hairline, on whichever side the language has it
    layout.addWidget(rail, 1)
    asked = button(ui("? Help"), show_help, kind="link", name="pane_help")
    asked.setAccessibleName(ui("Help for this pane"))
    foot = row(asked, None)
    foot.setContentsMargins(16, 0, 16, 12)
    layout.addLayout(foot)
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
