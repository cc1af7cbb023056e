"""A small heading with a paragraph or a list, the building stone of the right pane."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leakverify.gui.widgets.label import plain_label


class Section(QWidget):
    """Hidden while it has nothing to say; `body` takes more than text."""

    def __init__(self, heading: str, *, kind: str = "", name: str = "") -> None:
        super().__init__()
        self._kind = kind
        self.heading = plain_label(heading.upper(), kind="caps")
        self.heading.setAccessibleName(heading)
        self.text = plain_label(kind=kind, wrap=True, name=name)
        self._entries: list[QWidget] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.setSpacing(4)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.text)

    def say(self, text: str) -> None:
        """Say this; nothing hides the section."""
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setVisible(bool(text))

    def list(self, texts: Sequence[str]) -> None:
        """Say these one below the other, each with its bullet; a single one as a paragraph."""
        for entry in self._entries:
            self.body.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = []
        self.say(texts[0] if len(texts) == 1 else "")
        if len(texts) > 1:
            self.setVisible(True)
            for text in texts:
                entry = self._entry(text)
                self._entries.append(entry)
                self.body.addWidget(entry)

    def _entry(self, text: str) -> QWidget:
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        bullet = plain_label("•", kind="soft")
        line.addWidget(bullet, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(plain_label(text, kind=self._kind, wrap=True), 1)
        return entry
