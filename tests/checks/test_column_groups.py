"""Columns that know nothing of each other: when they are shown, what that weighs, and which rows are named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.structure.groups import CARRIES, MOST, SURE, weights
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "STR016")
COLUMNS = {
    "n": "record_id",
    "town": "city",
    "zip": "postcode",
    "plan": "unknown",
    "paid": "amount",
    "shop": "unknown",
    "zone": "unknown",
}


def table(rng, n=700):
    """A town, and five columns that follow from it but for some noise."""
    towns = rng.integers(0, 12, n)
    out = {"n": [str(i) for i in range(n)], "town": [f"town {t}" for t in towns]}
    for at, name in enumerate(list(COLUMNS)[2:]):
        stray = np.where(rng.random(n) < 0.2, rng.integers(0, 12, n), towns)
        out[name] = [str(1000 * (at + 1) + t) for t in stray]
    return out


def shuffled(columns, names, rng):
    return {
        name: list(rng.permutation(np.array(cells, object))) if name in names else cells
        for name, cells in columns.items()
    }


def finding(columns):
    return finding_of(CHECK, {name: COLUMNS[name] for name in columns}, *columns.values())


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def test_columns_in_an_order_of_their_own_are_shown(rng):
    found = finding(shuffled(table(rng), list(COLUMNS)[1:], rng))
    assert found.exhibit
    assert found.support[Reading.FABRICATED] > found.support[Reading.STITCHED] > 0
    assert len(found.columns) == 5
    assert found.rows.count > 0


def test_a_table_that_hangs_together_shows_nothing(rng):
    found = finding(table(rng))
    assert not found.exhibit
    assert found.columns == ()
    assert found.rows.count == 0


def test_one_column_of_its_own_is_nothing_to_show(rng):
    assert not finding(shuffled(table(rng), ["plan"], rng)).exhibit


def test_in_a_short_list_a_link_may_be_missed(rng):
    assert not finding(shuffled(table(rng, SURE - 1), list(COLUMNS)[1:], rng)).exhibit


def test_of_few_columns_none_may_know_another(rng):
    columns = shuffled(table(rng), list(COLUMNS)[1:], rng)
    assert finding(columns).exhibit
    assert not finding({name: columns[name] for name in list(columns)[:6]}).exhibit


def test_rows_are_named_that_can_be_held_side_by_side(rng):
    """Of a column that repeats a value in a few rows, those rows; not the bulk."""
    columns = shuffled(table(rng), list(COLUMNS)[1:], rng)
    columns["zip"] = [f"{10_000 + i // 3}" if i < 60 else "99999" for i in range(700)]
    columns = shuffled(columns, ["zip"], rng)
    wanted = {i + 1 for i, cell in enumerate(columns["zip"]) if cell != "99999"}
    found = finding(columns)
    assert found.exhibit
    assert set(found.rows.shown) == wanted


@pytest.mark.parametrize(("outside", "others"), [(3, 4), (8, 13), (5, 8), (2, 3), (3, 5), (4, 6)])
def test_what_published_tables_show_is_not_shown(outside, others):
    assert max(weights(outside, others).values()) < CARRIES


@given(st.integers(2, 13).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_more_columns_outside_weigh_more_and_the_cap_keeps_the_readings_apart(counts):
    outside, others = counts
    now, fewer = weights(outside, others), weights(outside - 1, others)
    assert max(now.values()) >= max(fewer.values())
    assert max(now.values()) <= MOST
    if outside == others:
        assert now[Reading.FABRICATED] > now[Reading.STITCHED]
