"""Short lists used evenly: what counts as drawn, what as dealt out, and which columns can tell at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.generator.even_lists import EACH, able, drawn
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "GEN026")
PLANS = [f"plan {n}" for n in range(6)]


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def finding(**columns):
    return finding_of(CHECK, dict.fromkeys(columns, "unknown"), *columns.values())


def test_even_draws_are_told_from_a_usual_value(rng):
    even = list(rng.choice(PLANS, 1_000))
    usual = list(rng.choice(PLANS, 1_000, p=[0.25, 0.2, 0.18, 0.15, 0.12, 0.1]))
    found = finding(even=even, usual=usual)
    assert found.measured["list_count"] == 2
    assert found.measured["even_count"] == 1
    assert found.measured["even_share"] == 0.5


def test_empty_cells_are_no_value_of_the_list(rng):
    cells = rng.choice(PLANS, 1_500).astype(object)
    cells[:500] = ""
    found = finding(plan=list(cells))
    assert found.measured["even_count"] == 1


def test_the_same_list_under_two_names_counts_once(rng):
    plan = list(rng.choice(PLANS, 1_000))
    found = finding(plan=plan, code=[str(PLANS.index(p)) for p in plan], other=plan[::-1])
    assert found.measured["list_count"] == 2


@given(st.integers(3, 60), st.integers(EACH, 40), st.integers(0, 2**32 - 1))
def test_equal_counts_are_dealt_out_and_tenfold_ones_are_no_draw(kinds, each, seed):
    counts = np.full(kinds, each)
    assert not drawn(counts)
    counts[seed % kinds] *= 10
    assert not drawn(counts)


def test_even_draws_pass_nearly_always(rng):
    counts = rng.multinomial(800, np.full(12, 1 / 12), size=2_000)
    assert np.mean([drawn(each) for each in counts]) > 0.99


def test_a_list_is_used_only_where_unevenness_would_be_seen():
    assert able(3, 500)
    assert not able(3, 499)
    assert not able(2, 100_000)
    assert not able(101, 100_000)
    assert able(100, 800)
    assert not able(100, 799)
