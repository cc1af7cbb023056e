"""Work beside the window: one at a time, told once how it ended."""

import threading

import pytest

from leakverify.gui.long_job import LongJob
from leakverify.model.errors import ChildDied
from leakverify.model.progress import Progress


@pytest.fixture
def job(session):
    return LongJob(session.jobs)


def test_a_result_comes_once_and_progress_before_it(job, qtbot):
    told = []
    job.moved.connect(lambda: told.append(job.made))
    job.ended.connect(told.append)
    with qtbot.waitSignal(job.ended):
        assert job.start(lambda note, _cancel: note(Progress("read", 2, 3)) or "made")
    assert told[-2:] == [Progress("read", 2, 3), "made"]
    assert told.count("made") == 1
    assert not job.is_running


def test_a_second_start_waits_for_nobody_and_begins_nothing(job, qtbot):
    go = threading.Event()
    with qtbot.waitSignal(job.ended):
        assert job.start(lambda *_: go.wait(10))
        assert not job.start(lambda *_: pytest.fail("began"))
        go.set()


def test_a_wish_to_stop_is_heard_by_this_run_alone(job, qtbot):
    seen = []

    def work(_note, cancel):
        while not cancel.is_set():
            threading.Event().wait(0.002)

    with qtbot.waitSignal(job.ended):
        job.start(work)
        job.stop()
    assert job.is_stopping
    with qtbot.waitSignal(job.ended):
        job.start(lambda _note, cancel: seen.append(cancel.is_set()))
    assert seen == [False]


def test_an_error_is_told_as_one(job, qtbot):
    def dies(*_):
        raise ChildDied("CHILD_DIED")

    with qtbot.waitSignal(job.failed) as told:
        job.start(dies)
    assert told.args[0].code == "CHILD_DIED"
    assert not job.is_running
