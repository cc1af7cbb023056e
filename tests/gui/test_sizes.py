"""Windows, sheets and headings take the room that their text needs, at any size of it."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QTableView, QWidget

from leakverify.gui.claim.entry_sheet import EntrySheet
from leakverify.gui.claim.outside_form import fact_form
from leakverify.gui.dialogs import Sheet
from leakverify.gui.steps import ROWS
from leakverify.gui.widgets.fronting import size_for
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.line_model import LineModel
from leakverify.gui.widgets.table import set_widths
from leakverify.gui.widgets.wrapping import WrappingButton
from tests.gui import faults
from tests.gui.stage import play_run, play_to_columns

LONG = "A sentence that is long enough to need more than one line wherever it stands. " * 2


@pytest.fixture
def scaled(dressed):
    yield dressed.apply
    dressed.apply(scale=1.0)


def test_a_window_beside_grows_with_the_text_and_stays_on_the_screen(scaled, qtbot):
    for scale in (1, 2):
        scaled(scale=float(scale))
        window = QDialog()
        qtbot.addWidget(window)
        size_for(window, 300, 200)
        assert (window.width(), window.height()) == (300 * scale, 200 * scale)
    size_for(window, 9_000, 9_000)
    assert window.height() <= window.screen().availableSize().height()


def test_a_sheet_is_as_high_as_its_lines(scaled, qtbot):
    sheet = Sheet(None, "Heading")
    qtbot.addWidget(sheet)
    for text in (LONG, "Three words here", LONG, "0", LONG):
        sheet.body.addWidget(plain_label(text, wrap=True))
    sheet.show()
    qtbot.waitExposed(sheet)
    labels = [label for label in sheet.findChildren(QLabel) if label.wordWrap()]
    assert [w.height() for w in labels] == [w.heightForWidth(w.width()) for w in labels]
    labels[1].setText(LONG * 3)
    qtbot.waitUntil(lambda: labels[1].height() == labels[1].heightForWidth(labels[1].width()))


def test_a_sheet_in_which_nothing_wraps_has_its_height_too(qtbot):
    sheet = EntrySheet(None, fact_form(), {})
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    assert faults.overlapping(sheet) == []
    assert faults.clipped(sheet) == []


def test_a_heading_is_never_cut_by_the_width_that_cells_need(scaled, qtbot):
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(LineModel(("", "Interrogation", "Une longue explication"), table))
    table.resize(700, 200)
    set_widths(table, {0: 4, 1: 6, 2: 90})
    table.show()
    header, digit = table.horizontalHeader(), table.fontMetrics().horizontalAdvance("0")
    assert header.sectionSize(2) == 90 * digit
    assert faults.clipped(table) == []
    table.setColumnWidth(1, 6 * digit)
    assert faults.clipped(table)


def test_a_long_link_goes_on_in_a_second_line(scaled, qtbot):
    holder = QWidget()
    link = WrappingButton(LONG, name="link", kind="link")
    link.setParent(holder)
    qtbot.addWidget(holder)
    assert link.minimumSizeHint().width() < 250
    assert link.heightForWidth(300) > link.heightForWidth(3_000)


def test_the_bar_over_the_rows_is_one_line_until_not_all_rows_are_shown(
    window, session, desk, sample, qtbot
):
    window.resize(1360, 860)
    for code in ("en", "fr"):
        window.tongue.choose(code)
        session.open_files([sample])
        play_to_columns(desk.analyst)
        play_run(desk.analyst)
        qtbot.waitUntil(lambda: session.assessment is not None)
        window.go(ROWS)
        bar = window.rows.bar
        desk.analyst.answer_rows(1914)
        qtbot.waitUntil(lambda bar=bar: not bar.all_button.isVisible())
        qtbot.waitUntil(lambda bar=bar: bar.height() < 2 * bar.filter.height())
    window.rows.show_finding("GEN003:e-mail")
    desk.analyst.answer_rows(1902)
    qtbot.waitUntil(window.rows.bar.all_button.isVisible)
    window.rows.bar.all_button.setFocus()
    window.rows.bar.all_button.click()
    assert window.rows.table.hasFocus()
    window.tongue.choose("en")
