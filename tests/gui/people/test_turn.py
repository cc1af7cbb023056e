"""Keys of one turn, without a window."""

import pytest

from leakverify.gui.call_book import Said
from leakverify.gui.people.turn import Turn
from leakverify.model.call_desk import KEYS, Foil, Outcome


def pressed(keys, **options):
    """What each key came to."""
    turn = Turn(7, **options)
    return [turn.press(key) for key in keys], turn


@pytest.mark.parametrize("key", [k for k, o in KEYS.items() if o not in {"match", "partly"}])
def test_one_key_notes_an_outcome_without_facts(key):
    assert pressed(key)[0] == [Said(KEYS[key])]
    assert pressed(key.upper())[0] == [Said(KEYS[key])]


@pytest.mark.parametrize("key", ["m", "p"])
def test_facts_are_pressed_before_or_after_a_match(key):
    assert pressed(f"3{key}")[0] == [None, Said(KEYS[key], 3)]
    assert pressed(f"{key}3")[0] == [None, Said(KEYS[key], 3)]
    assert pressed(f"0{key}")[0] == [None, Said(KEYS[key], 0)]


def test_a_later_digit_and_a_later_outcome_take_the_place_of_earlier_ones():
    assert pressed("24m")[0][-1] == Said(Outcome.MATCH, 4)
    assert pressed("mu")[0][-1] == Said(Outcome.UNREACHABLE)
    assert pressed("mp5")[0][-1] == Said(Outcome.PARTLY, 5)


def test_facts_and_wrong_facts_belong_to_a_talk_alone():
    said, _turn = pressed("3+u", with_foil=True)
    assert said[-1] == Said(Outcome.UNREACHABLE)
    said, _turn = pressed("+n", with_foil=True)
    assert said[-1] == Said(Outcome.NO, 0, Foil.ASKED_ACCEPTED)
    said, _turn = pressed("-2m", with_foil=True)
    assert said[-1] == Said(Outcome.MATCH, 2, Foil.ASKED_REJECTED)


def test_a_wrong_fact_is_noted_only_where_it_was_planned():
    said, turn = pressed("+2m")
    assert turn.foil is None
    assert said[-1] == Said(Outcome.MATCH, 2)


@pytest.mark.parametrize("key", ["", "q", "é", "٣", "12", "\x1b", "²"])
def test_other_keys_mean_nothing(key):
    turn = Turn(7, with_foil=True)
    assert turn.press(key) is None
    assert turn == Turn(7, with_foil=True)


def test_what_was_pressed_can_be_cleared():
    _said, turn = pressed("3+", with_foil=True)
    turn.clear()
    assert turn == Turn(7, with_foil=True)
