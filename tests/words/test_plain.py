"""How plain the words are: the bars of tests/benchmarks/plain.py, and the count that they rest on."""

import pytest

from tests.benchmarks import plain
from tests.words.catalogues_at_hand import every_message, translated


def test_most_english_sentences_ask_for_no_more_than_nine_years_of_school():
    graded = plain.english(every_message())
    assert len(graded) > 2000
    assert plain.english_share(graded) >= plain.SHARE, graded[-5:]


def test_most_french_sentences_are_easy_to_read():
    graded = plain.french(translated("fr").values())
    assert len(graded) > 2000
    assert plain.french_share(graded) >= plain.SHARE, graded[:5]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One row is odd. Look at it first!", ["One row is odd.", "Look at it first!"]),
        ("Look at the rows: they are odd.", ["Look at the rows: they are odd."]),
        ("Few rows differ; most are alike.", ["Few rows differ; most are alike."]),
        ("It is 2.5 times as long.", ["It is 2.5 times as long."]),
        ("{rows} rows were read.", ["ten rows were read."]),
        ("Open a file", []),
        ("Nothing to do.", []),
    ],
)
def test_a_sentence_ends_at_its_full_stop_only(text, parts):
    assert [part for part, _ in plain.sentences(text)] == parts


def test_long_words_and_long_sentences_are_graded_harder():
    short, long, learned = (
        plain.grade(plain.WORD.findall(text))
        for text in (
            "We read the file.",
            "We read the file that you chose and we look at each row of it.",
            "Considerable heterogeneity characterises organisational identifiers.",
        )
    )
    assert short < long < plain.GRADE < learned


@pytest.mark.parametrize(
    ("word", "count"), [("table", 2), ("made", 1), ("looked", 1), ("wanted", 2), ("the", 1)]
)
def test_english_syllables(word, count):
    assert plain.english_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), [("ligne", 1), ("parlent", 1), ("été", 2), ("le", 1)])
def test_french_syllables(word, count):
    assert plain.french_syllables(word) == count
