"""The window over a played analyst whose findings weigh what the test says."""

import datetime as dt

import pytest

from leakverify.gui.main_window import VERDICT
from leakverify.gui.session import Session
from leakverify.model.messages import Done, FindingMade
from tests.gui.stage import play_to_columns, settle, source
from tests.gui.verdict.cases import PlayedDesk, of


@pytest.fixture
def desk():
    return PlayedDesk(dt.date(2026, 11, 22))


@pytest.fixture
def session(desk, qtbot):
    made = Session(desk.desk())
    yield made
    made.close()


@pytest.fixture
def arrive(window, desk, session, sample, qtbot):
    """Open a sample, run it and look at the verdict of a kind."""

    def go(kind="accusing"):
        desk.kind = kind
        before = session.assessment
        window.resize(1360, 860)
        window.open_paths([sample])
        play_to_columns(desk.analyst)
        window.go(VERDICT)
        found = of(kind).findings
        desk.analyst.say(source())
        for one in found:
            desk.analyst.say(FindingMade(one))
        whole = kind != "cancelled"
        desk.analyst.say(Done(whole, "" if whole else kind, 1914, 0, len(found)))
        qtbot.waitUntil(lambda: (now := session.assessment) is not None and now is not before)
        settle()
        return window.verdict

    return go
