"""Sentences about people asked: every one has words, every tempting one a reason, and none rounds up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.calling import Sentence
from leakverify.scoring.bound import bound, sayable
from leakverify.words import calling


@st.composite
def answers(draw):
    answered = draw(st.integers(1, 80))
    confirmed = draw(st.integers(0, answered))
    dead = draw(st.integers(0, 9))
    silent = draw(st.none() | st.integers(0, 90))
    drawn = None if silent is None else answered + dead + silent
    return bound(confirmed, answered, drawn=drawn, dead=dead, looks=draw(st.integers(1, 3)))


@given(answers())
def test_every_sentence_can_be_said_and_none_says_more_than_the_bound(found):
    said = sayable(found)
    for text in calling.may_write(found, said):
        assert "{" not in text
        for least in re.findall(r"at least (\d+) %", text, re.IGNORECASE):
            assert int(least) <= max(found.lower, found.lower_all or 0) * 100 + 1e-9
    for text, why in calling.may_not_write(found, said):
        assert text
        assert "{" not in text + why
        assert why.endswith(".")


def test_a_sentence_is_either_allowed_or_not():
    for counts in ((10, 10), (3, 7), (0, 4)):
        said = sayable(bound(*counts, drawn=30))
        assert not set(said.may) & set(said.may_not)


@pytest.mark.parametrize("key", set(calling.REASONS))
def test_only_tempting_sentences_have_reasons(key):
    assert key not in {Sentence.REACHED, Sentence.LADDER, Sentence.DRAWN, Sentence.RANGE}


def test_the_range_is_never_narrower_than_it_is():
    found = bound(10, 10, drawn=30, dead=1)
    text = calling.sentence(Sentence.RANGE, found)
    assert "between 33 % and 97 %" in text


def test_one_person_who_was_not_reached_is_one():
    one, two = (calling.sentence(Sentence.RANGE, bound(8, 9, drawn=n)) for n in (10, 11))
    assert one.endswith("the one person who was not reached decides where.")
    assert two.endswith("the 2 people who were not reached decide where.")
