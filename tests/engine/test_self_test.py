"""The self-test through the engine: what is caught, what is missed, what stops it."""

import json
import threading

import pytest

from leakverify.engine import self_test, self_test_client, self_test_wire
from leakverify.model.errors import ChildDied
from leakverify.model.museum import Caught
from leakverify.model.terms import Status
from leakverify.museum.exhibits import EXHIBITS, Exhibit
from leakverify.museum.genuine_like import KINDS
from leakverify.museum.planting import Planted
from leakverify.words import museum as words

FEW = tuple(e for e in EXHIBITS if e.id in {"reserved_domain", "invented_list", "changed_amount"})


@pytest.fixture(scope="module")
def result():
    seen = []
    made = self_test.run(seen.append, rows=160, exhibits=FEW, seeds=(0,))
    return made, seen


def test_a_plain_defect_and_a_plain_invention_are_caught(result):
    trials = {trial.id: trial for trial in result[0].trials}
    assert trials["reserved_domain"].caught is Caught.NAMED
    best = trials["reserved_domain"].catches[0]
    assert (best.check, best.named, best.right) == ("GEN001", 13, 13)
    assert trials["invented_list"].status is Status.FABRICATED
    assert trials["invented_list"].read_right


def test_what_nothing_determines_is_shown_as_missed_and_does_not_fail_the_build(result):
    made = result[0]
    hard = next(trial for trial in made.trials if trial.id == "changed_amount")
    assert hard.caught is Caught.MISSED
    assert not hard.core
    assert made.missed == ()
    assert made.passed
    assert any("missed" in sentence for sentence in words.summary_sentences(made))


def test_no_clean_list_is_accused_and_false_alarms_are_counted(result):
    made = result[0]
    assert (made.clean, made.accused) == (len(KINDS), 0)
    assert set(made.alarms) == set(made.made)
    assert all(made.alarms[check] <= made.made[check] <= made.clean for check in made.made)


def test_progress_reaches_the_end(result):
    seen = result[1]
    assert [p.done for p in seen] == list(range(len(seen)))
    assert seen[-1].done == seen[-1].total == len(KINDS) + len(FEW)


def test_the_json_says_it_all_and_comes_back_the_same(result):
    data = json.loads(self_test_wire.to_text(result[0]))
    assert self_test_wire.from_dict(data) == result[0]
    assert data["schema"] == "leakverify.selftest/1"
    planted = next(c for c in data["classes"] if c["id"] == "reserved_domain")
    assert planted["checks"][0]["precision"] == planted["checks"][0]["recall"] == 1.0


def test_a_class_that_every_build_must_catch_fails_it_when_missed():
    nothing = Exhibit("padded_lists", "bodies", lambda s, _r: Planted(s.frame, (1, 2)), core=True)
    made = self_test.run(rows=60, exhibits=(nothing,), seeds=(0,))
    assert made.missed == ("padded_lists",)
    assert not made.passed
    assert "fails its self-test" in words.summary_sentences(made)[-1]


def test_a_wish_to_stop_keeps_what_was_tried():
    stop = threading.Event()

    def after_two(made):
        if made.done == 2:
            stop.set()

    made = self_test.run(after_two, stop, rows=60, exhibits=FEW, seeds=(0,))
    assert not made.complete
    assert made.clean == 2
    assert made.trials == ()
    assert not made.passed


def test_the_process_of_its_own_can_be_stopped():
    stop = threading.Event()
    seen = []

    def told(made):
        seen.append(made)
        if made.done >= 1:
            stop.set()

    made = self_test_client.run(told, stop)
    assert not made.complete
    assert seen


def test_a_process_that_says_nothing_is_an_error(monkeypatch):
    monkeypatch.setattr(self_test_client, "_command", lambda _words: ["/bin/true"])
    with pytest.raises(ChildDied):
        self_test_client.run(lambda _made: None, threading.Event())
