"""Values drawn anew: even over the range, without an order, as far off as chance; what late entries and second lists are not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.evenly import drawn_evenly, out_of_sequence, restless_block
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

TIM009 = next(check for check in CHECKS if check.info.id == "TIM009")
NUM011 = next(check for check in CHECKS if check.info.id == "NUM011")
N = 500
COLUMNS = {"id": "record_id", "made": "created"}


@pytest.fixture
def rng():
    return np.random.default_rng(11)


@pytest.fixture
def rising(rng):
    """Days as records are made: more and more, none out of order."""
    return np.sort(np.sqrt(rng.random(N)) * 5_000)


def anew(values, rows, rng):
    out = values.copy()
    out[rows] = rng.uniform(values.min(), values.max(), len(rows))
    return out


def marks(rows):
    out = np.zeros(N, bool)
    out[rows] = True
    return out


def test_values_drawn_anew_are_found_where_they_are(rising, rng):
    rows = rng.permutation(N)[:110]
    off = out_of_sequence(anew(rising, rows, rng))
    assert off is not None
    assert np.mean(marks(rows)[off]) > 0.9
    assert off.sum() > 90


def test_the_newest_may_come_first(rising, rng):
    off = out_of_sequence(anew(rising[::-1].copy(), rng.permutation(N)[:110], rng))
    assert off is not None


def test_a_block_is_found_too(rising, rng):
    assert out_of_sequence(anew(rising, np.arange(180, 290), rng)) is not None


def test_late_entries_are_not_drawn_anew(rising, rng):
    late = rising.copy()
    rows = rng.permutation(N)[:110]
    late[rows] += rng.exponential(150.0, len(rows))
    assert out_of_sequence(late) is None


def test_a_second_list_has_an_order_of_its_own(rising, rng):
    second = np.sort(rng.uniform(rising.min(), rising.max(), 110))
    assert out_of_sequence(np.concatenate([rising, second])) is None
    assert out_of_sequence(np.concatenate([second[::-1], rising])) is None


def test_strays_that_pile_up_are_not_even(rising, rng):
    piled = rising.copy()
    rows = rng.permutation(N)[:110]
    piled[rows] = rng.normal(1_000, 60, len(rows))
    assert out_of_sequence(piled) is None


def test_a_list_without_order_has_no_sequence(rng):
    assert out_of_sequence(rng.uniform(0, 1, N)) is None


@pytest.fixture
def runs(rng):
    """Days of several files put together: each from the newest to the oldest, with years between them without any."""
    parts = [
        rng.uniform(low, high, N // 4)
        for low, high in ((900, 1_400), (3_800, 4_500), (0, 800), (1_500, 1_900))
    ]
    return np.concatenate([np.sort(part)[::-1] for part in parts])


def test_a_block_is_found_where_the_rest_rises_and_falls_in_turn(runs, rng):
    block = restless_block(anew(runs, np.arange(180, 290), rng))
    assert block is not None
    assert np.count_nonzero(block ^ marks(np.arange(180, 290))) <= 12
    assert out_of_sequence(anew(runs, np.arange(180, 290), rng)) is None, "no order of the whole"


def test_files_put_together_have_no_such_block(runs, rng):
    assert restless_block(runs) is None
    assert restless_block(runs + rng.normal(0, 3, N)) is None, "a few days late"


def test_an_older_part_in_any_order_is_not_even(runs, rng):
    """Records brought over from an older system stand in no order; they are of its time."""
    mixed = runs.copy()
    mixed[180:290] = rng.normal(1_500, 400, 110)
    assert restless_block(mixed) is None


def test_two_blocks_or_rows_anywhere_are_none(runs, rng):
    assert restless_block(anew(runs, rng.permutation(N)[:110], rng)) is None
    both = np.concatenate([np.arange(60, 120), np.arange(380, 440)])
    assert restless_block(anew(runs, both, rng)) is None
    assert restless_block(rng.uniform(0, 1, N)) is None


def test_a_block_in_files_put_together_is_shown(runs, rng):
    made = anew(runs, np.arange(180, 290), rng)
    found = finding_of(TIM009, COLUMNS, [f"x{i}" for i in rng.permutation(N)], days(made))
    assert found.exhibit
    assert 95 <= found.rows.count <= 125
    clean = finding_of(TIM009, COLUMNS, [f"x{i}" for i in rng.permutation(N)], days(runs))
    assert not clean.exhibit


def test_evenness_is_judged_at_the_level_it_names():
    found = []
    for seed in range(250):
        rng = np.random.default_rng(seed)
        found.append(drawn_evenly(rng.uniform(0, 1, N), marks(rng.permutation(N)[:80])))
    assert 0.96 < np.mean(found) <= 1.0
    rng = np.random.default_rng(0)
    assert not drawn_evenly(rng.normal(0, 1, N), marks(np.arange(100)))
    assert not drawn_evenly(np.ones(N), marks(np.arange(100)))
    assert not drawn_evenly(rng.uniform(0, 1, N), marks(np.arange(19))), "too few to tell"


@given(arrays(np.float64, st.integers(1, 80), elements=st.integers(-5, 5).map(float)))
def test_any_values_have_an_answer(values):
    for off in (out_of_sequence(values), restless_block(values)):
        assert off is None or off.shape == values.shape


def days(numbers):
    return [str(np.datetime64("2003-01-01") + np.timedelta64(int(n), "D")) for n in numbers]


def test_a_block_of_dates_drawn_anew_is_shown(rising, rng):
    made = anew(rising, np.arange(200, 320), rng)
    found = finding_of(TIM009, COLUMNS, [f"x{i}" for i in rng.permutation(N)], days(made))
    assert found.exhibit
    assert found.support[Reading.TAMPERED] > 1.5
    assert 60 <= found.rows.count <= 130
    assert min(found.rows.shown) >= 195


def test_a_list_put_behind_another_is_not(rising, rng):
    made = anew(rising, np.arange(380, 500), rng)
    assert not finding_of(
        TIM009, COLUMNS, [f"x{i}" for i in rng.permutation(N)], days(made)
    ).exhibit


def test_strays_of_another_numbering_are_not(rising, rng):
    rows = rng.permutation(N)[:110]
    ids = np.array([f"A{i}" for i in range(N)], object)
    ids[rows] = [f"OLD{i}" for i in rng.permutation(len(rows))]
    assert not finding_of(TIM009, COLUMNS, ids, days(anew(rising, rows, rng))).exhibit


def test_strays_of_one_kind_of_record_are_not(rising, rng):
    rows = rng.permutation(N)[:110]
    kind = np.where(marks(rows), "web", "shop")
    columns = {**COLUMNS, "where": "unknown"}
    ids = [f"x{i}" for i in rng.permutation(N)]
    assert not finding_of(TIM009, columns, ids, days(anew(rising, rows, rng)), kind).exhibit


def test_a_figure_of_no_known_role_is_looked_at_too(rng):
    size = rng.gamma(2.0, 40.0, N).round(1)
    rate = (size * 0.31).round(2)
    rate[rng.permutation(N)[:110]] = rng.uniform(rate.min(), rate.max(), 110).round(2)
    found = finding_of(NUM011, {"size": "unknown", "rate": "unknown"}, size, rate)
    assert found.exhibit
    assert found.support[Reading.TAMPERED] > 1.0
