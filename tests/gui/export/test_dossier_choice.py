"""A dossier in the export pane."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from leakverify.gui.export.pane import ExportPane
from leakverify.model.errors import UsageProblem
from tests.gui.stage import play_run, play_to_columns


@pytest.fixture
def pane(session, desk, sample, dressed, qtbot, tmp_path):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: session.heard.columns is not None)
    with qtbot.waitSignal(session.assessment_changed):
        play_run(desk.analyst)
        qtbot.waitUntil(lambda: session.assessment is not None)
    made = ExportPane(session, lambda _parent, proposed: tmp_path / proposed)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(pane):
    pane._formats.button(3).click()


def save(pane, qtbot):
    with qtbot.waitSignal(pane._session.exported):
        pane.save_button.click()


def test_the_signature_is_asked_about_only_for_a_dossier(pane):
    assert not pane.signing.isVisible()
    choose(pane)
    assert pane.signing.isVisible()
    assert pane.save_button.text() == "Save the shareable dossier…"


def test_a_dossier_is_saved_with_a_key_of_its_own_and_its_fingerprint_told(
    pane, desk, sample, qtbot
):
    desk.fingerprint = "ab" * 32
    choose(pane)
    pane.signing.initials.setText("AB")
    save(pane, qtbot)
    assert desk.exports[0][1].name == "leakverify-dossier-2026-11-22.lvdossier"
    (basis,) = desk.bases
    assert (basis.who, basis.key, basis.passphrase) == ("AB", None, "")
    assert basis.began.endswith("Z")
    assert "abab abab" in pane.signing.told.text()
    assert "another channel" in pane.signing.told.text()


def test_a_newsrooms_key_and_its_passphrase_are_used_once(pane, desk, qtbot):
    choose(pane)
    pane.signing.choose = lambda _parent: Path("/keys/news.pem")
    pane.signing.key_button.click()
    assert pane.signing.passphrase.isVisible()
    pane.signing.passphrase.setText("open sesame")
    save(pane, qtbot)
    (basis,) = desk.bases
    assert (basis.key, basis.passphrase) == (Path("/keys/news.pem"), "open sesame")
    assert "open sesame" not in repr(basis)
    assert pane.signing.passphrase.text() == ""
    pane.signing.own_button.click()
    save(pane, qtbot)
    assert desk.bases[1].key is None


def test_a_key_that_cannot_sign_is_told(pane, desk, qtbot):
    desk.export_error = UsageProblem("KEY_PASSPHRASE")
    choose(pane)
    with qtbot.waitSignal(pane._session.problem_met):
        pane.save_button.click()
    pane.add_problem("KEY_PASSPHRASE", {})
    assert "passphrase" in pane.notices.findChild(object, "notice_text").text()


def test_initials_that_no_log_takes_are_left_out(pane, desk, qtbot):
    choose(pane)
    pane.signing.initials.setText("A.B. 1")
    save(pane, qtbot)
    assert desk.bases[0].who == ""


def test_whoever_saves_by_keyboard_stands_at_the_button_again(pane, qtbot):
    pane.activateWindow()
    pane.save_button.setFocus()
    with qtbot.waitSignal(pane._session.exported):
        qtbot.keyClick(pane.save_button, Qt.Key.Key_Return)
        assert pane.focusWidget() is not pane.save_button
    assert pane.focusWidget() is pane.save_button


def test_whoever_went_on_while_it_was_written_is_left_there(pane, qtbot):
    pane.activateWindow()
    pane.save_button.setFocus()
    with qtbot.waitSignal(pane._session.exported):
        pane.save_button.click()
        pane._editions.button(1).setFocus()
    assert pane.focusWidget() is pane._editions.button(1)
