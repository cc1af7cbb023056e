"""The pane of mail domains: empty states, the table, ticks, and its place in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from leakverify.gui.steps import CHECKS, COLUMNS, MAIL
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import AskDomains, Columns
from leakverify.model.sample import ColumnInfo
from leakverify.words import language
from tests.gui.mail_domains import cases
from tests.gui.mail_domains.conftest import run_through
from tests.gui.mail_domains.hands import LEFT, Long, allow, ask, shown
from tests.gui.stage import play_run, play_to_columns, source
from tests.gui.test_window import unnamed


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


def test_what_is_ticked_is_said_before_asking_is_allowed(pane):
    assert pane.table.ticked.text().startswith("8 domains are ticked, 8 left out: 6 risky")
    pane.table.model.tick("solo-notaire.fr", on=True)
    assert pane.table.ticked.text().startswith("9 domains are ticked, 7 left out: 5 risky")


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


def test_every_control_has_a_name_and_the_page_fits_the_smallest_window(pane, done, qtbot):
    ask(pane, qtbot)
    assert unnamed(pane) == []
    assert done.minimumSizeHint().width() <= 1024
    assert done.minimumSizeHint().height() <= 600


def test_words_half_as_long_again_do_not_widen_the_window(
    session, desk, dressed, sample, qtbot, monkeypatch
):
    monkeypatch.setattr(language, "_catalogue", lambda _language: Long())
    window = MainWindow(session, dressed)
    qtbot.addWidget(window)
    run_through(session, desk, sample, qtbot)
    window.resize(1024, 600)
    window.show()
    window.go(MAIL)
    cases.domains_told(desk.analyst)
    qtbot.waitUntil(lambda: window.mail.table.model.rowCount() > 0)
    window.mail.ask.allow.setChecked(True)
    assert window.mail.minimumSizeHint().width() <= 1024 - window._side.width()
    for button in window.mail.findChildren(QPushButton):
        if button.isVisibleTo(window.mail):
            assert button.width() >= button.sizeHint().width() - 1, button.text()


def test_the_help_is_one_press_away(pane, done, qtbot):
    pane.findChild(QPushButton, "mail_help").click()
    assert done.aside._mail_help.isVisible()
    done.aside._mail_help.close()


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
        pane.courier.save_button,
    }  # fmt: skip
    assert {w.objectName() for w in wanted - reached} == set()
    assert form.transports.checkedButton() in reached
