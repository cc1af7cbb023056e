"""The weight of people asked: worked numbers, what it never exceeds, and how little it hangs on what is assumed."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.terms import Reading
from leakverify.scoring.people_weight import FEWEST, STEP, Assumed, log10_ratio, weight
from tests.scoring.outside_made import calls


@pytest.mark.parametrize(
    ("confirmed", "answered", "dead", "expected"),
    [
        (10, 10, 0, -1.0),
        (16, 17, 0, -1.0),
        (6, 10, 0, -1.0),
        (5, 10, 0, 0.0),
        (5, 5, 0, -1.0),
        (5, 5, 5, 0.0),
    ],
)
def test_confirmations_speak_against_invented(confirmed, answered, dead, expected):
    assert weight(calls(confirmed, answered, dead=dead)) == {Reading.FABRICATED: expected}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"denied": 10}, 1.0),
        ({"wrong_person": 4, "no": 6}, 1.0),
        ({"partly": 10}, 0.0),
        ({"too_few_fields": 10}, 0.0),
    ],
)
def test_only_who_contradicts_speaks_for_invented(more, expected):
    assert weight(calls(0, 10, **more)) == {Reading.FABRICATED: expected}


def test_dead_numbers_alone_accuse_nobody():
    assert weight(calls(0, 0, dead=30)) == {Reading.FABRICATED: 0.0}


@pytest.mark.parametrize(
    "people",
    [
        calls(10, 10, at_look=False),
        replace(calls(10, 10), looks=()),
        calls(FEWEST - 1, FEWEST - 1),
        calls(0, 0, looks=(10,)),
    ],
)
def test_nothing_is_read_before_an_announced_look_or_from_a_handful(people):
    assert weight(people) == {}


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 1_000))
def test_the_weight_is_bounded_and_comes_in_whole_steps(confirmed, missed, dead):
    found = weight(calls(confirmed, confirmed + missed, dead=dead, denied=missed))
    for value in found.values():
        assert -2 < value < 2
        assert value % STEP == 0


@given(st.integers(FEWEST, 60), st.data())
def test_more_confirmations_never_speak_for_invented(asked, data):
    confirmed = data.draw(st.integers(0, asked - 1))
    ratios = [log10_ratio(n, asked, Assumed()) for n in (confirmed, confirmed + 1)]
    peak = 0.1 * asked
    assert ratios[1] <= ratios[0] + 1e-9 or confirmed < peak


@pytest.mark.parametrize("name", ["unusual", "shy", "in_league"])
@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_what_is_assumed_moves_the_weight_by_one_step_at_most(name, factor):
    assert name in {field.name for field in fields(Assumed)}
    other = replace(Assumed(), **{name: getattr(Assumed(), name) * factor})
    for asked in (5, 7, 10, 17, 22, 30):
        for confirmed in range(asked + 1):
            people = calls(confirmed, asked, denied=asked - confirmed)
            usual, moved = weight(people), weight(people, other)
            assert abs(usual[Reading.FABRICATED] - moved[Reading.FABRICATED]) <= STEP
