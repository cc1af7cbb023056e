"""One look-up at a time beside the window's thread: how far it is, answers as they come, a way to stop it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from leakverify.engine.look_up import LOOK_UP_STAGE, Made, OnAnswers
from leakverify.engine.look_up_wire import Asking
from leakverify.gui.jobs import JobQueue
from leakverify.gui.museum.job import Wish
from leakverify.model.errors import LeakverifyError
from leakverify.model.looked_up import LookUp
from leakverify.model.progress import CancelToken, OnProgress, Progress

if TYPE_CHECKING:
    from leakverify.model.look_up import Answer

RunLookUp = Callable[[Sequence[str], Asking, OnProgress, OnAnswers, CancelToken], Made]
Keep = Callable[[Made], LookUp | None]
LOOK_MS: Final = 150


@dataclass(frozen=True, slots=True)
class Ended:
    """A look-up that ended, and all that is answered by now."""

    made: Made
    look_up: LookUp | None


class AskingJob(QObject):
    """`moved` now and then, `answered` with new answers, and at the end exactly one of `ended` and `failed`."""

    moved = Signal()
    answered = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, run: RunLookUp, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._run = run
        self._wish = Wish()
        self._made = Progress(LOOK_UP_STAGE, 0, 0)
        self._parts: deque[tuple[Answer, ...]] = deque()
        self._elapsed = QElapsedTimer()
        self.is_running = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)

    @property
    def made(self) -> Progress:
        """How far it is."""
        return self._made

    @property
    def seconds(self) -> float:
        """For how long it has run."""
        return self._elapsed.elapsed() / 1000 if self._elapsed.isValid() else 0.0

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._wish.is_set()

    def start(self, domains: Sequence[str], asking: Asking, keep: Keep) -> None:
        """Ask for these, unless it runs. `keep` makes of it what is kept, on the job's thread as well."""
        if self.is_running:
            return
        self.is_running = True
        self._wish = wish = Wish()
        self._made = Progress(LOOK_UP_STAGE, 0, len(domains))
        self._parts.clear()
        self._elapsed.start()
        self._look.start()

        def work() -> Ended:
            made = self._run(domains, asking, self._note, self._parts.append, wish)
            return Ended(made, keep(made))

        self._jobs.submit(work, on_success=self._on_end, on_failure=self._on_error)

    def stop(self) -> None:
        """Ask it to stop; what was answered is kept."""
        self._wish.ask()

    def _note(self, made: Progress) -> None:
        """Called on the job's thread: one assignment, looked at now and then."""
        self._made = made

    def _tell(self) -> None:
        """Pass on what came since the last look, as one message."""
        new: list[Answer] = []
        while self._parts:
            new.extend(self._parts.popleft())
        if new:
            self.answered.emit(tuple(new))
        self.moved.emit()

    def _on_end(self, ended: Ended) -> None:
        self._close()
        self.ended.emit(ended)

    def _on_error(self, error: LeakverifyError) -> None:
        self._close()
        self.failed.emit(error)

    def _close(self) -> None:
        self.is_running = False
        self._look.stop()
        self._tell()
