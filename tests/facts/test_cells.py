"""Cells: stripped, clipped, dictionary-encoded; missing is not empty."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import any_filled, cell_facts


def column(values):
    return pd.Series(values, dtype="str")


def test_equal_after_stripping_is_one_value_in_order_of_appearance():
    cells = cell_facts(column(["b", " a ", "", None, "a", "\t", "b"]))
    assert cells.values.tolist() == ["b", "a"]
    assert cells.codes.tolist() == [0, 1, -1, -1, 1, -1, 0]
    assert cells.codes.dtype == np.int32
    assert cells.missing.tolist() == [False, False, False, True, False, False, False]
    assert cells.raw_length.tolist() == [1, 3, 0, 0, 1, 1, 1]
    assert cells.has_edge_space.tolist() == [False, True, False, False, False, True, False]
    assert cells.count == 4
    assert cells.weights().tolist() == [2, 2]


def test_words_of_absence_are_text():
    assert cell_facts(column(["NA", "null", "\\N"])).values.tolist() == ["NA", "null", "\\N"]


def test_a_megabyte_is_clipped_but_its_length_is_told():
    cells = cell_facts(column(["é" * 1_000_000, "é" * 1_024]))
    assert cells.values.tolist() == ["é" * 1_024]
    assert cells.raw_length.tolist() == [1_000_000, 1_024]


def test_a_column_that_is_not_text_yet_is_read_as_text():
    cells = cell_facts(pd.Series(["a", None, float("nan"), 7, "\ud800"], dtype=object))
    assert cells.values.tolist() == ["a", "7", "?"]
    assert cells.missing.tolist() == [False, True, True, False, False]


def test_an_empty_column():
    cells = cell_facts(column([]))
    assert len(cells.codes) == len(cells.values) == 0
    assert any_filled([], 3).tolist() == [False] * 3


@given(st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=12)))
def test_rows_give_back_what_was_written(values):
    cells = cell_facts(column(values))
    spread = cells.on_rows(cells.values, "")
    for value, text, missing in zip(values, spread, cells.missing, strict=True):
        assert missing == (value is None)
        if value is not None and value.isprintable():
            assert text == value.strip()
    assert any_filled([cells.codes], len(values)).tolist() == (cells.codes >= 0).tolist()
