"""From the first page to a noted call and back, with nothing but keys that reach the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from leakverify.gui.steps import PEOPLE, VERDICT
from leakverify.model.call_desk import Outcome
from tests.gui.people.hands import answer, asked

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, *keys):
    """Each key goes to whatever has the focus."""
    for key in keys:
        focus = QApplication.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)


def test_plan_call_note_and_take_back_by_keys_alone(in_window, session, desk, qtbot):
    window, pane = in_window, in_window.people
    window.go(VERDICT)
    qtbot.keyClick(window, KEY.Key_D, CTRL)
    assert window.rail.currentRow() == PEOPLE
    press(qtbot, KEY.Key_Space)  # Plan the calls
    assert pane.currentWidget() is pane.plan
    press(qtbot, KEY.Key_Tab, KEY.Key_Tab)
    assert QApplication.focusWidget() is pane.plan.form.calls
    press(qtbot, *[KEY.Key_PageDown] * 3, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert pane.plan.form.calls.value() == 12
    press(qtbot, *[KEY.Key_Tab] * 5, "2026-14", KEY.Key_Tab)
    assert QApplication.focusWidget() is pane.plan.fix_button, (
        "right after the number that seeds it"
    )
    with qtbot.waitSignal(pane.plan.fixed, timeout=10_000):
        press(qtbot, KEY.Key_Space)
    assert QApplication.focusWidget() is pane.desk.card
    press(qtbot, " ")
    assert pane.desk.card.hint.text() == "Say first who calls: type your initials."
    press(qtbot, KEY.Key_Return)
    assert pane.desk.card.hint.text() == "Say first who calls: type your initials."
    press(qtbot, " ", "AB", KEY.Key_Return)
    assert pane.desk.card.hint.text() == ""
    press(qtbot, " ")
    assert len(asked(desk)) == 1
    answer(desk)
    press(qtbot, "2m")
    assert [one.outcome for one in session.call_book.sheet.calls] == [Outcome.MATCH]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Z, CTRL)
    assert session.call_book.sheet.calls == ()
    assert pane.desk.card.hint.text().endswith("taken back.")
