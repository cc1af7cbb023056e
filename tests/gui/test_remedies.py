"""What can be done at once about a problem: the password typed in place, a limit raised, traps read first."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from leakverify.gui.columns.traps_card import TrapsCard
from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.remedy import Remedies
from leakverify.limits import Limits
from leakverify.model.messages import Failed, Source
from leakverify.model.sample import MailSeals, SampleFile
from leakverify.model.tripwire import FileProperty, Property, Trap, Tripwire
from tests.gui.stage import play_to_columns


def told(**more):
    return SampleFile("x", 1, "", "csv", "utf-8", ",", True, None, 1, 0, 0, 0, **more)


@pytest.fixture
def refused(window, session, desk, sample, qtbot):
    window.open_paths([sample])

    def refuse(code, **place):
        with qtbot.waitSignal(session.problem_met):
            desk.analyst.say(Failed(code, place))
        return window

    return refuse


def control(window, kind, name):
    found = window.opening.findChild(kind, name)
    assert found is not None
    return found


def test_a_password_is_asked_for_where_the_problem_is_told(refused, session, desk, qtbot):
    window = refused("PASSWORD_NEEDED", file=1)
    line = control(window, QLineEdit, "password")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line.setText("sesame")
    line.returnPressed.emit()
    assert desk.analyst.opened().read == {"password": "sesame"}
    assert line.text() == ""
    with qtbot.waitSignal(session.columns_changed):
        play_to_columns(desk.analyst)
    assert window.stack.currentWidget() is window.columns


def test_a_password_is_no_decision_and_goes_with_the_file(refused, session, desk, sample):
    refused("PASSWORD_NEEDED", file=1)
    session.given.unlock("sesame")
    assert session.choices.undo_stack.count() == 0
    assert "sesame" not in repr(session.decisions)
    session.open_files([sample])
    assert desk.analyst.opened().read == {}


def test_a_file_that_needs_a_password_is_not_left_out(session, desk, tmp_path, qtbot):
    paths = [tmp_path / "a.csv", tmp_path / "b.zip"]
    for path in paths:
        path.write_text("a\n1\n")
    session.open_files(paths)
    with qtbot.waitSignal(session.problem_met):
        desk.analyst.say(Failed("PASSWORD_NEEDED", {"file": 2}))
    session.given.unlock("sesame")
    assert len(desk.analyst.opened().paths) == 2


def test_nothing_happens_without_a_password(refused, desk):
    window = refused("PASSWORD_WRONG", file=1)
    before = len(desk.analysts)
    control(window, QPushButton, "unlock").click()
    assert len(desk.analysts) == before


def test_a_limit_is_raised_for_these_files_only(refused, session, desk, sample, qtbot):
    window = refused("ARCHIVE_RATIO", limit=200, file=1)
    control(window, QPushButton, "raise_limit").click()
    assert desk.analyst.opened().limits == {"ratio": 4 * Limits().ratio}
    with qtbot.waitSignal(session.problem_met):
        desk.analyst.say(Failed("ARCHIVE_RATIO", {"limit": 800, "file": 1}))
    control(window, QPushButton, "raise_limit").click()
    assert desk.analyst.opened().limits == {"ratio": 16 * Limits().ratio}
    session.open_files([sample])
    assert desk.analyst.opened().limits == {}


def test_other_problems_have_no_remedy(qtbot):
    notices = NoticeList()
    qtbot.addWidget(notices)
    notices.remedies = Remedies(lambda _: None, lambda _: None)
    notices.add("EMPTY_FILE", {})
    assert notices.findChild(QLineEdit) is None
    assert notices.findChild(QPushButton, "raise_limit") is None


def test_traps_are_listed_and_leftovers_are_shown_as_text(qtbot):
    card = TrapsCard()
    qtbot.addWidget(card)
    card.show_files([told()])
    assert card.isHidden()
    card.show_files(
        [
            told(
                tripwires=(Tripwire(Trap.MACRO, 1), Tripwire(Trap.BIDI, 2, (4, 9))),
                properties=(FileProperty(Property.AUTHOR, "<b>A\u202e</b>"),),
            )
        ]
    )
    assert not card.isHidden()
    text = "\n".join(card.texts())
    assert "1 × macros" in text
    assert "(rows 4, 9)" in text
    assert "Author: <b>A[U+202E]</b>" in text


def test_the_list_follows_as_rows_come_in(qtbot):
    card = TrapsCard()
    qtbot.addWidget(card)
    card.show_files([told(tripwires=(Tripwire(Trap.BIDI, 1, (4,)),))])
    card.show_files([told(tripwires=(Tripwire(Trap.BIDI, 3, (4, 70, 80)),))])
    text = "\n".join(card.texts())
    assert "3 ×" in text
    assert "1 ×" not in text


def test_every_limit_is_shown_and_raised_for_the_open_file(window, session, desk, sample, qtbot):
    window.aside.show_limits()
    sheet = window.findChild(Sheet)
    assert sheet.findChild(QPushButton, "raise_ratio") is None
    sheet.accept()
    window.open_paths([sample])
    qtbot.waitUntil(lambda: window.findChild(Sheet) is None)
    window.aside.show_limits()
    window.findChild(Sheet).findChild(QPushButton, "raise_ratio").click()
    assert desk.analyst.opened().limits == {"ratio": 4 * Limits().ratio}
    assert session.given.limits == {"ratio": 4 * Limits().ratio}


def test_keys_for_signatures_are_given_in_the_window(
    window, session, desk, sample, tmp_path, qtbot
):
    window.open_paths([sample])
    with qtbot.waitSignal(session.columns_changed):
        play_to_columns(desk.analyst)
    card = window.columns.file_card
    assert card.keys.isHidden()
    signed = replace(session.heard.files[0], seals=MailSeals(no_key=3))
    card.show_source(Source((signed,), final=True), {})
    assert not card.keys.isHidden()
    keys = tmp_path / "keys.txt"
    keys.write_text("a._domainkey.b v=DKIM1; p=x\n")
    window.columns.choose_files = lambda _parent: [keys]
    card.keys.click()
    assert desk.analyst.opened().read == {"dkim_keys": keys.read_text()}
    session.choices.undo_stack.undo()
    assert desk.analyst.opened().read == {}
    keys.write_bytes(b"\xff\xfe\xfa")
    with qtbot.waitSignal(session.problem_met) as told:
        card.keys.click()
    assert told.args[0] == "BAD_SETTING_FILE"
