"""The sheet about answers: sentences follow the counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from leakverify.gui.calls.bound_sheet import BoundSheet
from leakverify.model.call_desk import Outcome
from leakverify.scoring.people import asked_of, bound_of, sayable_of
from leakverify.words.call_desk import not_yet
from leakverify.words.calling import may_write
from leakverify.words.say import status_name
from tests.call_sheets import called, plan_of


def texts(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if not label.isHidden()]


def test_sentences_follow_the_counts(dressed, qtbot):
    sheet = BoundSheet(None)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.status.text() == "Sample verified"
    qtbot.waitUntil(lambda: any("at least 74 %" in text for text in texts(sheet)))
    sheet.drawn.set_value(45)
    qtbot.waitUntil(
        lambda: any("35 of 45 drawn could not be reached" in text for text in texts(sheet))
    )
    sheet.looks.setCurrentIndex(2)
    qtbot.waitUntil(lambda: any("over 3 announced looks" in text for text in texts(sheet)))
    sheet.answered.set_value(9)
    assert sheet.status.text() == "These counts contradict each other."
    assert not sheet.copy_button.isEnabled()


def test_the_rows_of_the_open_file_sharpen_the_bound(dressed, qtbot):
    sheet = BoundSheet(None, 31)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: any("at least 80 %" in text for text in texts(sheet)))


def test_number_fields_take_numbers_alone(dressed, qtbot):
    sheet = BoundSheet(None)
    qtbot.addWidget(sheet)
    sheet.confirmed.clear()
    assert sheet.confirmed.value() == 0
    qtbot.keyClicks(sheet.confirmed, "a-7²")
    assert sheet.confirmed.value() == 7
    qtbot.keyClick(sheet.confirmed, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.confirmed, Qt.Key.Key_PageDown)
    assert sheet.confirmed.text() == "0"


def test_the_sheet_stands_in_the_menu(window):
    named = {c.text: c for c in window.commands if c is not None}
    named["What may be written"].run()
    sheet = window.findChild(BoundSheet)
    assert sheet is not None
    sheet.close()


def test_an_open_plan_gives_the_counts_and_no_bound_between_looks(dressed, qtbot):
    plan = plan_of(20, looks=(10, 17, 20))
    calls = called(plan, [Outcome.MATCH] * 5 + [Outcome.NO, Outcome.NO_NUMBER, Outcome.REFUSES])
    sheet = BoundSheet(None, 200, calls)
    qtbot.addWidget(sheet)
    sheet.show()
    fields = (sheet.confirmed, sheet.answered, sheet.drawn, sheet.dead)
    assert [field.value() for field in fields] == [5, 6, 20, 1]
    assert sheet.looks.currentIndex() == 2
    assert sheet.status.text() == not_yet()
    assert not sheet.copy_button.isEnabled()
    sheet.dead.set_value(0)
    assert sheet.status.text() != not_yet(), "what if: other counts than those of the calls"
    assert sheet.copy_button.isEnabled()


def test_at_a_look_the_sheet_says_what_the_call_desk_says(dressed, qtbot):
    plan = plan_of(20, looks=(16,))
    calls = called(plan, [Outcome.MATCH] * 16)
    people = asked_of(calls, 200)
    sheet = BoundSheet(None, 200, calls)
    qtbot.addWidget(sheet)
    sheet.show()
    found = bound_of(people)
    said = sayable_of(people, found)
    assert sheet.status.text() == status_name(said.status)
    first = may_write(found, said)[0]
    qtbot.waitUntil(lambda: first in texts(sheet))


def test_the_menu_hands_the_open_plan_over(window, session):
    session.call_book.take(called(plan_of(12, looks=(10,)), [Outcome.NO] * 3))
    named = {c.text: c for c in window.commands if c is not None}
    named["What may be written"].run()
    sheet = window.findChild(BoundSheet)
    assert (sheet.confirmed.value(), sheet.answered.value(), sheet.drawn.value()) == (0, 3, 12)
    sheet.close()
