"""What is known from outside, in the claim pane: marked, added, changed, removed, undone; nothing is read again."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from leakverify.gui.claim.entry_sheet import EntrySheet
from leakverify.gui.claim.outside_card import OutsideCard
from leakverify.gui.claim.outside_form import answer_form, fact_form, form_of, read, texts_of
from leakverify.model.messages import Open, Run
from leakverify.model.outside import Admiralty, Fits, OutsideFact, Party, Response, Stance
from tests.gui.stage import play_run, play_to_columns

ANSWER = Response(
    Party.ORGANISATION,
    "Example Weekly",
    Stance.DENIES,
    dt.date(2026, 1, 2),
    dt.date(2026, 1, 3),
    "<b>No.</b>\nNothing more.",
)
WHO = "The organisation (Example Weekly)"
FACT = OutsideFact("readers in print", Fits.AGREES, "page 7", dt.date(2025, 3, 1))


@pytest.fixture
def card(session, dressed, qtbot):
    made = OutsideCard(session)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(entry):
    """Stands for a sheet in which this was written."""
    return lambda _parent, _form, _texts, keep: keep(entry)


@pytest.mark.parametrize("entry", [ANSWER, FACT, Response(Party.OTHER, "", Stance.NO_ANSWER)])
def test_an_entry_goes_through_its_form_and_back(entry):
    assert read(form_of(entry), texts_of(entry)) == (entry, {})


@pytest.mark.parametrize(
    ("form", "texts", "wrong"),
    [
        (answer_form(), {"party": "other", "stance": "denies", "asked": "soon"}, "asked"),
        (answer_form(), {"party": "other", "stance": "denies", "answered": "3.1.26"}, "answered"),
        (answer_form(), {"party": "other", "stance": "denies", "name": "x" * 400}, "name"),
        (fact_form(), {"fits": "agrees", "source": "page 7"}, "what"),
        (fact_form(), {"what": "x", "fits": "agrees", "on": "2026-13-01"}, "on"),
    ],
)
def test_a_field_that_cannot_be_followed_is_named(form, texts, wrong):
    entry, problems = read(form, texts)
    assert entry is None
    assert list(problems) == [wrong]


def test_entries_are_added_changed_removed_and_each_step_undone(card, session):
    card.ask = kept(ANSWER)
    card.add_answer_button.click()
    card.ask = kept(FACT)
    card.add_fact_button.click()
    assert (session.outside.responses, session.outside.facts) == ((ANSWER,), (FACT,))
    assert [card.list.item(n).text() for n in range(2)] == [
        f"{WHO} denies (asked on 2026-01-02, answered on 2026-01-03). A denial is no disproof.",
        "readers in print (page 7, 2025-03-01): agrees with the claim.",
    ]
    card.list.setCurrentRow(1)
    other = OutsideFact("readers in print", Fits.DISAGREES, "page 8")
    card.ask = kept(other)
    card.edit_button.click()
    assert session.outside.facts == (other,)
    card.list.setCurrentRow(0)
    card.remove_button.click()
    assert session.outside.responses == ()
    stack = session.choices.undo_stack
    stack.undo()
    assert session.outside.responses == (ANSWER,)
    stack.undo()
    assert session.outside.facts == (FACT,)
    stack.undo()
    stack.undo()
    assert card.list.count() == 0
    assert not card.list.isVisible()


def test_changing_and_removing_wait_for_a_choice(card):
    assert not card.edit_button.isEnabled()
    assert not card.remove_button.isEnabled()
    card.ask = kept(FACT)
    card.add_fact()
    card.list.setCurrentRow(0)
    assert card.edit_button.isEnabled()
    assert card.remove_button.isEnabled()


def test_the_mark_needs_both_its_parts_and_can_be_taken_back(card, session):
    def choose(box, value):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())

    choose(card.reliability, "B")
    assert session.outside.admiralty is None
    assert not card.reason.isEnabled()
    choose(card.credibility, 2)
    assert session.outside.admiralty == Admiralty("B", 2)
    card.reason.setText("Right twice before")
    card.reason.editingFinished.emit()
    assert session.outside.admiralty == Admiralty("B", 2, "Right twice before")
    choose(card.credibility, None)
    assert session.outside.admiralty is None
    session.choices.undo_stack.undo()
    assert card.reason.text() == "Right twice before"
    assert card.reliability.currentData() == "B"


def test_a_sheet_stays_open_until_it_can_be_followed(qtbot, dressed):
    sheet = EntrySheet(None, answer_form(), {})
    qtbot.addWidget(sheet)
    sheet.show()
    heard = []
    sheet.kept.connect(heard.append)
    sheet.field("asked").setText("tomorrow")
    sheet.keep_button.click()
    assert heard == []
    assert sheet.isVisible()
    assert "2023-01-31" in sheet.field("asked").accessibleDescription()
    sheet.field("asked").setText("2026-01-02")
    sheet.field("words").setPlainText("No.")
    sheet.keep_button.click()
    assert heard[0].asked == dt.date(2026, 1, 2)
    assert heard[0].words == "No."
    assert not sheet.isVisible()


def test_every_field_can_be_reached_by_keyboard_and_has_a_name(card, qtbot):
    sheet = EntrySheet(card, fact_form(), {})
    for widget in (
        card.reliability,
        card.credibility,
        card.reason,
        card.list,
        card.add_fact_button,
    ):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for line in fact_form().lines:
        assert sheet.field(line.key).accessibleName() == line.caption
        assert sheet.field(line.key).focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_is_known_is_weighed_anew_and_nothing_is_read_or_checked_again(
    desk, session, sample, qtbot, card
):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(Run)))
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    asked = (len(desk.analyst.asked(Open)), len(desk.analyst.asked(Run)))
    weighed = len(desk.weighed)
    card.ask = kept(FACT)
    card.add_fact()
    qtbot.waitUntil(lambda: len(desk.weighed) > weighed)
    assert (len(desk.analyst.asked(Open)), len(desk.analyst.asked(Run))) == asked
