"""Several callers: sheets go out and come back; no cell is in any of them."""

import pytest

from leakverify.case import call_sheet
from leakverify.gui.call_book import Said
from leakverify.model.call_desk import Outcome
from tests.gui.people.hands import open_sample
from tests.gui.stage import COLUMNS


@pytest.fixture
def shared(planned, session, qtbot, tmp_path):
    """Two callers' sheets, written by the window."""
    card = planned.desk.sheets
    card.choose_place = lambda _parent, _title, name: tmp_path / name
    assert not card.share_button.isEnabled()
    card.callers.setText("CD, EF")
    with qtbot.waitSignal(session.call_book.written, timeout=10_000):
        card.share_button.click()
    return tmp_path


def noted(path, *outcomes, when="2026-11-23T10:00:{:02}Z"):
    """A caller noted these, in the order of the sheet's own rows."""
    sheet = call_sheet.read(path)
    rows = [one.row for one in sheet.plan.draw.drawn if one.row in sheet.mine]
    for second, (row, outcome) in enumerate(zip(rows, outcomes, strict=False)):
        fields = 3 if outcome is Outcome.MATCH else 0
        call = call_sheet.Call(row, when.format(second), sheet.caller, outcome, fields, None, "x")
        sheet = call_sheet.record(sheet, call)
    path.write_bytes(call_sheet.to_bytes(sheet))
    return sheet


def take_in(qtbot, session, planned, path):
    planned.desk.sheets.choose_file = lambda _parent, _title: path
    with qtbot.waitSignal(session.call_book.merged, timeout=10_000):
        planned.desk.sheets.read_button.click()


def test_each_caller_gets_a_sheet_with_rows_of_their_own_and_no_cell(shared, session):
    sheets = [call_sheet.read(shared / f"calls-{who}.lvcalls") for who in ("CD", "EF")]
    assert [sheet.caller for sheet in sheets] == ["CD", "EF"]
    rows = [set(sheet.mine) for sheet in sheets]
    assert not rows[0] & rows[1]
    assert rows[0] | rows[1] == {one.row for one in session.call_book.plan.draw.drawn}
    for path in shared.glob("*.lvcalls"):
        text = path.read_text(encoding="utf-8")
        for _name, _role, _sure, cells in COLUMNS:
            assert not any(len(cell) > 3 and cell in text for cell in cells)
        assert path.stat().st_mode & 0o077 == 0


def test_what_comes_back_is_put_together_in_any_order_even_twice(shared, session, planned, qtbot):
    cd, ef = shared / "calls-CD.lvcalls", shared / "calls-EF.lvcalls"
    noted(cd, *[Outcome.MATCH] * 5)
    noted(ef, *[Outcome.MATCH] * 5, when="2026-11-23T10:01:{:02}Z")
    take_in(qtbot, session, planned, ef)
    assert not planned.desk.results.sentences.isVisible()
    take_in(qtbot, session, planned, cd)
    assert planned.desk.results.status.text() == "Sample verified"
    take_in(qtbot, session, planned, cd)
    assert planned.desk.sheets.done.text() == "The sheet brought no call that was not known."
    assert len(session.call_book.sheet.calls) == 10
    assert session.call_book.people.callers == ("CD", "EF")


def test_callers_who_contradict_each_other_are_shown_with_the_row(shared, session, planned, qtbot):
    path = shared / "calls-CD.lvcalls"
    other = shared / "other.lvcalls"
    other.write_bytes(path.read_bytes())
    sheet = noted(path, Outcome.MATCH)
    noted(other, Outcome.DENIES)
    for one in (path, other):
        take_in(qtbot, session, planned, one)
    said = planned.desk.sheets.conflicts.text()
    row = sheet.calls[0].row
    assert f"Row {row:,}" in said
    assert "Match" in said
    assert "Denies" in said
    assert session.call_book.sheet.latest()[row].outcome is Outcome.DENIES


def test_more_answers_than_were_fixed_carry_no_bound(shared, session, planned, qtbot):
    cd, ef = shared / "calls-CD.lvcalls", shared / "calls-EF.lvcalls"
    noted(cd, *[Outcome.MATCH] * 6)
    noted(ef, *[Outcome.MATCH] * 5, when="2026-11-23T10:01:{:02}Z")
    take_in(qtbot, session, planned, cd)
    take_in(qtbot, session, planned, ef)
    assert not planned.desk.results.sentences.isVisible()
    assert "11 answers came together, and 10 were fixed" in planned.desk.results.why.text()


def test_a_sheet_of_another_plan_or_sample_is_refused(
    shared, session, desk, sample, planned, qtbot
):
    book = session.call_book
    with qtbot.waitSignal(book.failed, timeout=10_000) as told:
        book.read([shared / "calls-CD.lvcalls"], ["0" * 64])
    assert told.args[0].code == "NOT_THIS_SAMPLE"
    (shared / "bad.lvcalls").write_bytes(b"{}")
    with qtbot.waitSignal(book.failed, timeout=10_000) as told:
        book.read([shared / "bad.lvcalls"], ["8df500ea" * 8])
    assert told.args[0].code == "BAD_CALL_SHEET"
    assert book.sheet.calls == ()


def test_a_caller_begins_with_the_sheet_of_a_colleague(shared, session, desk, sample, pane, qtbot):
    open_sample(session, desk, sample)
    qtbot.waitUntil(lambda: session.heard.source is not None and session.heard.source.final)
    pane.desk.who.clear()
    pane.nothing._press()
    pane.plan.choose_file = lambda _parent, _title: shared / "calls-CD.lvcalls"
    with qtbot.waitSignal(session.call_book.merged, timeout=10_000):
        pane.plan.read_button.click()
    assert pane.currentWidget() is pane.desk
    assert session.call_book.who == "CD"
    assert len(pane.desk.rows.model._lines) == 6
    assert "one caller's part" in pane.desk.results.why.text()
    assert not pane.desk.sheets.share_button.isEnabled()
    assert session.call_book.people is None


def test_a_call_that_was_noted_survives_a_merge_that_was_under_way(shared, session, planned, qtbot):
    book = session.call_book
    noted(shared / "calls-CD.lvcalls", Outcome.MATCH)
    book.read([shared / "calls-CD.lvcalls"], ["8df500ea" * 8])
    row = next(line.row for line in book.lines)
    assert book.note(row, Said(Outcome.REFUSES))
    qtbot.waitUntil(lambda: len(book.sheet.calls) == 2)
