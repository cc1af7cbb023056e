"""Counting in many bytes at once says what `bytes` itself and the regular expressions say."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.sources.workbooks.workbook_bytes import (
    PAD,
    eight_from,
    holds,
    largest_number,
    times,
    word_of,
)

MARKUP = st.text("<c r/v>!f", max_size=60).map(str.encode)


@given(MARKUP, st.sampled_from([b"<c", b"<!", b"<f", b":c"]))
def test_pairs_are_found_where_bytes_finds_them(data, pair):
    assert holds(data, pair) == (pair in data)
    assert times(data, pair) == data.count(pair)


@given(MARKUP, st.sampled_from([b"</v>", b"<c r", b"</is"]))
def test_words_are_counted_as_bytes_counts_them(data, word):
    assert times(data, word) == data.count(word)


@given(st.binary(min_size=1, max_size=40), st.data())
def test_eight_bytes_from_any_place(data, draw):
    place = draw.draw(st.integers(0, len(data) - 1))
    padded = data + bytes(PAD)
    assert eight_from(padded, np.array([place]))[0] == word_of(padded[place : place + 8])


NUMBERS = st.lists(
    st.one_of(
        st.integers(0, 10**9).map(str),
        st.text("0123456789:/\x7f\xb0\xb9", max_size=9),
    ),
    max_size=12,
)


@given(NUMBERS)
def test_the_largest_number_is_never_one_too_small(texts):
    data, places = b"", []
    for text in texts:
        places.append(len(data))
        data += text.encode("latin-1") + b'"'
    digits = [re.match(rb"[0-9]*", data[place:]).group() for place in places]
    found = largest_number(data + bytes(PAD), np.array(places, dtype=np.intp))
    if any(len(d) > 7 or d.startswith(b"0") for d in digits):
        assert found is None
    else:
        assert found == max((int(d or b"0") for d in digits), default=0)


@pytest.mark.parametrize(
    ("text", "expected"), [(b"9999999", 9_999_999), (b"10000000", None), (b"", 0), (b"x", 0)]
)
def test_seven_digits_are_the_most(text, expected):
    assert largest_number(text + bytes(PAD), np.array([0])) == expected
