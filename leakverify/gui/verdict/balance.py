"""Keeps the claims in sight: lists as many of the heaviest findings as leave room for them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from leakverify.gui.verdict.finding_line import line_height
from leakverify.gui.verdict.findings_card import FindingsCard
from leakverify.gui.widgets.pane import Pane

TRIES: Final = 6
"""Labels break otherwise once they know their width, so the first measure is not the last."""


class Balance(QObject):
    """Measures a page after each change of its size; `below` may fall below its edge."""

    def __init__(self, page: Pane, findings: FindingsCard, below: Sequence[QWidget]) -> None:
        super().__init__(page)
        self._page = page
        self._findings = findings
        self._below = tuple(below)
        self._tries = 0
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._measure)
        inner = page.content.parentWidget()
        if inner is not None:
            inner.installEventFilter(self)

    def let_fall(self, below: Sequence[QWidget]) -> None:
        """Which parts of the page may fall below its edge from now on."""
        self._below = tuple(below)

    def again(self) -> None:
        """Something changed: measure soon."""
        self._tries = TRIES
        self._settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._tries > 0:
            self._settle.start()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        page, layout = self._page.currentWidget(), self._page.content
        weighed = self._findings.list.weighed
        if not isinstance(page, QScrollArea) or weighed.is_all:
            return
        self._tries -= 1
        layout.activate()
        below = sum(part.height() for part in self._below if part.isVisible())
        spare = page.viewport().height() - layout.totalHeightForWidth(page.viewport().width())
        lines = (spare + below) // line_height(self._findings.list)
        self._findings.set_short(weighed.rowCount() + lines)
