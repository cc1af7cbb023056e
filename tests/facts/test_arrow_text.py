import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts import arrow_text

TEXTS = st.lists(st.text("ab@@ é\t\n\x0b", max_size=8) | st.text(max_size=8), max_size=12)


def texts(values):
    clean = [value.encode("utf-8", "replace").decode() for value in values]
    return clean, pa.array(clean, pa.large_string())


@given(TEXTS, st.integers(0, 3))
def test_split_last_is_pythons_rpartition(values, skipped):
    clean, array = texts(values)
    before, after = arrow_text.split_last(array.slice(skipped), "@")
    split = [text.rpartition("@") for text in clean[skipped:]]
    assert before.to_pylist() == [left for left, _, _ in split]
    assert after.to_pylist() == [right if mark else None for _, mark, right in split]
    assert (before.null_count, after.type) == (0, pa.large_string())


@given(TEXTS)
def test_no_wide_space_is_overlooked(values):
    clean, array = texts(values)
    if not arrow_text.may_hold_wide_spaces(array):
        # the same white space as RE2's \s, which takes ASCII alone
        assert [re.sub(r"[\t\n\f\r ]+", " ", text) for text in clean] == clean


def test_ordinary_texts_hold_no_wide_space():
    assert not arrow_text.may_hold_wide_spaces(texts(["Ana Lima", "Rua 5", "", "é è"])[1])
    assert arrow_text.may_hold_wide_spaces(texts(["Ana  Lima"])[1])
    assert arrow_text.bools(pa.array([True, None])).tolist() == [True, False]
    assert np.array_equal(arrow_text.lengths(texts(["é", ""])[1]), [1, 0])
