"""The call desk: one card at a time, by keyboard alone, masked after; the outcome by one key; no bound between looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from leakverify.gui.steps import VERDICT
from leakverify.model.call_desk import Foil, Outcome
from leakverify.model.messages import Page
from leakverify.model.outside import Fits, Outside, OutsideFact
from leakverify.model.terms import Role
from tests.gui.people.hands import ROWS as IN_FILE
from tests.gui.people.hands import answer, asked, cells_of, plan, texts
from tests.gui.stage import play_run

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown_cells(pane):
    """Every cell that stands on the window."""
    return [
        label.text()
        for label in pane.window().findChildren(QLabel)
        if label.objectName().startswith("cell_") and label.text()
    ]


def press(qtbot, keys):
    qtbot.keyClicks(QApplication.focusWidget(), keys)


def call(qtbot, desk, keys):
    """One call, whole: open the card, hear the row, note what it came to."""
    press(qtbot, " ")
    answer(desk)
    press(qtbot, keys)


def calls(session):
    return session.call_book.sheet.calls


def test_nothing_is_asked_of_the_analyst_before_the_card_is_opened(planned, desk, qtbot):
    assert asked(desk) == []
    assert shown_cells(planned) == []
    press(qtbot, "3m")
    assert asked(desk) == []


def test_a_card_shows_whom_to_reach_then_what_to_ask_and_nothing_afterwards(
    planned, session, desk, qtbot
):
    row = session.call_book.next_line.row
    press(qtbot, " ")
    (ask,) = asked(desk)
    assert (ask.start, ask.finding, ask.sort, ask.text) == (row - 1, "", 0, "")
    answer(desk)
    cells = cells_of(row)
    first, last, phone, town = (cells[at] for at in (3, 2, 4, 5))
    reach = [text for text in (first, last, phone) if text]
    assert shown_cells(planned) == reach
    press(qtbot, "a")
    assert len(asked(desk)) == 2
    answer(desk)
    assert town in shown_cells(planned)
    assert "Name three towns" in planned.desk.card.three.text()
    assert planned.desk.card.three.isVisible()
    assert cells[1] not in shown_cells(planned)  # the address is not needed
    press(qtbot, "m2")
    assert shown_cells(planned) == []
    everything = " ".join(
        label.text() for label in planned.window().findChildren(QLabel) if label.isVisible()
    )
    assert not any(len(text) > 3 and text in everything for text in cells)


@pytest.mark.parametrize("key", "pndrwux")
def test_each_outcome_has_its_key_and_goes_on_to_the_next_row(planned, session, desk, qtbot, key):
    first = session.call_book.next_line.row
    call(qtbot, desk, f"2{key}" if key == "p" else key)
    (made,) = calls(session)
    assert (made.row, made.who) == (first, "AB")
    assert made.outcome is {
        "p": Outcome.PARTLY, "n": Outcome.NO, "d": Outcome.DENIES, "r": Outcome.REFUSES,
        "w": Outcome.WRONG_PERSON, "u": Outcome.UNREACHABLE, "x": Outcome.NO_NUMBER,
    }[key]  # fmt: skip
    assert planned.desk.turns.line.row != first
    assert not planned.desk.card.is_open


def test_a_match_asks_how_many_facts_and_says_when_they_are_too_few(planned, session, desk, qtbot):
    call(qtbot, desk, "m")
    assert calls(session) == ()
    assert "how many facts" in planned.desk.keys.line.text()
    press(qtbot, "1")
    assert calls(session)[0].fields == 1
    assert "does not count as confirmed" in planned.desk.card.hint.text()
    call(qtbot, desk, "3m")
    assert calls(session)[1].fields == 3
    assert "does not count" not in planned.desk.card.hint.text()


def test_ctrl_z_takes_the_last_outcome_back_until_the_next_card_is_opened(
    planned_in_window, session, desk, window, qtbot
):
    planned = planned_in_window
    undo = next(c for c in window.commands if c is not None and c.keys == "Ctrl+Z")
    acts = []
    session.call_book.kept.connect(acts.append)
    first = planned.desk.turns.line.row
    call(qtbot, desk, "2m")
    undo.run()
    assert calls(session) == ()
    assert planned.desk.turns.line.row == first
    assert [act.details.get("taken_back") for act in acts] == [None, 1]
    call(qtbot, desk, "r")
    press(qtbot, " ")
    answer(desk)
    undo.run()
    assert [one.outcome for one in calls(session)] == [Outcome.REFUSES]


@pytest.mark.usefixtures("planned_in_window")
def test_ctrl_z_elsewhere_undoes_decisions_and_no_call(session, desk, window, qtbot):
    session.overrule("notes", Role.USERNAME)
    call(qtbot, desk, "r")
    window.go(VERDICT)
    undo = next(c for c in window.commands if c is not None and c.keys == "Ctrl+Z")
    undo.run()
    assert len(calls(session)) == 1
    assert session.decisions.roles == {}


def test_letters_in_the_note_are_letters_and_enter_goes_back_to_the_keys(
    planned, session, desk, qtbot
):
    press(qtbot, " ")
    answer(desk)
    note = planned.desk.keys.note
    note.setFocus()
    qtbot.keyClicks(note, "rings mornings 9-10")
    assert calls(session) == ()
    qtbot.keyClick(note, KEY.Key_Return)
    press(qtbot, "u")
    assert calls(session)[0].note == "rings mornings 9-10"
    assert note.text() == ""
    planned.desk.turns.choose(calls(session)[0].row)
    assert planned.desk.card.hint.text().endswith("by AB: Unreachable. rings mornings 9-10")


def test_initials_are_asked_for_once(pane, session, desk, qtbot):
    pane.nothing._press()
    plan(qtbot, pane)
    pane.take_focus()
    press(qtbot, " ")
    assert asked(desk) == []
    assert QApplication.focusWidget() is pane.desk.who
    qtbot.keyClicks(pane.desk.who, "A1B-c")
    assert session.call_book.who == "ABc"
    qtbot.keyClick(pane.desk.who, KEY.Key_Return)
    call(qtbot, desk, "r")
    call(qtbot, desk, "r")
    assert [one.who for one in calls(session)] == ["ABc", "ABc"]


@pytest.mark.parametrize("how", ["leave", "mask", "idle", "other"])
def test_the_card_is_masked_again_when_it_is_left(planned, session, desk, qtbot, how):
    press(qtbot, " ")
    answer(desk)
    assert shown_cells(planned)
    if how == "leave":
        planned.hide()
        planned.show()
    elif how == "mask":
        session.veil.reveal()
        session.veil.mask()
    elif how == "idle":
        planned.desk.turns._idle.timeout.emit()
    else:
        planned.desk.turns.choose(session.call_book.lines[3].row)
    assert shown_cells(planned) == []
    press(qtbot, "r")
    assert calls(session) == ()


def test_a_row_that_comes_late_is_never_shown_on_another_card(planned, desk, qtbot):
    press(qtbot, " ")
    late = asked(desk)[-1]
    planned.desk.turns.close()
    page = Page(late.token, IN_FILE, late.start, (late.start + 1,), (cells_of(late.start + 1),))
    desk.analyst.say(page)
    QApplication.processEvents()
    assert shown_cells(planned) == []


def test_another_row_than_was_asked_for_is_not_shown(planned, desk, qtbot):
    press(qtbot, " ")
    ask = asked(desk)[-1]
    wrong = ask.start + 2
    desk.analyst.say(Page(ask.token, IN_FILE, ask.start, (wrong,), (cells_of(wrong),)))
    QApplication.processEvents()
    assert shown_cells(planned) == []
    assert "neither a name nor a telephone number" in planned.desk.card.hint.text()


def test_a_hostile_cell_is_shown_as_it_is(planned, desk, qtbot):
    press(qtbot, " ")
    row = asked(desk)[-1].start + 1
    cells = list(cells_of(row))
    cells[2], cells[3] = "<b>x</b>\u202e\n", "y" * 256
    answer(desk, tuple(cells))
    shown = shown_cells(planned)
    assert "<b>x</b>[U+202E][U+000A]" in shown
    assert all(len(text) < 260 for text in shown)


def test_no_cell_goes_to_the_clipboard_or_a_title(planned, desk, qtbot):
    QGuiApplication.clipboard().clear()
    call(qtbot, desk, "a")
    answer(desk)
    assert QGuiApplication.clipboard().text() == ""
    assert planned.window().windowTitle() == ""


def test_the_bound_is_told_at_the_look_alone(planned, session, desk, qtbot):
    results = planned.desk.results
    for n in range(9):
        call(qtbot, desk, "2m")
        assert results.why.isVisible(), n
        assert not results.sentences.isVisible()
        assert not any("at least" in text for text in texts(results))
    call(qtbot, desk, "2m")
    assert results.status.text() == "Sample verified"
    assert any("at least 74 %" in text for text in texts(results))
    assert any(text.startswith("“The leak is real.”") for text in texts(results))
    results.sentences.copy_button.click()
    assert "10 of 10 people reached" in QGuiApplication.clipboard().text()
    assert planned.desk.turns.line is None
    assert "fixed beforehand are reached" in planned.desk.card.hint.text()
    assert not planned.desk.keys.line.isVisible()


def test_what_the_calls_came_to_is_weighed_with_the_verdict(planned, session, desk, qtbot):
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    call(qtbot, desk, "2m")
    qtbot.waitUntil(lambda: desk.weighed[-1].outside.people is not None)
    people = desk.weighed[-1].outside.people
    assert (people.confirmed, people.answered, people.at_look) == (1, 1, False)
    assert session.call_book.take_back() is not None
    qtbot.waitUntil(lambda: desk.weighed[-1].outside == Outside())


def test_each_act_is_told_with_its_details_and_no_cell(planned, session, desk, qtbot):
    acts = []
    session.call_book.kept.connect(acts.append)
    row = session.call_book.next_line.row
    call(qtbot, desk, "2m")
    (act,) = acts
    assert (act.what, act.who) == ("called", "AB")
    assert act.details == {"row": row, "outcome": "match", "attempt": 1, "fields": 2}
    assert act.when == "2026-11-22T09:00:05Z" or act.when.startswith("2026-11-22T09:00:")


def test_chance_chooses_where_something_wrong_is_asked(planned, session, desk, qtbot):
    keys = planned.desk.keys
    (foil, *_others) = session.call_book.foil_rows
    plain = next(line.row for line in session.call_book.lines if line.row != foil)
    planned.desk.turns.choose(plain)
    press(qtbot, " ")
    answer(desk)
    assert not keys.foils.isVisible()
    planned.desk.turns.choose(foil)
    press(qtbot, " ")
    answer(desk)
    assert keys.foils.isVisible()
    assert "that is wrong" in keys.foil.text()
    press(qtbot, "+2m")
    assert calls(session)[0].foil is Foil.ASKED_ACCEPTED


def test_the_reserve_cannot_be_called_before_its_turn(pane, session, desk, qtbot):
    pane.nothing._press()
    plan(qtbot, pane, reserve=2)
    pane.desk.who.setText("AB")
    first, second = (one.row for one in session.call_book.plan.draw.reserve)
    for row, said in ((first, "may be called once"), (second, "may be called once")):
        pane.desk.turns.choose(row)
        press(qtbot, " ")
        assert said in pane.desk.card.hint.text()
    assert asked(desk) == []


def test_a_row_is_chosen_from_the_list_by_keyboard_and_called_once_more(
    planned, session, desk, qtbot
):
    call(qtbot, desk, "n")
    first = calls(session)[0].row
    table = planned.desk.rows.table
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, KEY.Key_Return)
    assert planned.desk.turns.line.row == first
    assert "attempt 2" in planned.desk.card.title.text()
    assert planned.desk.card.hint.text().endswith("by AB: No.")
    call(qtbot, desk, "2m")
    assert [one.outcome for one in calls(session)] == [Outcome.NO, Outcome.MATCH]
    assert session.call_book.sheet.latest()[first].outcome is Outcome.MATCH


def test_keys_work_while_the_list_has_the_focus(planned, session, desk, qtbot):
    press(qtbot, " ")
    answer(desk)
    planned.desk.rows.table.setFocus()
    press(qtbot, "r")
    assert calls(session)[0].outcome is Outcome.REFUSES


def test_a_file_that_is_read_in_another_way_cannot_be_called(planned, session, desk, qtbot):
    from tests.gui.stage import source

    desk.analyst.say(source(rows=1900))
    qtbot.waitUntil(lambda: session.heard.rows == 1900)
    press(qtbot, " ")
    assert asked(desk) == []
    assert "1,914 rows" in planned.desk.card.hint.text()


def test_ctrl_d_goes_to_the_desk_where_keys_work_at_once(
    planned_in_window, window, desk, session, qtbot
):
    planned = planned_in_window
    window.go(VERDICT)
    next(c for c in window.commands if c is not None and c.keys == "Ctrl+D").run()
    assert QApplication.focusWidget() is planned.desk.card
    call(qtbot, desk, "r")
    assert len(calls(session)) == 1


def test_every_control_has_a_name(planned, desk, qtbot):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView

    press(qtbot, " ")
    answer(desk)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    for kind in kinds:
        for widget in planned.findChildren(kind):
            if not widget.objectName().startswith("qt_") and type(widget) is not QAbstractButton:
                assert widget.accessibleName() or widget.text(), widget.objectName()


def test_what_else_is_known_is_undone_without_the_calls(planned, session, desk, qtbot):
    fact = Outside(facts=(OutsideFact("a company register lists it", Fits.AGREES),))
    session.choices.set_outside(fact)
    call(qtbot, desk, "2m")
    session.choices.undo_stack.undo()
    assert session.outside.facts == ()
    assert session.outside.people.confirmed == 1
    session.choices.undo_stack.redo()
    assert session.outside.facts == fact.facts
    planned.desk.turns.take_back()
    assert session.outside == fact


def test_nothing_is_cut_off_at_twice_the_size_in_the_smallest_window(
    planned_in_window, session, desk, window, dressed, qtbot
):
    window.resize(1024, 600)
    dressed.apply(scale=2.0)
    try:
        press(qtbot, " ")
        cells = cells_of(1)
        answer(desk, (*cells[:2], "Donaudampfschifffahrtselektrizitätenhauptwerk" * 2, *cells[3:]))
        for page in (planned_in_window.desk.page, planned_in_window.plan):
            room = page._full.viewport().width()
            assert page._inner.minimumSizeHint().width() <= room
    finally:
        dressed.apply(scale=1.0)
