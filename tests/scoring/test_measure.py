"""Bars are counted over bases, judged unseen, and the calibration never sees what it predicts."""

import datetime as dt
from dataclasses import replace

import pytest

from leakverify.model.finding import CheckInfo, Finding, Rows
from leakverify.model.terms import Family, Reading, State, Status
from leakverify.reference.calibration import Calibration, Record
from leakverify.scoring import calibrate, measure, model_card
from leakverify.scoring.labelled import SIZES, Labelled, Origin, size_of

CATALOGUE = {
    "STR007": CheckInfo("STR007", "structure.dependence", Family.STRUCTURE, "linked_share"),
    "TIM002": CheckInfo("TIM002", "timeline.weekdays", Family.TIMELINE, "unevenness"),
}


def finding(check, family, name, value):
    return Finding(check, check, family, State.COMPUTED, measured={name: value}, n=1_000)


def table(base, kind, label, value, **more):
    findings = (
        finding("STR007", Family.STRUCTURE, "linked_share", value),
        finding("TIM002", Family.TIMELINE, "unevenness", value / 2),
    )
    return Labelled(Origin(base, kind, "FR", f"{base}.csv"), label, 1_000, 1_000, findings, **more)


def world():
    genuine = [table(f"g{i}", f"kind{i % 3}", "genuine", 0.6 + i / 100) for i in range(12)]
    joined = [
        table(t.origin.base, t.origin.kind, "stitched", i / 100, recipe="all", dose=1.0)
        for i, t in enumerate(genuine)
    ]
    made = [table(f"gen{i}", "", "synthetic", 0.05 + i / 100) for i in range(6)]
    return genuine + joined + made


@pytest.fixture(scope="module")
def fitted():
    return calibrate.calibrate(world(), CATALOGUE, dt.date(2026, 1, 1))


def test_a_table_is_predicted_without_its_kind(fitted):
    assert set(fitted.held) == {"kind0", "kind1", "kind2", *(f"gen{i}" for i in range(6))}
    first = world()[0]
    assert fitted.without(first).curves is fitted.held["kind0"].curves
    assert fitted.calibration.curves["STR007"] != fitted.held["kind0"].curves["STR007"]


def test_tables_that_differ_clearly_are_told_apart(fitted):
    results = measure.judged(world(), fitted, CATALOGUE)
    bars = {b.name: b for b in measure.bars(results)}
    assert bars["auc_synthetic"].value == 1.0
    assert bars["auc_stitched_all"].value == 1.0
    assert bars["auc_stitched_all"].tables == 12
    assert bars["genuine_accused"].value == 0
    assert bars["genuine_accused"].met
    assert bars["paired_stitched_all"].value == 1.0
    assert not bars["right_stitched"].met, "no accusation without an exhibit"


def test_the_card_holds_numbers_of_the_run(fitted):
    results = measure.judged(world(), fitted, CATALOGUE)
    card = model_card.numbers(
        fitted.calibration, results, measure.bars(results), measure.power(results)
    )
    assert card["collections"] == 12
    assert card["kinds"] == {"kind0": 4, "kind1": 4, "kind2": 4}
    assert {p["recipe"] for p in card["power"]} == {"stitched.all"}


def test_interval_is_over_bases_not_tables():
    def result(base, label, score):
        return measure.Judged(table(base, "k", label, 0.5), score, 0.0, Status.UNVERIFIED, None)

    genuine = [result("a", "genuine", 10.0), result("b", "genuine", 30.0)]
    one = [result("c", "synthetic", 20.0)]
    many = one * 50
    assert measure.auc(genuine, one) == measure.auc(genuine, many)
    assert measure.auc(genuine, one)[0] == 0.5
    assert measure.auc(genuine, one)[1] == 0.0


def test_smallest_dose_stops_at_the_first_gap():
    def point(dose, right):
        return measure.Power("padded.x", dose, 10, right, right)

    curve = [point(0.02, 0.9), point(0.1, 0.5), point(0.2, 0.8), point(0.3, 1.0)]
    assert measure.smallest_dose(curve, "padded.x") == 0.2
    assert measure.smallest_dose([point(0.3, 0.1)], "padded.x") is None


def test_rows_named_rightly_are_those_of_the_leading_exhibit():
    shown = replace(
        finding("NUM009", Family.NUMBERS, "broken_share", 0.2),
        basis="reference",
        exhibit=True,
        support={Reading.TAMPERED: 2.0},
        rows=Rows(10, (1,)),
    )
    made = replace(table("a", "k", "tampered", 0.5), findings=(shown,), named={shown.id: (10, 9)})
    assert measure._precision(made, made.findings, Status.ALTERED) == 0.9
    assert measure._precision(made, made.findings, Status.UNVERIFIED) is None
    assert measure._precision(made, made.findings, Status.FABRICATED) is None


@pytest.mark.parametrize(
    ("rows", "size"), [(30, 31), (50, 60), (348, 300), (700, 1_000), (10**6, 3_000)]
)
def test_size_is_the_nearest_by_ratio(rows, size):
    assert size_of(rows) == size
    assert size in SIZES


def shown(base, kind, support):
    found = replace(
        finding("STR010", Family.STRUCTURE, "copies_share", 0.1),
        basis="reference",
        exhibit=support > 0,
        support={Reading.TAMPERED: support},
    )
    return Labelled(Origin(base, kind, "FR", base), "genuine", 1_000, 1_000, (found,))


def test_an_exhibit_stands_alone_only_clear_of_many_genuine_collections():
    info = {"STR010": CheckInfo("STR010", "s.copies", Family.STRUCTURE, "share", exhibit=True)}
    many = [shown(f"g{i}", "k", 0.9 if i == 7 else -0.2) for i in range(20)]
    assert calibrate._unseen(many, info).alone == {"STR010": 1.5}
    assert calibrate._unseen(many[:19], info).alone == {}
    near = [*many, shown("g20", "k", 1.9)]
    assert calibrate._unseen(near, info).alone == {}, "a genuine collection reaches the cap"


def test_collections_searched_in_vain_count_beside_enough_that_were_not():
    info = {"STR010": CheckInfo("STR010", "s.copies", Family.STRUCTURE, "share", exhibit=True)}
    some = [shown(f"g{i}", "k", -0.2) for i in range(12)]
    vain = [in_vain(f"v{i}", "NO_SUM") for i in range(10)]
    assert calibrate._unseen([*some, *vain], info).alone == {"STR010": 1.5}
    assert calibrate._unseen([*some[:9], *vain, *vain], info).alone == {}
    assert calibrate._unseen([*some, *vain[:7]], info).alone == {}
    other = [in_vain(f"v{i}", "FEW_VALUES") for i in range(10)]
    assert calibrate._unseen([*some, *other], info).alone == {}


def in_vain(base, reason):
    made = shown(base, "k", -0.2)
    found = replace(made.findings[0], state=State.NOT_APPLICABLE, reason=reason, support={})
    return replace(made, findings=(found,))


def test_an_exhibit_that_was_wrong_weighs_what_its_error_rate_leaves():
    info = {"STR010": CheckInfo("STR010", "s.copies", Family.STRUCTURE, "share", exhibit=True)}
    right = [shown(f"g{i}", "k", -0.2) for i in range(18)]
    assert calibrate._unseen(right, info).record == {}
    wrong = [*right, shown("g18", "k", 1.4), shown("g18", "k", 0.5)]
    record = calibrate._unseen(wrong, info).record
    assert record == {"STR010": Record(1.0, 1.7)}, "one of nineteen collections"
    judge = Calibration(record=record)
    assert judge.held_back(wrong[-2].findings[0]).support == {Reading.TAMPERED: 1.0}
    beyond = shown("x", "k", 1.8).findings[0]
    assert judge.held_back(beyond).support == {Reading.TAMPERED: 1.8}, "clear of all of them"
    assert Calibration().held_back(beyond) is beyond
