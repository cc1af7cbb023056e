"""The window of older leaks, over a vault of its own and analysts that are played."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from leakverify.case.vault import Vault
from leakverify.gui.export.signing import SigningCard
from leakverify.gui.heard import Phase
from leakverify.gui.vault import keeper as keeping
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.vault.model import Field
from leakverify.gui.vault.window import VaultWindow
from leakverify.model.messages import AskPile, OldEnd, OldLeak, PileEnd, Run
from leakverify.model.old_leak import VaultUsed
from tests.checks.population import listed
from tests.engine.old_leaks_bench import (
    added,
    file_of,
    pile,
    quick_passphrase,  # noqa: F401  (a fixture)
)
from tests.gui.stage import play_run, play_to_columns

OLD = listed(range(120), "club")
NEW = listed(range(5000, 5060), "shop")


class PlayedTalk:
    """A talk with an analyst that has the rows of OLD."""

    def __init__(self, order):
        self.record = type(
            "Record", (), {"source": type("S", (), {"files": (file_of("x", "f" * 64),)})}
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def read(self, told, wish):
        pass

    def pile(self, key, take, *, links, on_progress, cancel):
        for message in pile(OLD, key, links=links):
            take(message)


@pytest.fixture
def shown(session, dressed, qtbot, quick_passphrase, monkeypatch):  # noqa: F811
    monkeypatch.setattr(keeping, "Talk", PlayedTalk)
    made = VaultWindow(None, Keeper(session))
    qtbot.addWidget(made)
    made.resize(860, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def typed(shown, name, text):
    line = shown.findChild(QLineEdit, name)
    line.setFocus()
    QTest.keyClicks(line, text)
    return line


def opened(shown, qtbot, place, *rows):
    """A vault with these lists, open in the window."""
    with Vault.create(place, "word") as vault:
        for number, each in enumerate(rows):
            added(vault, f"list {number}", each)
    shown.choose_one = lambda _parent, _title: place
    QTest.mouseClick(shown.open_button, Qt.MouseButton.LeftButton)
    line = typed(shown, "vault_passphrase", "word")
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        QTest.keyClick(line, Qt.Key.Key_Return)
    return line


def answer(desk, rows):
    """The sample's analyst hashes these rows, as it was asked."""
    (ask,) = desk.analyst.asked(AskPile)[-1:]
    for message in pile(rows, ask.key, links=ask.links):
        desk.analyst.say(replace(message, token=ask.token))
    desk.analyst.say(PileEnd(ask.token))


def test_a_vault_is_made_and_a_leak_put_into_it_by_keys_alone(shown, qtbot, tmp_path):
    place = tmp_path / "mine.lvvault"
    shown.choose_place = lambda _parent, _title, _proposed: place
    shown.choose_files = lambda _parent: [tmp_path / "old.csv"]
    shown.make_button.setFocus()
    QTest.keyClick(shown.make_button, Qt.Key.Key_Space)
    typed(shown, "vault_passphrase", "a word")
    again = typed(shown, "vault_passphrase_again", "a ward")
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert not place.exists()
    assert shown.notices.findChildren(QLabel, "notice_text")
    again.clear()
    QTest.keyClicks(again, "a word")
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        QTest.keyClick(again, Qt.Key.Key_Return)
    assert shown.keeper.is_open
    assert (again.text(), shown.findChild(QLineEdit, "vault_passphrase").text()) == ("", "")

    assert shown.focusWidget() is shown.leak.label
    assert not shown.leak.go.isEnabled()
    typed(shown, "leak_label", "The club")
    typed(shown, "leak_day", "2021-03-04")
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        QTest.keyClick(shown.leak.go, Qt.Key.Key_Space)
    line = shown.model.line(0)
    assert line.cells[Field.LABEL] == "The club"
    assert line.cells[Field.LEAKED] == "2021-03-04"
    assert line.cells[Field.OVERLAP] == "–"

    shown.table.selectRow(0)
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        QTest.keyClick(shown.remove_button, Qt.Key.Key_Space)
    assert shown.model.rowCount() == 0


def test_a_wrong_passphrase_is_told_and_opens_nothing(shown, qtbot, tmp_path):
    place = tmp_path / "v.lvvault"
    Vault.create(place, "word").close()
    shown.choose_one = lambda _parent, _title: place
    shown.open_button.click()
    line = typed(shown, "vault_passphrase", "ward")
    with qtbot.waitSignal(shown.keeper.job.failed, timeout=30_000):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert not shown.keeper.is_open
    assert shown.notices.findChildren(QLabel, "notice_text")


def test_the_open_sample_is_looked_up_and_checked_again_with_what_is_found(
    shown, session, desk, sample, qtbot, tmp_path
):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.phase is Phase.DONE)
    runs = len(desk.analyst.asked(Run))
    opened(shown, qtbot, tmp_path / "v.lvvault", OLD, NEW)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskPile)), timeout=30_000)
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        answer(desk, OLD[:60])
    said = [type(m) for m in desk.analyst.heard if isinstance(m, OldLeak | OldEnd | Run)]
    assert said[-4:] == [OldLeak, OldLeak, OldEnd, Run]
    assert len(desk.analyst.asked(Run)) == runs + 1
    assert shown.model.line(0).cells[Field.OVERLAP].startswith("100\u202f% (60 of 60")
    assert shown.model.line(1).cells[Field.OVERLAP].startswith("0\u202f% (0 of")
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.phase is Phase.DONE)
    assert len(desk.analyst.asked(AskPile)) == 1, "looked up once for one sample"

    basis = SigningCard().basis(session)
    assert basis.vault == shown.keeper.vault.contents()
    assert {number: about.label for number, about in basis.leaks.items()} == {
        1: "list 0",
        2: "list 1",
    }
    shown.shut_button.click()
    assert SigningCard().basis(session).vault == ""
    assert desk.analyst.asked(OldEnd)[-1].key == ""
    assert not shown.keeper.is_open


def test_what_was_found_of_a_sample_is_forgotten_with_it(
    shown, session, desk, sample, qtbot, tmp_path
):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    opened(shown, qtbot, tmp_path / "v.lvvault", OLD)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskPile)), timeout=30_000)
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        answer(desk, OLD[:60])
    assert session.talk.vault.contents
    session.open_files([sample])
    assert shown.model.line(0).cells[Field.OVERLAP] == "–"
    assert session.talk.to_tell_first == ()
    assert session.talk.vault == VaultUsed()


def test_nothing_can_be_looked_up_without_a_sample_and_it_is_said_why(
    shown, session, desk, sample, qtbot, tmp_path
):
    opened(shown, qtbot, tmp_path / "v.lvvault", OLD)
    assert not shown.search_button.isEnabled()
    assert shown.why_not.isVisible()
    assert "no sample" in shown.why_not.text()
    session.open_files([sample])
    play_to_columns(desk.analyst)
    assert not shown.search_button.isEnabled()
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskPile)), timeout=30_000)
    with qtbot.waitSignal(shown.keeper.job.ended, timeout=30_000):
        answer(desk, OLD[:60])
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.phase is Phase.DONE)
    assert shown.search_button.isEnabled()
    assert not shown.why_not.isVisible()


def test_everything_has_a_name_and_stands_in_the_order_of_tab(shown, qtbot, tmp_path):
    opened(shown, qtbot, tmp_path / "v.lvvault", OLD)
    for widget in (*shown.findChildren(QAbstractButton), *shown.findChildren(QLineEdit)):
        if widget.isVisible():
            assert widget.accessibleName(), widget.objectName()
    assert shown.table.accessibleName()
