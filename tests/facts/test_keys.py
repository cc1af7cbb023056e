"""Row keys: equal rows agree, everything else differs, and the numbers are the same on every machine."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.keys import column_hashes, row_keys, unordered_keys, value_keys

KNOWN = [14768876303420893877, 521710089553292467, 5552446886178636248]


def text_columns(cells):
    return column_hashes(pd.Series(cells, dtype="str"), 7)


def keys(*columns, seed=0, folded=False):
    series = [pd.Series(list(c), dtype="str") for c in columns]
    return row_keys(series, len(columns[0]), seed, folded=folded)


def test_known_numbers_hold_on_every_platform():
    assert keys(["ana", "", None], ["x", "x", "x"], seed=7).tolist() == KNOWN


def test_order_of_columns_and_borders_of_cells_count():
    assert len(set(keys(["ab", "a", "c", "ab"], ["c", "bc", "ab", ""]).tolist())) == 4


def test_keys_of_whole_rows_know_no_order_of_columns():
    one, other = text_columns(["ab", "a", "", None]), text_columns(["c", "bc", "abc", "abc"])
    forth, back = (
        unordered_keys(columns, 4, 7).tolist() for columns in ([one, other], [other, one])
    )
    assert forth == back
    assert len(set(forth)) == 4
    assert unordered_keys([one, other], 4, 8).tolist() != forth


def test_missing_differs_from_empty_unless_folded():
    plain, folded = keys(["", None]), keys(["", None], folded=True)
    assert plain[0] != plain[1]
    assert folded[0] == folded[1]


def test_folding_ignores_case_accents_and_outer_space():
    assert len(set(keys([" José  María ", "jose maria", "JOSÉ MARÍA"], folded=True).tolist())) == 1
    assert len(set(keys([" José", "jose", "JOSÉ"]).tolist())) == 3


def test_the_seed_changes_every_key():
    assert not np.any(keys(["a", "b"], seed=1) == keys(["a", "b"], seed=2))


def test_a_value_alone_has_the_key_of_its_row():
    assert (
        value_keys(np.array(["a", "b"], dtype=object), 3).tolist()
        == keys(["a", "b"], seed=3).tolist()
    )


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), min_size=1), st.integers(0, 9))
def test_a_split_of_the_rows_gives_the_same_keys(values, cut):
    whole = keys(values).tolist()
    assert whole == keys(values[:cut]).tolist() + keys(values[cut:]).tolist()
    assert len(set(whole)) == len(set(values))
