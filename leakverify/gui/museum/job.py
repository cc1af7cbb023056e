"""A run of the self-test beside the window: how far it is, a way to stop it, and what came of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.gui.jobs import JobQueue
from leakverify.model.errors import LeakverifyError
from leakverify.model.museum import SelfTest
from leakverify.model.progress import CancelToken, OnProgress, Progress

RunTest = Callable[[OnProgress, CancelToken], SelfTest]
LOOK_MS: Final = 150


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


class MuseumJob(QObject):
    """One run at a time. `moved` when it is further on, `ended` with the result, `failed` with the error."""

    moved = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, run: RunTest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._run = run
        self._wish = Wish()
        self._made = Progress("selftest", 0, 0)
        self.is_running = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.moved)

    @property
    def made(self) -> Progress:
        """How far it is."""
        return self._made

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._wish.is_set()

    def start(self) -> None:
        """Run it, unless it runs."""
        if self.is_running:
            return
        self.is_running = True
        self._wish = wish = Wish()
        self._made = Progress("selftest", 0, 0)
        self._look.start()
        self._jobs.submit(
            lambda: self._run(self._tell, wish), on_success=self._on_end, on_failure=self._on_error
        )

    def stop(self) -> None:
        """Ask it to stop; what was tried is still told."""
        self._wish.ask()

    def _tell(self, made: Progress) -> None:
        """Called on the job's thread: one assignment, looked at now and then."""
        self._made = made

    def _on_end(self, test: SelfTest) -> None:
        self._close()
        self.ended.emit(test)

    def _on_error(self, error: LeakverifyError) -> None:
        self._close()
        self.failed.emit(error)

    def _close(self) -> None:
        self.is_running = False
        self._look.stop()
