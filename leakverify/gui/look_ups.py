"""The mail domains of the open sample, what was asked for them, and what was answered; nothing outlives the sample.

Asking is off until the user allows it for this sample; another sample forgets the permission and the answers.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.case.domain_list import answers_bytes, list_text, look_up_of, read_answers
from leakverify.engine.look_up import for_analyst, matched
from leakverify.engine.look_up_wire import Asking
from leakverify.gui.asking import AskingJob, Ended
from leakverify.gui.desk import Desk
from leakverify.gui.jobs import JobQueue
from leakverify.gui.returning import Returning
from leakverify.model.errors import LeakverifyError, UsageProblem
from leakverify.model.look_up import Answer, MailStatus, SampleDomain
from leakverify.model.looked_up import LookUp, LookUpInfo
from leakverify.model.messages import Answers, AskDomains, Domains, FromChild, Source
from leakverify.reports import atomic


class LookUps(QObject):
    """`answered` brings answers as they come; `answers_changed`, at the end, asks for another run of the checks."""

    domains_changed = Signal()
    answers_changed = Signal()
    asking_changed = Signal()
    forgotten = Signal()
    answered = Signal(object)
    ended = Signal(str)
    written = Signal(object)
    failed = Signal(object)

    def __init__(
        self, jobs: JobQueue, desk: Desk, talk: Returning, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.domains: Domains | None = None
        self.look_up: LookUp | None = None
        self.questions = 0
        self.refused = 0
        self.job = AskingJob(jobs, desk.look_up, self)
        self._jobs = jobs
        self._desk = desk
        self._talk = talk
        self._sample = self._asked_for = 0
        self._token = 0
        self._is_wanted = False
        self._is_stale = True
        self._of_run: LookUp | None = None
        self._kept: Domains | None = None
        talk.opened.connect(self._on_opened)
        talk.run_started.connect(self._on_run_started)
        talk.run_ended.connect(self._ask_domains)
        talk.returned.connect(self._on_returned)
        talk.spoke.connect(self._on_spoke)
        self.job.answered.connect(self._on_answered)
        self.job.ended.connect(self._on_ended)
        self.job.failed.connect(self._on_failed)

    @property
    def can_ask(self) -> bool:
        """Whether this build has look-ups at all."""
        return self._desk.looks_up()

    @property
    def is_asking(self) -> bool:
        """Whether a look-up is under way."""
        return self.job.is_running

    @property
    def rows(self) -> tuple[SampleDomain, ...]:
        """The domains of the sample."""
        return self.domains.rows if self.domains else ()

    @property
    def of_run(self) -> LookUp | None:
        """The answers that the run that ended last was given."""
        return self._of_run

    @property
    def told(self) -> LookUpInfo | None:
        """What the run that ended last was given of answers."""
        return self._of_run.summary() if self._of_run else None

    def want(self) -> None:
        """The table is looked at: have it made, now or when all rows are read."""
        self._is_wanted = True
        self._ask_domains()

    def start_over(self) -> None:
        """Another sample: its domains, answers and everything that was allowed go."""
        self._sample += 1
        self.job.stop()
        self.domains = self.look_up = self._of_run = None
        self._is_wanted = self._is_stale = False  # nothing is asked of the child that goes
        self.forgotten.emit()
        self.domains_changed.emit()

    def take_up(self, look_up: LookUp | None, domains: Domains | None) -> None:
        """Show the answers and the table of a case; the run that it kept had these answers."""
        self.start_over()
        self.look_up = self._of_run = look_up
        self._kept = domains

    def decoys(self, number: int) -> tuple[str, ...]:
        """So many common domains that the sample lacks."""
        return self._desk.decoys(number, frozenset(d.domain for d in self.rows))

    def ask(self, domains: Sequence[str], asking: Asking) -> None:
        """Ask for these, decoys among them; the child takes them in an order of its own."""
        if not self.can_ask or self.is_asking or not domains:
            return
        rows, before = self.rows, self.look_up
        self._asked_for = self._sample
        self.job.ask(domains, asking, lambda made: _merged(made.answers, rows, before))
        self.asking_changed.emit()

    def stop(self) -> None:
        """Ask no further; what was answered is kept."""
        self.job.stop()

    def throw_away(self) -> None:
        """Forget the answers; the checks run again without them."""
        if self.look_up is not None:
            self._take(None)

    def write_list(self, path: Path, domains: Sequence[str]) -> None:
        """Write a list for another machine; `written` or `failed` follows."""
        self._write(path, lambda: list_text(domains).encode("ascii"))

    def write_answers(self, path: Path) -> None:
        """Save the answers as a file that others can check and load; `written` or `failed` follows."""
        answers = self.look_up.answers if self.look_up is not None else ()
        self._write(path, lambda: answers_bytes(answers))

    def read_answers(self, path: Path) -> None:
        """Take the answers that another machine got; `answers_changed` or `failed` follows."""
        rows, before, number = self.rows, self.look_up, self._sample

        def work() -> LookUp | None:
            return _read(path, rows, before)

        def take(look_up: LookUp | None) -> None:
            if number == self._sample:
                self._take(look_up)

        self._jobs.submit(work, on_success=take, on_failure=self.failed.emit)

    def for_run(self) -> list[Answers]:
        """The messages that give an analyst the answers before it checks, or take earlier ones back."""
        given, self._of_run = self._of_run, self.look_up
        if self._of_run is None and given is None:
            return []
        return list(for_analyst(self._of_run or LookUp((), "", "")))

    def close(self) -> None:
        """The window closes: stop asking."""
        self.job.stop()

    def _write(self, path: Path, make: Callable[[], bytes]) -> None:
        def work() -> Path:
            atomic.write(path, make())
            return path

        self._jobs.submit(work, on_success=self.written.emit, on_failure=self.failed.emit)

    def _ask_domains(self) -> None:
        heard = self._talk.heard
        read = heard.done is not None or (heard.source is not None and heard.source.final)
        if self._is_wanted and self._is_stale and read:
            self._is_stale = False
            self._token += 1
            self._talk.send(AskDomains(self._token))

    def _on_opened(self) -> None:
        """Another child, that knows nothing yet; the answers are given to it before its run."""
        self._is_stale = True
        self.domains, self._kept = self._kept, None
        self.domains_changed.emit()

    def _on_returned(self) -> None:
        self._is_stale = True  # the rows are there once more: the table may be asked for
        self._ask_domains()

    def _on_run_started(self) -> None:
        self._is_stale = True  # a column may hold something else now

    def _on_spoke(self, message: FromChild) -> None:
        match message:
            case Source(final=True):
                self._ask_domains()
            case Domains(token=self._token):
                if message != self.domains:
                    self.domains = message
                    if self.look_up is not None:
                        self.look_up = _matched_again(self.look_up, message.rows)
                    self.domains_changed.emit()
            case _:
                return

    def _on_answered(self, answers: tuple[Answer, ...]) -> None:
        if self._asked_for == self._sample:
            self.answered.emit(answers)

    def _on_ended(self, ended: Ended) -> None:
        self.questions += ended.made.queries
        self.refused += ended.made.attempts_refused
        self.asking_changed.emit()
        if self._asked_for == self._sample:
            self.ended.emit(ended.made.reason)
            if ended.look_up is not None and ended.look_up != self.look_up:
                self._take(ended.look_up)

    def _on_failed(self, error: LeakverifyError) -> None:
        self.asking_changed.emit()
        self.failed.emit(error)

    def _take(self, look_up: LookUp | None) -> None:
        self.look_up = look_up
        self.answers_changed.emit()


def _merged(
    answers: Iterable[Answer], rows: tuple[SampleDomain, ...], before: LookUp | None
) -> LookUp | None:
    """All that is answered by now: a later answer takes the place of an earlier one, silence does not."""
    kept = {answer.domain: answer for answer in before.answers} if before else {}
    heard = False
    for answer in answers:
        asked = answer.status is not MailStatus.NOT_ASKED
        heard |= asked
        if asked or answer.domain not in kept:
            kept[answer.domain] = answer
    return matched(look_up_of(kept.values()), rows) if heard else before


def _matched_again(look_up: LookUp, rows: tuple[SampleDomain, ...]) -> LookUp | None:
    """The answers as those of the table as it is now; none where they are about nothing in it any more."""
    try:
        return matched(look_up, rows)
    except UsageProblem:
        return None


def _read(path: Path, rows: tuple[SampleDomain, ...], before: LookUp | None) -> LookUp | None:
    """Answers from a file, if they are about this sample; they keep their hash where they are the first."""
    read = matched(read_answers(path), rows)
    return read if before is None else _merged(read.answers, rows, before)
