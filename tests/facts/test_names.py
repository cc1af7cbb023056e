import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import cell_facts
from leakverify.facts.name_words import PLACEHOLDERS, TITLES
from leakverify.facts.names import (
    LOWER,
    MIXED,
    NO_CASE,
    TITLE,
    UPPER,
    _one_by_one,
    _taken_apart,
    name_facts,
)
from leakverify.model.terms import Role


def names(*values, role=Role.FULL_NAME):
    return name_facts(cell_facts(pd.Series(list(values), dtype="str")), role)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Ana da Silva", "ana", "silva"),
        ("da Silva, Ana", "ana", "silva"),
        ("DUPONT Jean", "jean", "dupont"),
        ("DE LA TOUR Marie-Anne", "marie-anne", "tour"),
        ("Dr. Sarah J. O'Brien PhD", "sarah", "obrien"),
        ("Prof. Dr. Hans Müller", "hans", "muller"),
        ("Mme Caron", "", "caron"),
        ("M. Dupont", "", "dupont"),
        ("John Smith III", "john", "smith"),
        ("Гришина Людмила Станиславовна", "lyudmila", "grishina"),
        ("Людмила Станиславовна Гришина", "lyudmila", "grishina"),
        ("Ильин Кузьма Ильич", "kuzma", "ilin"),
        ("Скорик Юстим Максимович", "yustim", "skorik"),
        ("пані Віра Нестеренко", "vira", "nesterenko"),
        ("Anna Maria Rabinovich", "anna", "rabinovich"),
        ("Smith, John Jr.", "john", "smith"),
        ("Don Smith", "don", "smith"),
        ("Arun Singh (Chero)", "arun", "singh"),
        ("A.N.BACHEGOWDA", "a", "bachegowda"),
        ("Иван Петров", "ivan", "petrov"),
        ("张伟", "wei", "zhang"),
        ("欧阳娜娜", "nana", "ouyang"),
        ("김민수", "minsu", "gim"),
        ("田中さくら様", "sakura", "tianzhong"),
        ("Cher", "cher", ""),
        ("Smith, ", "smith", ""),
        (",", "", ""),
    ],
)
def test_parts(written, first, last):
    facts = names(written)
    assert (facts.first[0], facts.last[0]) == (first, last)


def test_native_titles_go():
    plain, titled = names("ابوالفضل عقیلی"), names("جناب آقای دکتر ابوالفضل عقیلی")
    assert plain.first[0] == titled.first[0] != ""
    assert plain.last[0] == titled.last[0] != ""


def test_a_mojibake_word_does_not_hide_the_surname():
    assert names("JosÃ© Smith").last[0] == "smith"


def test_a_column_of_parts_is_the_part():
    facts = names("Jean Pierre", role=Role.FIRST_NAME)
    assert (facts.first[0], facts.last[0], facts.words[0]) == ("jean pierre", "", 2)
    facts = names("van den Berg", role=Role.LAST_NAME)
    assert (facts.first[0], facts.last[0]) == ("", "van den berg")


@pytest.mark.parametrize(
    ("written", "style"),
    [("jean dupont", LOWER), ("JEAN DUPONT", UPPER), ("Jean Dupont", TITLE), ("Jean de la Tour", TITLE),
     ("Ronald McDonald", TITLE), ("John Smith III", TITLE), ("DUPONT Jean", MIXED), ("jean Dupont", MIXED),
     ("张伟", NO_CASE), ("J. R. Smith", TITLE)],
)  # fmt: skip
def test_style(written, style):
    assert names(written).style[0] == style


@pytest.mark.parametrize(
    "written",
    ["John Doe", "JANE DOE", "Doe, John", "Test User", "asdf asdf", "qwerty", "Max Mustermann", "test", "aaa", "xxx xxx",
     "User 12", "test3", "Erika Mustermann"],
)  # fmt: skip
def test_placeholders(written):
    assert names(written).placeholder[0]


@pytest.mark.parametrize(
    "written",
    [
        "Jean Dupont",
        "Mario Rossi",
        "Aaron Ho",
        "Ann Lee",
        "Ada",
        "Bob",
        "Foo Kune",
        "Lee Test",
        "11",
    ],
)
def test_no_placeholders(written):
    assert not names(written).placeholder[0]


def test_words_are_counted_without_titles():
    facts = names("Cher", "Ana da Silva", "Dr. Ana Silva", "张伟")
    assert facts.words.tolist() == [1, 3, 2, 2]


@given(
    st.lists(st.text(max_size=40), max_size=8), st.sampled_from([Role.FULL_NAME, Role.LAST_NAME])
)
def test_any_text_gives_one_answer_each_alone_or_together(values, role):
    together = names(*values, role=role)
    assert len(together.first) == len(together.values)
    for i, value in enumerate(together.values):
        alone = names(value, role=role)
        assert (alone.first[0], alone.last[0], alone.words[0]) == (
            together.first[i],
            together.last[i],
            together.words[i],
        )


NEAR_PLAIN = st.one_of(
    st.sampled_from(sorted(TITLES | PLACEHOLDERS | {"aaa", "bbb c", "no name", "mc", "jr", "phd"})),
    st.text(alphabet="abAB é.", max_size=6),
)


@given(st.lists(st.tuples(NEAR_PLAIN, NEAR_PLAIN), min_size=1, max_size=20))
def test_names_taken_apart_in_bulk_are_those_taken_apart_one_by_one(pairs):
    many = [f"Ana {chr(97 + i % 26)}{'b' * (i // 26)}".title() for i in range(100)]
    texts = [*many, *(" ".join(pair).title() for pair in pairs), *(" ".join(p) for p in pairs)]
    bulk, single = _taken_apart(texts, Role.FULL_NAME), _one_by_one(texts, Role.FULL_NAME)
    for ours, theirs in zip(bulk, single, strict=True):
        assert ours.tolist() == theirs.tolist()
        assert ours.dtype == theirs.dtype
