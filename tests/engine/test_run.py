"""Plans and runs with checks made for the purpose: broken ones become findings, splits change nothing."""

import datetime as dt
import itertools
import threading

import numpy as np
import pandas as pd
import pytest

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.engine import plan, run
from leakverify.facts.batch import Batch
from leakverify.facts.settings import FactSettings
from leakverify.limits import MAX_FINDINGS
from leakverify.model.finding import CheckInfo
from leakverify.model.mapping import of
from leakverify.model.messages import FindingMade, ProgressMade
from leakverify.model.terms import Family, Role, State
from leakverify.reference.calibration import Calibration

MAPPING = of([("a", Role.EMAIL), ("b", Role.UNKNOWN)])
SECRET = "secret@example.org"


class Filled(StateCheck[RowLog]):
    """Counts filled cells of each column."""

    info = CheckInfo("TST001", "test.filled", Family.STRUCTURE, "filled_count")

    def bindings(self, roles, context):
        return [Binding((column.name,)) for column in roles]

    def state(self, binding, context):
        return RowLog()

    def look(self, state, facts, binding, context):
        everywhere = np.ones(facts.rows, np.bool_)
        state.add(everywhere, facts.any_filled(binding.columns))

    def judge(self, state, binding, context):
        measured = {"filled_count": state.hits, "row_count": state.seen}
        return self.weighed(binding, context, state.seen, measured, state.rows())


class Absent(Filled):
    """Has nothing to look at."""

    info = CheckInfo("TST002", "test.absent", Family.STRUCTURE, "x")

    def bindings(self, roles, context):
        return NotApplicable("NO_TIME")


class Nothing(Absent):
    """Finds no column."""

    info = CheckInfo("TST003", "test.nothing", Family.STRUCTURE, "x")

    def bindings(self, roles, context):
        return []


def broken_at(place: str) -> StateCheck:
    class Broken(Filled):
        """Raises, with a cell in the error's text."""

        info = CheckInfo("TST009", "test.broken", Family.STRUCTURE, "x")

    def boom(*_):
        raise RuntimeError(SECRET)

    setattr(Broken, place, boom)
    return Broken()


def frame(rows: int) -> pd.DataFrame:
    cells = [SECRET if i % 3 else "" for i in range(rows)]
    return pd.DataFrame({"a": pd.Series(cells, dtype="str"), "b": pd.Series(cells, dtype="str")})


def context() -> Context:
    from leakverify.model.claim import Claim

    today = dt.date(2026, 11, 22)
    return Context(Claim(), today, Calibration(), FactSettings(MAPPING, today))


def ran(checks, rows=10, cancel=None, batches=None, pace=None):
    said = []
    made = plan.make(checks, MAPPING, context())
    runner = run.Runner(made, context(), said.append, cancel or threading.Event(), pace=pace)
    outcome = runner.run(batches or [Batch(frame(rows), 1)], lambda: rows)
    return outcome, said, runner


def final(said):
    return [m.finding for m in said if isinstance(m, FindingMade) and not m.finding.provisional]


def test_every_check_says_something():
    outcome, said, _ = ran([Filled(), Absent(), Nothing()])
    assert outcome == run.Outcome(complete=True, rows=10)
    by_id = {f.id: f for f in final(said)}
    assert set(by_id) == {"TST001:a", "TST001:b", "TST002", "TST003"}
    assert by_id["TST002"].state is State.NOT_APPLICABLE
    assert by_id["TST002"].reason == "NO_TIME"
    assert by_id["TST003"].reason == "NO_COLUMN"
    assert by_id["TST001:a"].measured == {"filled_count": 6, "row_count": 10}
    assert any(isinstance(m, ProgressMade) for m in said)


@pytest.mark.parametrize("place", ["bindings", "state", "look", "judge"])
def test_a_broken_check_is_a_finding_and_ends_nothing(place):
    outcome, said, _ = ran([broken_at(place), Filled()])
    assert outcome.complete
    findings = {f.id: f for f in final(said)}
    bad = [f for f in findings.values() if f.check == "TST009"]
    assert bad
    assert all(f.state is State.FAILED and f.reason == "CHECK_FAILED" for f in bad)
    assert all(f.measured == {"error": "RuntimeError"} for f in bad)
    assert SECRET not in repr(said)
    assert findings["TST001:a"].state is State.COMPUTED


def test_a_check_that_would_carry_a_long_text_out_fails():
    check = Filled()
    check.judge = lambda state, binding, context: check._finding(
        binding, {"x": "y" * 65}, None, {}, state.rows(), "none"
    )
    _, said, _ = ran([check])
    assert {f.state for f in final(said)} == {State.FAILED}


@pytest.mark.parametrize("cuts", [(), (1,), (3, 4, 7), tuple(range(1, 50))])
def test_cuts_change_nothing(cuts):
    whole = frame(50)
    edges = [0, *cuts, 50]
    batches = [Batch(whole.iloc[a:b], a + 1) for a, b in itertools.pairwise(edges)]
    assert final(ran([Filled()], batches=batches)[1]) == final(ran([Filled()], rows=50)[1])


def test_merging_neighbours_is_the_same_as_one_run():
    whole = frame(40)
    _, _, first = ran([Filled()], batches=[Batch(whole.iloc[:13], 1)])
    _, _, later = ran([Filled()], batches=[Batch(whole.iloc[13:], 14)])
    first.probes.merge(later.probes.carried)
    merged = [first.probes.finish(i) for i in range(2)]
    assert merged == final(ran([Filled()], rows=40)[1])


def test_small_steps_say_provisional_findings_first(monkeypatch):
    monkeypatch.setattr(run, "FIRST_ROWS", 4)
    monkeypatch.setattr(run, "STEP_ROWS", 4)
    _, said, _ = ran([Filled()], rows=20)
    kinds = [m.finding.provisional for m in said if isinstance(m, FindingMade)]
    assert kinds[:2] == [True, True]
    assert kinds[-2:] == [False, False]
    first = next(m.finding for m in said if isinstance(m, FindingMade))
    assert first.measured["row_count"] == 4


def test_a_run_that_nobody_looks_on_says_no_provisional_finding_at_first(monkeypatch):
    monkeypatch.setattr(run, "FIRST_ROWS", 4)
    monkeypatch.setattr(run, "STEP_ROWS", 4)
    _, said, _ = ran([Filled()], rows=20, pace=run.Pace.of(early=False))
    assert {m.finding.provisional for m in said if isinstance(m, FindingMade)} == {False}
    monkeypatch.setattr(run, "UNWATCHED_FOR", 0.0)
    _, said, _ = ran([Filled()], rows=20, pace=run.Pace.of(early=False))
    assert {m.finding.provisional for m in said if isinstance(m, FindingMade)} == {True, False}


def test_cancel_is_seen_between_two_steps():
    cancel = threading.Event()

    class Stops(Filled):
        """Asks for the end while it looks."""

        def look(self, state, facts, binding, context):
            super().look(state, facts, binding, context)
            cancel.set()

    outcome, said, _ = ran([Stops(), Filled()], cancel=cancel)
    assert not outcome.complete
    assert final(said) == []


def test_a_very_wide_table_stays_within_the_limit_of_findings():
    wide = of([(f"c{i}", Role.UNKNOWN) for i in range(2_000)])
    made = plan.make([Filled()] * 45, wide, context())
    assert made.findings <= MAX_FINDINGS
