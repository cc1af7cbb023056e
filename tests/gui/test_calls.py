"""The sheets about calls: rows are drawn by number and never shown; sentences follow the counts."""

import csv
import hashlib

import pytest
from leakverify.gui.calls.draw_sheet import DrawSheet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from leakverify.gui.calls.bound_sheet import BoundSheet
from leakverify.model.messages import AskStrata, Strata
from tests.gui.stage import COLUMNS, play_to_columns, source

ROWS = 1914
SEED = ("8df500ea" * 2) + ":2026-14"


def texts(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if not label.isHidden()]


@pytest.fixture
def opened(session, desk, sample, qtbot):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    desk.analyst.say(source(rows=ROWS))
    qtbot.waitUntil(lambda: session.heard.source is not None and session.heard.source.final)
    return session


@pytest.fixture
def sheet(opened, dressed, qtbot, tmp_path):
    made = DrawSheet(None, opened, lambda _parent, name: tmp_path / name)
    qtbot.addWidget(made)
    made.show()
    return made


def drawn(tmp_path):
    with (tmp_path / "rows-to-call.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_without_a_file_nothing_can_be_drawn(session, dressed, qtbot):
    sheet = DrawSheet(None, session)
    qtbot.addWidget(sheet)
    assert not sheet.save_button.isEnabled()
    assert sheet.state.text() == "Open a file first."


def test_a_draw_by_keyboard_is_the_one_of_the_recipe(sheet, qtbot, tmp_path):
    assert "could be foreseen" in sheet.state.text()
    sheet.calls.setFocus()
    sheet.calls.selectAll()
    qtbot.keyClicks(sheet.calls, "12")
    qtbot.keyClick(sheet.reserve, Qt.Key.Key_Up)
    qtbot.keyClicks(sheet.case, "2026-14")
    assert sheet.seed.text() == SEED
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Saved as" in sheet.state.text())
    digests = {hashlib.sha256(f"{SEED}\n{n}".encode()).digest(): n for n in range(1, ROWS + 1)}
    expected = [str(digests[digest]) for digest in sorted(digests)[:13]]
    assert [row["row"] for row in drawn(tmp_path)] == expected
    assert "12 rows drawn of 1,914, 1 in reserve" in sheet.state.text()


def test_strata_come_from_the_analyst_as_letters(sheet, desk, qtbot, tmp_path):
    names = [sheet.by.itemText(n) for n in range(sheet.by.count())]
    assert len(names) == 2 + 3  # e-mail, telephone, town
    sheet.by.setCurrentIndex(next(n for n, name in enumerate(names) if name.startswith("ville")))
    sheet.calls.set_value(10)
    sheet.save()
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskStrata)))
    asked = desk.analyst.asked(AskStrata)[-1]
    assert (asked.column, asked.role) == (6, "city")
    desk.analyst.say(Strata(asked.token, ("group 1", "other"), "A" * 1500 + "B" * (ROWS - 1500)))
    qtbot.waitUntil(lambda: "Saved as" in sheet.state.text())
    assert [row["stratum"] for row in drawn(tmp_path)].count("group 1") == 8


def test_parts_of_other_rows_are_refused(sheet, desk, qtbot, tmp_path):
    sheet.by.setCurrentIndex(2)
    sheet.save()
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(AskStrata)))
    desk.analyst.say(Strata(desk.analyst.asked(AskStrata)[-1].token, ("other",), "A"))
    qtbot.waitUntil(lambda: sheet.state.text() not in {"", "Drawing…"})
    assert not (tmp_path / "rows-to-call.csv").exists()
    assert sheet.save_button.isEnabled()


def test_more_than_the_file_has_cannot_be_asked_for(sheet):
    sheet.calls.set_value(ROWS)
    assert sheet.save_button.isEnabled()
    sheet.reserve.set_value(1)
    assert not sheet.save_button.isEnabled()
    assert sheet.state.text() == "The file has 1,914 rows: ask for fewer."
    sheet.calls.set_value(0)
    assert not sheet.save_button.isEnabled()


def test_nothing_of_a_row_is_shown(sheet):
    shown = " ".join(texts(sheet))
    for _name, _role, _sure, cells in COLUMNS:
        for cell in cells:
            assert len(cell) < 4 or cell not in shown


def test_sentences_follow_the_counts(dressed, qtbot):
    sheet = BoundSheet(None)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.status.text() == "Sample verified"
    qtbot.waitUntil(lambda: any("at least 74 %" in text for text in texts(sheet)))
    sheet.drawn.set_value(45)
    qtbot.waitUntil(
        lambda: any("35 of 45 drawn could not be reached" in text for text in texts(sheet))
    )
    sheet.looks.setCurrentIndex(2)
    qtbot.waitUntil(lambda: any("over 3 announced looks" in text for text in texts(sheet)))
    sheet.answered.set_value(9)
    assert sheet.status.text() == "These counts contradict each other."
    assert not sheet.copy_button.isEnabled()


def test_the_rows_of_the_open_file_sharpen_the_bound(dressed, qtbot):
    sheet = BoundSheet(None, 31)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(lambda: any("at least 80 %" in text for text in texts(sheet)))


def test_number_fields_take_numbers_alone(dressed, qtbot):
    sheet = BoundSheet(None)
    qtbot.addWidget(sheet)
    sheet.confirmed.clear()
    assert sheet.confirmed.value() == 0
    qtbot.keyClicks(sheet.confirmed, "a-7²")
    assert sheet.confirmed.value() == 7
    qtbot.keyClick(sheet.confirmed, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.confirmed, Qt.Key.Key_PageDown)
    assert sheet.confirmed.text() == "0"


def test_both_sheets_stand_in_the_menu(window):
    named = {c.text: c for c in window.commands if c is not None}
    named["Draw rows to call…"].run()
    named["What may be written"].run()
    assert window.findChild(DrawSheet) is not None
    assert window.findChild(BoundSheet) is not None
    for kind in (DrawSheet, BoundSheet):
        window.findChild(kind).close()
