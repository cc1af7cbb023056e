"""Watches over the whole program for what no pane may miss: the panic key, idleness, another program in front, what lies in the clipboard."""

import os
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from leakverify.gui.veil import Veil

PANIC_KEYS: Final = "Ctrl+Shift+Q"
CLEAR_MS: Final = 60 * 1000
_HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_TOUCHES: Final = _KEYS | {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


def vanish(leave: Callable[[int], object] = os._exit) -> None:
    """Blank every window and end this process at once, with all that it holds: keys, pages of rows, notes that were not saved.

    Nothing is asked and nothing is written. The system takes the memory back and leaves no core file (`isolation.keep_private`); children
    lose their pipes, and on Linux are killed by the kernel with the thread that started them.
    """
    for window in QApplication.topLevelWidgets():
        window.hide()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    leave(0)


class Watch(QObject):
    """An application-wide event filter. It also works where a sheet waits for an answer, which shortcuts do not."""

    def __init__(self, app: QApplication, veil: Veil, panic: Callable[[], object] = vanish) -> None:
        super().__init__(app)
        self._app = app
        self._veil = veil
        self._panic = panic
        self.clipboard = ClipboardWatch(self)
        app.installEventFilter(self)
        app.applicationStateChanged.connect(self._on_state)

    def stop(self) -> None:
        """Watch no longer; what was copied goes."""
        self._app.removeEventFilter(self)
        self._app.applicationStateChanged.disconnect(self._on_state)
        self.clipboard.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _TOUCHES:
            return False
        self._veil.touch()
        if kind in _KEYS and isinstance(event, QKeyEvent) and _is_panic(event):
            self._panic()
            return True
        return False

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._veil.leave()


class ClipboardWatch(QObject):
    """Clears what this program put into the clipboard after a minute, and where it is told to. What others put there stays."""

    def __init__(self, parent: QObject | None = None, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=CLEAR_MS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take back what is ours."""
        self._timer.stop()
        if self._clipboard.ownsClipboard() and self._clipboard.text():
            self._clipboard.clear()

    def _on_changed(self) -> None:
        if self._clipboard.ownsClipboard():
            self._timer.start()
        else:
            self._timer.stop()


def _is_panic(event: QKeyEvent) -> bool:
    """Whether these are the keys, whatever else (such as the number pad) is told with them."""
    return event.key() == Qt.Key.Key_Q and event.modifiers() & _HELD == _HELD
