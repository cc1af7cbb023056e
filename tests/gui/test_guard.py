"""A wheel turned over a closed list scrolls what lies around it and decides nothing."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

TURN = QPoint(0, -120)


def test_a_wheel_over_a_list_scrolls_the_pane_and_chooses_nothing(dressed, qtbot):
    area, inside, box, chosen = QScrollArea(), QWidget(), QComboBox(), []
    box.addItems(["not marked", "accepted", "disputed"])
    box.activated.connect(chosen.append)
    lay = QVBoxLayout(inside)
    lay.addSpacing(90)
    lay.addWidget(box)
    lay.addSpacing(2_000)
    area.setWidget(inside)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    scrolled = area.verticalScrollBar()
    for focused in (False, True):
        if focused:
            box.setFocus()
        scrolled.setValue(0)
        middle = QPointF(box.mapTo(area, box.rect().center()))
        QTest.wheelEvent(area.windowHandle(), middle, TURN)
        qtbot.waitUntil(lambda: scrolled.value() > 0)
    assert box.currentIndex() == 0
    assert not chosen
    assert box.focusPolicy() is Qt.FocusPolicy.StrongFocus
