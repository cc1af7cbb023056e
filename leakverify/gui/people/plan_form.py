"""The form of a plan: how many answers, how many rows to call, shared by what, without whom, and which rows besides."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from leakverify.case.call_draw import LONGEST_SEED
from leakverify.engine.decode_strata import DIVIDING
from leakverify.gui.calls.draw_job import Division, seed_of
from leakverify.gui.calls.fields import NumberField, add_field
from leakverify.gui.people import excluding
from leakverify.gui.session import Session
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.calling import DrawOrder
from leakverify.safe_text import for_screen
from leakverify.words import people_desk as words
from leakverify.words.calling import foreseeable_in_window
from leakverify.words.say import role_name, ui

ANSWERS: Final = 10
CALLS: Final = 45
"""Brings ten answers with 90 % certainty where three in ten answer."""
LADDER: Final = (10, 17, 22)
LONGEST_CASE: Final = 200
EXCLUDED_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for."""

    order: DrawOrder
    looks: tuple[int, ...]
    story: tuple[int, ...]
    case: str
    division: Division


class PlanForm(Card):
    """`changed`: something else is asked for; `filled`: Enter was pressed in a line. `wanted` is None where it cannot be planned, and `why_not` tells why."""

    changed = Signal()
    filled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("The plan"))
        self.setAccessibleName(ui("The plan"))
        self._session = session
        self._divisions: list[Division] = []
        self.looks = QComboBox()
        self.answers = NumberField("plan_answers", ui("Answers"), ANSWERS, self.changed.emit)
        self.calls = NumberField("plan_calls", ui("Rows to call"), CALLS, self.changed.emit)
        self.reserve = NumberField("plan_reserve", ui("In reserve"), 0, self.changed.emit)
        self.by, self.case = QComboBox(), QLineEdit()
        self.excluded, self.story = QPlainTextEdit(), QLineEdit()
        self.seed = plain_label(kind="soft", wrap=True, name="plan_seed")
        self._build()
        session.columns_changed.connect(self._fill)
        self._fill()

    @property
    def chosen_looks(self) -> tuple[int, ...]:
        """After how many answers they are weighed."""
        return (self.answers.value(),) if self.looks.currentIndex() == 0 else LADDER

    def wanted(self) -> Wanted | None:
        """What is asked for, None where it cannot be read."""
        return None if self.why_not() else self._wanted()

    def why_not(self) -> str:
        """Why nothing can be planned now, "" where it can."""
        heard, session = self._session.heard, self._session
        if not session.is_open:
            return ui("Open a file first.")
        if heard.source is None or not heard.source.final:
            return ui("The file is still being read.")
        try:
            excluding.excluded(self.excluded.toPlainText())
        except excluding.BadLineError as bad:
            return words.bad_line(bad.line)
        try:
            excluding.story(self.story.text())
        except ValueError:
            return words.bad_story()
        return self._out_of_reach(heard.rows)

    def note(self) -> str:
        """What should be known of a plan that can be made."""
        return "" if self.case.text().strip() else foreseeable_in_window()

    def show_seed(self) -> None:
        """The seed that the files and the case number make."""
        heard = self._session.heard
        whole = heard.source is not None and heard.source.final
        self.seed.setText(for_screen(self._seed(), LONGEST_SEED) if whole else "")

    def fit(self) -> None:
        """By the font in use."""
        box = self.excluded
        box.setFixedHeight(box.fontMetrics().lineSpacing() * EXCLUDED_LINES + 18)

    def _out_of_reach(self, rows: int) -> str:
        """Counts that do not go together."""
        calls, looks = self.calls.value(), self.chosen_looks
        if calls + self.reserve.value() > rows:
            return words.fewer_rows(rows)
        if calls < 1 or looks[-1] < 1:
            return ui("Plan at least one call and one answer.")
        if looks[-1] > calls + self.reserve.value():
            return words.more_calls(looks[-1])
        return ""

    def _wanted(self) -> Wanted:
        story = excluding.story(self.story.text())
        excluded = excluding.excluded(self.excluded.toPlainText())
        if story:
            excluded = (*excluded, (story, ui("carries the story: called apart from the draw")))
        order = DrawOrder(self.calls.value(), self._seed(), self.reserve.value(), excluded)
        rows = tuple(sorted({number for span in story for number in span}))
        division = self._divisions[max(self.by.currentIndex(), 0)]
        return Wanted(order, self.chosen_looks, rows, self.case.text().strip(), division)

    def _seed(self) -> str:
        return seed_of(self._session.heard.files, self.case.text().strip())

    def _build(self) -> None:
        self.looks.addItems(
            [ui("Once, at the end"), ui("Up to three times: at 10, 17 and 22 answers")]
        )
        self.looks.currentIndexChanged.connect(self._on_looks)
        self.case.setMaxLength(LONGEST_CASE)
        self.story.setPlaceholderText(ui("7, 9-12"))
        self.excluded.setPlaceholderText(ui("12, 40-45: children"))
        self.excluded.setTabChangesFocus(True)
        for field, name, text in (
            (self.looks, "plan_looks", ui("Weigh the answers")),
            (self.by, "plan_by", ui("Share the calls by")),
            (self.case, "plan_case", ui("Case number")),
            (self.excluded, "plan_excluded", ui("Never call")),
            (self.story, "plan_story", ui("Rows that carry the story")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(text)
        self.by.currentIndexChanged.connect(lambda _i: self.changed.emit())
        for line in (self.case, self.story):
            line.textChanged.connect(lambda _t: self.changed.emit())
        for field in (self.answers, self.calls, self.reserve, self.story, self.case):
            field.returnPressed.connect(self.filled)
        self.excluded.textChanged.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        hints: dict[QWidget, str] = {
            self.answers: ui("fixed now, not while calling"),
            self.calls: ui("drawn by chance, in this order"),
            self.reserve: ui("called in their order, one for each who gives no answer"),
        }
        fields = (self.looks, self.answers, self.calls, self.reserve, self.by)
        for place, field in enumerate((*fields, self.excluded, self.story, self.case)):
            add_field(grid, place, field, hint=hints.get(field, ""))
        last = grid.rowCount()
        grid.addWidget(plain_label(ui("Seed")), last, 0)
        grid.addWidget(self.seed, last, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        for box in (self.looks, self.by):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        self.fit()

    def _on_looks(self, place: int) -> None:
        self.answers.setEnabled(place == 0)
        self.changed.emit()

    def _fill(self) -> None:
        """Offer the columns that a draw can be divided by."""
        chosen = self.by.currentText()
        self.by.blockSignals(True)
        self.by.clear()
        self._divisions = [Division(), Division("position")]
        self.by.addItems([ui("Nothing: one draw from all rows"), ui("Quarters of the file")])
        for info in self._session.heard.infos:
            role = self._session.role_of(info.position)
            if role in DIVIDING:
                self._divisions.append(Division(str(info.position), role))
                self.by.addItem(f"{for_screen(info.name, 60)} ({role_name(role)})")
        self.by.setCurrentIndex(max(self.by.findText(chosen), 0))
        self.by.blockSignals(False)
        self.changed.emit()
