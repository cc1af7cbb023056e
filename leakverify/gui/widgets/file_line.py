"""A file to be chosen: the button that asks for it, and a label with the name of what was chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen

Choose = Callable[[QWidget], Path | None]
LONGEST = 80


class FileLine(QObject):
    """`changed` when another file was chosen; `nothing` is said where none is."""

    changed = Signal()

    def __init__(self, text: str, choose: Choose, nothing: str, *, name: str) -> None:
        super().__init__()
        self.choose = choose
        self.path: Path | None = None
        self._nothing = nothing
        self.button = button(text, self._ask, name=name)
        self.named = plain_label(nothing, kind="soft", wrap=True, name=f"{name}_name")

    def line(self) -> QHBoxLayout:
        """The button and the name side by side."""
        made = row(self.button, spacing=12)
        made.addWidget(self.named, 1)
        return made

    def take(self, path: Path | None) -> None:
        """Another file, or none."""
        self.path = path
        self.named.setText(for_screen(path.name, LONGEST) if path else self._nothing)
        self.changed.emit()

    def _ask(self) -> None:
        chosen = self.choose(self.button)
        if chosen is not None:
            self.take(chosen)
