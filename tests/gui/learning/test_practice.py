"""Practice in the window: a list, five answers, points and what shows it, by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from leakverify.gui.learning.practice_window import PracticeWindow
from leakverify.gui.long_job import LongJob
from leakverify.model.errors import ChildDied
from leakverify.model.practice import Round
from leakverify.model.terms import Reading
from tests.gui import faults
from tests.gui.stage import finding

PLAYED = Round(
    7, "invented_list", "subscribers", (Reading.FABRICATED,), ("nom", "e-mail"),
    (("<b>Sol</b>", "ana@example.org"), ("Öz", "")), None, (finding(),),
)  # fmt: skip


@pytest.fixture
def played(session, qtbot):
    rounds = [PLAYED]
    seeds = []

    def practise(seed, _cancel):
        seeds.append(seed)
        if isinstance(rounds[-1], Exception):
            raise rounds[-1]
        return replace(rounds[-1], seed=seed)

    desk = replace(session.desk, practise=practise)
    made = PracticeWindow(None, LongJob(session.jobs, session), desk, seed=3)
    qtbot.addWidget(made)
    made.show()
    made.rounds, made.seeds = rounds, seeds
    made.play()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    return made


def test_the_list_is_shown_as_it_is_and_nothing_is_told_before_the_answer(played):
    assert played.model.index(0, 0).data() == "<b>Sol</b>"
    assert played.told.isHidden()
    assert "2 rows" in played.said.text()
    assert len(played.answers) == len(Reading)


def test_the_answers_keep_off_each_other_in_large_text(played, qtbot):
    font = played.font()
    font.setPixelSize(26)  # twice the usual
    played.setFont(font)
    qtbot.waitUntil(lambda: faults.overlapping(played) == [])


def test_an_answer_by_key_gives_points_and_says_what_shows_it(played, qtbot):
    button = played.answers[Reading.FABRICATED]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert "Right." in played.told.text()
    assert "plain generator" in played.told.text()
    assert "What shows it: " in played.shown.text()
    assert played.score.text() == "2 of 2 points in 1 round"
    played.answer(Reading.GENUINE)
    assert played.score.text() == "2 of 2 points in 1 round"
    QTest.keyClick(played.next_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: played.model.rowCount() == 2)
    played.answer(Reading.GENUINE)
    assert "Not this one." in played.told.text()
    assert played.score.text() == "2 of 4 points in 2 rounds"
    assert len(set(played.seeds)) == 2


def test_a_clean_list_says_that_single_checks_speak_up_too(played, qtbot):
    played.rounds.append(replace(PLAYED, made="", readings=(Reading.GENUINE,)))
    played.play()
    qtbot.waitUntil(lambda: played.model.rowCount() == 2)
    played.answer(Reading.GENUINE)
    assert "accuse nobody" in played.shown.text()


def test_a_round_that_fails_is_told_and_another_can_be_had(played, qtbot):
    played.rounds.append(ChildDied("CHILD_DIED"))
    played.play()
    qtbot.waitUntil(played.next_button.isEnabled)
    assert played.bar.isHidden()
    played.rounds.append(PLAYED)
    played.next_button.click()
    qtbot.waitUntil(lambda: played.model.rowCount() == 2)


def test_the_menu_leads_there(window, session, monkeypatch, qtbot):
    monkeypatch.setattr(PracticeWindow, "play", lambda self: None)
    next(c for c in window.commands if c and c.text.startswith("Practise")).run()
    assert [w for w in window.findChildren(PracticeWindow) if w.isVisible()]


@pytest.mark.parametrize("code", ["fr", "fa"])
def test_its_sentences_keep_their_islands_out_of_sight(window, session, qtbot, code):
    window.tongue.choose(code)
    try:
        desk = replace(session.desk, practise=lambda seed, _cancel: replace(PLAYED, seed=seed))
        made = PracticeWindow(None, LongJob(session.jobs, session), desk, seed=3)
        qtbot.addWidget(made)
        made.show()
        made.play()
        qtbot.waitUntil(lambda: made.model.rowCount() == 2)
        made.answer(Reading.FABRICATED)
        assert faults.escaped(made) == []
        made.said.setText("[U+2068]12[U+2069]")
        assert faults.escaped(made)
    finally:
        window.tongue.choose("en")
