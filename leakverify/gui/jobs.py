"""Everything that does not run on the window's own thread: analysts to listen to, and short jobs.

The only place of the window for threads. Whatever comes from elsewhere is posted to the window's thread by a queued
signal, so no other module needs to know that threads exist.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from leakverify.engine.client import Analyst, OnMessage
from leakverify.model.errors import ChildDied, LeakverifyError
from leakverify.model.messages import Failed, FromChild, Page, Scanned, ToChild

START = Callable[[OnMessage], Analyst]
FIRST_TOKEN: Final = 1_000_000
"""Tokens of questions that a job waits for; the panes count from 1."""
ANSWER_SECONDS: Final = 60.0


class AnalystLine(QObject):
    """A line to one analyst: what it says arrives as `heard` on the window's thread.

    Nothing arrives after `close`, so a late word of an old sample can never be taken for the new one's.
    """

    heard = Signal(object)
    _posted = Signal(object)

    def __init__(self, start: START, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._lock = threading.Lock()
        self._token = FIRST_TOKEN
        self._waiting: dict[int, queue.SimpleQueue[FromChild | None]] = {}
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.analyst = start(self._post)

    def send(self, message: ToChild) -> None:
        """Say something to the analyst; returns at once."""
        self.analyst.send(message)

    def cancel(self) -> None:
        """Ask it to stop what it does; its rows stay."""
        self.analyst.cancel()

    def ask(self, make: Callable[[int], ToChild]) -> FromChild:
        """Ask with a token and wait for the answer that bears it. For jobs only: it blocks its thread."""
        with self._lock:
            self._token += 1
            token = self._token
            answer = self._waiting[token] = queue.SimpleQueue[FromChild | None]()
        try:
            if not self._open:
                raise ChildDied("CHILD_DIED")
            self.analyst.send(make(token))
            heard = answer.get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            heard = None
        finally:
            with self._lock:
                self._waiting.pop(token, None)
        if heard is None:
            raise ChildDied("CHILD_DIED")
        return heard

    def hang_up(self) -> None:
        """Stop listening; whoever waits for an answer is told that none comes."""
        self._open = False
        self._release()

    def _release(self) -> None:
        with self._lock:
            for answer in self._waiting.values():
                answer.put(None)

    def _post(self, message: FromChild) -> None:
        """Called on the reader's thread."""
        if isinstance(message, Page | Scanned) and message.token >= FIRST_TOKEN:
            with self._lock:
                answer = self._waiting.get(message.token)
            if answer is not None:
                answer.put(message)
            return
        if isinstance(message, Failed):
            self._release()
        if self._open:
            self._posted.emit(message)

    def _deliver(self, message: FromChild) -> None:
        if self._open:
            self.heard.emit(message)


class Job(QObject):
    """One piece of work; exactly one of `succeeded` and `failed`, then `finished`."""

    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()


class _Work(QRunnable):
    """Runs a job's function on a pooled thread and reports by the job's signals."""

    def __init__(self, job: Job, work: Callable[[], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        try:
            result = self._work()
        except LeakverifyError as error:
            self._job.failed.emit(error)
        except Exception as error:  # noqa: BLE001  (one of the four places where errors are caught)
            self._job.failed.emit(LeakverifyError("INTERNAL", kind=type(error).__name__))
        else:
            self._job.succeeded.emit(result)
        self._job.finished.emit()


class JobQueue(QObject):
    """Owns lines and jobs while they live: a job that nobody holds loses its signals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._jobs: set[Job] = set()
        self._lines: set[AnalystLine] = set()

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._jobs)

    def submit(
        self,
        work: Callable[[], Any],
        *,
        on_success: Callable[[Any], object] | None = None,
        on_failure: Callable[[LeakverifyError], object] | None = None,
    ) -> Job:
        """Run `work` on another thread; its result or error arrives on this one."""
        job = Job(self)
        queued = Qt.ConnectionType.QueuedConnection
        if on_success is not None:
            job.succeeded.connect(on_success, queued)
        if on_failure is not None:
            job.failed.connect(on_failure, queued)
        self._jobs.add(job)
        job.finished.connect(lambda: self._forget(job), queued)
        self._pool.start(_Work(job, work))
        return job

    def line(self, start: START) -> AnalystLine:
        """Start an analyst and listen to it."""
        line = AnalystLine(start, self)
        self._lines.add(line)
        return line

    def drop(self, line: AnalystLine) -> None:
        """Stop listening to an analyst and end it without making the window wait."""
        line.hang_up()
        self._lines.discard(line)
        self.submit(line.analyst.close)

    def close(self) -> None:
        """End all analysts and wait for all jobs; nothing is left afterwards."""
        for line in self._lines:
            line.hang_up()
            line.analyst.close()
        self._lines.clear()
        self._pool.waitForDone()

    def _forget(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()
