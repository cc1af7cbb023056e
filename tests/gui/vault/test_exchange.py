"""The private comparison in the window: two newsrooms, each with a window, a vault and a sample of its own."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from leakverify.case.vault import Vault
from leakverify.engine import exchange
from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.vault.window import VaultWindow
from leakverify.model.errors import Cancelled
from leakverify.model.messages import AskPile, PileEnd
from leakverify.model.old_leak import COMMON_KEY
from tests.checks.population import listed
from tests.engine.old_leaks_bench import (
    added,
    pile,
    quick_passphrase,  # noqa: F401  (a fixture)
)
from tests.gui.stage import FakeDesk, play_run, play_to_columns

OURS = listed(range(150), "shop")
THEIRS = listed(range(30, 300), "club")
OTHER = listed(range(5000, 5140), "other")


@pytest.fixture
def newsroom(session, dressed, qtbot, quick_passphrase):  # noqa: F811
    """Makes the sheet of a newsroom."""
    sessions = []

    def made(own=None):
        if own is None:
            own = Session(FakeDesk(session.desk.today()).desk())
            sessions.append(own)
        window = VaultWindow(None, Keeper(own))
        qtbot.addWidget(window)
        window.show()
        window.compare_button.click()
        qtbot.waitExposed(window.exchange)
        return window.exchange

    yield made
    for each in sessions:
        each.close()


@pytest.fixture
def asker(newsroom, session, desk, sample, qtbot):
    """A newsroom with an open sample that was checked."""
    session.open_files([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.phase is Phase.DONE)
    return newsroom(session)


@pytest.fixture
def answerer(newsroom, qtbot, tmp_path):
    """A newsroom with an open vault of two leaks."""
    sheet = newsroom()
    with Vault.create(tmp_path / "theirs.lvvault", "word") as vault:
        added(vault, "The club", THEIRS)
        added(vault, "Others", OTHER)
    with qtbot.waitSignal(sheet.ask._keeper.job.ended, timeout=30_000):
        sheet.ask._keeper.open(tmp_path / "theirs.lvvault", "word")
    sheet.show_step(1)
    return sheet


def chosen(line, path):
    """A file chosen by key in the line's dialog."""
    line.choose = lambda _parent: path
    QTest.keyClick(line.button, Qt.Key.Key_Return)


def typed(sheet, name, text):
    line = sheet.findChild(QLineEdit, name)
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)
    return line


def told(sheet, name):
    return sheet.findChild(QLabel, name).text()


def answer(desk, rows, *, whole=True):
    """The sample's analyst hashes these rows, as it was asked."""
    (ask,) = desk.analyst.asked(AskPile)[-1:]
    for message in pile(rows, ask.key, links=ask.links):
        desk.analyst.say(replace(message, token=ask.token))
    desk.analyst.say(PileEnd(ask.token, whole=whole))
    return ask


def asked(sheet, desk, qtbot, tmp_path, *, rows=OURS):
    """Step 1, to its end."""
    chosen(sheet.ask.send, tmp_path / "question.bin")
    chosen(sheet.ask.keep, tmp_path / "secret.pem")
    typed(sheet, "ask_passphrase", "a word")
    again = typed(sheet, "ask_passphrase_again", "a word")
    with qtbot.waitSignal(sheet.ask._keeper.changed):
        QTest.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskPile)), timeout=30_000)
    ask = answer(desk, rows)
    qtbot.waitUntil(lambda: sheet._running is None, timeout=30_000)
    return ask


def answered(sheet, qtbot, tmp_path):
    """Step 2, to its end."""
    chosen(sheet.answer.asked, tmp_path / "question.bin")
    chosen(sheet.answer.send, tmp_path / "answer.bin")
    sheet.answer.go.click()
    qtbot.waitUntil(lambda: sheet._running is None, timeout=30_000)


def read(sheet, qtbot, tmp_path, word="a word"):
    """Step 3, to its end."""
    sheet.show_step(2)
    chosen(sheet.read.asked, tmp_path / "question.bin")
    chosen(sheet.read.answer, tmp_path / "answer.bin")
    chosen(sheet.read.secret, tmp_path / "secret.pem")
    line = typed(sheet, "read_passphrase", word)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet._running is None, timeout=30_000)


def test_two_newsrooms_learn_one_number_by_keys_alone(asker, answerer, desk, qtbot, tmp_path):
    ask = asked(asker, desk, qtbot, tmp_path)
    assert (ask.key, ask.links) == (COMMON_KEY, False)
    assert "150 blinded values" in told(asker, "ask_said")
    assert "question.bin" in told(asker, "ask_said")
    assert (asker.ask.word.text(), asker.ask.again.text()) == ("", "")

    answered(answerer, qtbot, tmp_path)
    assert "150 values of the other newsroom, from 410 of yours" in told(answerer, "answer_said")

    read(asker, qtbot, tmp_path)
    first = told(asker, "read_said").splitlines()[0]
    assert first.startswith("120 of your 150 values (80\u202f%")
    assert "410 values that the other newsroom answered from" in first
    assert asker.read.word.text() == ""

    carried = b"".join((tmp_path / name).read_bytes() for name in ("question.bin", "answer.bin"))
    assert not any(row[3].encode() in carried for row in OURS + THEIRS)
    for name in ("question.bin", "answer.bin", "secret.pem"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_one_leak_alone_can_be_answered_from(asker, answerer, desk, qtbot, tmp_path):
    asked(asker, desk, qtbot, tmp_path)
    choice = answerer.findChild(QComboBox, "answer_leak")
    assert choice.count() == 3
    choice.setCurrentIndex(2)
    answered(answerer, qtbot, tmp_path)
    assert choice.currentData() == 2, "a choice stays"
    read(asker, qtbot, tmp_path)
    assert told(asker, "read_said").startswith("0 of your 150 values")


def test_what_is_missing_is_said_and_holds_the_step_back(newsroom):
    sheet = newsroom()
    for page, name in ((sheet.ask, "ask_needs"), (sheet.answer, "answer_needs")):
        assert told(sheet, name)
        assert not page.go.isEnabled()
    assert not sheet.read.go.isEnabled()
    assert told(sheet, "read_needs") == ""


def test_two_passphrases_that_differ_make_nothing(asker, desk, tmp_path):
    chosen(asker.ask.send, tmp_path / "question.bin")
    chosen(asker.ask.keep, tmp_path / "secret.pem")
    typed(asker, "ask_passphrase", "a word")
    QTest.keyClick(typed(asker, "ask_passphrase_again", "a ward"), Qt.Key.Key_Return)
    assert asker.notices.findChildren(QLabel, "notice_text")
    assert not desk.analyst.asked(AskPile)


def test_the_wrong_passphrase_is_told_and_the_last_result_is_gone(
    asker, answerer, desk, qtbot, tmp_path
):
    asked(asker, desk, qtbot, tmp_path)
    answered(answerer, qtbot, tmp_path)
    read(asker, qtbot, tmp_path)
    read(asker, qtbot, tmp_path, "another")
    assert told(asker, "read_said") == ""
    assert asker.notices.findChildren(QLabel, "notice_text")


def test_a_sample_that_is_too_small_writes_nothing(asker, desk, qtbot, tmp_path):
    asked(asker, desk, qtbot, tmp_path, rows=OURS[:40])
    assert asker.notices.findChildren(QLabel, "notice_text")
    assert not list(tmp_path.glob("*.bin")) + list(tmp_path.glob("*.pem"))


def test_no_file_of_a_step_replaces_another(asker, answerer, desk, qtbot, tmp_path):
    asked(asker, desk, qtbot, tmp_path)
    before = (tmp_path / "question.bin").read_bytes()
    chosen(answerer.answer.asked, tmp_path / "question.bin")
    chosen(answerer.answer.send, tmp_path / "question.bin")
    answerer.answer.go.click()
    qtbot.waitUntil(lambda: answerer._running is None, timeout=30_000)
    assert "EXCHANGE_OVERWRITES" in [
        label.text().rpartition(" ")[2] for label in answerer.notices.findChildren(QLabel)
    ]
    assert (tmp_path / "question.bin").read_bytes() == before


def test_a_step_tells_how_far_it_is_and_escape_stops_it(
    asker, answerer, desk, qtbot, tmp_path, monkeypatch
):
    asked(asker, desk, qtbot, tmp_path)
    begun = threading.Event()

    def slow(_path, _vault, _only, told, wish):
        told(exchange.exchange.Progress(exchange.exchange.STAGE, 500, 1_000))
        begun.set()
        while not wish.is_set():
            threading.Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr(exchange, "answer", slow)
    chosen(answerer.answer.asked, tmp_path / "question.bin")
    chosen(answerer.answer.send, tmp_path / "answer.bin")
    answerer.answer.go.click()
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: answerer.bar.value() == 500)
    assert answerer.stop_button.isVisible()
    assert answerer.far.text()
    assert not answerer.answer.isEnabled()
    QTest.keyClick(answerer, Qt.Key.Key_Escape)
    assert answerer.isVisible(), "the first Escape stops, the second closes"
    qtbot.waitUntil(lambda: answerer._running is None, timeout=30_000)
    assert told(answerer, "answer_said")
    assert not (tmp_path / "answer.bin").exists()
    QTest.keyClick(answerer, Qt.Key.Key_Escape)
    assert not answerer.isVisible()


def test_a_closed_sheet_keeps_its_result_and_no_passphrase(asker, qtbot, tmp_path):
    asker.ask.tell(["Done."])
    typed(asker, "ask_passphrase", "a word")
    asker.close()
    asker.show()
    assert asker.ask.word.text() == ""
    assert told(asker, "ask_said") == "Done."


def test_everything_has_a_name_and_can_be_reached_by_tab(answerer):
    for step, page in enumerate(answerer.pages):
        answerer.show_step(step)
        for widget in (
            *page.findChildren(QAbstractButton),
            *page.findChildren(QLineEdit),
            *page.findChildren(QComboBox),
        ):
            assert widget.accessibleName(), widget.objectName()
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
    for button in answerer.steps.buttons():
        assert button.accessibleName()
