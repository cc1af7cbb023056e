"""The planner's answer: how many answers carry which bound, and how many calls bring them at which response."""

from functools import cache
from typing import Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from leakverify.gui.calls.fields import NumberField, add_field
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.calling import Plan
from leakverify.scoring.bound import MOST_LOOKS
from leakverify.scoring.planner import plans
from leakverify.words.calling import plan_line, planted_line
from leakverify.words.people_desk import target_line
from leakverify.words.say import ui

TARGETS: Final = (0.7, 0.8, 0.9)
RESPONSES: Final = (0.2, 0.3, 0.5)
MISSES: Final = (0, 1)


class PlanAnswer(Card):
    """Shown for the open file's rows and the looks that are chosen."""

    def __init__(self) -> None:
        super().__init__(ui("How many calls that takes"))
        self.setAccessibleName(ui("How many calls that takes"))
        self._rows = 0
        self._looks = 1
        self.planted = NumberField("plan_planted", ui("Rows that may be planted"), 0, self._say)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self._texts = [
            plain_label(kind="strong" if place % (1 + len(MISSES)) == 0 else "", wrap=True)
            for place in range(len(TARGETS) * (1 + len(MISSES)))
        ]
        self.meets = plain_label(kind="soft", wrap=True, name="plan_meets")
        self.body.addWidget(
            plain_label(
                ui(
                    "Answers, and calls that bring them with 90 % certainty. People who do not answer are no answer."
                ),
                kind="soft",
                wrap=True,
            )
        )
        for text in self._texts:
            self.lines.addWidget(text)
        self.body.addLayout(self.lines)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        add_field(grid, 0, self.planted, hint=ui("0 leaves it out"))
        self.body.addLayout(grid)
        self.body.addWidget(self.meets)
        self.body.addStretch(1)

    def show_plans(self, rows: int, looks: int) -> None:
        """For a file of so many rows and so many looks."""
        if (rows, looks) != (self._rows, self._looks):
            self._rows, self._looks = rows, min(max(looks, 1), MOST_LOOKS)
            self._say()

    def _say(self) -> None:
        if not self._rows:
            return
        planted = min(self.planted.value(), self._rows)
        texts, meets = iter(self._texts), ""
        for target in TARGETS:
            next(texts).setText(target_line(target))
            made = _plans(target, self._rows, self._looks, planted)
            for plan in made:
                next(texts).setText(plan_line(plan, RESPONSES))
            meets = meets or planted_line(made[0], planted)
        self.meets.setText(meets)
        self.meets.setVisible(bool(meets))


@cache
def _plans(target: float, rows: int, looks: int, planted: int) -> tuple[Plan, ...]:
    """The planner's answer, worked out once."""
    return plans(
        target, rows=rows, responses=RESPONSES, misses=MISSES, planted=planted, looks=looks
    )
