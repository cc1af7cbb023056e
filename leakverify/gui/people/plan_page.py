"""The planner: the form of a plan, what it takes beside it, and the button that fixes it."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from leakverify.case import call_plan
from leakverify.gui.calls.draw_job import draw
from leakverify.gui.files import choose_one
from leakverify.gui.people.plan_answer import PlanAnswer
from leakverify.gui.people.plan_form import PlanForm
from leakverify.gui.session import Session
from leakverify.gui.widgets.beside import NARROW_DIGITS
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.model.call_desk import CallPlan
from leakverify.model.errors import LeakverifyError
from leakverify.words.calling import why_draw
from leakverify.words.people_desk import why_fixed
from leakverify.words.say import error_sentence, ui


class PlanPage(Pane):
    """`fixed`: a plan stands. The draw is a job; the clock is read when it is done."""

    fixed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(ui("Plan the calls"), why_draw())
        self._session = session
        self._book = session.call_book
        self._is_drawing = False
        self.form = PlanForm(session)
        self.answer = PlanAnswer()
        self.state = plain_label(wrap=True, name="plan_state")
        self.fix_button = button(ui("Fix the plan"), self.fix, kind="primary", name="fix_plan")
        self.choose_file = choose_one
        self.read_button = button(
            ui("A colleague fixed it: take the sheet in…"),
            self._read,
            kind="link",
            name="read_plan",
        )
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self.form.changed.connect(self.refresh)
        self.form.filled.connect(self.fix_button.setFocus)
        session.sample_changed.connect(self.refresh)
        self._book.failed.connect(self._on_error)
        self.refresh()

    def refresh(self) -> None:
        """Say what can be planned now."""
        problem = self.form.why_not()
        rows = self._session.heard.rows
        self.form.show_seed()
        self.fix_button.setEnabled(not problem and not self._is_drawing)
        self.say(problem or self.form.note())
        if rows and not problem:
            self.answer.show_plans(rows, len(self.form.chosen_looks))

    def say(self, text: str) -> None:
        """Tell how it goes; nothing takes no room."""
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def fix(self) -> None:
        """Draw, and fix the plan."""
        wanted, line = self.form.wanted(), self._session.talk.line
        if wanted is None or line is None or self._is_drawing:
            return
        heard, rows = self._session.heard, self._session.heard.rows
        files, moment = [file.sha256 for file in heard.files], self._session.desk.moment
        self._is_drawing = True
        self.refresh()
        self.say(ui("Drawing…"))

        def work() -> CallPlan:
            made = draw(line, wanted.order, rows, wanted.division)
            return call_plan.fix(
                made,
                wanted.order,
                files,
                fixed=moment(),
                case=wanted.case,
                looks=wanted.looks,
                story=wanted.story,
                by=wanted.division.by,
            )

        self._session.jobs.submit(
            work,
            on_success=lambda plan: self._on_drawn(plan, line is self._session.talk.line),
            on_failure=self._on_error,
        )

    def fit(self) -> None:
        """By the font in use and the room there is."""
        digits = self.width() / max(1, self.fontMetrics().horizontalAdvance("0"))
        directions = QBoxLayout.Direction
        narrow = digits < NARROW_DIGITS
        self._side.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self.form.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _build(self) -> None:
        self._side.setSpacing(14)
        self._side.addWidget(self.form, 3)
        self._side.addWidget(self.answer, 2)
        self.content.addLayout(self._side)
        self.content.addWidget(self.state)
        below = row(self.fix_button, spacing=16)
        below.addWidget(plain_label(why_fixed(), kind="small", wrap=True), 1)
        self.content.addLayout(below)
        self.content.addLayout(row(self.read_button, None))
        self.content.addStretch(1)
        for before, after in pairwise(
            (self.form.case, self.fix_button, self.read_button, self.answer.planted)
        ):
            self.setTabOrder(before, after)

    def _read(self) -> None:
        path = self.choose_file(self, ui("Take a sheet of calls in"))
        if path is not None:
            self.say(ui("Reading…"))
            self._book.read([path], [file.sha256 for file in self._session.heard.files])

    def _on_drawn(self, plan: CallPlan, is_same: bool) -> None:  # noqa: FBT001  (one caller)
        self._is_drawing = False
        self.refresh()
        if is_same and self._book.sheet is None:
            self._book.fix(plan)
            self.fixed.emit()

    def _on_error(self, error: LeakverifyError) -> None:
        self._is_drawing = False
        self.refresh()
        self.say(error_sentence(error.code, error.place))
