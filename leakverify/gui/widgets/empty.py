"""Empty states: one sentence and one action where there is nothing to show yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label


class EmptyState(QWidget):
    """What a pane shows before it has anything."""

    def __init__(
        self, title: str, sentence: str, action: str, on_press: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._title = plain_label(title, kind="title", wrap=True)
        self._sentence = plain_label(sentence, kind="soft", wrap=True)
        self._button = button(action, self._press, kind="primary", name="empty_action")
        self.setFocusProxy(self._button)
        self._on_press = on_press
        layout = QVBoxLayout(self)
        layout.setContentsMargins(64, 32, 64, 32)
        layout.setSpacing(12)
        layout.addStretch(2)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, sentence: str, action: str, on_press: Callable[[], object]) -> None:
        """Say something else, for instance because a run is under way."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(action.replace("&", "&&"))
        self._button.setAccessibleName(action)
        self._on_press = on_press

    def _press(self) -> None:
        self._on_press()
