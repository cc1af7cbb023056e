"""Work that takes long, beside the window's thread: one at a time, how far it is, a way to stop it, what came of it."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.gui.jobs import JobQueue
from leakverify.model.errors import LeakverifyError
from leakverify.model.progress import CancelToken, OnProgress, Progress

Work = Callable[[OnProgress, CancelToken], Any]
LOOK_MS: Final = 150
NOT_BEGUN: Final = Progress("", 0, 0)


class Wish:
    """Whether the user asked to stop; read from another thread."""

    def __init__(self) -> None:
        self._asked = False

    def ask(self) -> None:
        """Ask to stop."""
        self._asked = True

    def is_set(self) -> bool:
        """Tell whether the user asked."""
        return self._asked


class LongJob(QObject):
    """`moved` now and then, and at the end exactly one of `ended` with the result and `failed` with the error."""

    moved = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_running = False
        self.made = NOT_BEGUN
        self._jobs = jobs
        self._wish = Wish()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        jobs.closing.connect(self.stop)

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._wish.is_set()

    def start(self, work: Work, first: Progress = NOT_BEGUN) -> bool:
        """Do this, unless something is being done; whether it begins. `first` is how far it is before it tells."""
        if self.is_running:
            return False
        self.is_running = True
        self._wish = wish = Wish()
        self.made = first
        self._look.start()
        self._jobs.submit(
            lambda: work(self._note, wish), on_success=self._on_end, on_failure=self._on_error
        )
        return True

    def stop(self) -> None:
        """Ask it to stop; what it has by then is told as its result, or that it was stopped."""
        self._wish.ask()

    def _note(self, made: Progress) -> None:
        """Called on the job's thread: one assignment, looked at now and then."""
        self.made = made

    def _tell(self) -> None:
        """On the window's thread, now and then, and once more before the end."""
        self.moved.emit()

    def _on_end(self, result: object) -> None:
        self._close()
        self.ended.emit(result)

    def _on_error(self, error: LeakverifyError) -> None:
        self._close()
        self.failed.emit(error)

    def _close(self) -> None:
        self.is_running = False
        self._look.stop()
        self._tell()
