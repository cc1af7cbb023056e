"""A plan is fixed once: what cannot be planned is refused, and what was changed afterwards is no longer that plan."""

import dataclasses

import pytest

from leakverify.case import call_draw, call_plan
from leakverify.case.call_draw import digest_of
from leakverify.model.calling import DrawnRow, DrawOrder
from leakverify.model.errors import UsageProblem
from tests.call_sheets import FILES, FIXED, not_drawn, plan_of, reserve_of, rows_of


def fixed(**changes):
    order = DrawOrder(10, "seed", 4)
    made = call_draw.draw(order, *call_draw.undivided(200))
    return call_plan.fix(made, order, FILES, **{"fixed": FIXED, **changes})


def test_without_looks_the_bound_is_read_after_as_many_answers_as_were_drawn():
    assert plan_of(10).looks == (10,)
    assert plan_of(30, looks=(10, 17, 22)).looks == (10, 17, 22)


@pytest.mark.parametrize("looks", [(10, 10), (12, 10), (1, 2, 3, 4), (0, 5), (15,), (-1,)])
def test_looks_must_rise_be_few_and_be_reachable(looks):
    with pytest.raises(UsageProblem, match="BAD_LOOKS") as told:
        fixed(looks=looks)
    assert told.value.place == {"rows": 14}


def test_the_last_look_may_take_the_whole_reserve():
    assert fixed(looks=(14,)).looks == (14,)


def test_a_row_that_carries_the_story_is_not_drawn_too():
    plan = plan_of()
    for row in (rows_of(plan)[0], reserve_of(plan)[-1]):
        with pytest.raises(UsageProblem, match="STORY_ROW_DRAWN") as told:
            fixed(story=[row])
        assert told.value.place == {"row": row}
    with pytest.raises(UsageProblem, match="ROW_NOT_THERE"):
        fixed(story=[201])
    others = not_drawn(plan, 3)
    assert fixed(story=[*reversed(others), others[0]]).story == tuple(others)


@pytest.mark.parametrize(
    "changes",
    [
        {"fixed": "2026-02-30T09:00:00Z"},
        {"fixed": "yesterday"},
        {"case": "a\nb"},
        {"case": "x" * 301},
        {"by": "postcode"},
    ],
)
def test_what_no_sheet_could_hold_is_refused_when_it_is_planned(changes):
    with pytest.raises(UsageProblem, match="BAD_CALL_PLAN"):
        fixed(**changes)


def test_files_must_be_named_by_their_hash():
    order = DrawOrder(1, "seed")
    made = call_draw.draw(order, *call_draw.undivided(5))
    for files in ((), ("list.csv",)):
        with pytest.raises(UsageProblem, match="BAD_CALL_PLAN"):
            call_plan.fix(made, order, files, fixed=FIXED)


def test_every_change_of_a_plan_changes_its_hash():
    plan = plan_of(30, 5, looks=(10, 17), story=not_drawn(plan_of(30, 5), 2))
    draw = plan.draw
    changed = [
        dataclasses.replace(plan, case="8"),
        dataclasses.replace(plan, files=("cd" * 32,)),
        dataclasses.replace(plan, fixed="2026-03-01T09:00:01Z"),
        dataclasses.replace(plan, looks=(10, 18)),
        dataclasses.replace(plan, looks=(10,)),
        dataclasses.replace(plan, story=plan.story[:1]),
        dataclasses.replace(plan, by="position"),
        dataclasses.replace(plan, draw=dataclasses.replace(draw, seed="other")),
        dataclasses.replace(plan, draw=dataclasses.replace(draw, drawn=draw.drawn[:-1])),
        dataclasses.replace(plan, draw=dataclasses.replace(draw, reserve=())),
    ]
    hashes = {call_plan.hash_of(one) for one in (plan, *changed)}
    assert len(hashes) == 1 + len(changed)


def test_a_plan_reads_back_as_it_was_written():
    plan = plan_of(12, 3, looks=(5, 9), excluded=(((range(3, 4), range(10, 13)), "minors"),))
    assert plan.excluded[0].rows == "3,10-12"
    assert plan.excluded[0].count == 4
    assert call_plan.from_dict(call_plan.as_dict(plan)) == plan


def test_rows_that_this_seed_did_not_draw_are_found():
    plan = plan_of()
    found = call_plan.as_dict(plan)
    rows = found["draw"]["drawn"]
    rows[0]["row"], rows[1]["row"] = rows[1]["row"], rows[0]["row"]
    with pytest.raises(ValueError):
        call_plan.from_dict(found)
    chosen = max(range(1, 201), key=lambda row: digest_of("seed", row))
    found = call_plan.as_dict(plan)
    found["draw"]["drawn"][0]["row"] = chosen
    with pytest.raises(ValueError):
        call_plan.from_dict(found)


def test_counts_of_strata_are_those_of_the_lists():
    found = call_plan.as_dict(plan_of())
    found["draw"]["strata"][0]["drawn"] -= 1
    with pytest.raises(ValueError):
        call_plan.from_dict(found)


def test_one_in_ten_gets_a_wrong_question_and_the_seed_says_which():
    plan = plan_of(25, 10, rows=1000)
    foils = call_plan.foil_rows(plan)
    listed = rows_of(plan) + reserve_of(plan)
    assert [listed.index(row) // 10 for row in foils] == [0, 1, 2, 3]
    assert foils == call_plan.foil_rows(plan)
    others = {call_plan.foil_rows(plan_of(25, 10, rows=1000, seed=str(n))) for n in range(5)}
    assert len(others) == 5
    places = {listed.index(row) % 10 for row in foils}
    assert len(places) > 1


def test_a_short_rest_gets_no_wrong_question_but_a_short_plan_does():
    assert len(call_plan.foil_rows(plan_of(3, 0))) == 1
    assert len(call_plan.foil_rows(plan_of(14, 0))) == 1
    assert len(call_plan.foil_rows(plan_of(15, 0))) == 2


def test_more_rows_than_anybody_calls_are_refused():
    order = DrawOrder(call_plan.MOST_ROWS + 1, "seed")
    rows = tuple(DrawnRow(n, n, "all") for n in range(1, call_plan.MOST_ROWS + 2))
    made = call_draw.draw(DrawOrder(1, "seed"), *call_draw.undivided(20_000))
    made = dataclasses.replace(made, drawn=rows)
    with pytest.raises(UsageProblem, match="TOO_MANY_CALLS"):
        call_plan.fix(made, order, FILES, fixed=FIXED)
