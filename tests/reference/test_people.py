"""Vocabularies of generators and names of real populations."""

import numpy as np
import pytest

from leakverify.reference import people
from leakverify.reference.hashing import texts
from leakverify.reference.vocabularies import (
    KINDS,
    fold_word,
    hash_words,
    members,
    of_kind,
    vocabularies,
)


def vocabulary(tool, locale, kind):
    return next(v for v in vocabularies() if (v.tool, v.locale, v.kind) == (tool, locale, kind))


def share(found, names):
    return members(hash_words(texts([fold_word(n) for n in names])), found).mean()


def test_a_generator_draws_all_from_its_list_and_people_do_not():
    surnames = vocabulary("faker", "fr_FR", "last")
    assert surnames.size == 400
    assert 0.1 < surnames.base_share < 0.3
    assert share(surnames, ["Le Gall", "Le Roux", "Étienne", "MARTIN", "Da Costa"]) == 1
    assert share(surnames, ["Zidane", "Platini", "Cantona", "Ribéry"]) == 0


def test_american_names():
    first, last = vocabulary("faker", "en_US", "first"), vocabulary("faker", "en_US", "last")
    assert share(first, ["Jennifer", "Michael", "Ashley"]) == 1
    assert share(last, ["Smith", "O'Neill", "O’Connor", "Garcia"]) >= 0.5
    assert 0.5 < first.base_share < 0.9
    assert 0.3 < last.base_share < 0.5


def test_vocabularies_are_well_formed():
    found = vocabularies()
    cards = [(v.tool, v.locale, v.kind) for v in found]
    assert len(set(cards)) == len(cards) > 700
    assert {v.kind for v in found} == set(KINDS)
    assert {v.tool for v in found} == {"faker", "faker-js", "mimesis", "chance", "casual"}
    for v in found:
        assert (np.diff(v.keys.astype(np.int64)) > 0).all()
        assert v.base_share is None or 0 <= v.base_share <= 1
        assert len(v.keys) >= 1
    assert of_kind("first") == tuple(v for v in found if v.kind == "first")


def test_real_names():
    french = people.real_first_names("FR")
    assert french.population_coverage > 0.95
    assert french.has(hash_words(texts(["marie", "jean pierre", "fatima", "xqzzt"]))).tolist() == [
        True
    ] * 3 + [False]
    assert people.real_last_names("US").has(hash_words(texts(["smith", "nguyen"]))).all()
    assert people.real_last_names("ZZ") is None
    assert np.isclose(french.shares().sum(), 1)
    assert people.known_anywhere(
        "last", hash_words(texts(["virtanen", "kowalski", "qqqqq"]))
    ).tolist() == [True, True, False]


@pytest.mark.parametrize("country", ["US", "FR", "ES", "FI", "ZZ"])
@pytest.mark.parametrize("kind", ["first", "last"])
def test_variety_grows_and_stays_within_n(kind, country):
    bounds = [people.expected_distinct(kind, country, n) for n in (10, 31, 100, 1_000, 10_000)]
    for (low, high), n in zip(bounds, (10, 31, 100, 1_000, 10_000), strict=True):
        assert 0 < low <= high <= n
    assert [low for low, _ in bounds] == sorted(low for low, _ in bounds)


def test_a_dictionary_of_400_surnames_falls_short():
    low, _ = people.expected_distinct("last", "FR", 1_000)
    assert low > 400


def test_draws_from_the_list_lie_within_the_bounds():
    shares = people.real_last_names("ES").shares()
    rng = np.random.default_rng(5)
    low, high = people.expected_distinct("last", "ES", 500)
    seen = len(np.unique(rng.choice(len(shares), 500, p=shares)))
    assert low <= seen <= high


def test_commonest_names_are_a_growing_part_of_a_people():
    few, share = people.commonest("first", "US", 100)
    many, wider = people.commonest("first", "US", 3000)
    assert len(few) == 100
    assert set(few.tolist()) < set(many.tolist())
    assert 0.2 < share < wider < 1.0
    assert people.commonest("first", "XX", 10)[1] == 0.0
