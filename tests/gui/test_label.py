"""Labels of languages that are written from the right: every line begins at the edge, and none is cut at its end."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from leakverify.gui.theme import text_font
from leakverify.gui.widgets.label import plain_label

TEXT = "چیزی در این فایل پیدا نشد که آشکارا با ادعا ناسازگار باشد؛ چیزی هم پیدا نشد که موضوع را روشن کند. فهرستی واقعی"
SIDE_BEARING = 4
"""How far letters may stand from the edge, in pixels at twice the usual size."""


@pytest.fixture
def from_right(dressed):
    app = QApplication.instance()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def rows_of(label):
    """From where to where each row of pixels has ink; None where it has none."""
    image = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    bits, wide = bytes(image.constBits()), image.bytesPerLine()
    ground = bits[:1]
    for y in range(image.height()):
        row = bits[y * wide : y * wide + image.width()]
        ink = row.lstrip(ground)
        yield (len(row) - len(ink), len(row.rstrip(ground)) - 1) if ink else None


def lines_of(label):
    """From where to where each painted line reaches."""
    for is_ink, rows in itertools.groupby(rows_of(label), bool):
        if is_ink:
            ends = list(rows)
            yield min(left for left, _r in ends), max(right for _l, right in ends)


def test_wrapped_lines_from_the_right_all_begin_at_the_edge(from_right, qtbot):
    label = plain_label(TEXT, wrap=True)
    qtbot.addWidget(label)
    label.setFont(text_font(2.0))
    for width in (620, 480, 333):
        label.setFixedSize(width, label.heightForWidth(width))
        lines = list(lines_of(label))
        assert len(lines) > 1
        for left, right in lines:
            assert right >= width - SIDE_BEARING - 1
            assert left >= 0


def test_a_short_text_stands_in_the_middle_of_its_height_as_elsewhere(from_right, qtbot):
    label = plain_label("نمونه", wrap=True)
    qtbot.addWidget(label)
    label.setFont(text_font(2.0))
    label.setFixedSize(400, 200)
    inked = [y for y, row in enumerate(rows_of(label)) if row]
    assert 70 < (inked[0] + inked[-1]) / 2 < 130
