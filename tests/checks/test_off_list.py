"""Figures of a short list, and some that no list has."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "NUM012")
FEES = np.array([17.35, 24.8, 39.65, 58.45, 72.15, 96.55])
N, OFF = 600, 60
COLUMNS = {"paid": "amount"}


@pytest.fixture
def rng():
    return np.random.default_rng(12)


def finding(values, digits=2):
    return finding_of(CHECK, COLUMNS, [f"{value:.{digits}f}" for value in values])


def off(rng, values, change, n=OFF):
    """The values with `n` of them changed, and the record numbers of those."""
    rows = np.sort(rng.permutation(len(values))[:n])
    out = values.copy()
    out[rows] = change(values[rows])
    return out, {int(i) + 1 for i in rows}


def test_figures_moved_off_the_list_are_named(rng):
    values, wanted = off(
        rng,
        rng.choice(FEES, N),
        lambda v: v * (1 + rng.choice([-1, 1], OFF) * rng.uniform(0.01, 0.08, OFF)),
    )
    found = finding(values)
    assert found.exhibit
    assert found.columns == ("paid",)
    assert found.support[Reading.TAMPERED] >= 0.9
    assert set(found.rows.shown) <= wanted
    assert found.rows.count >= 0.9 * len(wanted)
    assert found.measured["list_size"] == len(FEES)


def test_figures_drawn_anew_are_named(rng):
    values, wanted = off(
        rng, rng.choice(FEES, N), lambda _: rng.integers(1_000, 11_000, OFF) / 100.0
    )
    found = finding(values)
    assert found.exhibit
    assert set(found.rows.shown) <= wanted


def test_prices_that_thin_out_are_no_list(rng):
    """In a shop some prices are common, others less so, and many are seen once."""
    ranks = rng.zipf(1.7, N)
    prices = np.unique(rng.integers(500, 9_999, 4_000))[:3_000] / 100.0
    values = rng.permutation(prices)[np.minimum(ranks, 2_999)]
    found = finding(values)
    assert not found.exhibit


def test_exact_figures_beside_rounded_ones_are_a_habit(rng):
    values, _ = off(
        rng, rng.choice([10.0, 20.0, 50.0], N), lambda _: rng.integers(1_000, 6_000, OFF) / 100.0
    )
    assert not finding(values).exhibit


@pytest.mark.parametrize("side", [1, -1])
def test_discounts_and_surcharges_lie_on_one_side(rng, side):
    values, _ = off(
        rng,
        rng.choice([29.85, 58.45, 96.55], N),
        lambda v: v * (1 + side * rng.uniform(0.01, 0.1, OFF)),
    )
    assert not finding(values).exhibit


def test_half_off_the_list_are_two_kinds_of_record(rng):
    values, _ = off(
        rng, rng.choice(FEES, N), lambda v: v * rng.uniform(0.92, 1.08, len(v)), n=N // 2
    )
    found = finding(values)
    assert found.reason == "NO_SHORT_LIST" or not found.exhibit


def test_a_few_off_the_list_are_slips(rng):
    values, _ = off(rng, rng.choice(FEES, N), lambda v: v * rng.uniform(0.92, 1.08, len(v)), n=9)
    assert not finding(values).exhibit


def test_few_rows_cannot_tell(rng):
    assert finding(rng.choice(FEES, 299)).reason == "FEW_VALUES"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20),
    st.integers(0, 99),
)
def test_any_numbers_are_looked_at_and_nothing_breaks(numbers, seed):
    values = np.random.default_rng(seed).choice(numbers, 300)
    found = finding_of(CHECK, COLUMNS, [repr(float(value)) for value in values])
    assert found.state in {"computed", "not_applicable"}
