"""The few dialogs: keys, what offline means, and the one that says sorry. None shows a word of the sample."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leakverify import silence
from leakverify.gui.heard import Heard
from leakverify.gui.look_ups import LookUps
from leakverify.gui.menu import Command
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.fronting import SHARE_OF_SCREEN
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import island
from leakverify.words.asking import questions_sentence
from leakverify.words.language import right_to_left
from leakverify.words.lists import dotted
from leakverify.words.report_words import isolation_level
from leakverify.words.say import ui

SEE_FOR_YOURSELF: Final = "strace -f -e trace=%network leakverify open\nunshare -rn leakverify open"
AROUND_AREA: Final = 70
"""The margins of a sheet, and a scroll bar."""
MOST_DIGITS: Final = 44
"""How wide a column of texts gets, in digits of the font in use, before they go on in a second line."""


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

    def fit_screen(self) -> None:
        """Become as large as the content of its scrolled areas, as far as the screen goes: Qt alone stops at two thirds of it."""
        room = self.screen().availableSize() * SHARE_OF_SCREEN
        needed = self.sizeHint()
        for area in self.findChildren(QScrollArea):
            inside = area.widget() or area
            inner = inside.sizeHint()
            needed = needed.expandedTo(
                QSize(
                    inner.width() + AROUND_AREA,
                    needed.height() - area.sizeHint().height() + inner.height(),
                )
            )
        self.resize(needed.boundedTo(room))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the lines need at this width: Qt guesses from another one, and parts them unevenly."""
        layout = self.layout()
        if layout is not None and not self.findChildren(QScrollArea):
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            self.setMinimumHeight(0)
            self._take_height(_needed(layout, self.width()))
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow where a line says more than it did."""
        done = super().event(event)
        asked = event.type() == QEvent.Type.LayoutRequest and self.isVisible()
        if asked and not self.findChildren(QScrollArea):
            self.grow()
        return done

    def grow(self) -> None:
        """Become as high as what is said now needs: a dialog does not follow the lines of its labels."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = _needed(layout, self.width())
            if self.findChildren(QScrollArea):
                needed = max(needed, layout.totalSizeHint().height())
            self._take_height(max(self.height(), needed))

    def _take_height(self, high: int) -> None:
        """Become so high; no less where the lines need all of it."""
        if not self.findChildren(QScrollArea):
            self.setMinimumHeight(high)
        self.resize(self.width(), high)


def _needed(layout: QLayout, width: int) -> int:
    """The height of everything at this width, whether any of it wraps or not."""
    wraps = layout.hasHeightForWidth()
    return layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()


def keys_sheet(parent: QWidget, commands: Sequence[Command | None]) -> Sheet:
    """All keys on one page."""
    sheet = Sheet(parent, ui("Keys"))
    inside = QWidget()
    inside.setObjectName("scrolled")
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    listed = [(c.text, c.keys) for c in commands if c is not None and c.keys]
    listed += [
        (ui("Next control, previous control"), "Tab, Shift+Tab"),
        (ui("Change what a column holds"), "F2"),
        (ui("Rows of a finding"), "Enter"),
        (ui("How often each cell of a column stands there"), "Shift+F"),
        (ui("Compare this row with another"), "Shift+C"),
        (ui("Tick a mail domain"), ui("Space")),
        (ui("Show whom to call, what to ask about"), ui("Space, A")),
        (ui("What a call came to"), "M P N D R W U X"),
    ]
    half = (len(listed) + 1) // 2
    advance = sheet.fontMetrics().horizontalAdvance
    widest = min(max(advance(text) for text, _keys in listed), MOST_DIGITS * advance("0"))
    for column in (0, 2):
        grid.setColumnMinimumWidth(column, widest)
    for i, (text, keys) in enumerate(listed):
        column = 0 if i < half else 2
        grid.addWidget(plain_label(text, wrap=True), i % half, column)
        grid.addWidget(plain_label(_from_left(keys), kind="soft"), i % half, column + 1)
    sheet.body.addWidget(_scrolled(inside, ui("Keys")))
    sheet.fit_screen()
    return sheet


def _from_left(keys: str) -> str:
    """Keys as they stand on a keyboard: "Ctrl++" ends in its sign in every language."""
    return island(keys, ours=True) if right_to_left() else keys


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    """Something that may be higher than a small screen, as wide as it needs."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setAccessibleName(name)
    area.setWidget(inside)
    return area


def closing_sheet(parent: QWidget, leave: Callable[[], None], *, asking: bool = False) -> Sheet:
    """Asked once where work is under way: closing would throw away what was found or answered so far."""
    heading = (
        ui("Mail domains are still being asked for")
        if asking
        else ui("The checks are still running")
    )
    lost = (
        ui("If you close now, the answers so far are lost. The sample itself is never changed.")
        if asking
        else ui(
            "If you close now, what was found so far is lost. The sample itself is never changed."
        )
    )
    sheet = Sheet(parent, heading)
    sheet.body.addWidget(plain_label(lost, wrap=True))
    sheet.close_button.setText(ui("Keep working"))

    def stop() -> None:
        sheet.accept()
        leave()

    sheet.buttons.insertWidget(1, button(ui("Stop and close"), stop, name="stop_and_close"))
    return sheet


def offline_sheet(parent: QWidget, heard: Heard, look_ups: LookUps) -> Sheet:
    """What "offline" means, what holds now, what was asked all the same, and how to check it without believing the program."""
    sheet = Sheet(parent, ui("Offline"))
    for text in _offline_texts(heard, look_ups):
        sheet.body.addWidget(plain_label(text, wrap=True))
    details = heard.ready.details if heard.ready else ()
    if details:
        names = dotted(d for d in details if d.replace("_", "").replace("-", "").isalnum())
        sheet.body.addWidget(plain_label(names, kind="small", wrap=True))
    see = ui(
        "To see for yourself: unplug the network, and everything here works the same. On Linux the first of these "
        "lines lists every network call (only the display's local socket, AF_UNIX, may be among them), the second "
        "starts the program where there is no network at all:"
    )
    sheet.body.addWidget(plain_label(see, wrap=True))
    box = QPlainTextEdit()
    box.setObjectName("see_for_yourself")
    box.setReadOnly(True)
    box.setAccessibleName(ui("Commands to check it"))
    box.setPlainText(SEE_FOR_YOURSELF)
    box.setFixedHeight(4 * box.fontMetrics().lineSpacing())
    sheet.body.addWidget(box)
    return sheet


def _offline_texts(heard: Heard, look_ups: LookUps) -> list[str]:
    """The promise, and what can be told now of how it is kept."""
    level = isolation_level(heard.ready.isolation) if heard.ready else ui("not started yet")
    texts = [
        ui(
            "The window and the process that reads the sample make no network connections. Sockets, questions for "
            "names and starting other programs are refused from the first line on, and counted."
        ),
        ui("The guard of this window is on.")
        if silence.is_armed()
        else ui("The guard of this window is off: it was not started in the usual way."),
        ui("Attempts refused so far: {n}").format(n=heard.attempts_refused + look_ups.refused),
        ui("The process that reads the sample is {level}.").format(level=level),
    ]
    if look_ups.can_ask:
        texts.append(questions_sentence(look_ups.questions, asking=look_ups.is_asking))
    else:
        texts.append(ui("This build makes no look-ups: the part that could ask is not in it."))
    return texts


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
