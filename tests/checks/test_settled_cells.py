"""Columns that settle another one, and cells that somebody moved or drew anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.determined import FEWEST_GROUPS, GROUP, may_settle, settled
from leakverify.model.terms import Reading
from tests.checks.bench import context_of, facts_of, finding_of, frame_of, run

CHECK = next(check for check in CHECKS if check.info.id == "STR018")
GROUPS, EACH = 40, 10
N = GROUPS * EACH
STRAYS = 60


@pytest.fixture
def rng():
    return np.random.default_rng(18)


@pytest.fixture
def groups(rng):
    """Which group each row is in, in any order."""
    return rng.permutation(np.repeat(np.arange(GROUPS), EACH))


@pytest.fixture
def due(rng):
    """What each group has."""
    return rng.integers(2_000, 90_000, GROUPS) / 100.0


def found_in(groups, values):
    order = np.lexsort((np.random.default_rng(0).random(len(groups)), groups))
    return settled(np.asarray(groups, np.int64), np.asarray(values, np.float64), order)


def some(rng, values, change, n=STRAYS):
    """The values with `n` of them changed, and which."""
    rows = np.sort(rng.permutation(len(values))[:n])
    out = values.copy()
    out[rows] = change(values[rows])
    return out, rows


def moved(rng):
    return lambda v: np.round(
        v * (1.0 + rng.choice([-1, 1], len(v)) * rng.uniform(0.01, 0.09, len(v))), 2
    )


def test_cells_that_were_moved_are_shown(rng, groups, due):
    values, rows = some(rng, due[groups], moved(rng))
    found = found_in(groups, values)
    assert found.shown
    assert found.moved
    assert found.strays.tolist() == rows.tolist()
    assert found.groups == GROUPS


def test_cells_drawn_anew_are_shown(rng, groups, due):
    values, rows = some(rng, due[groups], lambda v: rng.integers(2_000, 90_000, len(v)) / 100.0)
    found = found_in(groups, values)
    assert found.shown
    assert not found.moved
    assert set(found.strays.tolist()) == set(rows.tolist())


def test_half_of_the_rows_may_be_moved_copies(rng, groups, due):
    values = np.concatenate([due[groups], moved(rng)(due[groups])])
    found = found_in(np.concatenate([groups, groups]), values)
    assert found.shown
    assert found.strays.tolist() == list(range(N, 2 * N))


def test_half_of_the_rows_drawn_anew_are_another_meaning(rng, groups, due):
    values, _ = some(
        rng, due[groups], lambda v: rng.integers(2_000, 90_000, len(v)) / 100.0, N // 2
    )
    found = found_in(groups, values)
    assert found is None or not found.shown


def test_a_change_that_stays_is_none(rng, groups, due):
    """A fee that rose: the new one stands in all later rows of the group."""
    later = np.arange(N) >= 0.7 * N
    values = np.where(later, due[groups] * 1.05, due[groups])
    assert not found_in(groups, values).shown


def test_figures_that_only_rise_are_none(rng, groups, due):
    values, _ = some(rng, due[groups], lambda v: np.round(v * rng.uniform(1.01, 1.3, len(v)), 2))
    assert not found_in(groups, values).shown


def test_cells_of_a_few_groups_are_none(rng, groups, due):
    """Five customers whose record is wrong throughout are not a change of the list."""
    values = due[groups].copy()
    rows = np.flatnonzero(groups < 5)
    for group in range(5):
        values[rows[groups[rows] == group][3:]] = 0.0
    odd = values == 0.0
    values[odd] = rng.integers(2_000, 90_000, int(odd.sum())) / 100.0
    found = found_in(groups, values)
    assert len(found.strays) >= 10
    assert not found.shown


def test_a_commonest_value_settles_nothing(rng, groups):
    """Nine in ten rows have the same amount, whatever their group."""
    values = np.where(rng.random(N) < 0.9, 10.0, rng.integers(2_000, 90_000, N) / 100.0)
    assert found_in(groups, values) is None


def test_small_groups_cannot_tell(rng):
    assert not may_settle(np.repeat(np.arange(100), GROUP - 1))
    assert not may_settle(np.repeat(np.arange(FEWEST_GROUPS - 1), 30))
    assert not may_settle(np.full(100, -1))
    assert may_settle(np.repeat(np.arange(FEWEST_GROUPS), GROUP))


def table(rng, rows, per=8):
    """Orders: a customer's number, birth date and the amount."""
    who = rng.permutation(np.repeat(np.arange(rows // per), per))
    born = [f"19{50 + c % 45:02}-{1 + c % 12:02}-{1 + c % 28:02}" for c in who]
    paid = [f"{v:.2f}" for v in rng.uniform(5, 90, rows)]
    return who, [f"K{c}" for c in who], born, paid


COLUMNS = {"customer": "record_id", "born": "birth_date", "paid": "amount"}


def other_births(rng, born, n):
    rows = np.sort(rng.permutation(len(born))[:n])
    for i in rows:
        born[i] = f"19{rng.integers(40, 99)}-{rng.integers(1, 13):02}-{rng.integers(1, 29):02}"
    return {int(i) + 1 for i in rows}


def births_are_named(found, wanted):
    assert found.exhibit
    assert found.columns == ("customer", "born")
    assert set(found.rows.shown) <= wanted


def test_a_customer_has_one_birth_date(rng):
    _, who, born, paid = table(rng, 800)
    wanted = other_births(rng, born, 90)
    found = finding_of(CHECK, COLUMNS, who, born, paid)
    births_are_named(found, wanted)
    assert found.support[Reading.TAMPERED] >= 1.0
    assert found.rows.count >= 0.9 * len(wanted)


def test_customers_are_seen_whole_in_a_long_file(rng):
    """Of 40,000 rows a sample of rows would hold hardly a customer twice."""
    _, who, born, paid = table(rng, 40_000)
    wanted = other_births(rng, born, 4_500)
    found = finding_of(CHECK, COLUMNS, who, born, paid)
    births_are_named(found, wanted)


def test_customers_that_few_rows_name_are_seen_too(rng):
    """Most of 40,000 rows are of nobody: none of a sample of rows would be of one customer."""
    _, who, born, paid = table(rng, 2_000)
    wanted = other_births(rng, born, 220)
    rest = 38_000
    found = finding_of(
        CHECK,
        COLUMNS,
        [*who, *[""] * rest],
        [*born, *[f"19{40 + i % 60}-01-{1 + i % 28:02}" for i in range(rest)]],
        [*paid, *[f"{v:.2f}" for v in rng.uniform(5, 90, rest)]],
    )
    births_are_named(found, wanted)


def test_one_date_does_not_settle_another(rng):
    """Most that is begun is ended on the same day, and some on the next."""
    day = np.repeat(np.arange(1, 28), 20)
    ended = day + (rng.random(len(day)) < 0.1) * rng.choice([-1, 1], len(day))
    columns = {"begun": "created", "ended": "updated"}
    found = finding_of(
        CHECK,
        columns,
        [f"2020-03-{d:02}" for d in day],
        [f"2020-03-{d:02}" for d in np.clip(ended, 1, 28)],
    )
    assert found.reason == "NO_DEPENDENCE"


def test_any_split_says_the_same(rng):
    _, who, born, paid = table(rng, 4_800)
    other_births(rng, born, 500)
    frame, context = frame_of(COLUMNS, list(zip(who, born, paid, strict=True))), context_of(COLUMNS)
    whole = run(CHECK, facts_of(frame, context), context)
    assert whole[0].exhibit
    assert run(CHECK, facts_of(frame, context, (7, 900, 3_300)), context) == whole


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-1, 8), min_size=30, max_size=120),
    st.integers(0, 2**32 - 1),
    st.integers(1, 40),
)
def test_strays_are_rows_of_a_group_that_differ_from_it(groups, seed, kinds):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, kinds, len(groups)).astype(np.float64)
    values[rng.random(len(groups)) < 0.1] = np.nan
    found = found_in(groups, values)
    if found is not None:
        assert set(found.strays.tolist()) <= set(found.rows.tolist())
        assert all(groups[i] >= 0 and np.isfinite(values[i]) for i in found.rows)
        assert 0.0 <= found.share <= 1.0 - found.kept + 1e-9
