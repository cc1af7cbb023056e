"""A window with a sample that is read, shown at its call desk."""

import pytest

from leakverify.gui.steps import PEOPLE
from tests.gui.people.hands import open_sample, plan


@pytest.fixture
def pane(window, session, desk, sample, qtbot):
    window.resize(1360, 860)
    open_sample(session, desk, sample)
    qtbot.waitUntil(lambda: session.heard.source is not None and session.heard.source.final)
    window.go(PEOPLE)
    return window.people


@pytest.fixture
def planned(pane, qtbot):
    pane.nothing._press()
    plan(qtbot, pane)
    pane.desk.who.setText("AB")
    pane.take_focus()
    return pane
