"""Columns that know nothing of each other: when they are shown, what that weighs, and which rows are named."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.structure.features import FEWEST, steady
from leakverify.checks.structure.groups import (
    CARRIES,
    LINKED,
    LINKED_SHORT,
    LONG,
    MOST,
    SURE,
    Lone,
    joined,
    weights,
)
from leakverify.checks.weight import log10_mean
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
    assert len(found.columns) == 6
    assert found.rows.count > 0


def test_a_table_that_hangs_together_shows_nothing(rng):
    found = finding(table(rng))
    assert not found.exhibit
    assert found.columns == ()
    assert found.rows.count == 0


def test_one_column_of_its_own_is_nothing_to_show(rng):
    assert not finding(shuffled(table(rng), ["plan"], rng)).exhibit


def test_a_few_rows_of_junk_link_nothing(rng):
    """Rows that are odd in every column at once: somebody may put them in to have the columns hang together."""
    columns = shuffled(table(rng, 2_000), list(COLUMNS)[1:], rng)
    for row in rng.choice(2_000, 4, replace=False).tolist():
        for cells in columns.values():
            cells[row] = f"x{rng.integers(10**6)}?"
    found = finding(columns)
    assert found.exhibit
    assert len(found.columns) == 6


@given(st.lists(st.integers(0, 15), min_size=1, max_size=400))
def test_steady_levels_are_as_many_rows_each_or_one_level(values):
    levels = np.array(values)
    kept = steady(levels)
    counts = np.bincount(kept)
    few = max(FEWEST, len(levels) // 200)
    assert (counts >= few).all() or len(counts) == 1
    for level in np.flatnonzero(np.bincount(levels) >= few).tolist():
        assert len(set(kept[levels == level].tolist())) == 1


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


def lone(alone, columns, numbers=0, numbers_alone=0):
    """So many columns, of which some stand alone; and how many of either hold numbers."""
    apart, counted = np.zeros((2, columns), np.bool_)
    apart[:alone] = True
    counted[:numbers_alone] = True
    counted[columns - (numbers - numbers_alone) :] = numbers > numbers_alone
    return Lone(apart, counted)


@pytest.mark.parametrize(
    ("alone", "columns", "rows"),
    [(4, 11, 400), (4, 6, 600), (4, 7, 700), (3, 5, 800), (3, 14, 800)],
)
def test_what_published_tables_show_is_not_shown(alone, columns, rows):
    assert max(weights(lone(alone, columns), rows).values()) < CARRIES


def test_half_of_many_columns_alone_is_assembled_and_all_of_them_invented():
    half, whole = weights(lone(7, 14), LONG), weights(lone(14, 14), LONG)
    assert half[Reading.STITCHED] > CARRIES
    assert half[Reading.FABRICATED] < half[Reading.STITCHED] - 0.3
    assert whole[Reading.FABRICATED] > CARRIES
    assert whole[Reading.STITCHED] < whole[Reading.FABRICATED] - 0.3


def test_words_alone_among_numbers_that_go_together_are_a_synthesizers():
    """It learns how numbers rise and fall together; a shuffle takes any column."""
    words, either = weights(lone(7, 14, 6, 0), LONG), weights(lone(7, 14, 6, 3), LONG)
    assert words[Reading.FABRICATED] > CARRIES
    assert words[Reading.FABRICATED] > words[Reading.STITCHED] + 0.3
    assert either[Reading.STITCHED] > either[Reading.FABRICATED] + 0.3


@given(st.integers(3, 14).flatmap(lambda n: st.tuples(*[st.integers(0, n)] * 3, st.just(n))))
def test_which_columns_stand_alone_lifts_no_reading(drawn):
    alone, numbers, numbers_alone, columns = drawn
    numbers_alone = min(numbers_alone, alone, numbers)
    numbers = min(numbers, columns - alone + numbers_alone)
    told, silent = lone(alone, columns, numbers, numbers_alone), lone(alone, columns)
    assert silent.log10_learned() == 0.0
    assert max(weights(told, 800).values()) <= max(weights(silent, 800).values())


def test_many_weak_links_are_a_link_too():
    """Of three columns no pair goes far, but all that the third shares with the others adds up."""
    weak = np.array([0.0, 3.1, 3.1])  # first and second, first and third, second and third
    ordered = np.full(3, np.nan)
    assert joined(np.array([0, 0, 1]), weak, ordered, LINKED).tolist() == [0, 0, 0]
    assert joined(np.array([0, 0, 1]), weak / 2, ordered, LINKED).tolist() == [0, 0, 1]
    assert joined(np.arange(3), weak, ordered, LINKED).tolist() == [1, 0, 1]


def test_one_pair_alone_must_go_as_far_as_a_link():
    ordered = np.full(1, np.nan)
    for least in (LINKED, LINKED_SHORT):
        assert joined(np.arange(2), np.array([least - 0.1]), ordered, least).tolist() == [0, 1]
        assert joined(np.arange(2), np.array([least + 0.1]), ordered, least).tolist() == [0, 0]


@given(st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_joining_only_joins_and_ends(count, seed):
    rng = np.random.default_rng(seed)
    group = np.unique(rng.integers(0, count, count), return_inverse=True)[1]
    pairs = rng.normal(0.0, 3.0, count * (count - 1) // 2)
    after = joined(group, pairs, np.where(rng.random(len(pairs)) < 0.5, np.nan, pairs**2), LINKED)
    assert sorted(set(after.tolist())) == list(range(int(after.max()) + 1))
    for g in set(group.tolist()):
        assert len(set(after[group == g].tolist())) == 1


@given(st.integers(3, 14).flatmap(lambda n: st.tuples(st.integers(n // 3 + 1, n), st.just(n))))
def test_more_columns_alone_weigh_more_and_the_cap_keeps_the_readings_apart(counts):
    alone, columns = counts
    now, fewer = (weights(lone(n, columns), 800) for n in (alone, alone - 1))
    assert max(now.values()) >= max(fewer.values())
    assert max(now.values()) <= MOST
    if alone == columns:
        assert now[Reading.FABRICATED] > now[Reading.STITCHED]


def test_columns_in_two_groups_are_not_alone(rng):
    """Rows of two lists side by side: each half hangs together, so that there is no column to show."""
    columns = table(rng, 700)
    order = rng.permutation(700)
    both = columns | {
        name: list(np.array(columns[name], object)[order]) for name in ("paid", "shop", "zone")
    }
    found = finding(both)
    assert found.measured["alone_count"] == 0
    assert found.measured["group_count"] == 2
    assert not found.exhibit


@given(st.lists(st.floats(-30.0, 30.0), min_size=1, max_size=5))
def test_something_made_in_one_of_several_ways_weighs_about_as_the_likeliest(ratios):
    assert max(ratios) - math.log10(len(ratios)) - 1e-9 <= log10_mean(ratios) <= max(ratios) + 1e-9
