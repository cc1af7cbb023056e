"""The lists of phrases: each kind is there, and words are compared as they were stored."""

import pytest

from leakverify.reference.hashing import contains, hash_words, texts
from leakverify.reference.phrases import FEWEST_WORDS, KINDS, LONGEST, WHOLE, lists, words_of
from leakverify.reference.vocabularies import fold_word


def holds(kind, name, cell):
    found = next(p for p in lists() if (p.kind, p.name) == (kind, name))
    asked = [fold_word(cell)] if kind in WHOLE else words_of(cell)
    return bool(contains(found.keys, hash_words(texts(asked))).all())


def test_every_kind_is_there_and_says_how_it_is_compared():
    assert {found.kind for found in lists()} == set(KINDS)
    assert set(FEWEST_WORDS) | set(WHOLE) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "name", "cell"),
    [
        ("lorem", "faker la", "Ipsum dolor sit amet."),
        ("catch", "faker en_US", "Ameliorated bandwidth-monitored analyzer"),
        ("product", "faker-js en", "Handcrafted Rubber Chair"),
        ("title", "faker-js en", "Senior Data Engineer"),
        ("company", "faker en_US", "Smith, Miller and Garcia"),
        ("company", "faker en_GB", "Jones-Evans"),
        ("company", "faker de_DE", "Kade Stiftung & Co. KG"),
        ("job", "faker en_US", "Engineer, civil (consulting)"),
        ("sentence", "faker en_US", "Table wish nice economy."),
        ("department", "faker-js en", "Electronics"),
    ],
)
def test_a_cell_by_the_recipe_is_on_its_list(kind, name, cell):
    assert holds(kind, name, cell)


@pytest.mark.parametrize("kind", ["catch", "product", "company"])
def test_ordinary_words_are_not(kind):
    assert not any(
        holds(kind, found.name, "the late parcel was wet")
        for found in lists()
        if found.kind == kind
    )


def test_a_long_text_is_cut_between_words():
    assert set(words_of("dolor " * LONGEST)) == {"dolor"}
