"""The panes behind the first: none before the first paint, all soon after it, and never a window of their own."""

import os
import subprocess
import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from leakverify.gui.late import MAKERS
from leakverify.gui.main_window import MainWindow
from leakverify.gui.steps import CLAIM, VERDICT, step_names

LATER = ("claim", "columns", "running", "verdict", "rows", "mail_domains", "people", "export")
AT_FIRST_PAINT = """
import os, sys
import leakverify.gui.app as app
from leakverify.gui.main_window import MainWindow
show = MainWindow.show
def shown(window):
    window.painted.connect(told)
    show(window)
def told():
    print(*sorted(sys.modules), flush=True)
    os._exit(0)
MainWindow.show = shown
app.main([])
"""


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):  # noqa: N802  (Qt's name)
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_before_the_first_paint_only_what_it_shows_is_imported(tmp_path):
    given = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT],
        capture_output=True,
        text=True,
        check=True,
        env=given,
    )
    imported = set(ran.stdout.split())
    assert "leakverify.gui.opening.pane" in imported
    assert {f"leakverify.gui.{pane}.pane" for pane in LATER} & imported == set()
    assert {"leakverify.gui.museum.window", "leakverify.gui.verify.window"} & imported == set()
    assert {"leakverify.gui.vault.window", "numpy", "pandas", "pyarrow", "ssl"} & imported == set()


def test_the_panes_follow_the_first_paint_unasked_and_none_is_a_window(session, dressed, qtbot):
    watch = Windows()
    QApplication.instance().installEventFilter(watch)
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    assert list(made.panes.made) == [0]
    made.show()
    qtbot.waitUntil(lambda: len(made.panes.made) == len(step_names()), timeout=30_000)
    QApplication.instance().removeEventFilter(watch)
    assert watch.shown == [made]
    assert list(made.panes.made)[1:] == list(MAKERS)
    assert QApplication.focusWidget() is made.rail


def test_a_pane_that_is_asked_for_is_there_at_once_and_is_the_one_shown(session, dressed, qtbot):
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    assert made.verdict is made.panes.made[VERDICT]
    assert [made.stack.widget(step) for step in made.panes.made] == [*made.panes.made.values()]


def test_a_key_pressed_before_the_panes_are_there_leads_to_its_pane(session, dressed, qtbot):
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    QTest.keyClick(made.rail, Qt.Key.Key_Down)
    assert made.stack.currentWidget() is made.claim
    assert made.stack.currentIndex() == CLAIM


def test_what_the_session_says_is_heard_by_every_pane(session, dressed, qtbot, sample):
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    session.open_files([sample])
    assert len(made.panes.made) == len(step_names())
