"""What looks like changed figures and is none: two populations, gaps of one side, times of day, fees that undo a part."""

import numpy as np
import pytest

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.clock import is_clock
from leakverify.checks.follow import follow
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

BY_ID = {check.info.id: check for check in CHECKS}
N = 600


def tampered(found):
    return found.support.get(Reading.TAMPERED, 0.0) if found.exhibit else 0.0


def days(numbers):
    return [str(np.datetime64("2001-01-01") + np.timedelta64(int(n), "D")) for n in numbers]


def changed(values, rng, share=0.2):
    """The same with a share of them drawn anew over the whole range."""
    out = values.copy()
    rows = rng.permutation(len(values))[: int(share * len(values))]
    out[rows] = rng.uniform(values.min(), values.max(), len(rows))
    return out


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def test_a_broken_tie_shows_from_either_side(rng):
    one = rng.uniform(0, 1000, N)
    tie = follow(one, changed(one * 3, rng), 0)
    assert tie.shown
    assert 0.1 < tie.back < 0.35


def test_a_tie_of_heaped_figures_is_torn(rng):
    """Figures drawn evenly into a heap lie in its thin parts: not as the same figures shuffled would."""
    heap = np.round(rng.normal(100, 12, N), 3)
    tie = follow(heap, changed(heap * 28.35, rng, 0.25), 0)
    assert tie.torn > 0.15
    assert tie.shown


def test_a_heap_with_noise_that_thins_out_is_not_torn(rng):
    heap = rng.normal(100, 12, N)
    noisy = heap + rng.standard_t(1.5, N) * 2.0
    assert follow(heap, noisy, 0).torn == 0.0


def test_corrections_on_one_side_tear_nothing(rng):
    heap = rng.normal(100, 12, N)
    raised = np.where(rng.random(N) < 0.2, heap + 60, heap)
    assert follow(heap, raised, 0).torn == 0.0


def test_a_stretch_without_a_tie_is_no_broken_tie(rng):
    one = rng.uniform(0, 1000, N)
    other = np.where(one < 700, one, rng.uniform(0, 700, N))
    assert not follow(one, other, 0).shown


def test_half_of_the_rows_are_another_population(rng):
    one = rng.uniform(0, 1000, N)
    assert not follow(one, changed(one, rng, 0.45), 0).shown


def test_strays_that_others_repeat_are_a_rule_of_their_own(rng):
    one = rng.permutation(np.arange(N) * 1.0)
    other = one.copy()
    codes = rng.permutation(N)[:60]
    odd = rng.permutation(N)[:120]
    one[odd] = np.repeat(codes, 2)
    other[odd] = np.repeat(rng.permutation(codes), 2)
    found = follow(one, other, 0)
    assert found.twice > 0.9
    assert not found.shown


def test_a_date_that_is_never_before_the_other_keeps_its_sequence(rng):
    made = np.sort(rng.integers(0, 6000, N))
    late = rng.random(N) < 0.25
    added = np.where(late, rng.integers(made, 6001), made)
    columns = {"a": "created", "b": "updated"}
    order = rng.permutation(N)
    assert (
        tampered(finding_of(BY_ID["TIM009"], columns, days(made[order]), days(added[order]))) == 0.0
    )
    drawn = np.where(late, rng.integers(0, 6001, N), made)
    assert (
        tampered(finding_of(BY_ID["TIM009"], columns, days(made[order]), days(drawn[order]))) > 1.0
    )


def test_times_of_day_are_no_quantities(rng):
    minutes = rng.integers(0, 1440, N)
    clock = (minutes // 60 * 100 + minutes % 60).astype(float)
    assert is_clock(clock)
    assert not is_clock(rng.integers(0, 2400, N).astype(float))
    assert not is_clock(rng.integers(0, 60, N).astype(float)), "small numbers may be anything"
    delay = rng.choice([0, 5, 10, 20, 45], N, p=[0.5, 0.2, 0.1, 0.1, 0.1])
    later = (minutes + delay) % 1440
    columns = {"due": "unknown", "delay": "amount", "came": "unknown"}
    came = later // 60 * 100 + later % 60
    assert (
        finding_of(BY_ID["NUM009"], columns, clock.astype(int), delay, came).reason == "NO_NUMBERS"
    )


def test_gaps_on_one_side_are_a_part_kept_elsewhere(rng):
    one, two = rng.integers(100, 900, N), rng.integers(100, 900, N)
    more = np.where(rng.random(N) < 0.15, rng.integers(400, 900, N), 0)
    columns = {"one": "amount", "two": "amount", "all": "amount"}
    assert tampered(finding_of(BY_ID["NUM009"], columns, one, two, one + two + more)) == 0.0
    either = changed((one + two).astype(float), rng, 0.15).round().astype(int)
    assert tampered(finding_of(BY_ID["NUM009"], columns, one, two, either)) > 1.0


def test_fees_do_not_undo_a_part(rng):
    last = rng.integers(5, 90, N) * 10
    mails = rng.choice([10, 15, 20, 25], N)
    mean = np.where(rng.random(N) < 0.75, last, rng.integers(5, 90, N) * 10)
    columns = {"last": "amount", "mails": "unknown", "mean": "amount"}
    assert tampered(finding_of(BY_ID["NUM009"], columns, last, mails, mean)) == 0.0


SUM = {"one": "amount", "two": "amount", "total": "amount"}


@pytest.fixture
def parts(rng):
    return np.round(rng.uniform(10, 400, N), 2), np.round(rng.uniform(5, 90, N), 2)


def moved_by(rng, total, gaps, n=90):
    """The totals with `n` of them off by these gaps, and the record numbers of those."""
    rows = np.sort(rng.permutation(N)[:n])
    out = total.copy()
    out[rows] += gaps(total[rows])
    return np.round(out, 2), {int(i) + 1 for i in rows}


def test_totals_moved_a_little_either_way_are_named(rng, parts):
    total, wanted = moved_by(rng, sum(parts), lambda t: t * rng.uniform(-0.05, 0.05, len(t)))
    found = finding_of(BY_ID["NUM009"], SUM, *parts, total)
    assert tampered(found) >= 1.0
    assert set(found.rows.shown) <= wanted
    assert found.rows.count >= 0.85 * len(wanted)


@pytest.mark.parametrize(
    ("what", "gaps"),
    [
        ("discounts", lambda t, r: -t * r.uniform(0.01, 0.05, len(t))),
        ("tips", lambda t, r: t * r.uniform(0.01, 0.05, len(t))),
        ("rounding", lambda t, r: r.uniform(-0.001, 0.001, len(t)) * t),
        ("a correction that comes again", lambda t, r: r.choice([-2.5, 2.5], len(t))),
    ],
)
def test_small_gaps_with_a_reason_break_no_sum(rng, parts, what, gaps):
    total, _ = moved_by(rng, sum(parts), lambda t: gaps(t, rng))
    assert tampered(finding_of(BY_ID["NUM009"], SUM, *parts, total)) == 0.0, what


def test_a_sum_that_a_third_of_the_rows_break_a_little_is_none(rng, parts):
    total, _ = moved_by(
        rng, sum(parts), lambda t: t * rng.uniform(-0.05, 0.05, len(t)), n=N * 35 // 100
    )
    assert tampered(finding_of(BY_ID["NUM009"], SUM, *parts, total)) == 0.0
