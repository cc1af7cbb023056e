"""A dossier verified in the window, over a verification that is played."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from leakverify.gui.commands import commands_of
from leakverify.gui.long_job import LongJob
from leakverify.gui.verify.model import ComparisonModel, Field, lines_of
from leakverify.gui.verify.window import VerifyWindow
from leakverify.model.errors import Cancelled, UnreadableInput
from leakverify.model.progress import Progress
from leakverify.model.verification import (
    Act,
    Brief,
    Compared,
    Difference,
    Fault,
    FaultKind,
    FileSeen,
    Given,
    Made,
    Outcome,
    Refusal,
    Signer,
    Verification,
)

THEN = Made("0.0.9", {"names": "2026-01-01"}, "full", "shareable", "2026-11-22", 0)
NOW = Made("0.1.0", {"names": "2026-02-01"}, "full", "shareable", "2026-11-22", 0)
HOSTILE = "\u202eevil<b>" + "x" * 3_000


def compared(outcome=Outcome.DIFFERS):
    return Verification(
        (),
        Signer("ab" * 32),
        THEN,
        NOW,
        (Act("2026-11-22T10:00:00Z", "AB", "checked"),),
        (FileSeen(Given.SAMPLE, "cd" * 32, "sample.csv"),),
        None,
        (Difference("status", "unverified", "altered"),) if outcome is not Outcome.SAME else (),
        (
            Compared(
                "STR001:a",
                "STR001",
                Outcome.SAME,
                (),
                "Copies",
                Brief("computed"),
                Brief("computed"),
            ),
            Compared(
                "GEN003:e-mail",
                "GEN003",
                outcome,
                (Difference("measured.hit_share", 0.99, HOSTILE),)
                if outcome is not Outcome.SAME
                else (),
                HOSTILE,
                Brief("computed", "fabricated", 1.8),
                Brief("not_applicable"),
            ),
        ),
    )


@pytest.fixture
def sheet(session, desk, dressed, qtbot):
    desk.asked = []

    def verify(request, on_progress, cancel):
        desk.asked.append(request)
        return compared()

    desk.verify = verify
    made = VerifyWindow(None, LongJob(session.jobs), session.desk.verify)
    qtbot.addWidget(made)
    made.form.choose_dossier = lambda _parent: [Path("it.lvdossier")]
    made.form.choose_files = lambda _parent: [Path("sample.csv"), Path("older.csv")]
    made.resize(980, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(sheet):
    sheet.form.dossier_button.click()
    sheet.form.files_button.click()


def run(sheet, qtbot):
    with qtbot.waitSignal(sheet.job.ended):
        sheet.verify_button.click()


def test_nothing_can_be_verified_before_a_dossier_is_chosen(sheet):
    assert not sheet.verify_button.isEnabled()
    choose(sheet)
    assert sheet.verify_button.isEnabled()
    assert "sample.csv, older.csv" in sheet.form._file_names.text()


def test_a_vault_goes_with_its_passphrase_and_is_left_out_again(sheet, desk, qtbot):
    choose(sheet)
    line = sheet.findChild(QLineEdit, "vault_passphrase")
    assert not line.isVisible()
    sheet.form.vault.choose = lambda _parent: Path("ours.lvvault")
    QTest.keyClick(sheet.form.vault.button, Qt.Key.Key_Return)
    assert line.isVisible()
    assert line.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(line, "a word")
    run(sheet, qtbot)
    assert (desk.asked[-1].vault, desk.asked[-1].vault_passphrase) == (
        Path("ours.lvvault"),
        "a word",
    )
    assert "a word" not in repr(desk.asked[-1])
    QTest.keyClick(sheet.form.no_vault_button, Qt.Key.Key_Return)
    assert not line.isVisible()
    assert line.text() == ""
    run(sheet, qtbot)
    assert (desk.asked[-1].vault, desk.asked[-1].vault_passphrase) == (None, "")


def test_a_dropped_vault_is_no_file_of_the_sample_and_closing_forgets_its_passphrase(sheet):
    sheet.take([Path("a.lvdossier"), Path("v.lvvault"), Path("sample.csv")])
    assert sheet.form.vault.path == Path("v.lvvault")
    assert sheet.form.files == (Path("sample.csv"),)
    sheet.form.passphrase.setText("a word")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.form.passphrase.text() == ""
    sheet.show()
    sheet.form.passphrase.setText("a word")
    sheet.close()
    assert sheet.form.passphrase.text() == ""


def test_the_comparison_stands_side_by_side_what_differs_first(sheet, desk, qtbot):
    choose(sheet)
    sheet.form.fingerprint.setText(" abab ")
    run(sheet, qtbot)
    (request,) = desk.asked
    assert request.files == (Path("sample.csv"), Path("older.csv"))
    assert request.expected == "abab"
    assert "something else" in sheet.said.text()
    cells = [[sheet.model.index(r, f).data() for f in Field] for r in range(sheet.model.rowCount())]
    assert cells[0] == ["≠", "Result", "Unverified", "Reads as altered", "differs"]
    assert cells[1][2:] == ["“invented” +1.80", "not made", "differs"]
    assert cells[2] == ["=", "Copies (STR001:a)", "no weight", "no weight", "the same"]
    assert "\u202e" not in "".join(map("".join, cells))
    about = sheet.about.toPlainText()
    for said in (
        "older version",
        "names 2026-01-01 → 2026-02-01",
        "Anybody can sign",
        "sample.csv",
    ):
        assert said in about
    sheet.table.selectRow(1)
    about = sheet.about.toPlainText()
    assert "measured hit share: 0.99 in the dossier" in about
    assert "\u202e" not in about
    assert "Anybody can sign" in about


def test_a_refusal_is_told_and_a_password_tries_again(sheet, desk, qtbot):
    desk.verify = lambda request, *_: (
        desk.asked.append(request)
        or Verification((), Signer("ab" * 32), THEN, refusal=Refusal("PASSWORD_NEEDED"))
    )
    choose(sheet)
    run(sheet, qtbot)
    assert "nothing was run again" in sheet.said.text()
    assert not sheet.table.isVisible()
    line = sheet.notices.findChild(object, "password")
    line.setText("open sesame")
    with qtbot.waitSignal(sheet.job.ended):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.asked[-1].read == {"password": "open sesame"}


def test_a_raised_limit_is_followed_only_when_allowed_and_for_one_dossier(sheet, desk, qtbot):
    refusal = Refusal("VERIFY_LIMITS", {"limit": "members", "number": 20_000})
    desk.verify = lambda request, *_: (
        desk.asked.append(request) or Verification((), Signer("ab" * 32), THEN, refusal=refusal)
    )
    choose(sheet)
    run(sheet, qtbot)
    assert desk.asked[-1].limits == {}
    assert sheet.limits_button.isVisible()
    with qtbot.waitSignal(sheet.job.ended):
        sheet.limits_button.click()
    assert desk.asked[-1].limits == {"members": 20_000}
    choose(sheet)
    run(sheet, qtbot)
    assert desk.asked[-1].limits == {}


def test_an_altered_dossier_is_told_part_by_part(sheet, desk, qtbot):
    desk.verify = lambda *_: Verification(
        (
            Fault(FaultKind.CONTENT, "report.pdf"),
            Fault(FaultKind.ENTRY, "custody.jsonl", 3, "hash"),
        ),
        refusal=Refusal("DOSSIER_ALTERED"),
    )
    choose(sheet)
    run(sheet, qtbot)
    assert "not as it was signed" in sheet.said.text()
    about = sheet.about.toPlainText()
    assert "report.pdf is not as it was signed." in about
    assert "broken at entry 3" in about


def test_it_can_be_stopped_and_what_is_no_dossier_is_told(sheet, desk, qtbot):
    begun = threading.Event()

    def slow(_request, on_progress, cancel):
        on_progress(Progress("read", 1, 2))
        begun.set()
        while not cancel.is_set():
            begun.wait(0.01)
        raise Cancelled

    desk.verify = slow
    choose(sheet)
    sheet.verify_button.click()
    assert begun.wait(5)
    sheet._on_moved()
    assert sheet.far.text() == "Reading rows"
    assert not sheet.form.isEnabled()
    with qtbot.waitSignal(sheet.job.failed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "Stopped" in sheet.said.text()

    def refuse(*_):
        raise UnreadableInput("NOT_A_DOSSIER")

    desk.verify = refuse
    with qtbot.waitSignal(sheet.job.failed):
        sheet.verify_button.click()
    assert sheet.notices.findChild(object, "notice_text").text().startswith("This is not a dossier")


def test_the_menu_opens_it_and_closing_the_window_stops_it(window, session, desk, dressed, qtbot):
    (command,) = [
        c for c in commands_of(window, session, dressed) if c and c.text == "Verify a dossier…"
    ]
    command.run()
    sheet = window.aside._verify
    qtbot.waitExposed(sheet)
    stopped = threading.Event()

    def slow(_request, _on_progress, cancel):
        while not cancel.is_set():
            stopped.wait(0.01)
        stopped.set()
        raise Cancelled

    desk.verify = slow
    sheet.form.choose_dossier = lambda _parent: [Path("it.lvdossier")]
    sheet.form.dossier_button.click()
    sheet.verify_button.click()
    window.close()
    assert stopped.wait(5)


def test_a_dossier_that_is_dropped_on_the_window_is_verified_not_read(window, desk, sample, qtbot):
    before = len(desk.analysts)
    window.open_paths([sample, sample.with_name("It.LVDOSSIER")])
    sheet = window.aside._verify
    qtbot.waitExposed(sheet)
    assert sheet.form.dossier.name == "It.LVDOSSIER"
    assert sheet.form.files == (sample,)
    assert sheet.verify_button.isEnabled()
    assert len(desk.analysts) == before
    window.open_paths([sample])
    assert desk.analyst.opened().paths == (str(sample),)


def test_the_model_is_one(qtmodeltester):
    model = ComparisonModel()
    model.show(compared())
    qtmodeltester.check(model)
    model.show(None)
    assert model.rowCount() == 0
    assert [line.outcome for line in lines_of(compared(Outcome.SAME))] == [Outcome.SAME] * 2
