"""The pane of mail domains over a sample that was checked; in its window where a test asks for that."""

import pytest

from leakverify.gui.mail_domains.pane import MailDomainsPane
from leakverify.gui.steps import MAIL
from tests.gui.mail_domains import cases
from tests.gui.stage import play_run, play_to_columns


def run_through(session, desk, sample, qtbot):
    """A sample whose checks are through."""
    desk.look_up = cases.honest
    session.open_files([sample])
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: session.heard.columns is not None)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)


@pytest.fixture
def done(window, session, desk, sample, qtbot):
    """The whole window with such a sample."""
    window.resize(1360, 860)
    run_through(session, desk, sample, qtbot)
    return window


@pytest.fixture
def pane(request, session, desk, dressed, sample, qtbot):
    """The pane with its table."""
    if "done" in request.fixturenames:
        window = request.getfixturevalue("done")
        window.go(MAIL)
        made = window.mail
    else:
        run_through(session, desk, sample, qtbot)
        made = MailDomainsPane(session)
        qtbot.addWidget(made)
        made.resize(1170, 780)
        made.show()
        qtbot.waitExposed(made)
    cases.domains_told(desk.analyst)
    qtbot.waitUntil(lambda: made.table.model.rowCount() > 0)
    return made
