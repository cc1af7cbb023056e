"""Asking: nothing leaves before two words of the user, and what comes back is shown and carried on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from leakverify.gui.mail_domains.model import Field
from leakverify.gui.mail_domains.ways import TOR
from leakverify.gui.steps import CHECKS, COLUMNS, MAIL
from leakverify.gui.widgets.notice import Notice
from leakverify.gui.widgets.rail import Step
from leakverify.model.errors import ChildDied
from leakverify.model.look_up import Transport
from leakverify.model.messages import Answers, Run
from tests.gui.mail_domains import cases
from tests.gui.mail_domains.hands import LEFT, Slow, allow, ask, confirm, sheet_of, shown
from tests.gui.stage import play_run, play_to_columns


def test_the_last_question_repeats_how_many_how_and_who_and_its_answer_is_no(pane, desk, qtbot):
    form = allow(pane, qtbot).form
    form.tor.click()
    form.decoys_box.setCurrentIndex(1)
    form.decoys_box.activated.emit(1)
    pane.ask.ask_button.click()
    sheet = sheet_of(pane)
    texts = " ".join(shown(sheet))
    for part in ("Ask for 8 domains?", "20 common domains", "DNS over HTTPS", TOR, "Tor alone"):
        assert part in texts
    assert sheet.close_button.isDefault()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    pane.ask.ask_button.click()
    qtbot.keyClick(sheet_of(pane), Qt.Key.Key_Escape)
    assert sheet_of(pane) is None
    assert desk.look_ups == []
    assert not pane._look_ups.is_asking


def test_the_ticked_domains_and_decoys_are_asked_by_the_chosen_way(pane, desk, qtbot):
    form = allow(pane, qtbot).form
    form.transports.button(1).click()
    form.decoys_box.setCurrentIndex(1)
    form.decoys_box.activated.emit(1)
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        confirm(pane, qtbot)
    [(names, asking)] = desk.look_ups
    assert set(names) >= set(cases.USUAL)
    assert len(names) == len(cases.USUAL) + 20
    assert asking.way.transport is Transport.TLS
    assert asking.pace.per_second == 10
    assert not asking.accept_lies
    assert len(pane._look_ups.look_up.decoys) == 20


def test_answers_are_shown_and_given_to_a_new_run_and_to_the_verdict(pane, done, desk, qtbot):
    runs = len(desk.analyst.asked(Run))
    ask(pane, qtbot)
    assert len(desk.analyst.asked(Run)) == runs + 1
    order = [type(m) for m in desk.analyst.heard]
    assert order[-2:] == [Answers, Run]
    assert dict(desk.analyst.asked(Answers)[-1].items)["voila.fr"] == "null_mx"
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: done._session.assessment is not None)
    assert desk.weighed[-1].look_up.domains == len(cases.USUAL)
    row = pane.table.model.row_of("voila.fr")
    assert pane.table.model.index(row, Field.ANSWER).data() == "says that it takes no mail"
    assert "Every domain was asked." in shown(pane.ask)
    assert done.rail.state_of(MAIL) is Step.HERE
    assert done._steps.through(done._session)[MAIL]
    pane.table.choose("univ-example.fr")
    texts = " ".join(shown(pane.detail))
    for part in ("signatures fit", "dns10.quad9.net", "2026-11-22 09:14:03 UTC", "3,600 s"):
        assert part in texts


def test_answers_are_filtered_by_status(pane, qtbot):
    ask(pane, qtbot)
    box = pane.table.answer_box
    assert box.isVisibleTo(pane)
    box.setCurrentIndex(box.findData("no_answer"))
    box.activated.emit(box.currentIndex())
    assert pane.table.model.rowCount() == 1
    assert pane.table.model.domain(0).domain == "mailinator.com"


def test_only_what_gave_no_answer_is_asked_for_again(pane, desk, qtbot):
    ask(pane, qtbot)
    assert pane.table.model.to_ask() == ("mailinator.com",)
    before = pane._look_ups.look_up
    with qtbot.waitSignal(pane._look_ups.ended):
        confirm(pane, qtbot)
    assert desk.look_ups[-1][0] == ("mailinator.com",)
    assert len(pane._look_ups.look_up.answers) == len(before.answers)


def test_answers_thrown_away_are_taken_from_the_run_too(pane, session, desk, qtbot):
    ask(pane, qtbot)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    pane.ask.forget_button.click()
    assert desk.analyst.asked(Answers)[-1].items == ()
    assert isinstance(desk.analyst.heard[-1], Run)
    assert pane._look_ups.look_up is None
    assert "Nobody was asked" in pane.page.sentence.text()
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    assert desk.weighed[-1].look_up is None


def test_while_it_asks_the_badge_says_so_and_esc_stops_and_keeps(pane, done, desk, qtbot):
    desk.look_up = Slow()
    badge = done.header.offline
    assert badge.accessibleName() == "Offline · 0 connections"
    allow(pane, qtbot)
    confirm(pane, qtbot)
    assert badge.accessibleName() == "Asking a resolver"
    assert pane.ask.running.isVisibleTo(pane)
    assert "A resolver is being asked now." in pane.page.sentence.text()
    qtbot.waitUntil(lambda: "4 of 8 domains" in pane.ask.far.text())
    qtbot.waitUntil(lambda: pane.table.model.answer("gmail.com") is not None)
    done.go(COLUMNS)
    assert done.columns.isVisible()
    done.go(MAIL)
    done.activateWindow()
    qtbot.waitUntil(done.isActiveWindow)
    with qtbot.waitSignal(pane._look_ups.ended):
        QTest.keyClick(done, Qt.Key.Key_Escape)
    assert desk.look_up.stopped
    assert badge.accessibleName() == "Offline · 8 questions asked"
    assert "You stopped" in pane.ask.end.text()
    assert len(pane._look_ups.look_up.answers) == 8


def test_esc_elsewhere_stops_the_checks_and_not_the_asking(pane, done, desk, qtbot):
    desk.look_up = Slow()
    allow(pane, qtbot)
    confirm(pane, qtbot)
    done._session.run()
    done.go(CHECKS)
    done.activateWindow()
    qtbot.waitUntil(done.isActiveWindow)
    QTest.keyClick(done, Qt.Key.Key_Escape)
    assert desk.analyst.cancelled == 1
    assert pane._look_ups.is_asking
    assert not pane._look_ups.job.is_stopping
    pane._look_ups.stop()
    qtbot.waitUntil(lambda: not pane._look_ups.is_asking)


def test_closing_while_it_asks_asks_of_that_and_then_of_the_case(pane, done, desk, qtbot):
    desk.look_up = Slow()
    allow(pane, qtbot)
    confirm(pane, qtbot)
    assert not done.close()
    sheet = sheet_of(done)
    assert any("Mail domains are still being asked" in text for text in shown(sheet))
    qtbot.mouseClick(sheet.findChild(QPushButton, "stop_and_close"), LEFT)
    qtbot.waitUntil(lambda: sheet_of(done) not in {None, sheet})  # what was answered is not saved
    qtbot.mouseClick(sheet_of(done).findChild(QPushButton, "discard_case"), LEFT)
    qtbot.waitUntil(lambda: not done.isVisible())
    assert desk.look_up.stopped


def test_a_new_sample_forgets_answers_permission_and_choices(pane, session, desk, tmp_path, qtbot):
    form = allow(pane, qtbot).form
    form.tor.click()
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        confirm(pane, qtbot)
    other = tmp_path / "other.csv"
    other.write_text("email\nb@example.org\n")
    session.open_files([other])
    assert pane._look_ups.look_up is None
    assert pane._look_ups.rows == ()
    assert not pane.ask.allow.isChecked()
    assert form.proxy.text() == ""
    assert pane.table.model.rowCount() == 0
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(Run)))
    assert not desk.analyst.asked(Answers)
    assert pane._look_ups.questions == 16


def test_answers_of_the_last_sample_that_come_late_are_not_taken(
    pane, session, desk, tmp_path, qtbot
):
    desk.look_up = Slow()
    allow(pane, qtbot)
    confirm(pane, qtbot)
    other = tmp_path / "other.csv"
    other.write_text("email\nb@example.org\n")
    session.open_files([other])
    qtbot.waitUntil(lambda: not pane._look_ups.is_asking)
    assert pane._look_ups.look_up is None
    assert pane.answers == {}


def test_the_same_file_read_otherwise_keeps_its_answers(pane, session, desk, qtbot):
    ask(pane, qtbot)
    session.choices.read_as("encoding", "utf-8")
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(Run)))
    assert desk.analyst.asked(Answers)


def test_a_look_up_that_fails_is_told_in_words(pane, desk, qtbot):
    def fail(*_):
        raise ChildDied("LOOK_UP_DIED")

    desk.look_up = fail
    allow(pane, qtbot)
    with qtbot.waitSignal(pane._look_ups.failed):
        confirm(pane, qtbot)
    [notice] = pane.findChildren(Notice)
    assert any("The process that asks ended" in text for text in shown(notice))
    assert not pane._look_ups.is_asking
    assert pane.ask.settings.isVisibleTo(pane)


def test_a_bad_way_is_told_and_cannot_be_asked(pane, qtbot):
    form = allow(pane, qtbot).form
    form.resolver.setCurrentIndex(form.resolver.count() - 1)
    form.resolver.activated.emit(form.resolver.currentIndex())
    form.another.setText("9.9.9.9:0")
    assert form.problem.isVisibleTo(pane)
    assert not pane.ask.ask_button.isEnabled()
    form.another.setText("https://dns.quad9.net/dns-query@9.9.9.9")
    assert not form.problem.isVisibleTo(pane)
    assert pane.ask.ask_button.isEnabled()


def test_who_learns_what_changes_with_the_way(pane, qtbot):
    form = allow(pane, qtbot).form
    said = set()
    for number in range(3):
        form.transports.button(number).click()
        said.add(form.learns.text.text())
    form.tor.click()
    said.add(form.learns.text.text())
    assert len(said) == 4


def test_the_offline_sheet_tells_what_was_asked(pane, done, qtbot):
    ask(pane, qtbot)
    done.aside.show_offline()
    texts = " ".join(shown(sheet_of(done)))
    assert "16 questions were asked" in texts
