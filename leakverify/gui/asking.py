"""One look-up at a time beside the window's thread: a long job that also brings answers as they come."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from leakverify.engine.look_up import LOOK_UP_STAGE, Made, OnAnswers
from leakverify.engine.look_up_wire import Asking
from leakverify.gui.jobs import JobQueue
from leakverify.gui.long_job import LongJob
from leakverify.model.looked_up import LookUp
from leakverify.model.progress import CancelToken, OnProgress, Progress

if TYPE_CHECKING:
    from leakverify.model.look_up import Answer

RunLookUp = Callable[[Sequence[str], Asking, OnProgress, OnAnswers, CancelToken], Made]
Keep = Callable[[Made], LookUp | None]


@dataclass(frozen=True, slots=True)
class Ended:
    """A look-up that ended, and all that is answered by now."""

    made: Made
    look_up: LookUp | None


class AskingJob(LongJob):
    """`answered` brings new answers before `moved`; `ended` carries an `Ended`."""

    answered = Signal(object)

    def __init__(self, jobs: JobQueue, run: RunLookUp, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._run = run
        self._parts: deque[tuple[Answer, ...]] = deque()
        self._elapsed = QElapsedTimer()

    @property
    def seconds(self) -> float:
        """For how long it has run."""
        return self._elapsed.elapsed() / 1000 if self._elapsed.isValid() else 0.0

    def ask(self, domains: Sequence[str], asking: Asking, keep: Keep) -> None:
        """Ask for these, unless it runs. `keep` makes of it what is kept, on the job's thread as well."""
        if self.is_running:
            return

        def work(on_progress: OnProgress, cancel: CancelToken) -> Ended:
            made = self._run(domains, asking, on_progress, self._parts.append, cancel)
            return Ended(made, keep(made))

        self._elapsed.start()
        self.start(work, Progress(LOOK_UP_STAGE, 0, len(domains)))

    def _tell(self) -> None:
        """Pass on what came since the last look, as one message."""
        new: list[Answer] = []
        while self._parts:
            new.extend(self._parts.popleft())
        if new:
            self.answered.emit(tuple(new))
        super()._tell()
