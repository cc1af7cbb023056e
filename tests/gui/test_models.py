"""Every model keeps Qt's contract; the rows come in pages and go again."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from leakverify.gui.columns.model import ColumnsModel
from leakverify.gui.columns.model import Field as ColumnField
from leakverify.gui.people.queue import Line, Part
from leakverify.gui.people.rows_model import CallRow, CallRowsModel, Column
from leakverify.gui.rows.model import WAITING, RowsModel
from leakverify.gui.running.model import Field, FindingsModel
from leakverify.gui.widgets.pages import PAGES_KEPT, HeldPage, PageCache
from leakverify.limits import MAX_PAGE_ROWS
from leakverify.model.call_desk import Call, Outcome
from leakverify.model.messages import Page
from leakverify.model.terms import Role
from tests.gui.stage import columns, finding, findings

NAMES = ("e-mail", "ville")
ROLES = (Role.EMAIL, Role.CITY)


class Asked:
    def __init__(self):
        self.calls = []

    def __call__(self, start, count):
        self.calls.append((start, count))
        return len(self.calls)


def page(token, start, total=1000, cell="ana@example.org"):
    last = min(start + MAX_PAGE_ROWS, total)
    numbers = tuple(range(start + 1, last + 1))
    return Page(token, total, start, numbers, tuple((cell, "Paris") for _ in numbers))


@pytest.fixture
def rows():
    asked = Asked()
    model = RowsModel(asked)
    model.set_columns(NAMES, ROLES)
    model.restart()
    model.take(page(1, 0))
    return model, asked


def test_columns_model_keeps_the_contract(qtmodeltester):
    model = ColumnsModel(lambda _name, _role: None)
    model.set_columns(columns(), {})
    qtmodeltester.check(model)


def test_findings_model_keeps_the_contract(qtmodeltester):
    model = FindingsModel()
    for one in findings():
        model.add(one)
    qtmodeltester.check(model)


def test_the_list_of_calls_keeps_the_contract(qtmodeltester):
    model = CallRowsModel()
    drawn = Line(1, 1204, "rows 1-478", Part.DRAWN, 2, Call(1204, "", "AB", Outcome.UNREACHABLE))
    model.show_lines([CallRow(drawn), CallRow(Line(2, 7, "", Part.STORY))])
    qtmodeltester.check(model)
    texts = [model.data(model.index(0, n)) for n in range(model.columnCount())]
    assert texts == ["1", "1,204", "Unreachable", "2", "draw", "rows 1-478", "AB"]
    assert model.data(model.index(1, Column.STATE)) == "to call"


def test_rows_model_keeps_the_contract(qtmodeltester, rows):
    qtmodeltester.check(rows[0])


def test_findings_stand_by_weight_and_what_does_not_apply_stands_last():
    model = FindingsModel()
    for one in reversed(findings()):
        model.add(one)
    signs = [model.index(r, Field.SIGN).data() for r in range(model.rowCount())]
    assert signs == ["◆", "◆", "◇", "–", "–"]


def test_a_final_finding_replaces_the_provisional_one():
    model = FindingsModel()
    model.add(finding(support=0.1))
    model.add(finding(support=2.0))
    assert model.rowCount() == 1


def test_rows_are_asked_for_by_page_and_once(rows):
    model, asked = rows
    assert asked.calls == [(0, MAX_PAGE_ROWS)]
    assert model.index(300, 1).data() == WAITING
    assert model.index(301, 1).data() == WAITING
    assert asked.calls[1:] == [(MAX_PAGE_ROWS, MAX_PAGE_ROWS)]
    assert model.take(page(2, MAX_PAGE_ROWS))
    assert model.index(300, 0).data() == "301"


def test_an_answer_nobody_waits_for_is_not_taken(rows):
    model, _asked = rows
    model.restart()
    assert not model.take(page(1, 0))
    assert model.rowCount() == 0


def test_only_twenty_pages_are_kept():
    cache = PageCache()
    for number in range(PAGES_KEPT + 5):
        start = number * MAX_PAGE_ROWS
        cache.asked(start, number)
        cache.take(number, start, HeldPage((start + 1,), (("x",),)))
    assert len(cache) == PAGES_KEPT
    assert cache.row(0) is None
    assert cache.row((PAGES_KEPT + 4) * MAX_PAGE_ROWS) is not None


def test_cells_are_masked_until_shown(rows):
    model, _asked = rows
    masked = model.index(0, 1).data()
    assert "ana" not in masked
    assert masked.endswith("@example.org")
    model.set_masked(masked=False)
    assert model.index(0, 1).data() == "ana@example.org"


def test_hostile_cells_are_shown_as_they_are(rows):
    model, _asked = rows
    model.set_masked(masked=False)
    model.restart()
    evil = "<b>x</b>" + "\u202e" + "y" * 1000
    model.take(page(2, 0, cell=evil))
    shown = model.index(0, 1).data()
    assert shown.startswith("<b>x</b>[U+202E]")
    assert len(shown) < 320
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None


def test_example_cells_are_masked_and_literal():
    model = ColumnsModel(lambda _name, _role: None)
    model.set_columns(columns(), {})
    texts = [model.index(r, ColumnField.EXAMPLES).data() for r in range(model.rowCount())]
    assert not any("ana.sol" in t or "bold" in t or "Straßen" in t for t in texts)
    model.set_masked(masked=False)
    texts = [model.index(r, ColumnField.EXAMPLES).data() for r in range(model.rowCount())]
    assert "<b>bold</b>" in texts[7]
    assert "[U+202E]evil" in texts[7]
    assert "می\u200cخواهم" in texts[3]


def test_editing_a_role_asks_to_overrule_and_refuses_nonsense():
    asked = []
    model = ColumnsModel(lambda name, role: asked.append((name, role)))
    model.set_columns(columns(), {})
    cell = model.index(1, ColumnField.ROLE)
    assert model.setData(cell, "username")
    assert not model.setData(cell, "nonsense")
    assert not model.setData(model.index(1, ColumnField.NAME), "email")
    assert asked == [("e-mail", Role.USERNAME)]


def test_nothing_is_below_a_row(rows):
    model, _asked = rows
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1000
