"""Help beside each pane and the glossary: by key and button, whole, in plain words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from leakverify.checks.catalogue import CHECKS
from leakverify.gui.learning.pages import GlossaryWindow, PaneHelpWindow
from leakverify.gui.steps import step_names
from leakverify.words import glossary, pane_help
from leakverify.words.pane_help import PANES


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def shown(kind):
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.mark.parametrize("step", range(9))
def test_each_pane_has_its_own_help_by_key_and_by_button(window, step):
    window.go(step)
    QTest.keyClick(window, Qt.Key.Key_F1)
    (page,) = shown(PaneHelpWindow)
    assert (
        step_names()[step] in page.findChild(QLabel).text()
    )  # the heading, not the title of the window
    first = pane_help.parts(PANES[step])[0].sentences[0]
    assert first in texts(page)
    page.close()
    window.findChild(QPushButton, "pane_help").click()
    (again,) = shown(PaneHelpWindow)
    assert first in texts(again)
    again.close()


def test_every_check_stands_in_the_help_of_checks_and_verdict():
    for pane in ("checks", "verdict"):
        told = [entry for part in pane_help.parts(pane) for entry in part.entries]
        for check in CHECKS:
            assert sum(entry.startswith(f"{check.info.id}: ") for entry in told) == 1, check.info.id


def test_there_is_a_page_for_every_pane():
    assert len(PANES) == len(step_names())


def test_the_glossary_opens_by_key_and_tells_each_word_once(window):
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (page,) = shown(GlossaryWindow)
    said = texts(page)
    words = [entry.partition(": ")[0] for part in glossary.parts() for entry in part.entries]
    assert len(words) == len(set(words)) > 30
    assert all(f"{word}: " in said for word in words)
    page.close()
