"""The sheet about answers: sentences follow the counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from leakverify.gui.calls.bound_sheet import BoundSheet


def texts(sheet):
    return [label.text() for label in sheet.findChildren(QLabel) if not label.isHidden()]


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


def test_the_sheet_stands_in_the_menu(window):
    named = {c.text: c for c in window.commands if c is not None}
    named["What may be written"].run()
    sheet = window.findChild(BoundSheet)
    assert sheet is not None
    sheet.close()
