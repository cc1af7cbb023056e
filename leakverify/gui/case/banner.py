"""A strip under the header that says what about the case needs a hand: files to be found, a disk that is full, a case that is only read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label

Action = tuple[str, str, Callable[[], object]]
"""What a button says, its name for tests and styles, and what it does."""


class CaseBanner(QFrame):
    """Shows one thing at a time; takes no room while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_banner")
        self._tone = "soft"
        self._sign = plain_label()
        self.text = plain_label(wrap=True, name="case_banner_text")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 8, 20, 8)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._sign)
        self._layout.addWidget(self.text, 1)
        self._layout.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter)
        self._actions: tuple[str, ...] = ()
        self.hide()

    def say(self, text: str, tone: str = "soft", actions: Sequence[Action] = ()) -> None:
        """Show this; "" shows nothing."""
        self._tone = tone
        self.text.setText(text)
        self.text.setAccessibleName(text)
        names = tuple(name for _text, name, _do in actions)
        if names != self._actions:
            self._actions = names
            self._fill(actions)
        self.setVisible(bool(text))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._tint()
        super().changeEvent(event)

    def _fill(self, actions: Sequence[Action]) -> None:
        while (item := self._layout.takeAt(2)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, name, run in actions:
            self._layout.addWidget(button(text, run, name=name))

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self._sign.setFixedSize(size, size)
        sign = "warning" if self._tone == "against" else "file"
        self._sign.setPixmap(tinted(sign, getattr(tokens_of(self), self._tone), size).pixmap(size))
