"""What those who do not see the window get: a name on every control of every window, words on progress and results, charts in words."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from leakverify.gui.announcer import Announcer
from leakverify.gui.case.passphrase_sheet import PassphraseSheet
from leakverify.gui.claim.entry_sheet import EntrySheet
from leakverify.gui.claim.outside_form import answer_form, fact_form
from leakverify.gui.dialogs import closing_sheet, sorry_sheet
from leakverify.gui.main_window import ROWS, VERDICT
from leakverify.gui.widgets.announce import announce
from leakverify.gui.widgets.chart import Chart
from leakverify.model.messages import Failed, ProgressMade
from leakverify.model.picks import Pick
from tests.gui.stage import findings, play_run, play_to_columns
from tests.gui.test_window import unnamed

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM = Path("/usr/bin/python3")
WALK = """
"$1" --launch-immediately &
LAUNCHER=$!
QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb "$2" -m leakverify open &
WINDOW=$!
"$3" "$4" leakverify
kill $WINDOW $LAUNCHER
"""


def has_at_spi():
    programs = all(shutil.which(name) for name in ("dbus-run-session", "xvfb-run"))
    if not (programs and LAUNCHER.exists() and SYSTEM.exists()):
        return False
    return not subprocess.run(
        [SYSTEM, "-c", "import pyatspi"], capture_output=True, check=False
    ).returncode


@pytest.fixture
def done(window, desk, sample, qtbot):
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: window._session.assessment is not None)
    return window


def test_every_control_of_every_pane_has_a_name(done, desk):
    done.go(ROWS)
    desk.analyst.answer_rows()
    for step in range(done.stack.count()):
        done.go(step)
        assert unnamed(done) == []
    done.go(ROWS)
    done.rows.show_facet()
    done.rows.picks.toggle(Pick(1, "value", "Paris"))
    assert unnamed(done) == []


def test_every_control_of_every_other_window_has_a_name(done, qtbot):
    aside, cases = done.aside, done.case_windows
    for show in (
        done.show_keys, aside.show_museum, aside.show_model_card, aside.show_mail_help, aside.show_program_help,
        aside.show_verify, aside.show_vault, aside.show_offline, aside.show_bound, aside.show_limits,
        cases.show_log, cases.show_notes, cases.purge, aside.show_history,
    ):  # fmt: skip
        show()
    sheets = (
        closing_sheet(done, done.close),
        sorry_sheet(done, "ValueError run:1"),
        PassphraseSheet(done, "Save", "Save", lambda _word: None, twice=True),
        EntrySheet(done, answer_form(), {}),
        EntrySheet(done, fact_form(), {}),
    )
    for sheet in sheets:
        sheet.show()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(shown) >= 18
    assert {type(w).__name__: unnamed(w) for w in shown if unnamed(w)} == {}
    for each in shown:
        assert each.windowTitle()
        each.close()


def test_a_chart_is_told_in_words(done):
    done.go(VERDICT)
    done.verdict.detail.show_finding(findings()[0])
    charts = [c for c in done.verdict.findChildren(Chart) if c.figure is not None]
    assert charts
    for chart in charts:
        assert chart.accessibleName()
        assert chart.accessibleDescription() == chart.figure.summary != ""


class Heard:
    def __init__(self, session):
        self.said, self.urgent = [], []
        self.speaker = Announcer(session, self.said.append, self.urgent.append)


def test_progress_results_and_problems_are_said_aloud(window, session, desk, sample, qtbot):
    heard = Heard(session)
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    for done_rows in range(0, 1001, 10):
        desk.analyst.say(ProgressMade("check", done_rows, 1000))
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    assert heard.said[:2] == ["Reading the sample", "Checking the sample"]
    assert len([t for t in heard.said if "per cent" in t]) <= 4 * 4
    assert heard.said[-1].startswith("The checks are through.")
    assert heard.said[-1].endswith("5 findings.")
    session.veil.reveal()
    assert heard.said[-1] == "Personal data shown"
    desk.analyst.say(Failed("CHILD_DIED"))
    qtbot.waitUntil(lambda: bool(heard.urgent))
    assert not any("@" in text for text in heard.said + heard.urgent)


def test_a_word_to_screen_readers_reaches_qt(window):
    announce(window, "The checks are through.", at_once=True)


def test_the_tab_key_walks_the_rows_pane_in_reading_order(done, desk, qtbot):
    done.go(ROWS)
    desk.analyst.answer_rows()
    pane = done.rows
    bar = pane.bar
    qtbot.waitUntil(lambda: pane.model.total == 1000)
    bar.filter.setFocus()
    order = []
    for _ in range(7):
        order.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    expected = [
        bar.filter,
        bar.search,
        bar.record,
        bar.facet_button,
        bar.compare_button,
        pane.table,
        pane.whole,
    ]
    assert order == expected


def test_the_page_of_keys_lists_every_shortcut_once(window):
    window.show_keys()
    keys = [c.keys for c in (*window.commands, *window.case_commands) if c and c.keys]
    assert {"Ctrl+F", "Ctrl+G", "Ctrl+H", "Ctrl+Shift+Q", "Ctrl+Z", "Ctrl+Y", "F1"} <= set(keys)
    assert sorted(keys) == sorted(set(keys))
    shortcuts = [a.shortcut().toString() for a in window.actions() if not a.shortcut().isEmpty()]
    assert sorted(shortcuts) == sorted(set(shortcuts))


@pytest.mark.skipif(not has_at_spi(), reason="needs at-spi2, pyatspi, dbus and Xvfb")
def test_a_screen_reader_sees_the_window_and_every_control_by_name(tmp_path):
    env = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
    }
    env.pop("QT_QPA_PLATFORM", None)
    walker = Path(__file__).with_name("at_spi.py")
    words = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "bash", "-c", WALK,
             "bash", str(LAUNCHER), sys.executable, str(SYSTEM), str(walker)]  # fmt: skip
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True, start_new_session=True
    ) as walk:  # fmt: skip
        try:
            said, _ = walk.communicate(timeout=150)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(walk.pid, signal.SIGKILL)
    told = json.loads(next(line for line in said.splitlines() if line.startswith("{")))
    assert told["unnamed"] == []
    assert {"Menu", "Report…", "Steps of the work"} <= set(told["named"])
