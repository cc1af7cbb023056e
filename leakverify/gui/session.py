"""The presentation state of one window: what is open, what was found, what the user decided.

Panes read its properties, listen to its signals and call its commands; they never speak to each other.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.gui.call_book import CallBook
from leakverify.gui.case.keeper import Keeper
from leakverify.gui.choices import Choices
from leakverify.gui.course import Course
from leakverify.gui.decisions import Decisions
from leakverify.gui.desk import Desk
from leakverify.gui.exporting import Exporting
from leakverify.gui.given import Given, readable
from leakverify.gui.heard import Heard, Phase
from leakverify.gui.jobs import JobQueue
from leakverify.gui.look_ups import LookUps
from leakverify.gui.returning import Returning
from leakverify.gui.row_questions import Lens, RowQuestions
from leakverify.gui.veil import Veil
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.finding import Finding
from leakverify.model.messages import (
    Columns,
    Failed,
    FindingMade,
    FromChild,
    ProgressMade,
    Ready,
    Source,
)
from leakverify.model.outside import Outside
from leakverify.model.terms import Role
from leakverify.model.verification import Basis


class Session(QObject):
    """One window's state. A signal without an argument means: read me again."""

    phase_changed = Signal()
    sample_changed = Signal()
    columns_changed = Signal()
    decisions_changed = Signal()
    progress_made = Signal(object)
    finding_made = Signal(object)
    findings_cleared = Signal()
    assessment_changed = Signal()
    page_arrived = Signal(object)
    rows_wanted = Signal(str)
    masked_changed = Signal()
    isolation_changed = Signal()
    problem_met = Signal(str, object, str)
    problems_cleared = Signal()
    stalled = Signal()
    exported = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = JobQueue(self)
        self.choices = Choices(self)
        self.veil = Veil(self)
        self.invented = False
        self.given = Given(self)
        self.talk = Returning(self.jobs, desk.start, self)
        self.questions = RowQuestions(self.talk, self)
        self.exports = Exporting(self.jobs, desk, self)
        self.look_ups = LookUps(self.jobs, desk, self.talk, self)
        self.call_book = CallBook(self.jobs, desk, self.choices, self.look_ups, self)
        self.course = Course(
            self.jobs, desk, self.choices, self.given, self.talk, self.look_ups, self
        )
        self.keeper = Keeper(self.jobs, desk.moment, self)
        self._connect()

    @property
    def phase(self) -> Phase:
        """How far the open sample has come."""
        return self.talk.phase

    @property
    def heard(self) -> Heard:
        """Everything the analyst has said of the open sample."""
        return self.talk.heard

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the run so far."""
        return tuple(self.heard.findings.values())

    @property
    def decisions(self) -> Decisions:
        """What the user decided."""
        return self.choices.decisions

    @property
    def claim(self) -> Claim:
        """The claim as the user stated it."""
        return self.decisions.claim

    @property
    def outside(self) -> Outside:
        """What is known from outside the file, as the user stated it."""
        return self.decisions.outside

    @property
    def assessment(self) -> Assessment | None:
        """The result of the last run, once it is weighed."""
        return self.course.weighing.assessment

    @property
    def masked(self) -> bool:
        """Whether personal data are masked."""
        return self.veil.masked

    @property
    def has_rows(self) -> bool:
        """Whether an analyst has the sample's rows; not so where a case was opened without its sample."""
        return self.talk.line is not None and not self.talk.is_returning

    @property
    def is_open(self) -> bool:
        """Whether a sample has been opened, at least its head."""
        return self.heard.source is not None

    def role_of(self, position: int) -> Role:
        """What a column holds now."""
        return self.heard.role_of(position, dict(self.decisions.roles))

    def warm_up(self) -> None:
        """Start an analyst that waits for the first file; called after the first paint."""
        self.talk.warm_up()

    def open_files(self, paths: Sequence[Path], *, invented: bool = False) -> None:
        """Open files as one sample. What cannot be one is named and left out; the rest is opened."""
        self.problems_cleared.emit()
        good = readable(paths, self.problem_met.emit)
        if not good:
            return
        self.invented = invented
        self.given.start_over(tuple(good), self.desk.today())
        self.choices.start_over()
        self.look_ups.start_over()
        self.course.read()

    def overrule(self, column: str, role: Role) -> None:
        """Say what a column holds; can be undone."""
        self.choices.overrule(column, role, self.heard.guesses())

    def compare_with(self, earlier: Sequence[Path]) -> None:
        """Compare the sample with these older files; can be undone."""
        self.choices.compare_with(tuple(readable(earlier, self.problem_met.emit)))

    def run(self) -> None:
        """Check the sample, from the start, under the decisions as they stand."""
        self.course.run()

    def cancel(self) -> None:
        """Stop reading or checking. What was read and found so far stays."""
        self.talk.cancel()

    def ask_rows(self, start: int, count: int, *, finding: str, sort: int, text: str) -> int:
        """Ask for a page of rows; it comes as `page_arrived` with the token that is returned."""
        return self.questions.page(start, count, Lens(finding, text, sort=sort))

    def show_rows(self, finding: str) -> None:
        """Ask the window to show the rows of a finding ("": all)."""
        self.rows_wanted.emit(finding)

    def export(self, path: Path, edition: str, basis: Basis | None = None) -> None:
        """Write a report or a dossier; `exported` or `problem_met` follows."""
        assessment, line = self.assessment, self.talk.line
        if assessment is not None and line is not None:
            self.exports.start(assessment, line, path, edition, basis, self.look_ups.of_run)

    def close(self) -> None:
        """End everything that runs for this window."""
        self.look_ups.close()
        self.talk.close()
        self.jobs.close()
        self.keeper.close()

    def _connect(self) -> None:
        talk = self.talk
        self.choices.changed.connect(self.decisions_changed)
        self.given.again.connect(self.problems_cleared)
        self.veil.changed.connect(self.masked_changed)
        self.course.weighing.changed.connect(self.assessment_changed)
        self.course.weighing.failed.connect(self._on_error)
        self.questions.page_arrived.connect(self.page_arrived)
        talk.phase_changed.connect(self.phase_changed)
        talk.returned.connect(self.phase_changed)
        talk.stalled.connect(self.stalled)
        talk.opened.connect(self._on_opened)
        talk.run_started.connect(self._on_run_started)
        talk.spoke.connect(self._on_spoke)
        talk.refused.connect(self._on_refused)
        self.exports.exported.connect(self.exported)
        self.exports.failed.connect(self._on_error)

    def _on_opened(self) -> None:
        self.sample_changed.emit()
        self.columns_changed.emit()
        self._on_run_started()

    def _on_run_started(self) -> None:
        self.course.weighing.forget()
        self.findings_cleared.emit()

    def _on_spoke(self, message: FromChild) -> None:
        match message:
            case Ready():
                self.isolation_changed.emit()
            case Source():
                self.sample_changed.emit()
            case Columns():
                self.columns_changed.emit()
                if self.phase is Phase.OPENING:
                    self.run()
            case ProgressMade():
                self.progress_made.emit(message)
            case FindingMade():
                self.finding_made.emit(message.finding)

    def _on_refused(self, failure: Failed, path: Path | None) -> None:
        self.choices.leave_out(path)
        subject = path.name if path is not None and not self.is_open else ""
        self.problem_met.emit(failure.code, failure.place, subject)

    def _on_error(self, error: LeakverifyError) -> None:
        self.problem_met.emit(error.code, error.place, "")
