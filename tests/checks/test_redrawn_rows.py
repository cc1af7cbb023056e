"""Rows in which a figure or a date was drawn anew: what shows them, and what looks alike and has a reason."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.evenly import unevenness
from leakverify.checks.follow import huddled
from leakverify.checks.redrawn import fit_of, redrawn
from leakverify.checks.structure.features import numbers
from leakverify.checks.timeline import calendar_parts as parts
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

BY_ID = {check.info.id: check for check in CHECKS}
N = 800
START = np.datetime64("2004-01-01")


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@pytest.fixture
def sizes(rng):
    """Skewed as prices are."""
    return np.exp(rng.normal(4.0, 0.9, N))


@pytest.fixture
def prices(sizes, rng):
    """A price that follows the size, but not closely."""
    return sizes * np.exp(rng.normal(0.0, 0.08, N))


def some(rng, count=160):
    marked = np.zeros(N, bool)
    marked[rng.permutation(N)[:count]] = True
    return marked


def anew(values, marked, rng):
    out = values.copy()
    low, high = np.quantile(values, [0.01, 0.99])
    out[marked] = rng.uniform(low, high, marked.sum())
    return out


def test_even_draws_are_found_where_figures_are_skewed(sizes, prices, rng):
    marked = some(rng)
    found = redrawn(sizes, anew(prices, marked, rng), 3)
    assert found.shown
    assert found.share == pytest.approx(0.2, abs=0.05)
    assert marked[found.far].mean() >= 0.85


def test_rows_that_keep_the_tie_are_not(sizes, prices):
    found = redrawn(sizes, prices, 3)
    assert found is None or not found.shown


def test_errors_that_thin_out_with_the_distance_are_not(sizes, rng):
    heavy = sizes * np.exp(rng.standard_t(1.5, N) * 0.1)
    assert not redrawn(sizes, heavy, 3).shown


def test_rows_of_another_class_are_not(sizes, prices, rng):
    other = np.where(some(rng), prices * 6.0, prices)
    assert not redrawn(sizes, other, 3).shown


def test_where_both_dates_were_drawn_the_guide_lies_evenly_too(rng):
    made = np.sort(rng.exponential(900, N))
    closed = made + rng.exponential(20, N)
    marked = some(rng, 200)
    both = anew(made, marked, rng), anew(closed, marked, rng)
    assert redrawn(*both, 3, both=True).shown


def test_a_figure_drawn_anew_is_shown(sizes, prices, rng):
    marked = some(rng)
    columns = {"id": "record_id", "area": "unknown", "price": "amount"}
    made = anew(prices, marked, rng)
    found = finding_of(
        BY_ID["NUM011"],
        columns,
        [str(i) for i in range(N)],
        [f"{v:.1f}" for v in sizes],
        [f"{v:.2f}" for v in made],
    )
    assert found.exhibit
    assert found.support[Reading.TAMPERED] >= 1.5
    assert found.columns[:2] == ("price", "area")
    assert marked[np.array(found.rows.shown) - 1].mean() >= 0.85


def test_figures_of_a_kind_of_record_are_not_though_they_lie_evenly(sizes, prices, rng):
    marked = some(rng)
    columns = {"id": "record_id", "area": "unknown", "price": "amount", "shop": "unknown"}
    found = finding_of(
        BY_ID["NUM011"],
        columns,
        [str(i) for i in range(N)],
        [f"{v:.1f}" for v in sizes],
        [f"{v:.2f}" for v in anew(prices, marked, rng)],
        np.where(marked, "web", "shop").tolist(),
    )
    assert not found.exhibit


def moments(rng, *, at_noon=False):
    days = (rng.beta(2, 1, N) * 3000).astype(int)
    hours = np.full(N, 12) if at_noon else np.zeros(N, int)
    return START.astype("datetime64[s]") + days * 86_400 + hours * 3_600


def drawn(times, marked, rng):
    out = times.copy()
    low, high = (t.astype(np.int64) for t in (times.min(), times.max()))
    out[marked] = rng.integers(low, high, marked.sum()).astype("datetime64[s]")
    return out


def text(times):
    return [str(t).replace("T", " ") for t in times]


def heaped(rng, times):
    columns = {"id": "record_id", "seen": "event_time"}
    return finding_of(BY_ID["TIM025"], columns, [str(i) for i in rng.permutation(N)], text(times))


@pytest.mark.parametrize("at_noon", [False, True])
def test_moments_among_dates_without_one_are_shown(rng, at_noon):
    marked = some(rng)
    found = heaped(rng, drawn(moments(rng, at_noon=at_noon), marked, rng))
    assert found.exhibit
    assert found.support[Reading.TAMPERED] >= 1.5
    assert marked[np.array(found.rows.shown) - 1].all()


def test_moments_by_day_and_not_by_night_are_not(rng):
    marked = some(rng)
    times = moments(rng)
    times[marked] += rng.integers(8 * 3_600, 19 * 3_600, marked.sum())
    assert not heaped(rng, times).exhibit


def test_moments_since_a_program_writes_them_are_not(rng):
    times = np.sort(moments(rng))
    times[-160:] += rng.integers(0, 86_400, 160)
    assert not heaped(rng, times).exhibit


def spans(rng, ages, born, joined):
    columns = {"id": "record_id", "born": "birth_date", "joined": "created", "age": "unknown"}
    return finding_of(
        BY_ID["TIM024"],
        columns,
        [str(i) for i in range(N)],
        [str(d) for d in born],
        [str(d) for d in joined],
        [str(a) for a in ages],
    )


def test_ages_tell_of_dates_that_were_changed(rng):
    born = np.datetime64("1940-01-01") + rng.integers(0, 20_000, N)
    joined = np.datetime64("2005-01-01") + rng.integers(0, 6_000, N)
    ages = ((joined - born).astype(int) / 365.25).astype(int)
    assert not spans(rng, ages, born, joined).exhibit
    marked = some(rng)
    born[marked] = np.datetime64("1940-01-01") + rng.integers(0, 20_000, marked.sum())
    found = spans(rng, ages, born, joined)
    assert found.exhibit
    assert found.columns == ("born", "joined", "age")
    assert marked[np.array(found.rows.shown) - 1].all()


def test_ages_rounded_or_a_year_late_are_no_matter(rng):
    born = np.datetime64("1940-01-01") + rng.integers(0, 20_000, N)
    joined = np.datetime64("2005-01-01") + rng.integers(0, 6_000, N)
    late = rng.integers(0, 2, N) + ((joined - born).astype(int) / 365.25).astype(int)
    assert not spans(rng, late, born, joined).exhibit


@settings(max_examples=60)
@given(st.dates(dt.date(1601, 1, 1), dt.date(2400, 12, 31)), st.integers(0, 86_399))
def test_parts_of_the_calendar_are_those_of_the_library(day, second):
    moment = dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=second)
    seconds = np.array([int(moment.timestamp())])
    assert parts.stamps(seconds, "Y")[0] + 1970 == day.year
    assert parts.month(seconds)[0] + 1 == day.month
    assert parts.day_of(seconds)[0] + 1 == day.day
    assert (parts.weekday(seconds)[0] + 3) % 7 == day.weekday()
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    assert parts.month_days(seconds)[0] == (following - dt.timedelta(days=1)).day


def test_counts_fit_where_they_are_as_expected_and_not_where_they_are_not():
    expected = np.full(8, 20.0)
    assert fit_of(expected, expected) == (pytest.approx(1.0), 8)
    assert fit_of(expected * [2, 0, 2, 0, 2, 0, 2, 0], expected)[0] < 1e-6
    assert fit_of(np.array([3.0, 1.0]), np.array([2.0, 2.0])) == (1.0, 1), "one cell tells nothing"


def test_unevenness_of_nothing_is_nothing():
    assert unevenness(np.empty(0)) == 0.0
    assert unevenness(np.full(100, 0.5)) == pytest.approx(4.95, abs=0.1)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["15.06.2021", "1.7.2020", "03.02.2021"], [1, 2, 0]),
        (["12/31/1999", "1/2/2001", "02/01/2000"], [0, 2, 1]),
        (["31/12/99", "02/01/21", "01/02/20"], [0, 2, 1]),
        (["15.06.2021 10:00", "15.06.2021 09:30", "14.06.2021 23:59"], [2, 1, 0]),
        (["2021-06-15", "2020-07-01", "2021-02-03"], [1, 2, 0]),
        (["12.50", "3.10", "40.00"], [1, 0, 2]),
        (["06.12.34.56.78", "06.01.99.56.78", "07.12.34.56.78"], None),
        (["10.2.20.30", "9.2.20.30", "10.1.21.4"], None),
    ],
)
def test_dates_that_end_in_their_year_keep_their_order(texts, order):
    sizes = numbers(np.array(texts, object))
    if order is None:
        assert len(set(sizes)) == 1, "no number, no date"
    else:
        assert np.argsort(sizes).tolist() == order


def films_rated(rng, people, ratings):
    """Films that people rated, person by person, each on one day: who rated few has no stretch of rows to follow."""
    days = START + rng.permutation(people).astype("timedelta64[D]") * 5
    return np.repeat(days, ratings)


@pytest.mark.parametrize("seed", range(8))
def test_rows_of_one_person_are_no_dates_drawn_anew(seed):
    rng = np.random.default_rng(seed)
    ratings = np.concatenate([np.full(40, 20), rng.integers(2, 7, 110)])
    rng.shuffle(ratings)
    days = films_rated(rng, len(ratings), ratings)
    found = finding_of(BY_ID["TIM009"], {"rated": "event_time"}, [str(day) for day in days])
    assert not found.exhibit


def test_strays_that_lie_near_each_other_belong_together(rng):
    column = np.arange(1_000.0)
    far = some_of(rng, 1_000, 300)
    batch = column.copy()
    batch[far] = rng.permutation(300)[np.arange(300) // 10 * 10] + rng.random(300)
    assert huddled(batch, far)
    drawn = column.copy()
    drawn[far] = rng.uniform(0, 1_000, 300)
    assert not huddled(drawn, far)


def some_of(rng, n, count):
    marked = np.zeros(n, bool)
    marked[rng.permutation(n)[:count]] = True
    return marked
