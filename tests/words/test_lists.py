"""What stands between the things of a list."""

import pytest

from leakverify.safe_text import for_screen
from leakverify.words.language import spoken
from leakverify.words.lists import dotted, quoted
from leakverify.words.numbers import count


def test_empty_facts_leave_no_dots():
    assert dotted(["a.csv", "", "12 rows"]) == "a.csv · 12 rows"


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_no_dot_stands_where_it_would_be_read_as_a_zero_and_names_are_islands(language):
    with spoken(language):
        said = dotted(["a.csv", "۱۲"])
    assert "·" not in said
    assert "\u2068a.csv\u2069" in said


@pytest.mark.parametrize(
    ("code", "told"), [("en", "“a”"), ("fr", "«\xa0a\xa0»"), ("de", "„a“"), ("es", "«a»")]
)
def test_quotation_marks_are_those_of_the_language(code, told):
    with spoken(code):
        assert quoted("a") == told


@pytest.mark.parametrize("code", ["en", "fr", "de", "es", "fa", "ar"])
def test_the_length_of_a_text_that_is_cut_is_told_in_the_language(code):
    with spoken(code):
        rest = for_screen("x" * 12_345).removeprefix("x" * 256)
        assert count(12_345) in rest
    assert ("characters" in rest) is (code == "en")
