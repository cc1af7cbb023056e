"""The groups of a facet: what each cell falls under, the same however a column is cut, and what a pick then finds."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine.decode_rows import _KEYS
from leakverify.engine.facet_keys import falls_under, grouped
from leakverify.model.picks import FACETS, Pick

CELLS = ["Ana-Öz 12", "", "  ", None, "ΑΒГ9", "2021-04-03 10:11", "03/04/2021", "x" * 300, "٣٤"]


def keys(cells, kind, **how):
    return grouped(pa.array(cells, pa.large_string()), kind, **how).to_pylist()


def test_shapes_scripts_digits_and_blanks():
    assert keys(CELLS[:5], "pattern") == ["Aaa-Aa 99", "", "  ", None, "AAA9"]
    assert keys(["Ana", "Öz", "аna", "12", "ΑΒГ", "می", "𐍈"], "script") == [
        "plain", "plain+accented", "plain+cyrillic", "none", "cyrillic+greek", "arabic", "other",
    ]  # fmt: skip
    assert keys(["+33 6", "007", "a", "0", None], "digit") == ["3", "7", "none", "none", None]
    assert keys(["+33 6", "007", "a7b", "", None], "digits") == ["33", "00", "7", "none", None]
    assert keys(CELLS[:4], "blank") == ["filled", "empty", "spaces", "missing"]
    assert keys(["Öz", None, ""], "length") == ["2", None, "0"]


def test_parts_of_a_date_and_the_way_it_is_written():
    cells = ["2021-04-03 10:11", "2021-04-04", "03/05/2021", "no date", None]
    assert keys(cells, "year") == ["2021", "2021", "2021", "none", None]
    assert keys(cells, "month") == ["04", "04", "05", "none", None]
    assert keys(cells, "month", day_first=False)[2] == "03"
    assert keys(cells, "weekday")[:2] == ["6", "7"]
    assert keys(cells, "hour") == ["10", "none", "none", "none", None]
    assert keys(["1609459200"], "year") == ["none"]
    assert keys(["1609459200"], "year", epochs=True) == ["2021"]


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=12), st.sampled_from(CELLS)), max_size=12),
    st.sampled_from(FACETS),
    st.integers(0, 12),
)
def test_a_cut_changes_no_group_and_a_pick_finds_its_group(cells, kind, cut):
    whole = keys(cells, kind)
    assert whole == keys(cells[:cut], kind) + keys(cells[cut:], kind)
    form = _KEYS.get(kind)
    assert form is None or all(form.fullmatch(k) for k in whole if k is not None)
    array = pa.array(cells, pa.large_string())
    for key in {k for k in whole if k is not None}:
        shown = key[:256]
        found = falls_under(array, Pick(1, kind, shown), day_first=True, epochs=False)
        expected = [k is not None and k[:256] == shown for k in whole]
        assert np.asarray(found).tolist() == expected


@pytest.mark.parametrize("kind", FACETS)
def test_nothing_has_no_group(kind):
    assert keys([], kind) == []
