"""Holds the case that a window works in, and writes what is done into it: in order, beside the window's thread, again where it failed."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act, Step
from leakverify.gui.jobs import JobQueue
from leakverify.model.errors import LeakverifyError
from leakverify.model.purge import Certificate

Body = bytes | Callable[[], bytes]
"""A part, or what makes it on the thread that writes it."""
RETRY_MS: Final = 10_000
OF_PEOPLE: Final = frozenset({Act.LOOKED_UP, Act.DRAWN, Act.CALLED, Act.NOTED})
"""Acts that nobody can do over by opening the file again."""


class Standing(StrEnum):
    """How what was done so far is kept."""

    NOT_SAVED = "not_saved"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"
    READ_ONLY = "read_only"


class Keeper(QObject):
    """`changed`: the case or its standing is another; `kept`: its log has grown; `failed`: something could not be written, and waits."""

    changed = Signal()
    kept = Signal()
    failed = Signal(object)
    purged = Signal(object)

    def __init__(
        self, jobs: JobQueue, moment: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.case = CaseFile.begin()
        self.who = ""
        self.error: LeakverifyError | None = None
        self.is_irreplaceable = False
        self._jobs = jobs
        self._moment = moment
        self._waiting: deque[Callable[[], object]] = deque()
        self._saving = False
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    @property
    def standing(self) -> Standing:
        """How what was done so far is kept."""
        if self.case.read_only:
            return Standing.READ_ONLY
        if self._saving:
            return Standing.SAVING
        if not self.case.is_saved:
            return Standing.NOT_SAVED
        if self.error is not None:
            return Standing.FAILED
        return Standing.SAVING if self._waiting else Standing.SAVED

    @property
    def name(self) -> str:
        """The name of the case's file without ending; "" where it has none."""
        return self.case.path.stem if self.case.path is not None else ""

    @property
    def would_be_lost(self) -> bool:
        """Whether closing now would lose what was done."""
        if self.case.read_only:
            return False
        if self.case.is_saved:
            return self.error is not None
        return bool(self._waiting) or self.case.head.entries > 0

    def now(self) -> str:
        """This moment, as the log writes it."""
        return self._moment()

    def keep(
        self, *acts: Step, parts: Mapping[Part, Body] | None = None, who: str | None = None
    ) -> None:
        """Have these acts and parts written, after everything that waits. A case that is only read takes nothing."""
        if self.case.read_only:
            return
        self.is_irreplaceable |= any(act.what in OF_PEOPLE for act in acts)
        by = self.who if who is None else who
        self._waiting.append(partial(_keep, self.case, acts, by, dict(parts or {})))
        self._go_on()

    def note(
        self, act: Act, parts: Mapping[Part, Body] | None = None, **details: str | int
    ) -> None:
        """The same of one act that happens now."""
        self.keep(Step(act, self.now(), details), parts=parts)

    def try_again(self) -> None:
        """Write what waits because it could not be written."""
        self.error = None
        self._go_on()

    def save_as(
        self, path: Path, passphrase: str, then: Callable[[LeakverifyError | None], object]
    ) -> None:
        """Save the case there and go on in that file; `then` hears how it ended."""
        case, step, who = self.case, Step(Act.SAVED, self.now()), self.who
        self._write(lambda: case.save_as(path, passphrase, step=step, who=who), then)

    def rekey(self, passphrase: str, then: Callable[[LeakverifyError | None], object]) -> None:
        """Lock the case with another passphrase."""
        case, step, who = self.case, Step(Act.REKEYED, self.now()), self.who
        self._write(lambda: case.rekey(passphrase, step=step, who=who), then)

    def purge(self, then: Callable[[LeakverifyError | None], object]) -> None:
        """Destroy the case; `purged` carries the certificate, and another case begins."""
        case, now, who = self.case, self.now(), self.who
        self._forget()

        def work() -> Certificate:
            return case.purge(when=now, who=who)

        def done(told: Certificate) -> None:
            self.take(CaseFile.begin())
            self.purged.emit(told)
            then(None)

        self._jobs.submit(work, on_success=done, on_failure=then, in_order=True)

    def take(self, case: CaseFile) -> None:
        """Work in this case from now on; the one before is closed once what waits for it is written."""
        before = self.case
        self._forget()
        self.case = case
        self._jobs.submit(before.close, in_order=True)
        self.changed.emit()

    def close(self) -> None:
        """The window closes; everything that could be written is."""
        self._retry.stop()
        self.case.close()

    def _forget(self) -> None:
        """What waits is written by the job that is under way, or lost with the user's word."""
        self._retry.stop()
        self._waiting = deque()
        self.error = None
        self.is_irreplaceable = False

    def _write(
        self, work: Callable[[], object], then: Callable[[LeakverifyError | None], object]
    ) -> None:
        """A new file for the case, and then what waits because the old one failed."""
        self._saving = True
        self.changed.emit()

        def done(error: LeakverifyError | None) -> None:
            self._saving = False
            if error is None:
                self.try_again()
            self.changed.emit()
            self.kept.emit()
            then(error)

        self._jobs.submit(work, on_success=lambda _r: done(None), on_failure=done, in_order=True)

    def _go_on(self) -> None:
        if self.error is None and self._waiting:
            self._jobs.submit(
                partial(_write_all, self._waiting),
                on_success=self._on_written,
                on_failure=self._on_failed,
                in_order=True,
            )
            self.changed.emit()

    def _on_written(self, wrote: bool) -> None:  # noqa: FBT001  (a job's result)
        self.changed.emit()
        if wrote:
            self.kept.emit()

    def _on_failed(self, error: LeakverifyError) -> None:
        self.error = error
        self._retry.start()
        self.changed.emit()
        self.failed.emit(error)


def _write_all(waiting: deque[Callable[[], object]]) -> bool:
    """Everything that waits, one after the other; what fails stays the first. Whether there was anything."""
    wrote = False
    while waiting:
        waiting[0]()
        waiting.popleft()
        wrote = True
    return wrote


def _keep(case: CaseFile, acts: Sequence[Step], who: str, parts: Mapping[Part, Body]) -> None:
    """Write acts and parts as one."""
    bodies = {part: body if isinstance(body, bytes) else body() for part, body in parts.items()}
    case.keep(acts, who=who, parts=bodies)
