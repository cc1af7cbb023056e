"""A file to be chosen: the button that asks for it, and the name of what was chosen beside it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen

Choose = Callable[[QWidget], Path | None]
LONGEST = 80


class FileLine(QWidget):
    """`changed` when another file was chosen; `nothing` stands where none is."""

    changed = Signal()

    def __init__(self, text: str, choose: Choose, nothing: str, *, name: str) -> None:
        super().__init__()
        self.choose = choose
        self.path: Path | None = None
        self._nothing = nothing
        self.button = button(text, self._ask, name=name)
        self._named = plain_label(nothing, kind="soft", wrap=True, name=f"{name}_name")
        line = row(self.button, spacing=12)
        line.addWidget(self._named, 1)
        self.setLayout(line)

    def take(self, path: Path | None) -> None:
        """Another file, or none."""
        self.path = path
        self._named.setText(for_screen(path.name, LONGEST) if path else self._nothing)
        self.changed.emit()

    def _ask(self) -> None:
        chosen = self.choose(self)
        if chosen is not None:
            self.take(chosen)
