"""An earlier file is found again, whatever order, case and new numbers the sample has."""

import pytest

from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.ancestry.pile import Pile
from leakverify.checks.contract import Context
from leakverify.model.claim import Claim
from leakverify.model.terms import Reading, State
from leakverify.reference.calibration import Calibration
from tests.checks.bench import AS_OF, context_of, facts_of, frame_of, run

COLUMNS = {"id": "record_id", "mail": "email", "name": "full_name", "plan": "unknown"}


def rows(numbers, start=1):
    return [
        [str(start + i), f"user{k}@mail{k % 7}.fr", f"Ana Lima{k}", "gold" if k % 2 else "blue"]
        for i, k in enumerate(numbers)
    ]


def earlier(*samples):
    files = []
    for i, table in enumerate(samples):
        pile = Pile(0)
        for facts in facts_of(frame_of(COLUMNS, table), context_of(COLUMNS)):
            pile.add(facts)
        files.append(pile.done(f"old{i}.csv", "0" * 64))
    context = context_of(COLUMNS)
    return Context(Claim(), AS_OF, Calibration(), context.settings, 0, tuple(files))


def finding(sample, context, cuts=()):
    return run(EarlierOverlap(), facts_of(frame_of(COLUMNS, sample), context, cuts), context)[0]


def test_the_file_that_holds_nearly_all_rows_is_named():
    context = earlier(rows(range(1000, 1400)), rows(range(300)))
    sample = [[i, mail.upper(), name, plan] for i, mail, name, plan in rows(range(299, -1, -1), 9)]
    found = finding(sample, context)
    assert found.measured["earlier"] == 1
    assert found.measured["share"] == 1.0
    assert found.exhibit
    assert found.hard
    assert found.support[Reading.RECYCLED] > 2.0
    assert found.rows.count == 300
    assert finding(sample, context, [7, 100]) == found


def test_a_stranger_is_not_found():
    found = finding(rows(range(5000, 5200)), earlier(rows(range(300))))
    assert found.state is State.COMPUTED
    assert found.measured["share"] == 0.0
    assert not found.exhibit
    assert found.support[Reading.RECYCLED] < 0


def test_half_an_overlap_is_no_certainty():
    found = finding(rows(range(150, 450)), earlier(rows(range(300))))
    assert found.measured["share"] == pytest.approx(0.5)
    assert found.measured["low"] < 0.5 < found.measured["high"]
    assert not found.hard
    assert found.support[Reading.RECYCLED] < 0.5


def test_few_rows_are_never_certain():
    found = finding(rows(range(12)), earlier(rows(range(300))))
    assert found.measured["share"] == 1.0
    assert not found.hard


def test_columns_of_a_few_words_tell_nothing():
    context = earlier(rows(range(300)))
    sample = [["1", "", "", plan] for _, _, _, plan in rows(range(100))]
    assert finding(sample, context).state is State.NOT_APPLICABLE


FARES = {
    "no": "record_id",
    "fare": "amount",
    "tip": "amount",
    "miles": "amount",
    "zone": "unknown",
    "taken": "event_time",
}


def trips(numbers, day=3):
    return [
        [
            str(k + 1),
            f"{(k * 37) % 91}.50",
            f"{(k * 53) % 17}.25",
            f"{(k * 29) % 67}.1",
            str(k % 9),
            f"2019-05-{day:02} 10:{k % 60:02}:00",
        ]
        for k in numbers
    ]


def found_among(sample, columns, old):
    pile = Pile(0)
    for facts in facts_of(frame_of(FARES, old), context_of(FARES)):
        pile.add(facts)
    settings = context_of(columns).settings
    context = Context(Claim(), AS_OF, Calibration(), settings, 0, (pile.done("old.csv", "0" * 64),))
    return run(EarlierOverlap(), facts_of(frame_of(columns, sample), context), context)[0]


def test_rows_without_a_name_are_found_by_several_cells_together():
    left = {name: role for name, role in FARES.items() if name != "zone"}
    sample = [[*row[:4], row[5]] for row in trips(range(299, -1, -1), day=28)]
    found = found_among(sample, left, trips(range(300)))
    assert found.measured["kind"] == "record"
    assert found.measured["share"] == 1.0
    assert found.exhibit
    assert found.rows.count == 300


def test_other_trips_of_the_same_fares_are_strangers():
    found = found_among(trips(range(5000, 5300)), FARES, trips(range(300)))
    assert found.measured["share"] < 0.2
    assert not found.exhibit


def test_coarse_cells_together_name_no_row():
    old = [[n, "1.00", "0.00", "2.0", zone, taken] for n, _, _, _, zone, taken in trips(range(300))]
    assert found_among(old, FARES, old).state is State.NOT_APPLICABLE


def test_where_rows_have_names_those_are_compared():
    found = finding(rows(range(300)), earlier(rows(range(300))))
    assert found.measured["kind"] == "email"
