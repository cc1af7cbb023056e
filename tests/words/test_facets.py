"""Every facet and every group that an analyst may tell of has words."""

import pytest

from leakverify.engine.facet_keys import _SCRIPTS
from leakverify.model.picks import FACETS
from leakverify.words.facets import SCRIPTS, facet_line, group_name, kind_name

KEYS = {
    "month": [f"{n:02d}" for n in range(1, 13)],
    "weekday": [str(n) for n in range(1, 8)],
    "hour": [f"{n:02d}" for n in range(24)],
    "blank": ["filled", "empty", "spaces", "missing"],
    "script": list(SCRIPTS),
}


def test_every_facet_has_a_name_of_its_own():
    assert len({kind_name(kind) for kind in FACETS}) == len(FACETS)


@pytest.mark.parametrize("kind", KEYS)
def test_every_group_has_a_name_of_its_own(kind):
    names = [group_name(kind, key) for key in KEYS[kind]]
    assert len(set(names)) == len(names)
    assert all(names)


def test_every_script_that_is_looked_for_has_a_name():
    assert {name for name, _ in _SCRIPTS} <= set(SCRIPTS)


def test_a_cell_is_its_own_name_and_nothing_is_called_empty():
    assert group_name("value", "Lyon") == "Lyon"
    assert group_name("value", "") == group_name("pattern", "") == "(empty)"
    assert group_name("year", "none") == "no date"
    assert group_name("hour", "none") == "no hour"
    assert group_name("digit", "none") == "no digit"
    assert group_name("script", "plain+cyrillic") == "Latin, Cyrillic"
    assert group_name("holds", "x") == "holds “x”"


def test_an_estimate_is_called_one():
    assert facet_line(9, 30, 1000, 9) == "Estimate from 30 of 1,000 rows: 9 groups so far."
    assert facet_line(70, 1000, 1000, 50) == "70 groups in 1,000 rows. The 50 commonest are listed."
    assert facet_line(1, 1, 1, 1) == "1 group in 1 row."
