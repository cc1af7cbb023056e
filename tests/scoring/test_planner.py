"""Calls and answers for a bound, against METHOD's tables and exact enumeration."""

import math

import pytest

from leakverify.scoring.bound import bound
from leakverify.scoring.planner import answers_needed, calls_needed, meets, plans


@pytest.mark.parametrize(
    ("answers", "calls"), [(10, (69, 45, 26)), (29, (177, 116, 68))], ids=["ten", "twenty-nine"]
)
def test_calls_for_answers_are_those_of_the_method(answers, calls):
    assert tuple(calls_needed(answers, rate) for rate in (0.2, 0.3, 0.5)) == calls


@pytest.mark.parametrize(("rows", "answers"), [(31, 16), (100, 23), (500, 28), (2_000, 29)])
def test_answers_for_nine_in_ten(rows, answers):
    assert answers_needed(0.9, rows=rows) == answers


@pytest.mark.parametrize("target", [0.5, 0.7, 0.9, 0.95])
@pytest.mark.parametrize("rows", [None, 31, 64, 200])
@pytest.mark.parametrize("misses", [0, 1, 3])
def test_answers_needed_are_the_fewest(target, rows, misses):
    most = rows or 400
    carries = [
        n
        for n in range(misses + 1, most + 1)
        if round(bound(n - misses, n, rows=rows).lower95, 12) >= target
    ]
    assert answers_needed(target, rows=rows, misses=misses) == (carries[0] if carries else None)
    assert not carries or carries == list(range(carries[0], most + 1))


def test_a_file_with_too_few_rows_says_so():
    assert answers_needed(0.9, rows=10, misses=2) is None
    assert calls_needed(16, 0.4, rows=31) is None
    (plan,) = plans(0.9, rows=31, responses=(0.4, 1.0))
    assert (plan.answers, plan.calls) == (16, (None, 16))


def test_chances_of_meeting_planted_rows():
    assert meets(20, drawn=30, rows=2_000) == pytest.approx(0.262, abs=0.001)
    assert meets(200, drawn=59, rows=200_000) == pytest.approx(0.057, abs=0.001)
    for rows in range(1, 12):
        for planted in range(rows + 1):
            for drawn in range(rows + 1):
                none = math.comb(rows - planted, drawn) / math.comb(rows, drawn)
                assert meets(planted, drawn=drawn, rows=rows) == pytest.approx(1 - none)


def test_planted_rows_are_told_for_answers_and_for_calls():
    (plan,) = plans(0.9, rows=2_000, responses=(0.4,), planted=20)
    assert plan.meets == pytest.approx(meets(20, drawn=29, rows=2_000))
    assert plan.meets_drawn == (pytest.approx(meets(20, drawn=plan.calls[0], rows=2_000)),)


@pytest.mark.parametrize(
    ("target", "more"),
    [
        (0.0, {}),
        (1.0, {}),
        (float("nan"), {}),
        (0.9, {"responses": (0.0,)}),
        (0.9, {"responses": (1.1,)}),
        (0.9, {"rows": 0}),
        (0.9, {"planted": 3}),
        (0.9, {"rows": 5, "planted": 6}),
    ],
)
def test_plans_out_of_range_are_refused(target, more):
    with pytest.raises(ValueError, match="plan"):
        plans(target, **more)
