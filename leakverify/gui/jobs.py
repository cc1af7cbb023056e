"""Everything that does not run on the window's own thread: analysts to listen to, and short jobs.

The only place of the window for threads. Whatever comes from elsewhere goes through an `Inbox`, a plain queue that a
queued signal without arguments empties on the window's thread, so no Python object ever travels inside a Qt event.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from leakverify.engine.client import Analyst, OnMessage
from leakverify.model.errors import Cancelled, ChildDied, LeakverifyError
from leakverify.model.messages import (
    AskPile,
    Domains,
    Failed,
    FromChild,
    Page,
    PileEnd,
    PileHead,
    PilePart,
    Scanned,
    Strata,
    ToChild,
)
from leakverify.model.progress import CancelToken

START = Callable[[OnMessage], Analyst]
Call = Callable[[], object]
ANSWERS: Final = (Page, Scanned, Strata, Domains, PileHead, PilePart, PileEnd)
FIRST_TOKEN: Final = 1_000_000
"""Tokens of questions that a job waits for; the panes count from 1."""
ANSWER_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 0.1
MAX_JOBS: Final = 3
"""A look-up and a self-test may take long; one more is left for what a result waits for."""


def on_thread_error(hook: Callable[[threading.ExceptHookArgs], None]) -> None:
    """Have errors of any thread told to this hook instead of written out with their text."""
    threading.excepthook = hook


class Inbox(QObject):
    """Calls from any thread, made on the window's thread in the order in which they came."""

    _rang = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[Call] = deque()
        self._open = True
        self._rang.connect(self._empty, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Call) -> None:
        """Have a call made soon; from any thread."""
        if self._open:
            self._calls.append(call)
            self._rang.emit()

    def close(self) -> None:
        """Take nothing more, and forget what was not made."""
        self._open = False
        self._calls.clear()

    def _empty(self) -> None:
        while self._calls:
            self._calls.popleft()()


class AnalystLine(QObject):
    """A line to one analyst: what it says arrives as `heard` on the window's thread.

    Nothing arrives after `hang_up`, so a late word of an old sample can never be taken for the new one's.
    """

    heard = Signal(object)

    def __init__(self, start: START, inbox: Inbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._open = True
        self._lock = threading.Lock()
        self._token = FIRST_TOKEN
        self._waiting: dict[int, queue.SimpleQueue[FromChild | None]] = {}
        self.analyst = start(self._post)

    def send(self, message: ToChild) -> None:
        """Say something to the analyst; returns at once."""
        self.analyst.send(message)

    def cancel(self) -> None:
        """Ask it to stop what it does; its rows stay."""
        self.analyst.cancel()

    def ask(self, make: Callable[[int], ToChild]) -> FromChild:
        """Ask with a token and wait for the answer that bears it. For jobs only: it blocks its thread."""
        answer: queue.SimpleQueue[FromChild | None] = queue.SimpleQueue()
        with self._lock:
            self._token += 1
            token = self._token
            self._waiting[token] = answer
        try:
            self.analyst.send(make(token))
            heard = answer.get(timeout=ANSWER_SECONDS) if self._open else None
        except queue.Empty:
            heard = None
        finally:
            with self._lock:
                self._waiting.pop(token, None)
        if heard is None:
            raise ChildDied("CHILD_DIED")
        return heard

    def gather(
        self,
        make: Callable[[int], AskPile],
        take: Callable[[PileHead | PilePart], None],
        cancel: CancelToken,
    ) -> None:
        """Ask for a pile of keyed hashes and hand its parts on. For jobs only: it blocks its thread.

        Raises:
            Cancelled: the user stopped it, or a run took its place.
            ChildDied: the analyst is gone.
        """
        parts: queue.SimpleQueue[FromChild | None] = queue.SimpleQueue()
        with self._lock:
            self._token += 1
            token = self._token
            self._waiting[token] = parts
        try:
            self.analyst.send(make(token))
            while not isinstance(heard := self._next(parts, cancel), PileEnd):
                if isinstance(heard, PileHead | PilePart):
                    take(heard)
            if not heard.whole:
                raise Cancelled
        finally:
            with self._lock:
                self._waiting.pop(token, None)

    def _next(self, parts: "queue.SimpleQueue[FromChild | None]", cancel: CancelToken) -> FromChild:
        """The next part of an answer; a wish to stop is told the analyst, who then ends it."""
        told = False
        while self._open:
            if cancel.is_set() and not told:
                told = True
                self.analyst.cancel()
            try:
                heard = parts.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                continue
            if heard is None:
                break
            return heard
        raise ChildDied("CHILD_DIED")

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
        if isinstance(message, ANSWERS) and message.token >= FIRST_TOKEN:
            with self._lock:
                answer = self._waiting.get(message.token)
            if answer is not None:
                answer.put(message)
            return
        if isinstance(message, Failed):
            self._release()
        if self._open:
            self._inbox.post(partial(self._deliver, message))

    def _deliver(self, message: FromChild) -> None:
        if self._open:
            self.heard.emit(message)


class JobQueue(QObject):
    """Owns lines and jobs while they live. A job ends in exactly one of `on_success` and `on_failure`.

    `closing` asks whoever has a long job under way to stop it.
    """

    closing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = Inbox(self)
        self._pool = ThreadPoolExecutor(MAX_JOBS, thread_name_prefix="window-job")
        self._in_order = ThreadPoolExecutor(1, thread_name_prefix="window-case")
        self._lines: set[AnalystLine] = set()

    def submit(
        self,
        work: Callable[[], Any],
        *,
        on_success: Callable[[Any], object] | None = None,
        on_failure: Callable[[LeakverifyError], object] | None = None,
        in_order: bool = False,
    ) -> None:
        """Run `work` on another thread; its result or error arrives on this one. Work `in_order` waits for such work alone."""

        def run() -> None:
            try:
                result = work()
            except LeakverifyError as error:
                self._report(on_failure, error)
            except Exception as error:  # noqa: BLE001  (one of the four places where errors are caught)
                wrapped = LeakverifyError("INTERNAL", kind=type(error).__name__)
                self._report(on_failure, wrapped)
            else:
                self._report(on_success, result)

        pool = self._in_order if in_order else self._pool
        pool.submit(copy_context().run, run)  # which language is spoken goes along

    def line(self, start: START) -> AnalystLine:
        """Start an analyst and listen to it."""
        line = AnalystLine(start, self._inbox, self)
        self._lines.add(line)
        return line

    def drop(self, line: AnalystLine) -> None:
        """Stop listening to an analyst and end it without making the window wait."""
        line.hang_up()
        self._lines.discard(line)
        self.submit(line.analyst.close)

    def close(self) -> None:
        """End all analysts and wait for all jobs; nothing is left afterwards."""
        self.closing.emit()
        self._inbox.close()
        for line in self._lines:
            line.hang_up()
            line.analyst.close()
        self._lines.clear()
        for pool in (self._pool, self._in_order):
            pool.shutdown(wait=True, cancel_futures=False)

    def _report(self, to: Callable[[Any], object] | None, result: object) -> None:
        if to is not None:
            self._inbox.post(partial(to, result))
