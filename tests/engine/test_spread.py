"""The analyst and its workers share the rows: whoever takes which stretch, the findings are those of one process."""

import contextlib
import datetime as dt
import os
import threading
from collections import deque

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.contract import Context
from leakverify.engine import plan, run, spread, worker
from leakverify.engine.default_rooms import rooms
from leakverify.engine.workers import Workers
from leakverify.facts.batch import Batch
from leakverify.model.claim import Claim
from leakverify.model.errors import ChildDied
from leakverify.model.messages import FindingMade, ProgressMade
from tests.mapping.people import customers

TODAY = dt.date(2026, 11, 22)
ROWS = 1_500


class WorkerEndsError(Exception):
    """Ends a worker."""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(run, "FIRST_ROWS", 20)
    monkeypatch.setattr(run, "STEP_ROWS", 60)


@pytest.fixture(scope="module")
def planned():
    """A context and its plan, with every check there is."""
    held = rooms()
    head = Batch(customers(ROWS), 1)
    settings = held.settings_for(head, held.guess(head), Claim(), TODAY)
    context = Context(Claim(), TODAY, held.calibration, settings, seed=3)
    return context, plan.make(held.checks, settings.roles, context)


@pytest.fixture
def crew():
    """Starts so many workers, each a thread that answers as the process would, behind real pipes."""
    with contextlib.ExitStack() as ends:

        def start(count):
            pipes = []
            for _ in range(count):
                (rows_out, rows_in), (probes_out, probes_in) = os.pipe(), os.pipe()
                ours = threading.Thread(target=_answer, args=((rows_out, probes_in),))
                ours.start()
                ends.callback(ours.join)
                ends.callback(os.close, rows_in)
                ends.callback(os.close, probes_out)
                pipes.append((rows_in, probes_out))
            return Workers(pipes)

        yield start


def _answer(pipes):
    """As a worker's process does, which closes its ends when it ends."""
    with contextlib.suppress(WorkerEndsError):
        worker.answer(pipes, rooms().checks)
    for end in pipes:
        os.close(end)


def batches():
    """The rows in batches of several lengths."""
    frame, at = customers(ROWS), 0
    for size in (7, 400, 93, 1_000):
        yield Batch(frame.iloc[at : at + size], at + 1)
        at += size


def findings_of(runner):
    """What a runner says in the end, by id."""
    outcome = runner.run(batches(), lambda: ROWS)
    assert outcome == run.Outcome(complete=True, rows=ROWS)
    return {f.id: f for f in runner.heard if not f.provisional}


def sharing(planned, workers, on=lambda message: None, cancel=None):
    """A runner with these workers; what it says is kept in `heard`."""
    return _heard(
        lambda emit: spread.runner_of(
            planned[1], planned[0], emit, cancel or threading.Event(), workers, early=True
        ),
        on,
    )


def _heard(make, on=lambda message: None):
    heard = []

    def emit(message):
        on(message)
        if isinstance(message, FindingMade):
            heard.append(message.finding)

    runner = make(emit)
    runner.heard = heard
    return runner


@pytest.fixture(scope="module")
def alone(planned):
    """What one process finds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "STEP_ROWS", 60)
        return findings_of(sharing(planned, None))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_shared_rows_give_the_findings_of_one_process(planned, alone, crew, count):
    assert len(alone) > 50
    assert findings_of(sharing(planned, crew(count))) == alone


def test_progress_never_falls_and_first_findings_come_before_the_last_row(planned, crew):
    told = []
    runner = sharing(planned, crew(2), told.append)
    findings_of(runner)
    checked = [m.done for m in told if isinstance(m, ProgressMade) and m.stage == "check"]
    assert checked == sorted(checked)
    assert checked[-1] <= ROWS
    early = [n for n, m in enumerate(told) if isinstance(m, FindingMade) and m.finding.provisional]
    last = max(n for n, m in enumerate(told) if isinstance(m, ProgressMade) and m.stage == "check")
    assert early
    assert early[0] < last


def test_a_run_that_is_stopped_leaves_nothing_to_the_next(planned, alone, crew):
    workers, cancel, seen = crew(2), threading.Event(), deque()

    def stop(message):
        seen.append(message)
        if isinstance(message, ProgressMade) and message.done > 200:
            cancel.set()

    outcome = sharing(planned, workers, stop, cancel).run(batches(), lambda: ROWS)
    assert not outcome.complete
    assert 0 < outcome.rows < ROWS
    assert not any(isinstance(m, FindingMade) and not m.finding.provisional for m in seen)
    assert findings_of(sharing(planned, workers)) == alone


def test_a_worker_that_is_gone_ends_the_run(planned, monkeypatch, crew):
    def gone(self, message):
        raise WorkerEndsError

    monkeypatch.setattr(worker._Work, "answer", gone)
    with pytest.raises(ChildDied):
        sharing(planned, crew(1)).run(batches(), lambda: ROWS)


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=400))
def test_stretches_hold_every_row_once_and_in_order(portions, acts):
    """Whoever takes what and whenever: what is merged in the end are all portions, in the order of the file."""
    pieces = (Batch(pd.DataFrame({"a": [str(n)]}), n + 1) for n in range(portions))
    stretches = spread.Stretches(pieces)
    held, seen = {}, {}
    for taker, reads in acts:
        if reads and not stretches.ended:
            stretches.read()
        elif taker not in held:
            held[taker] = stretches.take()
        held = {who: stretch for who, stretch in held.items() if stretch is not None}
        _look(held, seen, taker)
    while not stretches.ended:
        stretches.read()
    while (stretch := held.pop(0, None) or stretches.take()) is not None:
        held[0] = stretch
        _look(held, seen, 0)
    for taker in list(held):
        while taker in held:
            _look(held, seen, taker)
    order = [n for stretch in stretches.open for n in seen.get(id(stretch), [])]
    assert order == list(range(1, portions + 1))
    assert [s.rows for s in stretches.open] == [len(seen[id(s)]) for s in stretches.open]


def _look(held, seen, taker):
    """The next portion of what somebody holds; let go of at its end."""
    stretch = held.get(taker)
    if stretch is None:
        return
    looked = seen.setdefault(id(stretch), [])
    if stretch.portions:
        looked.append(stretch.portions.popleft().first_row)
    elif stretch.whole:
        del held[taker]
