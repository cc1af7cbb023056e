"""Which exhibits may carry an accusation by themselves, where few genuine collections hold what a check looks for."""

from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import Family, Reading, State
from leakverify.reference.calibration import Record
from leakverify.scoring.genuine_record import CARRIES, LEAST_SEEN, of_exhibits
from leakverify.scoring.labelled import Labelled, Origin

INFO = {
    name: CheckInfo(name, f"g.{name}", family, "share", exhibit=True)
    for name, family in (
        ("GEN001", Family.GENERATOR),
        ("GEN020", Family.GENERATOR),
        ("STR010", Family.STRUCTURE),
    )
}


def shown(base, check, support=-0.2, label="genuine"):
    found = Finding(
        check,
        check,
        INFO[check].family,
        State.COMPUTED,
        basis="reference",
        exhibit=support > 0,
        support={Reading.FABRICATED: support},
    )
    return Labelled(Origin(base, "k", "FR", base), label, 1_000, 1_000, (found,))


def clean(check, count, start=0):
    return [shown(f"g{i}", check) for i in range(start, start + count)]


def test_a_check_on_few_collections_leans_on_those_of_its_family():
    tables = [*clean("GEN001", LEAST_SEEN), *clean("GEN020", 20)]
    assert of_exhibits(tables, INFO)[0] == {"GEN001": CARRIES, "GEN020": CARRIES}


def test_too_few_of_its_own_are_none():
    tables = [*clean("GEN001", LEAST_SEEN - 1), *clean("GEN020", 20)]
    assert of_exhibits(tables, INFO)[0] == {"GEN020": CARRIES}


def test_another_family_lends_nothing():
    tables = [*clean("GEN001", LEAST_SEEN), *clean("STR010", 30)]
    assert of_exhibits(tables, INFO)[0] == {"STR010": CARRIES}


def test_collections_of_the_family_count_once():
    tables = [*clean("GEN001", 15), *clean("GEN020", 15)]
    assert of_exhibits(tables, INFO)[0] == {}
    assert set(of_exhibits([*tables, *clean("GEN020", 5, 15)], INFO)[0]) == {"GEN001", "GEN020"}


def test_the_furthest_of_the_family_counts():
    near = [*clean("GEN001", 6), *clean("GEN020", 20), shown("g99", "GEN020", 1.45)]
    alone, record = of_exhibits(near, INFO)
    assert alone == {"GEN001": 1.75, "GEN020": 1.75}
    assert record == {"GEN020": Record(1.041, 1.75)}
    assert of_exhibits([*near, shown("g98", "GEN020", 1.9)], INFO)[0] == {}


def test_who_has_been_wrong_leans_on_nobody():
    tables = [*clean("GEN001", 8), shown("g8", "GEN001", 0.5), *clean("GEN020", 20)]
    alone, record = of_exhibits(tables, INFO)
    assert alone == {"GEN020": CARRIES}
    assert record["GEN001"].clear == 0.8


def test_made_tables_say_nothing_of_genuine_ones():
    made = [shown(f"m{i}", "GEN001", 2.0, "synthetic") for i in range(30)]
    assert of_exhibits(made, INFO) == ({}, {})
