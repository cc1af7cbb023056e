"""The Qt binding itself: one release loses a reference to True at every emit and ends the interpreter."""

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rang = Signal(bool)


def test_emitting_a_signal_loses_no_reference_to_true(qapp):
    bell = Bell()
    bell.rang.connect(lambda _on: None)
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rang.emit(True)
    assert abs(sys.getrefcount(True) - before) < 50
