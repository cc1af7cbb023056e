"""A sample that is read, shown at the call desk: the pane alone, which is quick to make, or in its window."""

import pytest

from leakverify.gui.people.pane import PeoplePane
from leakverify.gui.steps import PEOPLE
from tests.gui.people.hands import open_sample, plan


def ready(pane, qtbot):
    """A plan is fixed and somebody calls."""
    pane.nothing._press()
    plan(qtbot, pane)
    pane.desk.who.setText("AB")
    pane.take_focus()
    return pane


@pytest.fixture
def opened(session, desk, sample, qtbot):
    open_sample(session, desk, sample)
    qtbot.waitUntil(lambda: session.heard.source is not None and session.heard.source.final)
    return session


@pytest.fixture
def pane(opened, dressed, qtbot):
    made = PeoplePane(opened)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def planned(pane, qtbot):
    return ready(pane, qtbot)


@pytest.fixture
def in_window(window, opened, qtbot):
    window.go(PEOPLE)
    window.activateWindow()
    return window


@pytest.fixture
def planned_in_window(in_window, qtbot):
    return ready(in_window.people, qtbot)
