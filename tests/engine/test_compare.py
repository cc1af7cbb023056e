"""Two assessments held against each other."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import compare
from leakverify.model.verification import Difference, Outcome

TOLD = {
    "complete": True,
    "stopped": None,
    "verdict": {
        "status": "unverified",
        "support": {"fabricated": 0.4},
        "claims": {"size": {"state": "not_tested"}},
        "ancestor": None,
    },
    "sample": {
        "files": [{"name": "a.csv", "sha256": "ab", "rows_read": 40}],
        "columns": [{"name": "mail", "role": "email"}],
    },
    "findings": [
        {"id": "A:1", "check": "A", "measured": {"hit_share": 0.123456}, "rows": {"shown": [1]}},
        {"id": "B:1", "check": "B", "title": "One title"},
    ],
}


def changed(*way, to):
    told = copy.deepcopy(TOLD)
    inner = told
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = to
    return told


def test_the_same_is_the_same_and_words_names_and_late_digits_do_not_count():
    for other in (
        TOLD,
        changed("findings", 1, "title", to="Another title"),
        changed("sample", "files", 0, "name", to="b.csv"),
        changed("findings", 0, "measured", "hit_share", to=0.12345601),
    ):
        assert compare.result(TOLD, other) == ()
        assert {f.outcome for f in compare.findings(TOLD, other)} == {Outcome.SAME}


@pytest.mark.parametrize(
    ("way", "to", "field"),
    [
        (("complete",), False, "complete"),
        (("verdict", "status"), "fabricated", "status"),
        (("verdict", "support", "fabricated"), 0.41, "support.fabricated"),
        (("verdict", "claims", "size", "state"), "supported", "claims.size"),
        (("verdict", "ancestor"), {"sha256": "cd", "share": None}, "ancestor.sha256"),
        (("sample", "files", 0, "rows_read"), 41, "files.1.rows_read"),
        (("sample", "columns", 0, "role"), "phone", "columns.1.role"),
    ],
)
def test_a_different_result_is_told_by_field(way, to, field):
    assert [d.field for d in compare.result(TOLD, changed(*way, to=to))] == [field]


def test_findings_that_differ_are_gone_or_new_are_told():
    other = changed("findings", 0, "measured", "hit_share", to=0.2)
    other["findings"][1]["id"] = "C:1"
    first, gone, new = compare.findings(TOLD, other)
    assert first.outcome is Outcome.DIFFERS
    assert first.differences == (Difference("measured.hit_share", 0.123456, 0.2),)
    assert (gone.id, gone.outcome) == ("B:1", Outcome.GONE)
    assert (new.id, new.outcome) == ("C:1", Outcome.NEW)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
shapes = st.dictionaries(
    st.sampled_from(["verdict", "sample", "findings", "complete"]),
    st.one_of(
        json_values,
        st.dictionaries(
            st.sampled_from(["support", "claims", "ancestor", "files", "columns"]), json_values
        ),
        st.lists(st.dictionaries(st.sampled_from(["id", "check", "measured"]), json_values)),
    ),
)


@given(shapes)
def test_any_json_can_stand_in_a_dossier(told):
    compare.result(told, TOLD)
    compare.findings(told, TOLD)
    assert compare.result(told, told) == ()
