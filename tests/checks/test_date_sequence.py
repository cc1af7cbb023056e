"""Two dates in a sequence: which rows break it as if by chance, and which do so for a reason."""

import numpy as np
import pytest

from leakverify.checks.catalogue import CHECKS
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "TIM026")
N = 800
DAY = 86_400
START = np.datetime64("2012-01-01T00:00:00").astype(np.int64)
SPAN = 3_000 * DAY


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture
def ordered(rng):
    return START + rng.integers(0, SPAN, N)


@pytest.fixture
def shipped(ordered, rng):
    """Days to years later; never before."""
    return ordered + (rng.exponential(400, N) * DAY).astype(np.int64)


def some(rng, count=200):
    marked = np.zeros(N, bool)
    marked[rng.permutation(N)[:count]] = True
    return marked


def anew(values, marked, rng):
    out = values.copy()
    out[marked] = rng.integers(values.min(), values.max(), marked.sum())
    return out


def finding(first, second, kind=None):
    columns = {"ordered": "event_time", "shipped": "event_time"}
    cells = [[str(np.datetime64(int(v), "s")) for v in values] for values in (first, second)]
    if kind is not None:
        columns["kind"] = "unknown"
        cells.append([str(k) for k in kind])
    return finding_of(CHECK, columns, *cells)


def test_dates_drawn_anew_are_shown_and_named(ordered, shipped, rng):
    marked = some(rng)
    first, second = anew(ordered, marked, rng), anew(shipped, marked, rng)
    found = finding(first, second)
    assert found.exhibit
    assert found.support[Reading.TAMPERED] > 0.5
    assert found.columns == ("ordered", "shipped")
    assert set(found.rows.shown) <= set((np.flatnonzero(first - second > DAY) + 1).tolist())
    assert marked[np.array(found.rows.shown) - 1].all()
    assert found.rows.count == np.count_nonzero(first - second > DAY)


def test_it_is_found_out_which_date_comes_first(ordered, shipped, rng):
    marked = some(rng)
    first, second = anew(ordered, marked, rng), anew(shipped, marked, rng)
    found = finding(second, first)
    assert found.exhibit
    assert found.columns == ("shipped", "ordered")


def test_only_one_of_the_two_dates_may_be_drawn_anew(ordered, shipped, rng):
    assert finding(ordered, anew(shipped, some(rng), rng)).exhibit
    assert finding(anew(ordered, some(rng), rng), shipped).exhibit


def test_dates_of_other_rows_are_shown_too(ordered, shipped, rng):
    """Whoever pads a list with values of other rows draws from the same heaps."""
    marked = some(rng, 260)
    second = shipped.copy()
    second[marked] = rng.permutation(shipped[marked])
    assert finding(ordered, second).exhibit


def test_a_sequence_without_exceptions_is_kept(ordered, shipped):
    found = finding(ordered, shipped)
    assert not found.exhibit
    assert found.measured["broken_share"] == 0
    assert found.measured["by_chance_share"] > 0.2


def test_a_day_for_clocks_and_time_zones_is_no_break(ordered, shipped, rng):
    second = shipped.copy()
    marked = some(rng)
    second[marked] = ordered[marked] - DAY
    assert finding(ordered, second).measured["broken_count"] == 0


def test_exceptions_near_the_limit_are_not_shown(ordered, shipped, rng):
    """Paid before it was ordered: by some days, as such things are."""
    second = shipped.copy()
    marked = some(rng, 90)
    second[marked] = ordered[marked] - (rng.exponential(20, 90) * DAY).astype(np.int64) - 2 * DAY
    found = finding(ordered, second)
    assert found.measured["broken_count"] == 90
    assert not found.exhibit


def test_records_of_another_kind_are_not_shown(ordered, shipped, rng):
    marked = some(rng)
    first, second = anew(ordered, marked, rng), anew(shipped, marked, rng)
    kind = np.where(first - second > DAY, "import", "shop")
    assert finding(first, second, rng.choice(["import", "shop"], N)).exhibit
    assert not finding(first, second, kind).exhibit


def test_pairs_that_stand_in_several_rows_are_not_shown(ordered, shipped, rng):
    half = N // 2
    marked = some(rng)[:half]
    first, second = (np.tile(v[:half], 2) for v in (ordered, shipped))
    broken = np.tile(marked, 2)
    second[broken] = np.tile(rng.integers(START, START + SPAN, marked.sum()), 2)
    found = finding(first, second)
    assert found.measured["broken_count"] > 50
    assert not found.exhibit


def test_two_dates_that_do_not_know_each_other_have_no_sequence(ordered, rng):
    found = finding(ordered, rng.permutation(ordered))
    assert found.state == "not_applicable"
    assert found.reason == "NO_SEQUENCE"


def test_a_few_breaks_are_too_few_to_see_how_they_lie(ordered, shipped, rng):
    found = finding(ordered, anew(shipped, some(rng, 30), rng))
    assert 0 < found.measured["broken_count"] < 20
    assert not found.exhibit
