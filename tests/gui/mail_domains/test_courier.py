"""The courier: the list goes out for the owner alone, and only answers that belong here come in."""

import pytest

from leakverify.case.domain_list import answers_bytes, read_answers, read_list
from leakverify.gui.widgets.notice import Notice
from leakverify.model.messages import Run
from tests.gui.mail_domains import cases
from tests.gui.mail_domains.hands import shown


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


def test_answers_are_saved_as_the_report_names_them(pane, tmp_path, qtbot):
    assert not pane.courier.save_button.isEnabled()
    brought, saved = tmp_path / "answers.jsonl", tmp_path / "saved.jsonl"
    brought.write_bytes(answers_bytes(cases.answers()))
    pane.courier.choose_file = lambda *_: brought
    with qtbot.waitSignal(pane._look_ups.answers_changed):
        pane.courier.read_button.click()
    pane.courier.choose_place = lambda *_: saved
    with qtbot.waitSignal(pane._look_ups.written):
        pane.courier.save_button.click()
    assert saved.stat().st_mode & 0o777 == 0o600
    assert read_answers(saved).answers_sha256 == pane._look_ups.told.answers_sha256
    assert {a.domain for a in read_answers(saved).answers} == {a.domain for a in cases.answers()}


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
