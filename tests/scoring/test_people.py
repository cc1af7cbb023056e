"""Calls become counts by the rules that were fixed, and a bound is read only where one was announced."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import call_plan, call_sheet
from leakverify.model.call_desk import CallSheet, Foil, Outcome, PeopleAsked
from leakverify.model.calling import Sentence
from leakverify.model.terms import Status
from leakverify.scoring import people
from leakverify.scoring.people import asked_of
from tests.call_sheets import call, called, moment, not_drawn, plan_of, reserve_of, rows_of

MATCH, NO, SILENT, DEAD = Outcome.MATCH, Outcome.NO, Outcome.UNREACHABLE, Outcome.NO_NUMBER


def test_ten_of_ten_at_the_end_read_as_the_closed_form():
    plan = plan_of(10, 0, rows=100_000)
    asked = asked_of(called(plan, [MATCH] * 10))
    assert (asked.confirmed, asked.answered, asked.drawn, asked.at_look) == (10, 10, 10, True)
    found = people.bound_of(asked)
    assert found.per_cent == 74
    assert found.lower == pytest.approx(0.05**0.1, abs=1e-4)
    said = people.sayable_of(asked, found)
    assert said.status is Status.SAMPLE_VERIFIED
    assert Sentence.LADDER in said.may


def test_every_outcome_is_counted_as_what_it_is():
    plan = plan_of(12, 0)
    asked = asked_of(called(plan, [*Outcome, MATCH, MATCH]))
    counts = {
        "confirmed": 3,
        "answered": 7,
        "partly": 1,
        "no": 1,
        "denied": 1,
        "wrong_person": 1,
        "refused": 1,
        "unreachable": 1,
        "dead": 1,
    }
    assert {key: getattr(asked, key) for key in counts} == counts
    assert (asked.asked, asked.called, asked.drawn) == (8, 10, 12)


def test_a_match_on_one_field_or_beside_an_accepted_wrong_fact_is_a_miss():
    plan = plan_of(10, 0)
    foil = call_plan.foil_rows(plan)[0]
    sheet = CallSheet(plan)
    for n, row in enumerate(rows_of(plan), 1):
        wrong = Foil.ASKED_ACCEPTED if row == foil else None
        few = n in {1, 2} and row != foil
        sheet = call_sheet.record(sheet, call(row, at=n, fields=1 if few else 2, foil=wrong))
    asked = asked_of(sheet)
    few = 2 - (foil in rows_of(plan)[:2])
    assert (asked.answered, asked.confirmed) == (10, 9 - few)
    assert (asked.too_few_fields, asked.doubted) == (few, 1)
    assert (asked.foils, asked.foils_accepted) == (1, 1)


def test_rows_that_carry_the_story_are_told_and_never_counted():
    story = not_drawn(plan_of(2, 0), 3)
    plan = plan_of(2, 0, story=story)
    sheet = called(plan, [MATCH, MATCH, NO], rows=story)
    asked = asked_of(sheet)
    assert (asked.answered, asked.confirmed, asked.drawn) == (0, 0, 2)
    assert (asked.story_called, asked.story_confirmed, asked.story_denied) == (3, 2, 1)
    assert asked.strata == plan.draw.strata
    assert not asked.at_look
    assert (asked.first, asked.last) == ("", "")


def test_a_bound_is_read_exactly_at_the_announced_looks():
    plan = plan_of(30, 0, rows=50_000, looks=(3, 5, 8))
    sheet, seen = CallSheet(plan), []
    for n, row in enumerate(rows_of(plan)[:8], 1):
        sheet = call_sheet.record(sheet, call(row, at=n))
        asked = asked_of(sheet)
        seen.append((asked.at_look, people.to_next_look(asked)))
        assert (people.bound_of(asked) is not None) == asked.at_look
    looks = [n for n, (at, _missing) in enumerate(seen, 1) if at]
    assert looks == [3, 5, 8]
    assert [missing for _at, missing in seen] == [2, 1, 2, 1, 3, 2, 1, None]
    assert people.bound_of(asked).looks == 3
    assert people.bound_of(asked).level == pytest.approx(1 - 0.05 / 3)


def test_numbers_that_do_not_exist_count_towards_a_look_and_as_misses():
    plan = plan_of(10, 0, rows=9_999, looks=(3,))
    asked = asked_of(called(plan, [MATCH, DEAD, MATCH]))
    assert asked.at_look
    found = people.bound_of(asked)
    assert (found.confirmed, found.asked, found.dead) == (2, 3, 1)


def test_where_all_were_called_the_bound_is_read_though_answers_are_missing():
    plan = plan_of(4, 2, looks=(4,))
    rows = rows_of(plan) + reserve_of(plan)
    before = asked_of(called(plan, [MATCH, MATCH, SILENT, SILENT, MATCH], rows=rows))
    assert (before.at_look, before.drawn) == (False, 5)
    after = asked_of(called(plan, [MATCH, MATCH, SILENT, SILENT, MATCH, SILENT], rows=rows))
    assert (after.at_look, after.drawn, after.answered) == (True, 6, 3)
    nobody = asked_of(called(plan_of(2, 0), [SILENT, SILENT]))
    assert not nobody.at_look
    assert people.bound_of(nobody) is None


def test_answers_beyond_a_look_that_nobody_saw_wait_for_the_next():
    plan = plan_of(10, 0, looks=(2, 5))
    one = called(plan, [MATCH] * 2)
    two = called(plan, [MATCH] * 2, rows=rows_of(plan)[2:])
    asked = asked_of(call_sheet.merge([one, two]))
    assert asked.answered == 4
    assert not asked.at_look
    assert people.to_next_look(asked) == 1


def test_one_callers_part_carries_no_bound():
    plan = plan_of(4, 0)
    first, _second = call_sheet.share(CallSheet(plan), ["AB", "CD"])
    for n, row in enumerate(first.mine, 1):
        first = call_sheet.record(first, call(row, at=n))
    asked = asked_of(first)
    assert (asked.drawn, asked.answered, asked.at_look) == (2, 2, False)


def test_the_bound_is_of_the_rows_that_could_be_drawn():
    plan = plan_of(5, 0, rows=31)
    sheet = called(plan, [MATCH] * 5)
    assert asked_of(sheet).rows == 31
    assert asked_of(sheet, 40).rows == 40
    assert asked_of(sheet, 3).rows == 31
    assert people.bound_of(asked_of(sheet)).lower95 == 18 / 31


def test_who_called_and_when():
    plan = plan_of(4, 0)
    sheet = call_sheet.merge(
        [
            CallSheet(plan, (call(rows_of(plan)[0], at=4, who="CD"),)),
            CallSheet(plan, (call(rows_of(plan)[1], at=2),)),
        ]
    )
    asked = asked_of(sheet)
    assert asked.callers == ("AB", "CD")
    assert (asked.first, asked.last, asked.seed) == (moment(2), moment(4), "seed")


def test_an_answer_that_was_changed_afterwards_is_told():
    plan = plan_of(4, 0)
    row, other, *_ = rows_of(plan)
    sheet = called(plan, [NO, SILENT])
    sheet = call_sheet.record(sheet, call(row, MATCH, 8))
    sheet = call_sheet.record(sheet, call(other, MATCH, 9))
    assert asked_of(sheet).changed == 1


def foiled(accepted):
    return PeopleAsked(20, 20, 22, foils=2, foils_accepted=accepted, looks=(22,), at_look=True)


def test_a_sample_is_not_verified_where_something_wrong_was_agreed_to():
    right = dataclasses.replace(foiled(0), drawn=22)
    wrong = dataclasses.replace(foiled(1), drawn=22)
    said = people.sayable_of(right, people.bound_of(right))
    assert said.status is Status.SAMPLE_VERIFIED
    said = people.sayable_of(wrong, people.bound_of(wrong))
    assert said.status is Status.PARTLY_CORROBORATED
    assert Sentence.LADDER not in said.may
    assert said.may_not[-1] is Sentence.VERIFIED_DESPITE_FOILS


def test_shares_have_exact_intervals():
    assert people.share_of(0, 0) is None
    none = people.share_of(0, 10)
    assert (none.low, none.high) == (0.0, pytest.approx(1 - 0.025**0.1))
    whole = people.share_of(10, 10)
    assert (whole.low, whole.high) == (pytest.approx(0.025**0.1), 1.0)
    some = people.share_of(3, 20)
    assert (some.low, some.high) == (
        pytest.approx(0.0321, abs=1e-4),
        pytest.approx(0.3789, abs=1e-4),
    )
    asked = asked_of(called(plan_of(10, 0), [DEAD, MATCH, SILENT]))
    assert (people.dead_numbers(asked).part, people.dead_numbers(asked).whole) == (1, 3)
    assert people.yes_saying(asked) is None


@given(st.lists(st.sampled_from(Outcome), max_size=14))
def test_counts_add_up_and_never_contradict_each_other(outcomes):
    plan = plan_of(14, 0, looks=(14,))
    asked = asked_of(called(plan, outcomes))
    assert asked.called == len(outcomes)
    others = asked.partly + asked.no + asked.denied + asked.wrong_person
    assert asked.answered == asked.confirmed + others
    assert asked.at_look == (len(outcomes) == 14 and asked.asked > 0)
    found = people.bound_of(asked)
    assert found is None or found.unreached == 14 - asked.asked


def test_the_ladder_counts_only_where_its_looks_were_announced():
    for looks, verified in (((10, 17, 22), True), ((10,), True), ((10, 12), False)):
        asked = PeopleAsked(30, 10, 10, looks=looks, at_look=True)
        said = people.sayable_of(asked, people.bound_of(asked))
        assert (Sentence.LADDER in said.may) == (looks != (10, 12))
        assert (said.status is Status.SAMPLE_VERIFIED) == verified
        assert (Sentence.VERIFIED_TOO_EARLY in said.may_not) != verified
        assert set(said.may).isdisjoint(said.may_not)
    asked = PeopleAsked(30, 22, 22, looks=(5, 22), at_look=True)
    said = people.sayable_of(asked, people.bound_of(asked))
    assert said.status is Status.SAMPLE_VERIFIED
