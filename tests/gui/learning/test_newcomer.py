"""A newcomer's two paths through the real program, by keyboard alone, with every action counted.

An action is one press of a key with what is held beside it, or one text typed.
"""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leakverify.gui.main_window import MainWindow
from leakverify.gui.opening.pane import shown_sample
from leakverify.gui.session import Session
from leakverify.gui.steps import VERDICT
from leakverify.gui.wiring import real_desk

PATIENCE = 120_000
SHORT = 61
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """Presses keys where the focus is, and counts."""

    def __init__(self, window):
        self._window = window
        self.actions = 0

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.actions += 1
        QTest.keyClick(QApplication.focusWidget() or self._window, key, held)

    def answer(self, path, *, typed):
        """A dialog for a file: a path typed and Enter, or Enter alone for what it proposes."""
        self.actions += 2 if typed else 1
        return path


@pytest.fixture
def real(tmp_path, dressed, qtbot):
    session = Session(real_desk(tmp_path))
    window = MainWindow(session, dressed)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    qtbot.waitExposed(window)
    session.warm_up()
    yield window, session
    session.close()


def test_from_launch_to_the_verdict_on_an_invented_case(real, qtbot):
    window, session = real
    keys = Keyboard(window)
    keys.press(Qt.Key.Key_I, CTRL)
    keys.press(Qt.Key.Key_5, CTRL)
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=PATIENCE)
    assert session.invented
    assert window.rail.currentRow() == VERDICT
    assert keys.actions <= 3
    assert session.heard.glance is not None


def test_from_a_file_of_ones_own_to_a_shareable_pdf(real, tmp_path, qtbot):
    window, session = real
    own = tmp_path / "own.csv"
    own.write_text(
        "\n".join(shown_sample().read_text(encoding="utf-8").splitlines()[:SHORT]), encoding="utf-8"
    )
    out = tmp_path / "report.pdf"
    keys = Keyboard(window)
    proposed = []
    window.choose_files = lambda _parent: [keys.answer(own, typed=True)]
    keys.press(Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=PATIENCE)

    def choose(_pane, name):
        proposed.append(name)
        return keys.answer(out, typed=False)

    window.export._choose = choose
    keys.press(Qt.Key.Key_S, CTRL | SHIFT)
    with qtbot.waitSignal(session.exported, timeout=PATIENCE):
        keys.press(Qt.Key.Key_Return)
    assert keys.actions <= 7
    assert proposed == [f"leakverify-report-{dt.date.today().isoformat()}.pdf"]  # noqa: DTZ011
    assert out.read_bytes().startswith(b"%PDF")
    assert window.export.edition == "shareable"
