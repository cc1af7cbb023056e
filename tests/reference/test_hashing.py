"""The hash never changes: the built tables depend on it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference.hashing import contains, fold, hash_words, place_of, texts

KNOWN = [393047153840, 563883682486, 120085715366]


def test_keys_are_the_ones_that_tables_were_built_with():
    assert hash_words(texts(["paris", "smith", ""])).tolist() == KNOWN


@given(st.lists(st.text(), max_size=20))
def test_any_text_hashes_and_equal_text_hashes_equal(words):
    keys = hash_words(texts(words))
    assert keys.dtype == np.uint64
    assert len(keys) == len(words)
    assert (keys < 1 << 40).all()
    twice = hash_words(texts(words + words))
    assert np.array_equal(twice[: len(words)], twice[len(words) :])


def test_lone_surrogates_hash_too():
    assert len(hash_words(texts(["a\ud800", "b"]))) == 2


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_lookups_agree():
    table = np.array([3, 7, 9], dtype=np.uint64)
    asked = np.array([9, 4, 3, 100], dtype=np.uint64)
    assert contains(table, asked).tolist() == [True, False, True, False]
    assert place_of(table, asked).tolist() == [2, -1, 0, -1]
    assert not contains(table[:0], asked).any()
    assert place_of(table[:0], asked).tolist() == [-1] * 4


def test_many_keys_at_once_are_answered_as_one_by_one():
    rng = np.random.default_rng(3)
    table = np.unique(rng.integers(0, 4_000, 1_500, dtype=np.uint64))
    asked = rng.integers(0, 4_100, 3_000, dtype=np.uint64)
    places = {int(key): at for at, key in enumerate(table)}
    assert place_of(table, asked).tolist() == [places.get(int(key), -1) for key in asked]
    assert contains(table, asked).tolist() == [int(key) in places for key in asked]
