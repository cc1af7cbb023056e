"""The presentation state of one window: what is open, what was found, what the user decided.

Panes read its properties, listen to its signals and call its commands; they never speak to each other.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from leakverify.gui.conversation import Conversation
from leakverify.gui.decisions import Decisions, Overrule, ReadAs, SetClaim
from leakverify.gui.desk import Desk, Terms
from leakverify.gui.heard import Heard, Phase
from leakverify.gui.jobs import JobQueue
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.finding import Finding
from leakverify.model.messages import (
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
from leakverify.model.terms import Role

REMASK_MS = 5 * 60 * 1000


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
        self.undo_stack = QUndoStack(self)
        self.decisions = Decisions()
        self.assessment: Assessment | None = None
        self.masked = True
        self.invented = False
        self._paths: tuple[Path, ...] = ()
        self._run_number = 0
        self._token = 0
        self._remask = QTimer(self, singleShot=True, interval=REMASK_MS)
        self._remask.timeout.connect(self.mask)
        self._talk = Conversation(self.jobs, desk.start, self)
        self._connect()

    @property
    def phase(self) -> Phase:
        """How far the open sample has come."""
        return self._talk.phase

    @property
    def heard(self) -> Heard:
        """Everything the analyst has said of the open sample."""
        return self._talk.heard

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the run so far."""
        return tuple(self.heard.findings.values())

    @property
    def claim(self) -> Claim:
        """The claim as the user stated it."""
        return self.decisions.claim

    @property
    def is_open(self) -> bool:
        """Whether a sample has been opened, at least its head."""
        return self.heard.source is not None

    @property
    def terms(self) -> Terms:
        """What the next run is asked under."""
        return Terms(self.decisions.claim, self.desk.today())

    def role_of(self, position: int) -> Role:
        """What a column holds now."""
        return self.heard.role_of(position, dict(self.decisions.roles))

    def warm_up(self) -> None:
        """Start an analyst that waits for the first file; called after the first paint."""
        self._talk.warm_up()

    def open_files(self, paths: Sequence[Path], *, invented: bool = False) -> None:
        """Open files as one sample. What cannot be one is named and left out; the rest is opened."""
        self.problems_cleared.emit()
        good = []
        for path in paths:
            code = _problem_of(path)
            if code:
                self.problem_met.emit(code, {}, path.name)
            else:
                good.append(path)
        if not good:
            return
        self.invented = invented
        self._paths = tuple(good)
        self.decisions = Decisions()
        self.undo_stack.clear()
        self.decisions_changed.emit()
        self._talk.open(self._paths, {})

    def overrule(self, column: str, role: Role) -> None:
        """Say what a column holds; can be undone."""
        before = self.decisions.roles.get(column)
        guessed = next((g.role for g in self.heard.guesses() if g.name == column), None)
        after = None if role is guessed else role
        if before is not after:
            self.undo_stack.push(Overrule(self, column, before, after))

    def read_as(self, key: str, value: str) -> None:
        """Read the file in another way (encoding, delimiter, header, table; "": find out)."""
        before = self.decisions.read.get(key, "")
        if before != value:
            self.undo_stack.push(ReadAs(self, key, before, value))

    def set_claim(self, claim: Claim) -> None:
        """State what the source says; can be undone."""
        if claim != self.decisions.claim:
            self.undo_stack.push(SetClaim(self, self.decisions.claim, claim))

    def decide(self, decisions: Decisions, *, reread: bool = False) -> None:
        """Take decisions as they now stand, and run again what they touch."""
        self.decisions = decisions
        self.decisions_changed.emit()
        if reread:
            self._talk.open(self._paths, dict(decisions.read))
        else:
            self.run()

    def run(self) -> None:
        """Check the sample, from the start, under the decisions as they stand."""
        self._talk.run(self._make_run)

    def cancel(self) -> None:
        """Stop reading or checking. What was read and found so far stays."""
        self._talk.cancel()

    def ask_rows(self, start: int, count: int, *, finding: str, sort: int, text: str) -> int:
        """Ask for a page of rows; it comes as `page_arrived` with the token that is returned."""
        self._token += 1
        self._talk.send(AskRows(self._token, finding, sort, start, count, text))
        return self._token

    def show_rows(self, finding: str) -> None:
        """Ask the window to show the rows of a finding ("": all)."""
        self.rows_wanted.emit(finding)

    def mask(self) -> None:
        """Mask personal data."""
        self._remask.stop()
        if not self.masked:
            self.masked = True
            self.masked_changed.emit()

    def reveal(self) -> None:
        """Show personal data, for five minutes."""
        self._remask.start()
        if self.masked:
            self.masked = False
            self.masked_changed.emit()

    def export(self, path: Path, edition: str) -> None:
        """Write a report; `exported` or `problem_met` follows."""
        assessment, line = self.assessment, self._talk.line
        if assessment is not None and line is not None:
            self.jobs.submit(
                lambda: self.desk.export(assessment, path, edition, line.ask),
                on_success=lambda _none: self.exported.emit(path),
                on_failure=self._on_error,
            )

    def close(self) -> None:
        """End everything that runs for this window."""
        self._remask.stop()
        self._talk.close()
        self.jobs.close()

    def _connect(self) -> None:
        talk = self._talk
        talk.phase_changed.connect(self.phase_changed)
        talk.stalled.connect(self.stalled)
        talk.opened.connect(self._on_opened)
        talk.run_started.connect(self._on_run_started)
        talk.run_ended.connect(self._on_run_ended)
        talk.spoke.connect(self._on_spoke)
        talk.refused.connect(self._on_refused)

    def _make_run(self) -> Run:
        terms = self.terms
        roles = {name: str(role) for name, role in self.decisions.roles.items()}
        claim = self.desk.claim_json(terms.claim)
        return Run(roles, claim, terms.seed, terms.as_of.isoformat())

    def _on_opened(self) -> None:
        self._set_assessment(None)
        self.sample_changed.emit()
        self.columns_changed.emit()
        self.findings_cleared.emit()

    def _on_run_started(self) -> None:
        self._run_number += 1
        self._set_assessment(None)
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
            case _:
                return

    def _on_run_ended(self) -> None:
        number, said, terms = self._run_number, self.heard.said(), self.terms
        self.jobs.submit(
            lambda: self.desk.weigh(said, terms),
            on_success=lambda made: self._on_weighed(number, made),
            on_failure=self._on_error,
        )

    def _on_weighed(self, number: int, assessment: Assessment) -> None:
        if number == self._run_number and self.phase is Phase.DONE:
            self._set_assessment(assessment)

    def _on_refused(self, failure: Failed, path: Path | None) -> None:
        subject = path.name if path is not None and not self.is_open else ""
        self.problem_met.emit(failure.code, failure.place, subject)

    def _on_error(self, error: LeakverifyError) -> None:
        self.problem_met.emit(error.code, error.place, "")

    def _set_assessment(self, assessment: Assessment | None) -> None:
        if assessment is not self.assessment:
            self.assessment = assessment
            self.assessment_changed.emit()


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
