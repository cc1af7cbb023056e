"""The pane of mail domains: nothing leaves before two words of the user, and what comes back is shown and carried on."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from leakverify.case.domain_list import answers_bytes, read_list
from leakverify.engine.look_up import Made
from leakverify.gui.dialogs import Sheet
from leakverify.gui.heard import Phase
from leakverify.gui.mail_domains.model import Field
from leakverify.gui.mail_domains.ways import TOR
from leakverify.gui.steps import CHECKS, COLUMNS, MAIL
from leakverify.gui.widgets.notice import Notice
from leakverify.gui.widgets.rail import Step
from leakverify.model.errors import ChildDied
from leakverify.model.look_up import Transport
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import Answers, AskDomains, Columns, Run
from leakverify.model.progress import Progress
from leakverify.model.sample import ColumnInfo
from tests.gui.mail_domains import cases
from tests.gui.stage import play_run, play_to_columns, source

LEFT = Qt.MouseButton.LeftButton


class Slow:
    """A look-up that answers half and waits to be stopped."""

    def __init__(self):
        self.stopped = False

    def __call__(self, domains, _asking, on_progress, on_answers, cancel):
        half = len(domains) // 2
        found = tuple(cases.answer(name) for name in domains[:half])
        on_answers(found)
        on_progress(Progress("look_up", half, len(domains)))
        while not cancel.is_set():
            time.sleep(0.005)
        self.stopped = True
        rest = tuple(cases.Answer(name) for name in domains[half:])
        return Made((*found, *rest), "CANCELLED", 2 * half, 0, "full")


def shown(root):
    QApplication.processEvents()  # labels that were just made are shown by their layout
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def sheet_of(window):
    return next((s for s in window.findChildren(Sheet) if s.isVisible()), None)


def allow(pane, qtbot):
    pane.ask.allow.click()
    return pane.ask


def confirm(pane, qtbot):
    """Press the button and say yes."""
    pane.ask.ask_button.click()
    sheet_of(pane).findChild(QPushButton, "ask_now").click()


def ask(pane, qtbot):
    """Ask for what is ticked, to the end."""
    allow(pane, qtbot)
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        confirm(pane, qtbot)


def test_before_a_sample_the_pane_invites(window):
    window.go(MAIL)
    assert "No sample yet" in shown(window.mail)


def test_while_rows_are_read_the_pane_says_so(window, desk, sample, qtbot):
    window.open_paths([sample])
    window.go(MAIL)
    assert "Still reading" in shown(window.mail)
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: window._session.phase is Phase.RUNNING)
    assert not desk.analyst.asked(AskDomains)
    desk.analyst.say(source())
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskDomains)))
    action = window.mail.findChild(QPushButton, "empty_action")
    qtbot.mouseClick(action, LEFT)
    assert window.rail.currentRow() == CHECKS


def test_nobody_asks_for_a_table_that_nobody_looks_at(done, desk):
    assert not desk.analyst.asked(AskDomains)


def test_a_sample_without_addresses_leads_to_its_columns(window, desk, sample, qtbot):
    window.open_paths([sample])
    info = ColumnInfo(1, "ville", "city", 0.9, "content", 0.97, 1200)
    guess = ColumnRole(1, "ville", window._session.role_of(1).CITY, 0.9, "content.city")
    desk.analyst.say(source())
    desk.analyst.say(Columns((info,), (guess,), (("Paris",),)))
    qtbot.waitUntil(lambda: window._session.phase is Phase.RUNNING)
    window.go(MAIL)
    assert "No column of e-mail addresses" in shown(window.mail)
    qtbot.mouseClick(window.mail.findChild(QPushButton, "empty_action"), LEFT)
    assert window.rail.currentRow() == COLUMNS


def test_the_table_counts_kinds_and_marks_risks_and_nothing_is_asked(pane, desk):
    assert "provider:\u00a02" in pane.table.kinds.text()
    assert "6 domains" in pane.table.risky.text()
    assert "Nobody was asked" in pane.page.sentence.text()
    assert not pane.ask.allow.isChecked()
    assert not pane.ask.settings.isVisibleTo(pane)
    assert desk.look_ups == []


def test_a_table_is_asked_for_again_after_a_column_was_overruled(pane, session, desk, qtbot):
    before = len(desk.analyst.asked(AskDomains))
    session.overrule("phone", session.role_of(2))
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: len(desk.analyst.asked(AskDomains)) > before)
    assert pane.table.model.rowCount() == len(cases.DOMAINS)


def test_what_will_be_asked_is_said_as_ticks_change(pane, qtbot):
    allow(pane, qtbot)
    assert pane.ask.said.text().startswith("8 domains will be asked, 8 left out: 6 risky")
    pane.table.none_button.click()
    assert "0 domains will be asked" in pane.ask.said.text()
    assert not pane.ask.ask_button.isEnabled()
    pane.table.usual_button.click()
    assert pane.ask.ask_button.text() == "Ask for these 8 domains…"


def test_the_space_bar_ticks_a_risky_domain_and_its_meaning_is_beside(pane, qtbot):
    table = pane.table.table
    table.setFocus()
    pane.table.choose("solo-notaire.fr")
    assert any("whoever planted it" in text for text in shown(pane.detail))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert "solo-notaire.fr" in pane.table.model.to_ask()
    assert pane.detail.tick_button.text() == "Do not ask for it"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert "solo-notaire.fr" not in pane.table.model.to_ask()


def test_an_alarm_is_ticked_only_after_a_second_word(pane, qtbot):
    pane.table.choose("canary-service.org")
    qtbot.keyClick(pane.table.table, Qt.Key.Key_Space)
    assert not pane.table.model.ticks.is_ticked("canary-service.org")
    assert pane.detail.warning.isVisible()
    assert QApplication.focusWidget() is pane.detail.tick_button
    pane.detail.tick_button.click()
    assert pane.table.model.ticks.is_ticked("canary-service.org")
    assert not pane.detail.warning.isVisible()


def test_the_warning_of_one_domain_does_not_count_for_another(pane, qtbot):
    pane.table.model.tick("canary-service.org", on=True)
    pane.table.choose("gmail.com")
    pane.table.choose("canary-service.org")
    assert not pane.detail.warning.isVisible()
    pane.detail.tick_button.click()
    assert not pane.table.model.ticks.is_ticked("canary-service.org")


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


def test_closing_while_it_asks_asks_once(pane, done, desk, qtbot):
    desk.look_up = Slow()
    allow(pane, qtbot)
    confirm(pane, qtbot)
    assert not done.close()
    sheet = sheet_of(done)
    assert any("Mail domains are still being asked" in text for text in shown(sheet))
    qtbot.mouseClick(sheet.findChild(QPushButton, "stop_and_close"), LEFT)
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
    assert pane._answers == {}


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


def test_the_list_is_written_for_the_owner_alone_and_read_back(pane, tmp_path, qtbot):
    path = tmp_path / "list.txt"
    pane.courier.choose_place = lambda *_: path
    with qtbot.waitSignal(pane._look_ups.written):
        pane.courier.write_button.click()
    assert path.stat().st_mode & 0o777 == 0o600
    assert set(read_list(path)) >= set(cases.USUAL)
    assert len(read_list(path)) == len(cases.USUAL) + 50
    assert "@" not in path.read_text()
    assert pane.courier.done.text() == "Saved as list.txt."


def test_answers_of_another_machine_are_taken_and_decoys_told(pane, desk, tmp_path, qtbot):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(answers_bytes([*cases.answers(), cases.answer("decoy.fr")]))
    pane.courier.choose_file = lambda *_: path
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        pane.courier.read_button.click()
    assert pane._look_ups.look_up.decoys == {"decoy.fr"}
    assert isinstance(desk.analyst.heard[-1], Run)
    assert pane._look_ups.questions == 0
    assert "were taken" in pane.courier.done.text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (answers_bytes([cases.answer("elsewhere.fr")]), "None of the domains"),
        (answers_bytes(cases.answers()).replace(b"3600", b"3601", 1), "were changed"),
        (b"\x00\xff", "cannot be read"),
        (b"", "cannot be read"),
    ],
)
def test_answers_that_do_not_belong_here_are_refused_in_words(pane, tmp_path, qtbot, data, said):
    path = tmp_path / "answers.jsonl"
    path.write_bytes(data)
    pane.courier.choose_file = lambda *_: path
    with qtbot.waitSignal(pane._look_ups.failed):
        pane.courier.read_button.click()
    [notice] = pane.findChildren(Notice)
    assert any(said in text for text in shown(notice))
    assert pane._look_ups.look_up is None
    assert not pane.courier.done.isVisibleTo(pane)


def test_a_build_that_asks_nobody_says_so_and_keeps_table_and_courier(pane, desk, tmp_path, qtbot):
    desk.looks_up = False
    pane.ask.refresh()
    assert any("This build asks nobody" in text for text in shown(pane.ask))
    assert not pane.ask.allow.isVisibleTo(pane)
    assert pane.courier.write_button.isEnabled()
    assert pane.table.table.isVisibleTo(pane)
    pane._look_ups.ask(("gmail.com",), None)
    assert not pane._look_ups.is_asking


def test_the_offline_sheet_tells_what_was_asked(pane, done, qtbot):
    ask(pane, qtbot)
    done.aside.show_offline()
    texts = " ".join(shown(sheet_of(done)))
    assert "16 questions were asked" in texts


def test_a_narrow_window_has_the_detail_in_the_page(pane, done, qtbot):
    done.resize(1024, 600)
    qtbot.waitUntil(pane._beside.inline.isVisible)
    assert pane.detail.isVisibleTo(pane)
    assert not pane._beside.side.isVisible()
    done.resize(1360, 860)
    qtbot.waitUntil(pane._beside.side.isVisible)


def test_every_control_of_the_pane_is_reached_by_the_tab_key(pane, qtbot):
    ask(pane, qtbot)
    reached = set()
    pane.window().activateWindow()
    pane.table.search.setFocus()
    qtbot.waitUntil(pane.table.search.hasFocus)
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    form = pane.ask.form
    wanted = {
        pane.table.search, pane.table.kind_box, pane.table.answer_box, pane.table.table,
        pane.table.usual_button, pane.table.none_button, pane.ask.allow, form.resolver, form.proxy,
        form.tor, form.pace_box, form.decoys_box, pane.ask.ask_button, pane.ask.forget_button,
        pane.courier.decoys_box, pane.courier.write_button, pane.courier.read_button,
    }  # fmt: skip
    assert {w.objectName() for w in wanted - reached} == set()
    assert form.transports.checkedButton() in reached
