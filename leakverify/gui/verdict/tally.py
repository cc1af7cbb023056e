"""How many findings speak against, how many for, and what cannot be told: three buttons, each shows its own alone."""

from typing import Final

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.verdict.finding_line import paint_sign
from leakverify.gui.widgets.button import PressedByEnter
from leakverify.gui.widgets.chart_plan import TEXT_HEIGHT
from leakverify.words.numbers import count
from leakverify.words.say import plural

SIDES: Final = ("against", "supports", "nothing")
MIDDLE: Final = 14
LARGEST: Final = 2.0
"""The sign's place and size: the style sheet keeps 28 px free for it before the text, however large that is."""


class TallyButton(PressedByEnter):
    """One side with its sign and number; checked while it is shown alone."""

    def __init__(self, which: str) -> None:
        super().__init__()
        self.which = which
        self.setObjectName(f"tally_{which}")
        self.setProperty("kind", "tally")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(getattr(tokens_of(self), self.which))
        unit = min(self.fontMetrics().height() / TEXT_HEIGHT, LARGEST)
        x = self.width() - MIDDLE if self.isRightToLeft() else MIDDLE
        paint_sign(painter, QPointF(x, self.height() / 2), self.which, tint, unit)


class Tally(QWidget):
    """`chosen` carries the side to show alone, or "" for all."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 4)
        line.setSpacing(6)
        self.buttons = {which: TallyButton(which) for which in SIDES}
        for which, one in self.buttons.items():
            line.addWidget(one, 1)
            one.clicked.connect(lambda checked, which=which: self._on_click(which, checked))

    def show_counts(self, against: int, supports: int, untold: int) -> None:
        """Show how many there are on each side."""
        told = {
            "against": plural("{n} against", "{n} against", against).format(n=count(against)),
            "supports": plural("{n} for", "{n} for", supports).format(n=count(supports)),
            "nothing": plural("{n} cannot tell", "{n} cannot tell", untold).format(n=count(untold)),
        }
        for which, text in told.items():
            self.buttons[which].setText(text)
            self.buttons[which].setAccessibleName(text)

    def choose(self, which: str) -> None:
        """Mark a side as shown alone without telling anybody."""
        for side, one in self.buttons.items():
            one.setChecked(side == which)

    def _on_click(self, which: str, checked: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self.choose(which if checked else "")
        self.chosen.emit(which if checked else "")
