"""Forgotten widgets go between two events on the window's thread, never while Qt is at work or on another thread."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from leakverify.gui.sweeping import EVERY_MS, Sweeper, sweep


class Cycle(QWidget):
    """A widget that only the collector can free."""

    def __init__(self):
        super().__init__()
        self.me = self


@pytest.fixture
def sweeper(qapp):
    gc.enable()
    made = Sweeper(qapp)
    yield made
    made.stop()
    gc.disable()  # as it is for all tests of the window


@pytest.fixture
def eager():
    """The collector would run at almost every object."""
    before = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    yield
    gc.set_threshold(*before)


def forget():
    return weakref.ref(Cycle())


def litter():
    return [[] for _ in range(10_000)]


def test_nothing_is_collected_where_objects_are_made(sweeper, eager):
    gone = forget()
    litter()
    other = threading.Thread(target=litter)
    other.start()
    other.join()
    assert gone() is not None


def test_it_is_collected_between_events(sweeper, eager, qtbot):
    gone = forget()
    qtbot.waitUntil(lambda: gone() is None, timeout=EVERY_MS * 5)


@pytest.mark.parametrize(
    ("made", "swept"),
    [
        ((700, 30, 30), []),  # nothing new: nothing to look at
        ((701, 10, 10), [0]),
        ((701, 11, 10), [1]),
        ((701, 10, 11), [2]),
        ((701, 11, 11), [2]),
    ],
)
def test_a_sweep_looks_as_far_back_as_python_would(monkeypatch, made, swept):
    heard = []
    with monkeypatch.context() as patched:
        patched.setattr(gc, "get_count", lambda: made)
        patched.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        patched.setattr(gc, "collect", heard.append)
        sweep()
    assert heard == swept


def test_little_made_is_left_alone(sweeper):
    gc.collect()
    gone = forget()
    sweep()
    assert gone() is not None


def test_the_collector_is_given_back(qapp):
    gc.enable()
    Sweeper(qapp).stop()
    assert gc.isenabled()
    gc.disable()
