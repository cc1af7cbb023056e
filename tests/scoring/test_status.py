"""The status rule, its worked examples and its refusals."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.terms import ACCUSING, Family, Reading, Status
from leakverify.reference.calibration import Calibration
from leakverify.scoring.families import combine, gather
from leakverify.scoring.status import fragile_without, judge
from leakverify.scoring.support import held, plausibility, weigh
from tests.scoring.findings import exhibit, silent, statistic

MEASURED = Calibration(
    allowance=-0.24,
    discounts={
        Family.STRUCTURE: 0.71,
        Family.TIMELINE: 0.67,
        Family.NUMBERS: 0.43,
        Family.GENERATOR: 0.31,
        Family.PERSON: 0.31,
    },
)


def test_europcar_is_not_passed_and_not_overclaimed():
    found = [
        exhibit("GEN003", "generator", fabricated=2.0, stitched=0.0),
        statistic("PER006", "person", fabricated=1.5, stitched=1.5),
    ]
    weighing = weigh(gather(found), MEASURED)[Reading.FABRICATED]
    assert weighing.support == pytest.approx(2.0 + 0.31 * 1.5 - 0.24, abs=0.01)
    assert 2 <= weighing.support < 3, "moderately strong, not strong"
    judgement = judge(found, MEASURED, 31)
    assert judgement.status in {Status.CANNOT_TELL, Status.FABRICATED}
    assert judgement.status is not Status.UNVERIFIED


def test_few_rows_say_nothing_stronger_than_moderately_strong():
    found = [
        exhibit("GEN003", "generator", fabricated=2.0, stitched=2.0),
        exhibit("ANC001", "ancestry", rows=31, hard=True, recycled=4.0),
        statistic("STR007", "structure", fabricated=2.0),
        statistic("PER006", "person", fabricated=1.5),
    ]
    whole = weigh(gather(found), MEASURED)
    assert whole[Reading.FABRICATED].support > 3
    few = held(whole, 59)
    assert few[Reading.FABRICATED].support == pytest.approx(2.9)
    assert few[Reading.RECYCLED] == whole[Reading.RECYCLED]
    assert few[Reading.STITCHED] == whole[Reading.STITCHED], "nothing to take away"
    weighing = few[Reading.FABRICATED]
    assert weighing.steps[-1].part == "few_rows"
    assert sum(s.value for s in weighing.steps) == pytest.approx(weighing.support, abs=1e-5)
    assert weighing.low < weighing.support < weighing.high
    assert held(whole, 60) == whole


def test_jb_hifi_is_read_as_reused():
    found = [
        exhibit("ANC001", "ancestry", rows=2000, hard=True, recycled=4.0),
        silent("PER006", "person"),
        silent("STR007", "structure"),
        statistic("STR001", "structure", recycled=0.3),
    ]
    judgement = judge(found, MEASURED, 2000)
    assert judgement.status is Status.RECYCLED
    assert judgement.leading is Reading.RECYCLED


def test_an_exhibit_beyond_all_genuine_collections_needs_no_second_family():
    found = [exhibit("STR010", "structure", tampered=1.9), silent("TIM002", "timeline")]
    assert judge(found, MEASURED, 2000).status is Status.CANNOT_TELL
    measured = replace(MEASURED, alone={"STR010": 1.5})
    assert judge(found, measured, 2000).status is Status.ALTERED
    assert (
        judge(found, replace(MEASURED, alone={"STR010": 1.95}), 2000).status is Status.CANNOT_TELL
    )
    assert judge(found, measured, 29).status is Status.CANNOT_TELL


def test_no_accusation_without_an_exhibit():
    found = [
        statistic("STR007", "structure", fabricated=2.0, stitched=2.0),
        statistic("TIM001", "timeline", fabricated=2.0),
        statistic("NUM004", "numbers", fabricated=2.0),
    ]
    assert judge(found, MEASURED, 5000).status is Status.CANNOT_TELL
    assert weigh(gather(found), MEASURED)[Reading.FABRICATED].support <= MEASURED.statistics_bound


def test_statistics_never_carry_more_than_was_measured():
    found = [
        statistic(f"C{i}", family, fabricated=2.0)
        for i, family in enumerate(("structure", "timeline", "numbers", "person"))
    ]
    alone = weigh(gather(found), MEASURED)[Reading.FABRICATED].support
    shown = exhibit("GEN003", "generator", fabricated=2.0)
    together = weigh(gather([*found, shown]), MEASURED)[Reading.FABRICATED].support
    assert alone == MEASURED.statistics_bound
    assert together == pytest.approx(MEASURED.statistics_bound + 2.0)


def test_an_exhibit_alone_does_not_accuse():
    found = [exhibit("GEN003", "generator", fabricated=2.0), silent("PER006", "person")]
    judgement = judge(found, MEASURED, 5000)
    assert judgement.status is Status.CANNOT_TELL
    assert judgement.towards is Reading.FABRICATED


def test_the_largest_exhibit_stands_apart_and_the_others_count_in_their_families():
    found = [
        exhibit("GEN001", "generator", tampered=2.0, fabricated=-1.0),
        exhibit("TIM009", "timeline", tampered=1.7),
        exhibit("TIM026", "timeline", tampered=1.0),
        statistic("TIM001", "timeline", tampered=0.2),
    ]
    weighing = weigh(gather(found), MEASURED)
    assert weighing[Reading.TAMPERED].support == pytest.approx(2.0 - 0.24 + 0.67 * (1.7 + 0.3))
    assert "timeline" not in {s.part for s in weighing[Reading.FABRICATED].steps}


def test_two_bindings_of_one_check_are_one_trace():
    found = [
        exhibit("TIM009", "timeline", tampered=1.7),
        exhibit("TIM009", "timeline", tampered=1.6),
    ]
    assert weigh(gather(found), MEASURED)[Reading.TAMPERED].support == pytest.approx(1.7 - 0.24)


CHECKS = (
    ("STR018", "structure"),
    ("TIM009", "timeline"),
    ("TIM026", "timeline"),
    ("GEN001", "generator"),
    ("GEN020", "generator"),
)


@given(
    st.lists(st.floats(-2, 2), min_size=5, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.integers(0, 4),
    st.floats(0, 2),
)
def test_one_more_exhibit_never_takes_support_away(values, shown, extra, weight):
    found = [
        (exhibit if is_shown else statistic)(check, family, tampered=value)
        for (check, family), value, is_shown in zip(CHECKS, values, shown, strict=True)
        if check != CHECKS[extra][0]
    ]
    before = weigh(gather(found), MEASURED)[Reading.TAMPERED].support
    more = [*found, exhibit(*CHECKS[extra], tampered=weight)]
    assert weigh(gather(more), MEASURED)[Reading.TAMPERED].support >= before - 1e-9


def test_fewer_than_thirty_rows_is_never_an_accusation():
    found = [
        exhibit("GEN003", "generator", fabricated=2.0),
        statistic("STR007", "structure", fabricated=2.0),
        statistic("PER006", "person", fabricated=2.0),
    ]
    assert judge(found, MEASURED, 29).status is Status.CANNOT_TELL
    assert judge(found, MEASURED, 30).status is Status.FABRICATED


def test_of_close_readings_the_mildest_gives_the_status():
    found = [
        exhibit("PER005", "person", fabricated=1.8, stitched=1.8),
        statistic("STR007", "structure", fabricated=1.5, stitched=1.5),
    ]
    judgement = judge(found, MEASURED, 1000)
    assert judgement.status is Status.ASSEMBLED
    assert set(judgement.close) == {Reading.STITCHED, Reading.FABRICATED}


def test_a_bought_pass_hardly_takes_a_trace_away():
    assert combine([1.5]) == 1.5
    assert combine([1.5, -1.0]) == 1.2
    assert combine([1.5, 0.4]) == 1.8
    assert combine([0.4, -0.4]) == 0.0
    assert combine([]) == 0.0


def test_nothing_lifts_plausibility_above_the_ceiling():
    clean = [
        statistic(f"C{i}", family, fabricated=-2, stitched=-2, tampered=-2, recycled=-2)
        for i, family in enumerate(("structure", "timeline", "numbers", "generator", "person"))
    ]
    supports = {r: w.support for r, w in weigh(gather(clean), MEASURED).items()}
    assert plausibility(supports) < 77
    assert supports[Reading.TAMPERED] >= -0.3


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Family)[:6]), st.booleans(), st.floats(-2, 2)), max_size=12
    ),
    st.integers(0, 5000),
)
def test_any_findings_give_a_status_and_steps_that_add_up(drawn, rows):
    found = [
        (exhibit if shows and s > 0 else statistic)(
            f"X{i}", family, fabricated=s, stitched=-s, tampered=s / 2, recycled=0.0
        )
        for i, (family, shows, s) in enumerate(drawn)
    ]
    judgement = judge(found, MEASURED, rows)
    assert (judgement.leading is None) == (judgement.status is Status.CANNOT_TELL)
    weighing = weigh(gather(found), MEASURED)
    for reading in ACCUSING:
        assert math.isclose(
            math.fsum(s.value for s in weighing[reading].steps),
            weighing[reading].support,
            abs_tol=1e-4,
        )
    assert 0 < plausibility({r: w.support for r, w in weighing.items()}) < 77


def test_fragile_names_the_check_that_carries_the_result():
    found = (
        exhibit("GEN003", "generator", fabricated=2.0),
        statistic("STR007", "structure", fabricated=1.5),
        silent("PER006", "person"),
    )
    status = judge(found, MEASURED, 500).status
    assert status is Status.FABRICATED
    assert set(fragile_without(found, MEASURED, 500, status)) == {"GEN003", "STR007"}
