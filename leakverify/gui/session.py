"""The presentation state of one window: what is open, what was found, what the user decided.

Panes read its properties, listen to its signals and call its commands; they never speak to each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.gui.call_book import CallBook
from leakverify.gui.choices import Choices
from leakverify.gui.conversation import Conversation
from leakverify.gui.decisions import Decisions, Reach
from leakverify.gui.desk import Desk, Terms
from leakverify.gui.given import Given
from leakverify.gui.heard import Heard, Phase
from leakverify.gui.jobs import JobQueue
from leakverify.gui.look_ups import LookUps
from leakverify.gui.veil import Veil
from leakverify.gui.weighing import Weighing
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.finding import Finding
from leakverify.model.messages import (
    Answers,
    AskRows,
    Columns,
    Failed,
    FindingMade,
    FromChild,
    Page,
    ProgressMade,
    Ready,
    Run,
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
        self._weighing = Weighing(self.jobs, desk, self)
        self._token = 0
        self.talk = Conversation(self.jobs, desk.start, self)
        self.look_ups = LookUps(self.jobs, desk, self.talk, self)
        self.call_book = CallBook(self.jobs, desk, self.choices, self.look_ups, self)
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
        return self._weighing.assessment

    @property
    def masked(self) -> bool:
        """Whether personal data are masked."""
        return self.veil.masked

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
        good = _readable(paths, self.problem_met.emit)
        if not good:
            return
        self.invented = invented
        self.given.start_over(tuple(good))
        self.choices.start_over()
        self.look_ups.start_over()
        self._read_again()

    def overrule(self, column: str, role: Role) -> None:
        """Say what a column holds; can be undone."""
        self.choices.overrule(column, role, self.heard.guesses())

    def compare_with(self, earlier: Sequence[Path]) -> None:
        """Compare the sample with these older files; can be undone."""
        self.choices.compare_with(tuple(_readable(earlier, self.problem_met.emit)))

    def run(self) -> None:
        """Check the sample, from the start, under the decisions as they stand."""
        self.talk.run(lambda: _said_before(self))

    def cancel(self) -> None:
        """Stop reading or checking. What was read and found so far stays."""
        self.talk.cancel()

    def ask_rows(self, start: int, count: int, *, finding: str, sort: int, text: str) -> int:
        """Ask for a page of rows; it comes as `page_arrived` with the token that is returned."""
        self._token += 1
        self.talk.send(AskRows(self._token, finding, sort, start, count, text))
        return self._token

    def show_rows(self, finding: str) -> None:
        """Ask the window to show the rows of a finding ("": all)."""
        self.rows_wanted.emit(finding)

    def export(self, path: Path, edition: str, basis: Basis | None = None) -> None:
        """Write a report or a dossier; `exported` or `problem_met` follows."""
        assessment, line = self.assessment, self.talk.line
        told = replace(basis or Basis(), look_up=self.look_ups.of_run)
        if assessment is not None and line is not None:
            self.jobs.submit(
                lambda: self.desk.export(assessment, path, edition, line.ask, told),
                on_success=self.exported.emit,
                on_failure=self._on_error,
            )

    def close(self) -> None:
        """End everything that runs for this window."""
        self.look_ups.close()
        self.talk.close()
        self.jobs.close()

    def _connect(self) -> None:
        talk = self.talk
        self.choices.changed.connect(self.decisions_changed)
        self.choices.decided.connect(self._on_decided)
        self.given.again.connect(self.problems_cleared)
        self.given.again.connect(self._read_again)
        self.veil.changed.connect(self.masked_changed)
        self._weighing.changed.connect(self.assessment_changed)
        self._weighing.failed.connect(self._on_error)
        talk.phase_changed.connect(self.phase_changed)
        talk.stalled.connect(self.stalled)
        talk.opened.connect(self._on_opened)
        talk.run_started.connect(self._on_run_started)
        talk.run_ended.connect(self._weigh)
        self.look_ups.answers_changed.connect(self.run)
        talk.spoke.connect(self._on_spoke)
        talk.refused.connect(self._on_refused)

    def _on_decided(self, reach: Reach) -> None:
        if reach is Reach.READ and self.given.paths:
            self._read_again()
        elif reach is not Reach.WEIGH:
            self.run()
        elif self.heard.done is not None:
            self._weigh()

    def _weigh(self) -> None:
        """Weigh what was found in the run that ended last, under what is decided now."""
        self._weighing.start(self.heard.said(), _terms_of(self))

    def _read_again(self) -> None:
        """Have the files opened under everything that was decided."""
        read, earlier = self.given.read(self.decisions.read), self.decisions.earlier
        self.talk.open(self.given.paths, read, earlier, dict(self.given.limits))

    def _on_opened(self) -> None:
        self.sample_changed.emit()
        self.columns_changed.emit()
        self._on_run_started()

    def _on_run_started(self) -> None:
        self._weighing.forget()
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
            case Page():
                self.page_arrived.emit(message)

    def _on_refused(self, failure: Failed, path: Path | None) -> None:
        self.choices.leave_out(path)
        subject = path.name if path is not None and not self.is_open else ""
        self.problem_met.emit(failure.code, failure.place, subject)

    def _on_error(self, error: LeakverifyError) -> None:
        self.problem_met.emit(error.code, error.place, "")


def _said_before(session: Session) -> list[Answers | Run]:
    """What is answered, and the order for one run, under what is decided when it begins."""
    answers = session.look_ups.for_run()
    roles = {name: str(role) for name, role in session.decisions.roles.items()}
    terms = _terms_of(session)
    claim = session.desk.claim_json(terms.claim)
    return [*answers, Run(roles, claim, terms.seed, terms.as_of.isoformat())]


def _terms_of(session: Session) -> Terms:
    """What the run that ended last, or begins now, is asked under."""
    return Terms(
        session.claim,
        session.desk.today(),
        look_up=session.look_ups.told,
        outside=session.outside,
    )


def _readable(
    paths: Sequence[Path], report: Callable[[str, dict[str, str | int], str], None]
) -> list[Path]:
    """The paths that can be a sample, each once; the others are reported by name."""
    faults = {path: _problem_of(path) for path in paths}
    for path, code in faults.items():
        if code:
            report(code, {}, path.name)
    return [path for path, code in faults.items() if not code]


def _problem_of(path: Path) -> str:
    """Why a path cannot be a sample ("": it can)."""
    try:
        if not path.exists():
            return "NOT_FOUND"
        if not path.is_file():
            return "NOT_A_FILE"
        return "EMPTY_FILE" if path.stat().st_size == 0 else ""
    except (OSError, ValueError):
        return "NOT_FOUND"
