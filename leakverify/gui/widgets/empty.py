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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(12)
        layout.addStretch(2)
        heading = plain_label(title, kind="title")
        text = plain_label(sentence, kind="soft", wrap=True)
        text.setMaximumWidth(520)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(
            button(action, on_press, kind="primary", name="empty_action"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        layout.addStretch(3)
