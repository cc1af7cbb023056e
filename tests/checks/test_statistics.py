import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks import statistics

stats = pytest.importorskip("scipy.stats")


@given(st.floats(0, 500), st.integers(1, 200))
def test_chi2_sf_agrees_with_scipy(x, df):
    assert statistics.chi2_sf(x, df) == pytest.approx(stats.chi2.sf(x, df), rel=1e-8, abs=1e-13)


@given(st.integers(0, 400), st.integers(1, 400), st.floats(0.001, 0.999))
def test_binomial_sf_agrees_with_scipy(hits, n, p):
    assert statistics.binomial_sf(hits, n, p) == pytest.approx(
        stats.binom.sf(hits - 1, n, p), rel=1e-7, abs=1e-12
    )


@given(st.integers(1, 200), st.data())
def test_hypergeometric_sf_agrees_with_scipy(population, data):
    marked = data.draw(st.integers(0, population))
    drawn = data.draw(st.integers(0, population))
    hits = data.draw(st.integers(0, population))
    assert statistics.hypergeometric_sf(hits, population, marked, drawn) == pytest.approx(
        stats.hypergeom.sf(hits - 1, population, marked, drawn), rel=1e-7, abs=1e-10
    )


@given(st.integers(1, 2000), st.data())
def test_clopper_pearson_agrees_with_scipy(n, data):
    hits = data.draw(st.integers(0, n))
    got = statistics.clopper_pearson(hits, n)
    want = stats.binomtest(hits, n).proportion_ci(0.95, "exact")
    assert got.low == pytest.approx(want.low, abs=1e-8)
    assert got.high == pytest.approx(want.high, abs=1e-8)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=200))
def test_ks_uniform_agrees_with_scipy(values):
    array = np.array(values)
    low, high = array.min(), array.max()
    if low == high:
        assert statistics.ks_uniform(array) == 1.0
        return
    want = stats.kstest((array - low) / (high - low), "uniform").statistic
    assert statistics.ks_uniform(array) == pytest.approx(want, abs=1e-9)


def test_ks_p_is_near_the_exact_law():
    for n, d in ((50, 0.1), (200, 0.09), (1000, 0.043)):
        assert statistics.ks_p(d, n) == pytest.approx(stats.kstwo.sf(d, n), abs=0.02)


def test_flatness_is_near_zero_for_flat_counts_at_any_size():
    rng = np.random.default_rng(4)
    for n in (60, 600, 60_000):
        seen = [
            statistics.flatness(np.bincount(rng.integers(0, 24, n), minlength=24))
            for _ in range(200)
        ]
        assert abs(float(np.mean(seen))) < 2.0 / n


def test_skewness_trim_and_permutation():
    rng = np.random.default_rng(5)
    values = rng.exponential(size=20_000)
    assert statistics.skewness(values) == pytest.approx(float(stats.skew(values)), rel=1e-9)
    assert statistics.skewness(np.ones(5)) == 0.0
    assert len(statistics.trimmed(np.arange(1000.0), 0.01)) == 980
    assert statistics.permutation_p(2.0, np.array([1.0, 3.0, 0.5])) == 0.5
    assert math.isclose(statistics.clopper_pearson(0, 0).high, 1.0)
