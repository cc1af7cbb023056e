"""Facets, picks, jumps and comparing in the rows pane, with an analyst that is played."""

import pytest
from PySide6.QtCore import Qt

from leakverify.gui.main_window import ROWS
from leakverify.model.messages import AskFacet, AskRows, Facet, Page
from leakverify.model.picks import Pick
from tests.gui.stage import COLUMNS, play_run, play_to_columns


@pytest.fixture
def pane(window, desk, sample, qtbot):
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: window._session.assessment is not None)
    window.go(ROWS)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: window.rows.model.total == 1000)
    return window.rows


def answer(desk, values, *, rows=1000, total=1000, distinct=None):
    ask = desk.analyst.asked(AskFacet)[-1]
    desk.analyst.say(
        Facet(ask.token, ask.column, values, distinct or len(values), ask.kind, rows, total)
    )
    return ask


def shown(pane):
    model = pane.facets.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_one_key_shows_how_often_each_cell_of_the_column_stands_there(pane, desk, session, qtbot):
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    ask = answer(desk, (("ana.sol@example.org", 600), ("", 400)))
    assert (ask.column, ask.kind, ask.finding) == (2, "value", "")
    qtbot.waitUntil(lambda: pane.facets.model.rowCount() == 2)
    assert shown(pane)[1] == "(empty)"
    assert "ana.sol" not in shown(pane)[0]
    session.veil.reveal()
    assert shown(pane)[0] == "ana.sol@example.org"
    assert pane.facets.told.text() == "2 groups in 1,000 rows."


def test_a_group_narrows_rows_and_facet_and_goes_again(pane, desk, session, qtbot):
    pane.show_finding("GEN003:e-mail")
    pane.table.setCurrentIndex(pane.model.index(0, 6))
    pane.show_facet("value")
    answer(desk, (("Paris", 700), ("Lyon", 300)))
    qtbot.waitUntil(lambda: pane.facets.model.rowCount() == 2)
    pane.facets.table.activated.emit(pane.facets.model.index(0, 0))
    pick = Pick(1, "value", "Paris")
    rows, facet = desk.analyst.asked(AskRows)[-1], desk.analyst.asked(AskFacet)[-1]
    assert (rows.picks, rows.finding) == ((pick,), "GEN003:e-mail")
    assert (facet.picks, facet.finding) == ((pick,), "GEN003:e-mail")
    answer(desk, (("Paris", 700), ("Lyon", 300)))
    qtbot.waitUntil(lambda: shown(pane)[0].startswith("✓"))
    chip = pane.picks.findChild(type(pane.bar.all_button), "pick")
    assert "Paris" not in chip.accessibleName()
    chip.click()
    assert desk.analyst.asked(AskRows)[-1].picks == ()
    assert pane.picks.isHidden()


def test_an_estimate_says_from_how_many_rows(pane, desk, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(
        "leakverify.gui.rows.facet_card.announce", lambda _w, text: said.append(text)
    )
    pane.show_facet("length")
    answer(desk, (("12", 20), ("3", 10)), rows=30, total=1000, distinct=9)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1] == "Estimate from 30 of 1,000 rows: 9 groups so far."
    assert pane.facets.told.text() == said[-1]
    assert shown(pane) == ["3", "12"]


def test_a_text_in_one_column_is_a_filter_of_its_own(pane, desk):
    pane.show_facet()
    pane.facets.column.setCurrentIndex(3)
    pane.facets.holding.setText("ana")
    pane.facets.holding.returnPressed.emit()
    assert desk.analyst.asked(AskRows)[-1].picks == (Pick(4, "holds", "ana"),)
    assert pane.facets.holding.text() == ""


def test_a_late_facet_is_not_shown(pane, desk):
    pane.show_facet("value")
    first = desk.analyst.asked(AskFacet)[-1]
    pane.show_facet("length")
    desk.analyst.say(Facet(first.token, first.column, (("x", 1),), 1, "value", 1, 1))
    assert pane.facets.model.facet is None


def test_going_to_a_row_in_file_order_and_in_another(pane, desk, window, qtbot):
    action = next(a for a in window.actions() if a.shortcut().toString() == "Ctrl+G")
    action.trigger()
    assert pane.bar.record.hasFocus()
    pane.bar.record.setText("900")
    pane.bar.record.returnPressed.emit()
    assert pane.table.currentIndex().row() == 899
    pane.table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: pane.model.total == 1000)
    pane.show_record(900)
    ask = desk.analyst.asked(AskRows)[-1]
    assert (ask.seek, ask.sort) == (900, -2)
    rows = tuple(tuple(c[3][0] for c in COLUMNS) for _ in range(256))
    desk.analyst.say(Page(ask.token, 1000, 256, tuple(range(800, 1056)), rows, 356))
    qtbot.waitUntil(lambda: pane.table.currentIndex().row() == 356)
    pane.show_record(901)
    ask = desk.analyst.asked(AskRows)[-1]
    desk.analyst.say(Page(ask.token, 1000, 0, (1,), rows[:1], -1))
    qtbot.waitUntil(lambda: pane.sentence.text() == "This row is not among those shown.")


def test_two_rows_stand_side_by_side_and_say_where_they_differ(pane, session, qtbot):
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert pane.compare.told.text() == "Row 1 is held. Choose another row."
    pane.table.setCurrentIndex(pane.model.index(5, 2))
    model = pane.compare.model
    assert pane.compare.told.text() == "0 columns differ between row 1 and row 6."
    pane.table.setCurrentIndex(pane.model.index(1, 2))
    assert pane.compare.told.text() == "8 columns differ between row 1 and row 2."
    texts = [model.index(1, c).data() for c in range(4)]
    assert texts[:2] == ["≠", "e-mail"]
    assert "b.k" not in texts[2]
    session.veil.reveal()
    assert model.index(1, 2).data() == "b.k@example.com"
    pane.compare.close_button.click()
    assert model.rowCount() == 0


def test_another_sample_finds_nothing_of_the_last(pane, window, desk, sample):
    pane.show_facet("value")
    answer(desk, (("Paris", 700),))
    pane.facets.toggled.emit(Pick(1, "value", "Paris"))
    pane.facets.holding.setText("Paris")
    window.open_paths([sample])
    assert pane.picks.picks == ()
    assert pane.facets.model.rowCount() == 0
    assert pane.facets.holding.text() == ""
    assert pane.facets.isHidden()
