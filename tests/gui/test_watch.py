"""The panic key in a real process, idle masking by a clock of the test's, and a clipboard that is left as it was found."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from leakverify.gui.veil import Veil
from leakverify.gui.watch import ClipboardWatch, Watch

DRIVER = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from leakverify.gui import app
from leakverify.gui.main_window import MainWindow

qt = QApplication([])

def children():
    return Path(f"/proc/self/task").glob("*/children")

def look():
    shown = [w for w in qt.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    if not shown or shown[0]._session.assessment is None:
        return
    timer.stop()
    shown[0]._session.veil.reveal()
    shown[0].show_keys()
    pids = " ".join(text for p in children() if (text := p.read_text().strip()))
    print(pids, flush=True)
    sys.stdin.readline()
    QTest.keyClick(qt.focusWidget() or shown[0], Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    print("still here", flush=True)

timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
sys.exit(app.main([sys.argv[1]]) + 40)
"""


def is_alive(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_the_panic_key_ends_everything_at_once_over_an_open_sheet(tmp_path):
    sample = tmp_path / "sample.csv"
    sample.write_text("email,name\n" + "a@example.org,Ana\n" * 40, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    places = {f"XDG_{n}_HOME": str(home) for n in ("CONFIG", "DATA", "CACHE", "STATE")}
    env = {**os.environ, **places, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    before = sorted(p for p in home.rglob("*") if p.is_file())
    window = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(sample)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        text=True,
    )
    children = [int(n) for n in window.stdout.readline().split()]
    assert children
    began = time.monotonic()
    said, _ = window.communicate("now\n", timeout=60)
    took = time.monotonic() - began
    assert (window.returncode, said) == (0, "")
    deadline = time.monotonic() + 30
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(map(is_alive, children))
    assert sorted(p for p in home.rglob("*") if p.is_file() and p.name != "window.ini") == before
    assert took < 1 + 2 * os.getloadavg()[0]


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def veil(qtbot, clock):
    return Veil(None, clock)


@pytest.fixture
def watch(veil, dressed):
    pressed = []
    made = Watch(QApplication.instance(), veil, lambda: pressed.append(1))
    made.pressed = pressed
    yield made
    made.stop()


def test_data_are_masked_when_nobody_touched_anything_for_five_minutes(veil, watch, clock, qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    veil.reveal()
    clock.now += 299
    veil.look()
    assert not veil.masked
    QTest.keyClick(line, Qt.Key.Key_A)
    clock.now += 299
    veil.look()
    assert not veil.masked
    clock.now += 1
    veil.look()
    assert veil.masked


def test_the_time_can_be_chosen_and_data_are_masked_when_the_window_is_left_if_wanted(veil, clock):
    veil.choose(minutes=1)
    veil.reveal()
    veil.leave()
    assert not veil.masked
    clock.now += 60
    veil.look()
    assert veil.masked
    veil.choose(when_left=True)
    veil.reveal()
    veil.leave()
    assert veil.masked


def test_the_panic_keys_are_heard_in_a_field_and_over_a_sheet(watch, qtbot):
    sheet = QDialog()
    qtbot.addWidget(sheet)
    line = QLineEdit(sheet)
    sheet.open()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(line, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not watch.pressed
    QTest.keyClick(line, Qt.Key.Key_Q, held)
    assert watch.pressed
    assert line.text() == ""


class Clipboard(QObject):
    """The clipboard of a desktop, which the offscreen platform cannot say the owner of."""

    dataChanged = Signal()  # noqa: N815  (as Qt spells it)

    def __init__(self):
        super().__init__()
        self.held, self.ours = "", False

    def ownsClipboard(self):  # noqa: N802  (as Qt spells it)
        return self.ours

    def text(self):
        return self.held

    def put(self, text, *, ours):
        self.held, self.ours = text, ours
        self.dataChanged.emit()

    def clear(self):
        self.put("", ours=False)


def test_only_what_was_copied_here_is_taken_out_of_the_clipboard(qtbot):
    clipboard = Clipboard()
    watched = ClipboardWatch(None, clipboard)
    clipboard.put("planted", ours=True)
    assert watched._timer.isActive()
    watched._timer.timeout.emit()
    assert clipboard.held == ""
    clipboard.put("planted", ours=True)
    clipboard.put("another program's", ours=False)
    assert not watched._timer.isActive()
    watched.clear()
    assert clipboard.held == "another program's"
