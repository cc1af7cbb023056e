"""One dossier at a time verified beside the window's thread: how far it is, a way to stop it, and what came of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.gui.jobs import JobQueue
from leakverify.gui.museum.job import Wish
from leakverify.model.errors import LeakverifyError
from leakverify.model.progress import CancelToken, OnProgress, Progress
from leakverify.model.verification import Request, Verification

RunVerify = Callable[[Request, OnProgress, CancelToken], Verification]
LOOK_MS: Final = 150


class VerifyJob(QObject):
    """`moved` now and then, and at the end exactly one of `ended` with the result and `failed` with the error."""

    moved = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, run: RunVerify, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_running = False
        self.made = Progress("", 0, 0)
        self._jobs = jobs
        self._run = run
        self._wish = Wish()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.moved)

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._wish.is_set()

    def start(self, request: Request) -> None:
        """Verify this, unless something is being verified."""
        if self.is_running:
            return
        self.is_running = True
        self._wish = wish = Wish()
        self.made = Progress("", 0, 0)
        self._look.start()
        self._jobs.submit(
            lambda: self._run(request, self._tell, wish),
            on_success=self._on_end,
            on_failure=self._on_error,
        )

    def stop(self) -> None:
        """Ask it to stop."""
        self._wish.ask()

    def _tell(self, made: Progress) -> None:
        """Called on the job's thread: one assignment, looked at now and then."""
        self.made = made

    def _on_end(self, told: Verification) -> None:
        self._close()
        self.ended.emit(told)

    def _on_error(self, error: LeakverifyError) -> None:
        self._close()
        self.failed.emit(error)

    def _close(self) -> None:
        self.is_running = False
        self._look.stop()
