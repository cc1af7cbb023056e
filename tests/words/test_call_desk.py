"""The call desk says where the calls stand and what they measured, and before a look nothing of how they went."""

import dataclasses

import pytest

from leakverify.model.call_desk import KEYS, CallSheet, Outcome, PeopleAsked
from leakverify.model.call_script import Ask
from leakverify.model.call_standing import standing
from leakverify.scoring.people import share_of
from leakverify.words import call_desk
from tests.call_sheets import called, plan_of, reserve_of, rows_of

NONE = PeopleAsked(10, 0, 0)


def test_every_outcome_has_a_key_a_name_and_a_meaning():
    assert set(KEYS.values()) == set(Outcome)
    assert len({call_desk.outcome_name(one) for one in Outcome}) == len(Outcome)
    for one in Outcome:
        assert call_desk.outcome_meaning(one).endswith(".")
        assert call_desk.outcome_name(one) in call_desk.key_line()
    assert {call_desk.ask_name(ask) for ask in Ask} == {"Town", "Month", "Amount"}


def test_a_plan_tells_its_looks_its_story_and_its_wrong_questions():
    once = call_desk.plan_lines([10], 0, 1)
    assert "read once, after 10 answers" in once[0]
    assert len(once) == 2
    more = call_desk.plan_lines([10, 17, 22], 2, 3)
    assert "10, 17, 22 answers" in more[0]
    assert "2 rows carry the story" in more[1]
    assert "In 3 calls" in more[2]
    assert "1 row carries the story: it is" in call_desk.plan_lines([10], 1, 1)[1]


def test_where_calls_stand_tells_nothing_of_how_they_went():
    plan = plan_of(4, 1, looks=(2, 3))
    lines = {
        call_desk.standing_line(standing(called(plan, [first, second])))
        for first in (Outcome.MATCH, Outcome.NO)
        for second in (Outcome.DENIES, Outcome.WRONG_PERSON)
    }
    assert lines == {"2 answers so far; 1 more to the next announced look. 2 rows to call now."}
    start = call_desk.standing_line(standing(CallSheet(plan)))
    assert start == "0 answers so far; 2 more to the next announced look. 4 rows to call now."
    full = call_desk.standing_line(standing(called(plan, [Outcome.MATCH] * 3)))
    assert full == "3 answers so far: the planned number is reached."
    silent = called(plan, [Outcome.REFUSES] * 5, rows=rows_of(plan) + reserve_of(plan))
    assert "Everybody who may be called was called." in call_desk.standing_line(standing(silent))


@pytest.mark.parametrize(
    ("accepted", "asked", "part"),
    [(0, 0, "was not measured"), (0, 4, "0 of 4 trials (0"), (2, 4, "may be politeness")],
)
def test_how_readily_people_said_yes(accepted, asked, part):
    assert part in call_desk.yes_saying_line(share_of(accepted, asked))


def test_silence_and_dead_numbers_are_told_where_there_are_any():
    assert call_desk.silence_line(dataclasses.replace(NONE, answered=8, dead=2)) == ""
    said = call_desk.silence_line(dataclasses.replace(NONE, answered=7, dead=2))
    assert said.startswith("1 of 10 drawn gave no answer.")
    assert call_desk.dead_line(share_of(0, 10)) == call_desk.dead_line(None) == ""
    assert call_desk.dead_line(share_of(1, 10)).startswith(
        "1 of 10 numbers called does not exist ("
    )
    assert call_desk.dead_line(share_of(3, 10)).startswith("3 of 10 numbers called do not exist (")


def test_what_does_not_count_is_told_and_nothing_else():
    assert call_desk.not_counted_lines(NONE) == []
    people = PeopleAsked(
        10, 1, 9, too_few_fields=1, doubted=2, changed=1, story_called=3, story_confirmed=2
    )
    few, doubted, changed, story = call_desk.not_counted_lines(people)
    assert few.startswith("1 match does not count: fewer than 2 fields")
    assert doubted.startswith("2 matches do not count")
    assert changed.startswith("At 1 row an answer was changed")
    assert "2 of 3 called" in story


def test_what_a_sheet_does_not_allow_is_told():
    assert call_desk.reserve_early_line(0) == ""
    assert call_desk.reserve_early_line(1).startswith("1 row of the reserve was")
    assert call_desk.reserve_early_line(2).startswith("2 rows of the reserve were")
    said = call_desk.conflict_line(1200, (Outcome.MATCH, Outcome.NO))
    assert said.startswith("Row 1,200: two calls")
    assert "(Match, No)" in said
