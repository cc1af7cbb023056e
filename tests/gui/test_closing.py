"""Closing while checks run asks once; afterwards it does as told."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from leakverify.gui.dialogs import Sheet
from leakverify.gui.heard import Phase
from tests.gui.stage import play_run, play_to_columns


def sheet_of(window):
    return next(s for s in window.findChildren(Sheet) if s.isVisible())


def start(window, desk, sample, qtbot):
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: window._session.phase is Phase.RUNNING)


def test_closing_during_a_run_asks_and_keeps_working(window, desk, sample, qtbot):
    start(window, desk, sample, qtbot)
    assert not window.close()
    sheet = sheet_of(window)
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: window._session.phase is Phase.DONE)
    assert not window.close()  # nothing runs any more, but nothing was saved either
    sheet_of(window).findChild(QPushButton, "discard_case").click()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_stop_and_close_closes(window, desk, sample, qtbot):
    start(window, desk, sample, qtbot)
    window.close()
    stop = sheet_of(window).findChild(QPushButton, "stop_and_close")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible())
