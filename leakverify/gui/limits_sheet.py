"""Every limit that a file runs into, shown; each can be raised for the open file."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.remedy import FACTOR
from leakverify.limits import RAISABLE
from leakverify.words.limits import limit_lines
from leakverify.words.say import ui

WIDTH = 620
HEIGHT = 380
ROOM = 8
UNRAISED = frozenset({"columns", "memory_bytes"})
"""A message to the window names no more columns; memory is raised on the command line, where it is watched anew."""


def limits_sheet(
    parent: QWidget,
    raised: Mapping[str, int],
    raise_limits: Callable[[tuple[str, ...]], None] | None,
) -> Sheet:
    """The limits with their values; `raise_limits` is None where no file is open."""
    sheet = Sheet(parent, ui("Limits of reading"))
    sheet.body.addWidget(
        plain_label(
            ui(
                "They keep a file that was made to do harm from filling this computer. "
                "What a limit cuts off is counted and told."
            ),
            wrap=True,
        )
    )
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    high = sheet.fontMetrics().height() + ROOM
    for line, (name, text, value) in enumerate(limit_lines(dict(raised))):
        grid.setRowMinimumHeight(line, high)  # with a button at its end or not
        grid.addWidget(plain_label(text, wrap=True), line, 0)
        grid.addWidget(plain_label(value, kind="strong" if name in raised else "soft"), line, 1)
        if raise_limits is not None and name in RAISABLE and name not in UNRAISED:
            grid.addWidget(_raiser(sheet, name, text, raise_limits), line, 2)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inside)
    area.setMinimumHeight(HEIGHT)
    sheet.body.addWidget(area)
    sheet.body.addWidget(
        plain_label(
            ui("Raising one opens the file again, and counts for this file only."), kind="small"
        )
    )
    sheet.setMinimumWidth(WIDTH)
    sheet.resize(
        sheet.sizeHint()
    )  # an open dialog is otherwise held to two thirds of a small screen
    return sheet


def _raiser(
    sheet: Sheet, name: str, text: str, raise_limits: Callable[[tuple[str, ...]], None]
) -> QWidget:
    def go() -> None:
        sheet.accept()
        raise_limits((name,))

    made = button(ui("× {factor}").format(factor=FACTOR), go, kind="link", name=f"raise_{name}")
    made.setAccessibleName(ui("Raise: {what}").format(what=text))
    return made
