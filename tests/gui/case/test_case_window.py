"""A case in the window: told to be unsaved, saved once, kept from then on, opened again as it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from leakverify.case import custody, kept_state
from leakverify.case.case_file import CaseFile, Part
from leakverify.gui.call_book import Said
from leakverify.gui.case.keeper import Standing
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import CLAIM, REPORT, ROWS, VERDICT
from leakverify.model.call_desk import Outcome
from leakverify.model.claim import Claim
from leakverify.model.messages import AskRows, Open, Run
from leakverify.model.outside import Fits, Outside, OutsideFact
from leakverify.model.terms import Role
from tests.call_sheets import plan_of
from tests.gui import stage
from tests.gui.case.conftest import (
    WORD,
    open_case,
    play_checks,
    play_reading,
    save,
    sheet_of,
    true_source,
)

pytestmark = pytest.mark.usefixtures("cheap_keys")
CLAIM_SHEET = Claim(organisation="Hebdo", country="FR", records=200_000)


def entries(window):
    return list(custody.entries(window.cabinet.keeper.case.log()))


def acts(window):
    return [entry.what for entry in entries(window)]


def settle(window, qtbot, count):
    qtbot.waitUntil(lambda: len(entries(window)) >= count)


def overruled_columns():
    """What the analyst says of its columns once the second is overruled."""
    told = stage.columns()
    second = replace(told.columns[1], role="username", overruled=True)
    return replace(told, columns=(told.columns[0], second, *told.columns[2:]))


@pytest.fixture
def again(saved):
    """The window that a case is opened in again."""
    return saved


@pytest.fixture
def second(desk, dressed, qtbot):
    """Another window."""
    session = Session(desk.desk())
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    yield made
    session.close()


def test_a_case_begins_with_the_first_file_and_says_that_it_is_not_saved(window, done, qtbot):
    settle(window, qtbot, 4)
    assert acts(window) == ["taken_in", "opened", "mapped", "checked"]
    assert window.header.case_badge.isVisible()
    assert window.header.case_badge.accessibleName() == "Not saved"
    assert window.windowTitle() == "Leakverify"


def test_an_empty_window_says_nothing_of_a_case(window):
    assert not window.header.case_badge.isVisible()
    assert not window.cabinet.banner.isVisible()
    assert window.close()


def test_every_decision_is_kept_at_once(saved, tmp_path, qtbot):
    session = saved._session
    assert saved.header.case_badge.accessibleName() == "Saved"
    assert saved.windowTitle() == "leak"
    before = len(entries(saved))
    session.choices.set_claim(CLAIM_SHEET)
    session.overrule("e-mail", Role.USERNAME)
    session.exports.wrote.emit("pdf", "shareable")
    saved.case_windows.show_notes()
    saved.case_windows.notes.text.setPlainText("asked the publisher")
    saved.case_windows.notes.close()
    settle(saved, qtbot, before + 4)
    assert acts(saved)[before:] == ["claimed", "overruled", "exported", "noted"]
    overruled = entries(saved)[before + 1]
    assert (overruled.details["column"], overruled.details["role"]) == (2, "username")
    session.choices.undo_stack.undo()
    settle(saved, qtbot, before + 5)
    assert entries(saved)[-1].details["role"] == "email"
    qtbot.waitUntil(lambda: saved.cabinet.keeper.standing is Standing.SAVED)
    saved.cabinet.keeper.case.close()
    with CaseFile.open(tmp_path / "leak.lvcase", WORD) as case:
        assert case.part(Part.NOTES) == b"asked the publisher"
        assert kept_state.roles_from(case.part(Part.DECISIONS)) == {}
        assert b"Hebdo" in case.part(Part.CLAIM)
        assert b"ana.sol" not in case.part(Part.HEARD)


def test_a_run_is_kept_when_it_ends_and_not_for_being_weighed_again(saved, desk, qtbot):
    before = len(entries(saved))
    saved._session.run()
    play_checks(desk.analyst)
    settle(saved, qtbot, before + 1)
    with qtbot.waitSignal(saved._session.assessment_changed):
        saved._session.course.weigh()
    assert acts(saved)[before:] == ["checked"]


def test_a_case_is_opened_as_it_was_and_its_rows_are_read_without_a_run(
    saved, again, desk, sample, tmp_path, qtbot
):
    saved._session.choices.set_claim(CLAIM_SHEET)
    play_checks(desk.analyst)
    saved._session.overrule("e-mail", Role.USERNAME)
    qtbot.waitUntil(lambda: len(desk.analyst.asked(Run)) == 3)
    desk.analyst.say(overruled_columns())
    play_checks(desk.analyst)
    qtbot.waitUntil(lambda: saved._session.assessment is not None)
    settle(saved, qtbot, 8)
    said = saved._session.assessment
    saved.cabinet.new()
    open_case(again, tmp_path / "leak.lvcase", qtbot)
    session = again._session
    assert session.claim == CLAIM_SHEET
    assert session.role_of(2) is Role.USERNAME
    assert not session.choices.undo_stack.canUndo()
    qtbot.waitUntil(lambda: session.assessment is not None)
    assert session.assessment.findings == said.findings
    assert again.stack.currentIndex() == VERDICT
    assert again.windowTitle() == "leak"
    analyst = desk.analyst
    assert analyst.asked(Open)[-1].paths == (str(sample),)
    assert "rows" in again.cabinet.banner.text.text()
    play_reading(analyst, sample)
    qtbot.waitUntil(lambda: session.has_rows)
    assert not again.cabinet.banner.isVisible()
    assert analyst.asked(Run) == []
    assert session.heard.columns.examples[1][0] == "ana.sol@example.org"


def test_calls_and_what_is_known_from_outside_come_back(saved, desk, tmp_path, qtbot):
    session, before = saved._session, len(entries(saved))
    outside = Outside(facts=(OutsideFact("a register lists it", Fits.AGREES),))
    session.choices.set_outside(outside)
    session.call_book.who = "CD"
    session.call_book.fix(plan_of(12, 6))
    row = session.call_book.next_line.row
    assert session.call_book.note(row, Said(Outcome.MATCH, 3))
    sheet = session.call_book.sheet
    settle(saved, qtbot, before + 3)
    assert acts(saved)[before:] == ["answered", "drawn", "called"]
    assert entries(saved)[-1].who == "CD"
    saved.cabinet.new()
    assert session.call_book.sheet is None
    session.call_book.who = ""  # as in a program that was started anew
    open_case(saved, tmp_path / "leak.lvcase", qtbot)
    assert (saved.cabinet.keeper.who, session.call_book.who) == ("CD", "CD"), "not asked again"
    assert saved.people.desk.who.text() == "CD"
    assert session.call_book.sheet == sheet
    assert session.outside.facts == outside.facts
    assert session.outside.people == session.call_book.people
    qtbot.waitUntil(lambda: desk.weighed[-1].outside == session.outside)
    assert len(entries(saved)) == before + 3
    session.call_book.start_over()


def test_a_mark_on_a_finding_is_kept_undone_and_logged(saved, desk, tmp_path, qtbot):
    session, before = saved._session, len(entries(saved))
    finding = session.assessment.findings[0]
    saved.verdict.detail.show_finding(finding)
    form = saved.verdict.detail.finding.mark
    assert not form.note.isEnabled()
    form.stand.setCurrentIndex(form.stand.findData("disputed"))
    form.stand.activated.emit(form.stand.currentIndex())
    form.note.setText("a test account")
    form.note.editingFinished.emit()
    settle(saved, qtbot, before + 2)
    assert acts(saved)[before:] == ["marked", "marked"]
    told = entries(saved)[-1].details
    assert (told["check"], told["mark"]) == ("GEN003", "disputed")
    qtbot.waitUntil(lambda: desk.weighed[-1].outside.marks == session.outside.marks)
    session.choices.undo_stack.undo()
    assert form.note.text() == ""
    session.choices.undo_stack.redo()
    settle(saved, qtbot, before + 4)
    saved.cabinet.new()
    assert form.note.text() == ""
    open_case(saved, tmp_path / "leak.lvcase", qtbot)
    assert session.outside.mark_of(finding.id).note == "a test account"


def test_rows_of_a_finding_are_asked_by_number_before_there_is_a_run(
    saved, again, desk, sample, tmp_path, qtbot
):
    saved.cabinet.new()
    open_case(again, tmp_path / "leak.lvcase", qtbot)
    play_reading(desk.analyst, sample)
    qtbot.waitUntil(lambda: again._session.has_rows)
    assert desk.analyst.asked(Run) == []
    again._session.show_rows("GEN003:e-mail")
    asked = desk.analyst.asked(AskRows)[-1]
    assert (asked.finding, asked.named) == ("GEN003:e-mail", (12, 40, 77))
    assert acts(again) == ["taken_in", "opened", "mapped", "checked", "saved"]
    assert again.cabinet.keeper.standing is Standing.SAVED


def test_a_sample_that_is_gone_is_said_and_found_where_the_user_says(
    saved, again, desk, sample, tmp_path, qtbot
):
    saved.cabinet.new()
    elsewhere = tmp_path / "moved" / "renamed.csv"
    elsewhere.parent.mkdir()
    sample.rename(elsewhere)
    analysts = len(desk.analysts)
    open_case(again, tmp_path / "leak.lvcase", qtbot)
    assert again.cabinet.banner.isVisible()
    assert "not where it was" in again.cabinet.banner.text.text()
    assert len(desk.analysts) == analysts
    qtbot.waitUntil(lambda: again._session.assessment is not None)
    for step in (ROWS, REPORT):
        again.go(step)
        empty = again.stack.currentWidget().currentWidget()
        assert "The sample is not here" in [
            w.text() for w in empty.findChildren(type(again.cabinet.banner.text))
        ]
    again._session.choices.set_claim(CLAIM_SHEET)  # everything else goes on
    qtbot.waitUntil(lambda: desk.weighed[-1].claim == CLAIM_SHEET)
    other = tmp_path / "other.csv"
    other.write_text("x\n1\n")
    again.open_paths([other])
    qtbot.waitUntil(lambda: "not the files" in again.cabinet.banner.text.text())
    again.open_paths([elsewhere])
    qtbot.waitUntil(lambda: len(desk.analysts) > analysts)
    play_reading(desk.analyst, elsewhere)
    qtbot.waitUntil(
        lambda: bool(desk.analyst.asked(Run))
    )  # the claim is another than that of the run
    assert desk.analyst.run().claim["organisation"] == "Hebdo"


def test_a_changed_file_is_said_to_be_another(saved, again, desk, sample, tmp_path, qtbot):
    saved.cabinet.new()
    sample.write_text("email,name\nb@example.org,Bea\n")
    open_case(again, tmp_path / "leak.lvcase", qtbot)
    assert "another one now" in again.cabinet.banner.text.text()


def test_a_file_that_reads_otherwise_is_checked_again(saved, again, desk, sample, tmp_path, qtbot):
    saved.cabinet.new()
    open_case(again, tmp_path / "leak.lvcase", qtbot)
    analyst = desk.analyst
    now = replace(true_source(sample).files[0], rows_read=1900)
    analyst.say(replace(true_source(sample), files=(now,)))
    analyst.say(stage.columns())
    qtbot.waitUntil(lambda: bool(analyst.asked(Run)))
    assert again._session.assessment is None
    settle(again, qtbot, 7)
    assert acts(again)[5:] == ["opened", "mapped"]


def test_a_wrong_passphrase_is_told_in_the_sheet_and_can_be_given_up(saved, again, tmp_path, qtbot):
    saved.cabinet.new()
    again.open_paths([tmp_path / "leak.lvcase"])
    sheet = sheet_of(again)
    sheet.line.setText("wrong")
    qtbot.keyClick(sheet.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in sheet.state.text())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert again._session.assessment is None


def test_a_second_window_may_only_look(saved, second, tmp_path, qtbot):
    second.show()
    open_case(second, tmp_path / "leak.lvcase", qtbot)
    assert second.header.case_badge.accessibleName() == "Read only"
    assert "only" in second.header.case_badge.text()
    before = len(entries(saved))
    second._session.choices.set_claim(CLAIM_SHEET)
    save(second, tmp_path / "copy.lvcase", qtbot)
    qtbot.waitUntil(lambda: second.cabinet.keeper.standing is Standing.SAVED)
    assert b"Hebdo" in second.cabinet.keeper.case.part(Part.CLAIM)
    assert len(entries(saved)) == before


def test_closing_asks_where_something_would_be_lost(done, tmp_path, qtbot):
    settle(done, qtbot, 4)
    assert not done.close()
    sheet = sheet_of(done)
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert done.isVisible()
    done.close()
    done.cabinet.choose = lambda *_: tmp_path / "late.lvcase"
    sheet_of(done).findChild(QPushButton, "save_case").click()
    qtbot.waitUntil(lambda: any(s.isVisible() for s in done.findChildren(type(sheet_of(done)))))
    asked = sheet_of(done)
    asked.line.setText(WORD)
    asked.again.setText(WORD)
    asked.go_button.click()
    qtbot.waitUntil(lambda: not done.isVisible())
    with CaseFile.open(tmp_path / "late.lvcase", WORD) as case:
        assert case.head.entries == 5


def test_discarding_closes_and_leaves_nothing(done, tmp_path, qtbot):
    settle(done, qtbot, 4)
    done.close()
    sheet_of(done).findChild(QPushButton, "discard_case").click()
    qtbot.waitUntil(lambda: not done.isVisible())
    assert [p.name for p in tmp_path.iterdir()] == ["sample.csv"]


def test_another_file_gets_a_case_of_its_own(saved, tmp_path, qtbot):
    other = tmp_path / "other.csv"
    other.write_text("x\n1\n")
    saved.open_paths([other])
    assert saved.cabinet.keeper.standing is Standing.NOT_SAVED
    assert saved.windowTitle() == "Leakverify"
    qtbot.waitUntil(lambda: not saved.cabinet.keeper.case.is_saved)
    with CaseFile.open(tmp_path / "leak.lvcase", WORD) as case:
        assert not case.read_only


def test_notes_that_were_never_saved_are_asked_about_before_another_file(done, tmp_path, qtbot):
    done.case_windows.show_notes()
    notes = done.case_windows.notes
    notes.text.setPlainText("the publisher denies it")
    other = tmp_path / "other.csv"
    other.write_text("x\n1\n")
    done.open_paths([other])
    assert [p.name for p in done._session.given.paths] == ["sample.csv"]
    sheet_of(done).findChild(QPushButton, "discard_case").click()
    assert [p.name for p in done._session.given.paths] == ["other.csv"]
    assert notes.text.toPlainText() == ""


def test_a_new_case_is_an_empty_window(saved, qtbot):
    saved.cabinet.new()
    assert not saved._session.is_open
    assert saved._session.claim == Claim()
    assert saved._session.assessment is None
    assert not saved.header.case_badge.isVisible()


def test_locking_takes_everything_off_the_window_until_the_passphrase_is_given(
    saved, desk, sample, qtbot
):
    qtbot.waitUntil(lambda: saved.cabinet.keeper.standing is Standing.SAVED)
    saved._session.veil.reveal()
    saved.case_windows.show_log()
    saved.case_windows.lock()
    assert saved._session.masked
    assert not saved._session.is_open
    assert not saved.case_windows.log.isVisible()
    with qtbot.waitSignal(saved.cabinet.shown):
        sheet = sheet_of(saved)
        sheet.line.setText(WORD)
        sheet.go_button.click()
    qtbot.waitUntil(lambda: saved._session.assessment is not None)


def test_locking_a_case_that_was_never_saved_masks_and_loses_nothing(done):
    done._session.veil.reveal()
    done.case_windows.lock()
    assert done._session.masked
    assert done._session.is_open


def test_the_log_is_a_table_in_words(saved, qtbot):
    saved.case_windows.show_log()
    log = saved.case_windows.log
    settle(saved, qtbot, 5)
    qtbot.waitUntil(lambda: log.model.rowCount() == 5)
    first = log.model.line(4)
    assert first.cells[3:] == ("Taken in", f"file 1, SHA-256 {first.entry.details['sha256'][:12]}…")
    assert log.model.line(0).cells[3] == "Case saved"
    assert "is whole" in log.said.text()
    log.initials.clear()
    qtbot.keyClicks(log.initials, "AB1")
    assert saved.cabinet.keeper.who == "AB"
    saved._session.choices.set_claim(CLAIM_SHEET)
    qtbot.waitUntil(lambda: log.model.rowCount() == 6)
    assert log.model.line(0).cells[2:4] == ("AB", "Claim written down")
    assert "hash: " in log.detail.toPlainText()


def test_a_case_is_destroyed_only_after_the_word(saved, tmp_path, qtbot):
    qtbot.waitUntil(lambda: saved.cabinet.keeper.standing is Standing.SAVED)
    saved.case_windows.purge()
    sheet = sheet_of(saved)
    assert not sheet.go_button.isEnabled()
    sheet.confirm.setText(" Destroy ")
    sheet.go_button.click()
    qtbot.waitUntil(lambda: not (tmp_path / "leak.lvcase").exists())
    qtbot.waitUntil(lambda: not saved._session.is_open)
    saved.case_windows.choose = lambda *_: tmp_path / "certificate.json"
    told = sheet_of(saved)
    told.findChild(QPushButton, "keep_certificate").click()
    qtbot.waitUntil((tmp_path / "certificate.json").exists)
    assert "leakverify.purge/1" in (tmp_path / "certificate.json").read_text()


def test_no_two_commands_share_their_keys(window):
    keys = [c.keys for c in (*window.commands, *window.case_commands) if c and c.keys]
    assert sorted(set(keys)) == sorted(keys)


def test_the_keys_do_what_they_say(window, desk, sample, tmp_path, qtbot):
    window.go(CLAIM)
    window._session.choices.set_claim(CLAIM_SHEET)
    window.cabinet.choose = lambda *_: tmp_path / "by-key"
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    sheet = sheet_of(window)
    assert sheet.line.hasFocus() or sheet.focusWidget() is sheet.line
    qtbot.keyClicks(sheet.line, "a b c d e")
    qtbot.keyClick(sheet.line, Qt.Key.Key_Tab)
    sheet.again.setFocus()
    qtbot.keyClicks(sheet.again, "a b c d e")
    qtbot.keyClick(sheet.again, Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "by-key.lvcase").exists)
    qtbot.waitUntil(lambda: window.cabinet.keeper.standing is Standing.SAVED)
    texts = [c.text for c in window.case_commands if c is not None]
    assert {"New case", "Save the case", "Custody log…", "Destroy the case…"} <= set(texts)


def test_a_passphrase_is_chosen_with_care(done, qtbot, tmp_path):
    done.cabinet.choose = lambda *_: tmp_path / "a.lvcase"
    done.cabinet.save_elsewhere()
    sheet = sheet_of(done)
    assert not sheet.go_button.isEnabled()
    sheet.line.setText("sesame")
    assert "Short" in sheet.strength.text()
    sheet.again.setText("sesam")
    assert "differ" in sheet.strength.text()
    assert not sheet.go_button.isEnabled()
    assert sheet.line.echoMode() == sheet.line.EchoMode.Password
    sheet.suggest.click()
    assert sheet.line.echoMode() == sheet.line.EchoMode.Normal
    assert len(sheet.line.text().split()) == 5
    assert sheet.go_button.isEnabled()
    sheet.reject()
    assert sheet.line.text() == sheet.again.text() == ""
