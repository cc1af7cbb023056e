"""What is withheld from a shareable report is told before anything is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from leakverify.gui.export.pane import ExportPane
from leakverify.model.errors import OutputProblem
from tests.gui.stage import play_run, play_to_columns


@pytest.fixture
def pane(session, desk, sample, dressed, qtbot, tmp_path):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    with qtbot.waitSignal(session.assessment_changed):
        play_run(desk.analyst)
        qtbot.waitUntil(lambda: session.assessment is not None)
    asked = []
    made = ExportPane(session, lambda _parent, name: asked.append(name) or tmp_path / name)
    made.asked = asked
    session.problem_met.connect(lambda code, place, _subject: made.add_problem(code, place))
    qtbot.addWidget(made)
    made.show()
    return made


def refused(pane, desk, qtbot):
    """The first try, with three texts that equal cells."""
    desk.export_error = OutputProblem("TEXTS_WITHHELD", number=3)
    with qtbot.waitSignal(pane._session.problem_met):
        pane.save_button.click()
    desk.export_error = None
    return pane.notices.findChild(QPushButton, "save_withheld")


def test_the_number_is_told_and_the_report_written_once_that_is_agreed_to(pane, desk, qtbot):
    agree = refused(pane, desk, qtbot)
    assert desk.exports == []
    told = pane.notices.findChild(QLabel, "notice_text").text()
    assert "personal cells of the sample: 3." in told
    assert pane.done.text() == ""
    with qtbot.waitSignal(pane._session.exported):
        qtbot.keyClick(agree, Qt.Key.Key_Return)
    assert desk.bases[-1].agreed == 3
    assert len(pane.asked) == 1, "the place is not asked for twice"
    assert not any(label.isVisible() for label in pane.notices.findChildren(QLabel))
    assert pane.done.text().startswith("Saved as")


def test_what_was_agreed_to_holds_for_that_report_alone(pane, desk, qtbot):
    agree = refused(pane, desk, qtbot)
    pane._formats.button(1).click()
    assert not agree.isVisible()
    with qtbot.waitSignal(pane._session.exported):
        pane.save_button.click()
    assert desk.bases[-1].agreed == 0
