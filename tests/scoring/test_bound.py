"""The bounds printed in METHOD and corrected in JUDGEMENT 4, against closed forms and against enumeration."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from leakverify.model.calling import Sentence
from leakverify.model.terms import Status
from leakverify.scoring.bound import LADDER, MISS, bound, clopper_pearson, finite, sayable
from leakverify.scoring.tails import binomial_tail, exceeds


@pytest.mark.parametrize(
    ("confirmed", "answered", "lower"),
    [
        (5, 5, 0.549),
        (10, 10, 0.741),
        (20, 20, 0.861),
        (29, 29, 0.902),
        (59, 59, 0.950),
        (19, 20, 0.784),
        (28, 30, 0.805),
    ],
)
def test_exact_lower_bounds(confirmed, answered, lower):
    assert clopper_pearson(confirmed, answered) == pytest.approx(lower, abs=0.0005)


@pytest.mark.parametrize(("rows", "needed"), [(31, 16), (100, 23), (500, 28), (2000, 29)])
def test_clean_confirmations_needed_for_nine_in_ten(rows, needed):
    assert bound(needed, needed, rows=rows).lower95 >= 0.9
    assert bound(needed - 1, needed - 1, rows=rows).lower95 < 0.9


def test_the_finite_bound_is_that_of_enumeration():
    """Every sample of every small file, in whole numbers."""
    for rows in range(1, 15):
        for n in range(1, rows + 1):
            whole = math.comb(rows, n)
            for k in range(n + 1):
                tails = [
                    Fraction(
                        sum(
                            math.comb(m, x) * math.comb(rows - m, n - x)
                            for x in range(k, min(n, m) + 1)
                        ),
                        whole,
                    )
                    for m in range(rows + 1)
                ]
                least = next(m for m in range(rows + 1) if tails[m] > Fraction(1, 20))
                assert finite(k, n, rows) == least
                assert bound(k, n, rows=rows).lower95 == least / rows
                assert bound(k, n, rows=rows).per_cent == 100 * least // rows


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_endless_bound_is_that_of_exact_fractions(data):
    n = data.draw(st.integers(1, 40))
    k = data.draw(st.integers(1, n))
    lower = Fraction(clopper_pearson(k, n))

    def tail(p):
        return sum(math.comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(k, n + 1))

    hair = Fraction(1, 10**11)
    assert tail(lower - hair) < Fraction(1, 20) < tail(lower + hair)


@given(st.integers(2, 3_000), st.data())
@settings(max_examples=80, deadline=None)
def test_both_tails_agree_with_an_independent_library(n, data):
    k = data.draw(st.integers(0, n))
    p = data.draw(st.floats(0.001, 0.999))
    assert binomial_tail(k, n, p) == pytest.approx(stats.binom.sf(k - 1, n, p), rel=1e-8, abs=1e-14)
    rows = data.draw(st.integers(n, 4 * n))
    good = data.draw(st.integers(0, rows))
    tail = stats.hypergeom.sf(k - 1, rows, good, n)
    if abs(tail - 0.05) > 1e-9:
        assert exceeds(k, n, good=good, rows=rows, miss=MISS) == (tail > 0.05)


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.integers(0, 200), st.integers(1, 3))
def test_never_above_what_was_seen_and_always_rounded_down(pair, more, looks):
    confirmed, answered = pair
    for rows in (None, answered + more):
        found = bound(confirmed, answered, rows=rows, looks=looks)
        assert 0 <= found.lower <= found.lower95 <= confirmed / answered
        assert found.per_cent <= found.lower * 100 + 1e-9
        assert found.per_cent > found.lower * 100 - 1 - 1e-9


@given(counts, st.integers(1, 200))
def test_more_confirmations_never_lower_the_bound_and_a_dead_number_never_raises_it(pair, more):
    confirmed, answered = pair
    for rows in (None, answered + more):
        here = bound(confirmed, answered, rows=rows)
        if confirmed < answered:
            assert bound(confirmed + 1, answered, rows=rows).lower95 >= here.lower95
        assert bound(confirmed, answered, rows=rows, dead=1).lower95 <= here.lower95


@given(counts)
@settings(deadline=None)
def test_a_large_file_comes_near_to_an_endless_one(pair):
    endless = bound(*pair).lower95
    before = 1.0
    for rows in (1_000, 100_000, 10_000_000):
        gap = abs(bound(*pair, rows=rows).lower95 - endless)
        assert gap <= before + 1 / rows
        before = gap
    assert before < 1e-4


def test_large_counts_are_quick_and_right():
    found = bound(500_000, 1_000_000)
    assert found.lower95 == pytest.approx(stats.beta.ppf(0.05, 500_000, 500_001), abs=1e-9)
    assert bound(500_000, 1_000_000, rows=10**9).lower95 == pytest.approx(found.lower95, abs=1e-5)


def test_looks_share_the_five_per_cent():
    assert bound(10, 10, looks=1).level == pytest.approx(0.95)
    assert bound(10, 10, looks=2).level == pytest.approx(0.975)
    three = bound(10, 10, looks=3)
    assert three.level == pytest.approx(0.98333, abs=1e-5)
    assert three.lower == pytest.approx((1 / 60) ** 0.1)
    assert three.lower95 == pytest.approx(0.05**0.1)


def test_stopping_at_the_first_step_of_the_ladder_is_wrong_in_less_than_five_per_cent():
    share, misses, asked, stopped = Fraction(7, 10), {0: Fraction(1)}, 0, Fraction(0)
    for confirmed, steps in LADDER:
        for _ in range(steps - asked):
            after = {}
            for k, chance in misses.items():
                after[k] = after.get(k, 0) + chance * share
                after[k + 1] = after.get(k + 1, 0) + chance * (1 - share)
            misses = after
        asked = steps
        for k in [k for k in misses if k <= steps - confirmed]:
            stopped += misses.pop(k)
        assert clopper_pearson(confirmed, steps) >= 0.7
    assert float(stopped) == pytest.approx(0.0465, abs=0.0001)


def test_dead_numbers_count_as_misses_and_the_floor_stands_beside():
    answer = bound(10, 10, drawn=45, dead=5)
    assert answer.lower95 == pytest.approx(clopper_pearson(10, 15))
    assert answer.floor == pytest.approx(10 / 45)
    assert answer.best == pytest.approx(40 / 45)
    assert answer.unreached == 30
    assert answer.lower_all == pytest.approx(clopper_pearson(10, 45))


@pytest.mark.parametrize(
    ("counts", "more"),
    [
        ((3, 2), {}),
        ((-1, 2), {}),
        ((0, 0), {}),
        ((1, 1), {"rows": 0}),
        ((1, 1), {"dead": -1}),
        ((5, 5), {"drawn": 4}),
        ((5, 5), {"drawn": 9, "rows": 8}),
        ((1, 1), {"looks": 4}),
        ((1, 1), {"rows": 10**10}),
    ],
)
def test_contradicting_counts_are_refused(counts, more):
    with pytest.raises(ValueError, match="counts"):
        bound(*counts, **more)


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ((10, 10), Status.SAMPLE_VERIFIED),
        ((16, 17), Status.SAMPLE_VERIFIED),
        ((20, 22), Status.SAMPLE_VERIFIED),
        ((9, 10), Status.PARTLY_CORROBORATED),
        ((5, 5), Status.PARTLY_CORROBORATED),
        ((0, 5), None),
    ],
)
def test_what_the_answers_may_be_called(counts, status):
    said = sayable(bound(*counts))
    assert said.status is status
    assert (Sentence.VERIFIED_TOO_EARLY in said.may_not) == (status is not Status.SAMPLE_VERIFIED)
    assert (Sentence.LADDER in said.may) == (counts in LADDER)


def test_all_rows_may_be_spoken_of_only_where_nobody_is_missing_or_all_missing_count_as_wrong():
    assert Sentence.ALL_ROWS in sayable(bound(10, 10, drawn=10)).may
    assert Sentence.ALL_ROWS_TOO_FAR not in sayable(bound(10, 10, drawn=10)).may_not
    silent = sayable(bound(10, 10, drawn=45))
    assert {Sentence.ALL_ROWS, Sentence.RANGE} <= set(silent.may)
    assert Sentence.ALL_ROWS_TOO_FAR in silent.may_not
    assert Sentence.ALL_ROWS not in sayable(bound(10, 10)).may
    assert Sentence.NOBODY in silent.may_not
