"""The language of the window is switched while it is open, and nothing of the case is lost."""

import pytest

from leakverify.gui.heard import Phase
from leakverify.gui.steps import VERDICT
from tests.gui.stage import play_run, play_to_columns
from tests.pseudo import pseudo_languages


@pytest.fixture
def tongues(window, qtbot):
    with pseudo_languages():
        yield window.tongue
        window.tongue.choose("en")


def checked(window, session, desk, sample, qtbot):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    window.go(VERDICT)


def test_the_result_stays_and_is_told_in_the_other_language(
    window, session, desk, sample, qtbot, tongues
):
    checked(window, session, desk, sample, qtbot)
    told, found = session.assessment, len(session.findings)
    tongues.choose("xx")
    assert session.assessment is told
    assert session.phase is Phase.DONE
    assert window.stack.currentIndex() == VERDICT
    assert window.verdict.page.headline.text().startswith("⟦")
    assert window.running.model.rowCount() == found
    assert window.columns.model.rowCount() == len(session.heard.infos)
    assert desk.weighed == desk.weighed[:1]
