"""The last question before anything leaves this computer: how many, by which way, who learns. Its usual answer is no."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.model.look_up import Way
from leakverify.words.asking import confirm_sentences, confirm_title
from leakverify.words.look_up import who_learns
from leakverify.words.say import ui

DIGITS_WIDE: Final = 66


def confirm_sheet(
    parent: QWidget, domains: int, decoys: int, way: Way, line: str, go: Callable[[], None]
) -> Sheet:
    """Asks once; `go` is called only where the user says yes. Enter and Esc say no."""
    sheet = Sheet(parent, confirm_title(domains))
    for text in confirm_sentences(domains, decoys, line):
        sheet.body.addWidget(plain_label(text, wrap=True))
    sheet.body.addWidget(plain_label(who_learns(way), wrap=True, name="confirm_learns"))
    sheet.body.addWidget(plain_label(ui("Nothing has left this computer yet."), kind="small"))
    sheet.close_button.setText(ui("Cancel"))
    sheet.close_button.setAccessibleName(ui("Cancel"))

    def begin() -> None:
        sheet.accept()
        go()

    sheet.buttons.insertWidget(1, button(ui("Ask now"), begin, name="ask_now"))
    sheet.close_button.setFocus()
    _make_room(sheet)
    return sheet


def _make_room(sheet: Sheet) -> None:
    """Wide enough to read, and as high as the wrapped text needs: nothing of this may be cut off."""
    sheet.ensurePolished()
    for label in sheet.findChildren(QLabel):
        label.ensurePolished()
    width = DIGITS_WIDE * sheet.fontMetrics().horizontalAdvance("0")
    sheet.setMinimumWidth(width)
    layout = sheet.layout()
    if layout is not None:
        sheet.setMinimumHeight(layout.totalHeightForWidth(width))
    sheet.resize(width, sheet.minimumHeight())
