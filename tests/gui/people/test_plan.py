"""The planner: a plan by keyboard alone, the one of the recipe; nothing of a row is shown."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from leakverify.gui.people import excluding
from leakverify.gui.steps import PEOPLE
from leakverify.model.messages import AskStrata, Strata
from tests.gui.people.hands import ROWS, asked, plan, texts
from tests.gui.stage import COLUMNS

SEED = ("8df500ea" * 2) + ":2026-14"
KEY = Qt.Key


@pytest.fixture
def page(pane):
    pane.nothing._press()
    return pane.plan


def by_keys(qtbot, *typed):
    """Type into the field with the focus, Tab between."""
    for text in typed:
        widget = QApplication.focusWidget()
        qtbot.keyClick(widget, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            qtbot.keyClicks(widget, text)
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


def test_without_a_file_the_pane_says_why_people_decide_and_opens_one(window):
    window.go(PEOPLE)
    asked_for = []
    window.choose_files = lambda _parent: asked_for.append(1) or []
    assert any("what speaks against it" in text for text in texts(window.people))
    window.people.nothing._press()
    assert asked_for == [1]


def test_without_numbers_and_addresses_the_columns_are_asked_for(pane, session, qtbot):
    from leakverify.model.terms import Role

    session.overrule("phone", Role.UNKNOWN)
    session.overrule("e-mail", Role.UNKNOWN)
    pane.refresh()
    assert any("nobody can be called" in text for text in texts(pane))
    with qtbot.waitSignal(pane.columns_wanted):
        pane.nothing._press()


def test_enter_in_a_line_of_the_form_leads_to_its_end_and_fixes_nothing(page, session, qtbot):
    form = page.form
    for line in (form.answers, form.calls, form.reserve, form.story, form.case):
        line.setFocus()
        qtbot.keyClick(line, KEY.Key_Return)
        assert QApplication.focusWidget() is page.fix_button
    assert session.call_book.plan is None


def test_a_plan_by_keyboard_is_the_one_of_the_recipe(page, session, qtbot):
    assert QApplication.focusWidget() is page.form.looks
    assert "could foresee this draw" in page.state.text()
    qtbot.keyClick(page.form.looks, KEY.Key_Tab)
    by_keys(qtbot, "10", "12", "2", "", "12, 40-41: children", "7", "2026-14")
    assert page.form.seed.text() == SEED
    assert page.state.text() == ""
    page.fix_button.setFocus()
    with qtbot.waitSignal(page.fixed, timeout=10_000):
        qtbot.keyClick(page.fix_button, KEY.Key_Space)
    made = session.call_book.plan
    left = set(range(1, ROWS + 1)) - {7, 12, 40, 41}
    digests = {hashlib.sha256(f"{SEED}\n{n}".encode()).digest(): n for n in left}
    expected = [digests[digest] for digest in sorted(digests)[:14]]
    assert [one.row for one in made.draw.drawn + made.draw.reserve] == expected
    assert (made.looks, made.story, made.case) == ((10,), (7,), "2026-14")
    assert next((one.rows, one.reason) for one in made.excluded) == ("12,40-41", "children")
    assert made.files == ("8df500ea" * 8,)
    assert made.fixed.startswith("2026-11-22T09:00:")


def test_three_announced_looks_are_those_of_the_ladder(page, session, qtbot):
    page.form.looks.setCurrentIndex(1)
    assert not page.form.answers.isEnabled()
    page.form.calls.set_value(20)
    assert not page.fix_button.isEnabled()
    assert page.state.text().startswith("22 answers take at least")
    page.form.calls.set_value(60)
    with qtbot.waitSignal(page.fixed, timeout=10_000):
        page.fix()
    assert session.call_book.plan.looks == (10, 17, 22)


@pytest.mark.parametrize(
    ("calls", "reserve", "answers", "said"),
    [
        (ROWS, 1, 10, "The file has 1,914 rows: ask for fewer."),
        (0, 0, 1, "Plan at least one call and one answer."),
        (10, 0, 0, "Plan at least one call and one answer."),
        (9, 0, 10, "10 answers take at least as many rows to call, and more where some do not"),
    ],
)
def test_counts_that_do_not_go_together_cannot_be_planned(page, calls, reserve, answers, said):
    page.form.calls.set_value(calls)
    page.form.reserve.set_value(reserve)
    page.form.answers.set_value(answers)
    assert not page.fix_button.isEnabled()
    assert page.state.text().startswith(said)


def test_rows_that_cannot_be_read_are_told_by_their_line(page):
    page.form.excluded.setPlainText("12: children\n13 children")
    assert page.state.text().startswith("Line 2 of the rows left out")
    assert not page.fix_button.isEnabled()
    page.form.excluded.setPlainText("12: children")
    page.form.story.setText("7-")
    assert "carry the story cannot be read" in page.state.text()


def test_a_row_that_is_not_there_is_told_and_nothing_is_fixed(page, session, qtbot):
    page.form.excluded.setPlainText("5000: moved abroad")
    page.fix()
    qtbot.waitUntil(lambda: "Row 5,000 cannot be excluded" in page.state.text())
    assert session.call_book.sheet is None
    assert page.fix_button.isEnabled()


def test_strata_come_from_the_analyst_as_letters(page, session, desk, qtbot):
    named = [page.form.by.itemText(n) for n in range(page.form.by.count())]
    assert len(named) == 2 + 3  # e-mail, telephone, town
    page.form.by.setCurrentIndex(
        next(n for n, name in enumerate(named) if name.startswith("ville"))
    )
    page.form.calls.set_value(10)
    page.fix()
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskStrata)))
    ask = desk.analyst.asked(AskStrata)[-1]
    assert (ask.column, ask.role) == (6, "city")
    with qtbot.waitSignal(page.fixed, timeout=10_000):
        letters = "A" * 1500 + "B" * (ROWS - 1500)
        desk.analyst.say(Strata(ask.token, ("group 1", "other"), letters))
    drawn = session.call_book.plan.draw.drawn
    assert [one.stratum for one in drawn].count("group 1") == 8


def test_parts_of_other_rows_are_refused(page, session, desk, qtbot):
    page.form.by.setCurrentIndex(2)
    page.fix()
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskStrata)))
    desk.analyst.say(Strata(desk.analyst.asked(AskStrata)[-1].token, ("other",), "A"))
    qtbot.waitUntil(page.fix_button.isEnabled)
    assert session.call_book.sheet is None


def test_a_draw_for_a_sample_that_was_closed_meanwhile_fixes_nothing(
    page, session, desk, sample, qtbot
):
    page.form.by.setCurrentIndex(2)
    page.fix()
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskStrata)))
    session.open_files([sample])
    qtbot.waitUntil(lambda: not page._is_drawing)
    assert session.call_book.sheet is None


def test_planning_asks_for_no_row_and_shows_no_cell(page, desk):
    assert asked(desk) == []
    shown = " ".join(texts(page))
    for _name, _role, _sure, cells in COLUMNS:
        for cell in cells:
            assert len(cell) < 4 or cell not in shown


def test_the_planner_answers_for_the_looks_that_are_chosen(page):
    at_once = [label.text() for label in page.answer._texts]
    assert at_once[0] == "For “at least 70 % are right”"
    assert at_once[1].startswith("With 0 wrong: 9 answers: 63 calls if 20")
    page.form.looks.setCurrentIndex(1)
    assert page.answer._texts[1].text().startswith("With 0 wrong: 12 answers")
    page.answer.planted.set_value(20)
    assert "20 planted rows" in page.answer.meets.text()


def test_a_fixed_plan_can_be_thrown_away_only_before_the_first_call(planned, session, qtbot):
    acts = []
    session.call_book.kept.connect(acts.append)
    card = planned.desk.plan
    assert any("The bound is read once, after 10 answers" in text for text in texts(card))
    card.discard_button.click()
    assert session.call_book.sheet is not None
    card.discard_button.click()
    assert session.call_book.sheet is None
    assert [set(act.details) for act in acts] == [{"discarded"}]
    assert planned.currentWidget() is planned.nothing


def test_another_sample_forgets_the_plan(planned, session, sample):
    session.open_files([sample])
    assert session.call_book.sheet is None
    assert planned.currentWidget() is planned.nothing


def test_rows_say_what_reading_first_does_until_a_plan_is_fixed(in_window, qtbot):
    window, pane = in_window, in_window.people
    assert not window.rows.before_calls.isHidden()
    pane.nothing._press()
    plan(qtbot, pane)
    assert window.rows.before_calls.isHidden()


@pytest.mark.parametrize(
    "text", ["12", "12:", ": why", "0: why", "a: why", "1-: x", "1: a\x00b", f"1:{'x' * 301}"]
)
def test_a_line_without_rows_or_reason_is_refused(text):
    with pytest.raises(excluding.BadLineError):
        excluding.excluded(text)


def test_spans_that_nobody_could_call_are_refused_before_they_are_counted_out():
    with pytest.raises(ValueError, match="rows"):
        excluding.story("1-999999999999")


@pytest.mark.parametrize("code", ["fr", "fa"])
def test_a_plan_with_rows_of_the_story_is_fixed_in_every_language(window, pane, qtbot, code):
    """The reason that they are left out for has a wide space in French, and a joiner in Persian."""
    window.tongue.choose(code)
    try:
        now = window.people
        now.nothing._press()
        now.plan.form.story.setText("7, 9-10")
        now.plan.form.excluded.setPlainText("12: enfants\u202f: non\n13: قرعه\u200cکشی")
        plan(qtbot, now)
        assert window._session.call_book.sheet is not None
    finally:
        window.tongue.choose("en")


def test_a_reason_that_cannot_be_seen_is_refused():
    with pytest.raises(excluding.BadLineError):
        excluding.excluded("12: a\u202eb")
