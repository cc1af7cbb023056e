"""What is remembered is what would be answered, whatever was asked before, and never more than there is room for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.remembered import Remembered


class Asked:
    """Answers with the length and the text reversed; counts what it was asked."""

    def __init__(self):
        self.texts = []

    def __call__(self, texts):
        self.texts += texts
        reversed_ = np.empty(len(texts), dtype=object)
        reversed_[:] = [text[::-1] for text in texts]
        return np.array([len(text) for text in texts]), reversed_


@given(
    st.lists(
        st.tuples(st.sets(st.text("abc", max_size=3), max_size=9), st.integers(0, 40)), max_size=12
    )
)
def test_answers_are_those_of_the_texts(batches):
    asked = Asked()
    known = Remembered(asked, most=12)
    for texts, rows in batches:
        wanted = sorted(texts)
        lengths, reversed_ = known(wanted, rows)
        assert lengths.tolist() == [len(text) for text in wanted]
        assert reversed_.tolist() == [text[::-1] for text in wanted]


def test_a_text_that_comes_again_is_not_asked_again():
    asked = Asked()
    known = Remembered(asked)
    known(["a", "b"], 100)
    known(["b", "c"], 100)
    known(["c", "a"], 100)
    assert asked.texts == ["a", "b", "c"]


def test_columns_without_repeats_are_not_kept():
    asked = Asked()
    known = Remembered(asked)
    for _ in range(2):
        known(["a", "b", "c"], 3)
    assert len(asked.texts) == 6
