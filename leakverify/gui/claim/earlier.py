"""Older files that the sample is compared with: a list with Add and Remove."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QListWidget, QWidget

from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.flow import flowing
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen
from leakverify.words.say import ui

LINES_SHOWN = 3


class EarlierCard(Card):
    """Reused data are found only by comparing with what they were taken from. `vault_wanted`: the window of the vault is asked for."""

    vault_wanted = Signal()

    def __init__(self, session: Session, choose: Callable[[QWidget], list[Path]]) -> None:
        super().__init__(ui("Older leaks to compare with"))
        self._session = session
        self.choose = choose
        self.list = QListWidget()
        self.list.setObjectName("earlier")
        self.list.setAccessibleName(ui("Older files"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.add_button = button(ui("Add older files…"), self.add, name="add_earlier")
        self.remove_button = button(ui("Remove"), self.remove, name="remove_earlier")
        self.vault_button = button(
            ui("Older leaks…"), self.vault_wanted.emit, kind="link", name="open_older_leaks"
        )
        self.body.addWidget(
            plain_label(
                ui("An older table of the same people tells whether this one was taken from it."),
                kind="small",
                wrap=True,
            )
        )
        self.body.addWidget(self.list)
        self.body.addLayout(flowing(self.add_button, self.remove_button, self.vault_button))
        self.list.currentRowChanged.connect(lambda _r: self._enable())
        session.decisions_changed.connect(self.refresh)
        session.sample_changed.connect(self._enable)
        self.refresh()

    def add(self) -> None:
        """Choose more older files."""
        chosen = self.choose(self)
        if chosen:
            self._session.compare_with((*self._session.decisions.earlier, *chosen))

    def remove(self) -> None:
        """Compare no longer with the chosen file."""
        at = self.list.currentRow()
        files = list(self._session.decisions.earlier)
        if 0 <= at < len(files):
            del files[at]
            self._session.compare_with(files)

    def refresh(self) -> None:
        """Show the files as decided."""
        self.list.clear()
        for path in self._session.decisions.earlier:
            self.list.addItem(for_screen(path.name, 120))
        lines = min(self.list.count(), LINES_SHOWN)
        self.list.setVisible(lines > 0)
        self.list.setFixedHeight(lines * (self.fontMetrics().height() + 8) + 4)
        self._enable()

    def _enable(self) -> None:
        self.add_button.setEnabled(self._session.is_open)
        self.remove_button.setEnabled(self.list.currentRow() >= 0)
