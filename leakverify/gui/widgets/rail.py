"""The rail: the steps of the work, each done ✓, here ◆ or open ○, chosen by mouse or keyboard."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.words.say import ui

BESIDE = 60
"""Margins of the rail and of its lines, beside sign and name."""


class Step(StrEnum):
    """How a step stands; the value names its icon."""

    DONE = "check"
    HERE = "diamond"
    OPEN = "circle"


class Rail(QListWidget):
    """A list of steps. `step_chosen` carries the number of the step, from 0."""

    step_chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(ui("Steps of the work"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._done = [False] * len(names)
        self._names = list(names)
        for name in names:
            self.addItem(QListWidgetItem(name))
        self.currentRowChanged.connect(self._on_row)
        self.setCurrentRow(0)

    def set_done(self, done: Sequence[bool]) -> None:
        """Mark the steps that are through."""
        self._done = list(done)
        self._refresh()

    def widest(self) -> int:
        """How wide the rail must be for its longest name, as it is when one is there."""
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        return max(map(metrics.horizontalAdvance, self._names)) + metrics.height() + BESIDE

    def state_of(self, step: int) -> Step:
        """How a step stands."""
        if step == self.currentRow():
            return Step.HERE
        return Step.DONE if self._done[step] else Step.OPEN

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._refresh()
        super().changeEvent(event)

    def _on_row(self, step: int) -> None:
        self._refresh()
        self.step_chosen.emit(step)

    def _refresh(self) -> None:
        tokens = tokens_of(self)
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        said = {Step.DONE: ui("done"), Step.HERE: ui("here"), Step.OPEN: ui("open")}
        colour = {Step.DONE: tokens.supports, Step.HERE: tokens.supports, Step.OPEN: tokens.soft}
        for i in range(self.count()):
            state = self.state_of(i)
            item = self.item(i)
            item.setIcon(tinted(state.value, colour[state], size))
            font = self.font()
            font.setWeight(QFont.Weight.DemiBold if state is Step.HERE else QFont.Weight.Normal)
            item.setFont(font)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._names[i]}, {said[state]}")
