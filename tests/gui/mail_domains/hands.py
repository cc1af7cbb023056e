"""What the tests of the pane do again and again, and look-ups and languages that they need."""

import gettext
import re
import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from leakverify.engine.look_up import Made
from leakverify.gui.dialogs import Sheet
from leakverify.model.progress import Progress
from tests.gui.mail_domains import cases

LEFT = Qt.MouseButton.LeftButton


class Long(gettext.NullTranslations):
    """A language whose words are half as long again."""

    def gettext(self, message):
        return re.sub(
            r"(?<![{\w])([A-Za-z]{3,})(?![\w}])", lambda m: m[1] + m[1][: len(m[1]) // 2], message
        )

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


class Slow:
    """A look-up that answers half and waits to be stopped."""

    def __init__(self):
        self.stopped = False

    def __call__(self, domains, _asking, on_progress, on_answers, cancel):
        half = len(domains) // 2
        found = tuple(cases.answer(name) for name in domains[:half])
        on_answers(found)
        on_progress(Progress("look_up", half, len(domains)))
        while not cancel.is_set():
            time.sleep(0.005)
        self.stopped = True
        rest = tuple(cases.Answer(name) for name in domains[half:])
        return Made((*found, *rest), "CANCELLED", 2 * half, 0, "full")


def shown(root):
    QApplication.processEvents()  # labels that were just made are shown by their layout
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def sheet_of(window):
    return next((s for s in window.findChildren(Sheet) if s.isVisible()), None)


def allow(pane, qtbot):
    pane.ask.allow.click()
    return pane.ask


def confirm(pane, qtbot):
    """Press the button and say yes."""
    pane.ask.ask_button.click()
    sheet_of(pane).findChild(QPushButton, "ask_now").click()


def ask(pane, qtbot):
    """Ask for what is ticked, to the end."""
    allow(pane, qtbot)
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        confirm(pane, qtbot)
