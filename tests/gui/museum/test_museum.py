"""The museum in the window, over a self-test that is played."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from leakverify.gui.commands import help_commands
from leakverify.gui.long_job import LongJob
from leakverify.gui.museum.model import Field, lines_of
from leakverify.gui.museum.window import MuseumWindow
from leakverify.model.errors import ChildDied
from leakverify.model.museum import Catch, Caught, SelfTest, Trial
from leakverify.model.progress import Progress
from leakverify.model.terms import Reading, Status

PART = (Reading.TAMPERED,)


def trial(name, caught, *catches, core=False, planted=26):
    return Trial(
        name, "subscribers", core, PART, planted, caught, Status.UNVERIFIED, False, catches
    )


def result(*, complete=True):
    return SelfTest(
        "1.0",
        320,
        12,
        0,
        (
            trial("reserved_domain", Caught.NAMED, Catch("GEN001", 2.0, True, 26, 26), core=True),
            trial("even_dates", Caught.SPEAKS, Catch("TIM001", 0.7, False, 0, 0), planted=0),
            trial("changed_amount", Caught.MISSED),
        ),
        {"GEN001": 0, "TIM001": 2, "NUM008": 1},
        {"GEN001": 12, "TIM001": 10, "NUM008": 12},
        complete=complete,
    )


@pytest.fixture
def museum(session, desk, dressed, qtbot):
    desk.self_test = lambda on_progress, cancel: result()
    made = MuseumWindow(None, LongJob(session.jobs), session.desk.self_test)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def run(museum, qtbot):
    with qtbot.waitSignal(museum.job.ended):
        museum._start()


def test_nothing_is_run_before_the_user_asks(museum):
    assert museum._stack.currentIndex() == 0
    assert not museum.copy_button.isVisible()
    assert not museum.again_button.isVisible()


def test_a_result_shows_what_was_missed_first(museum, qtbot):
    run(museum, qtbot)
    assert museum.model.line(0).trial.caught is Caught.MISSED
    assert "2 of 3 planted classes were caught" in museum.said.text()
    assert "0 of 12 clean lists were accused" in museum.said.text()
    assert museum.table.currentIndex().row() == 0
    assert museum.again_button.isVisible()


def test_a_check_that_nothing_reaches_is_listed():
    idle = [line for line in lines_of(result()) if line.trial is None]
    assert [line.check for line in idle] == ["NUM008"]
    assert idle[0].cells[Field.ALARMS] == "1 of 12"


def test_the_filter_finds_words_and_check_ids(museum, qtbot):
    run(museum, qtbot)
    QTest.keyClicks(museum.search, "gen001")
    assert museum.model.rowCount() == 1
    museum.search.clear()
    assert museum.model.rowCount() == 4


def test_a_line_tells_the_whole_story(museum, qtbot):
    run(museum, qtbot)
    museum.search.setText("GEN001")
    told = museum.detail.toPlainText()
    assert "where no mailbox can be" in told
    assert "Planted into 26 rows" in told
    assert "named 26 rows, 26 of them planted" in told


def test_the_result_can_be_copied(museum, qtbot):
    run(museum, qtbot)
    museum.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Amounts a tenth higher or lower\tmissed" in text
    assert "GEN001" in text


def test_progress_shows_and_stop_is_heard(museum, desk, qtbot):
    heard = threading.Event()

    def slow(on_progress, cancel):
        on_progress(Progress("selftest", 3, 10))
        for _ in range(500):
            if cancel.is_set():
                heard.set()
                return result(complete=False)
            threading.Event().wait(0.01)
        return result()

    desk.self_test = slow
    museum._start()
    qtbot.waitUntil(lambda: museum.far.text().startswith("3 of 10"))
    assert museum.stop_button.isVisible()
    with qtbot.waitSignal(museum.job.ended):
        QTest.keyClick(museum, Qt.Key.Key_Escape)
    assert heard.is_set()
    assert museum.isVisible()
    assert "Stopped early" in museum.said.text()


def test_a_run_that_dies_is_told(museum, desk, qtbot):
    def dies(on_progress, cancel):
        raise ChildDied("CHILD_DIED")

    desk.self_test = dies
    with qtbot.waitSignal(museum.job.failed):
        museum._start()
    assert museum.notices.findChildren(type(museum.said))
    assert museum._stack.currentIndex() == 0


def test_everything_that_can_be_used_has_a_name(museum, qtbot):
    run(museum, qtbot)
    for widget in (museum.table, museum.search, museum.copy_button, museum.again_button):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_menu_opens_it_and_the_result_stays(window, desk, qtbot):
    desk.self_test = lambda on_progress, cancel: result()
    window.aside.show_museum()
    first = window.aside._museum
    run(first, qtbot)
    first.close()
    window.aside.show_museum()
    assert window.aside._museum is first
    assert first.model.rowCount() == 4
    first.close()


def test_both_windows_stand_in_the_menu(window):
    texts = [c.text for c in help_commands(window) if c is not None]
    assert {"What this program catches", "How it was measured"} <= set(texts)


def test_the_card_gives_its_tables_up_where_there_is_no_room(dressed, qtbot, monkeypatch):
    from leakverify.gui.model_card import ModelCardWindow
    from leakverify.words import model_card
    from tests.words.test_model_card import CARD

    monkeypatch.setattr(model_card, "load", lambda: CARD)
    made = ModelCardWindow(None)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)

    def shown():
        return [label.text() for label in made.findChildren(QLabel) if label.isVisibleTo(made)]

    qtbot.waitUntil(lambda: "not met" in shown())
    made.resize(520, 700)
    qtbot.waitUntil(lambda: any("Result: not met" in text for text in shown()))
    assert "not met" not in shown()
