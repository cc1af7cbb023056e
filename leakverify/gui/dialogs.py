"""The few dialogs: keys, what offline means, and the one that says sorry. None shows a word of the sample."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from leakverify.gui.heard import Heard
from leakverify.gui.menu import Command
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui


class Sheet(QDialog):
    """A dialog with a heading, content and Close."""

    def __init__(self, parent: QWidget | None, heading: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(heading, kind="title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout.addLayout(self.body)
        self.close_button = button(ui("Close"), self.accept, kind="primary", name="close_sheet")
        self.close_button.setDefault(True)
        self.buttons = row(None, self.close_button)
        layout.addLayout(self.buttons)


def keys_sheet(parent: QWidget, commands: Sequence[Command | None]) -> Sheet:
    """All keys on one page."""
    sheet = Sheet(parent, ui("Keys"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    listed = [(c.text, c.keys) for c in commands if c is not None and c.keys]
    listed += [
        (ui("Next control, previous control"), "Tab, Shift+Tab"),
        (ui("Change what a column holds"), "F2"),
        (ui("Rows of a finding"), "Enter"),
    ]
    half = (len(listed) + 1) // 2
    for i, (text, keys) in enumerate(listed):
        column = 0 if i < half else 2
        grid.addWidget(plain_label(text), i % half, column)
        grid.addWidget(plain_label(keys, kind="soft"), i % half, column + 1)
    sheet.body.addLayout(grid)
    return sheet


def closing_sheet(parent: QWidget, leave: Callable[[], None]) -> Sheet:
    """Asked once where work is under way: closing would throw away what was found so far."""
    sheet = Sheet(parent, ui("The checks are still running"))
    sheet.body.addWidget(
        plain_label(
            ui(
                "If you close now, what was found so far is lost. The sample itself is never changed."
            )
        )
    )
    sheet.close_button.setText(ui("Keep working"))

    def stop() -> None:
        sheet.accept()
        leave()

    sheet.buttons.insertWidget(1, button(ui("Stop and close"), stop, name="stop_and_close"))
    return sheet


def offline_sheet(parent: QWidget, heard: Heard) -> Sheet:
    """What "offline" means, how far the reader is locked in, and how to check both."""
    sheet = Sheet(parent, ui("Offline"))
    levels = {
        "full": ui("fully locked: no network, no other files, no other programs"),
        "partial": ui("partly locked: this system offers only some of the layers"),
        "none": ui("not locked: this system offers no layer that the program knows"),
    }
    isolation = heard.ready.isolation if heard.ready else ""
    details = heard.ready.details if heard.ready else ()
    refused = heard.attempts_refused
    level = levels.get(isolation, ui("not started yet"))
    texts = [
        ui("The program makes no network connections. Attempts are counted and refused."),
        ui("Attempts refused so far: {n}").format(n=refused),
        ui("The process that reads the sample is {level}.").format(level=level),
        ui(
            "To see for yourself: unplug the network; everything here works the same. On Linux, "
            "“strace -f -e trace=%network leakverify” lists every attempt."
        ),
    ]
    for text in texts:
        sheet.body.addWidget(plain_label(text, wrap=True))
    if details:
        names = " · ".join(d for d in details if d.replace("_", "").replace("-", "").isalnum())
        sheet.body.addWidget(plain_label(names, kind="small", wrap=True))
    return sheet


def sorry_sheet(parent: QWidget | None, details: str) -> Sheet:
    """After an error of our own: what can be told of it, without any value."""
    sheet = Sheet(parent, ui("Something went wrong inside the program"))
    sheet.body.addWidget(
        plain_label(
            ui("Your file is unchanged. You can go on; if this happens again, these lines help:"),
            wrap=True,
        )
    )
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setAccessibleName(ui("Details"))
    box.setPlainText(details)
    box.setFixedHeight(120)
    sheet.body.addWidget(box)
    copy = button(ui("Copy"), lambda: QGuiApplication.clipboard().setText(details), name="copy")
    sheet.buttons.insertWidget(0, copy)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return sheet
