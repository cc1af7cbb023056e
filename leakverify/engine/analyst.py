"""The analyst: the locked child that has the sample (CONTRACTS 6).

Three threads: one hears the parent and never waits for work, one works (reads, runs), one answers questions about
rows. Cancel is a flag that the worker sees between two steps; what was read stays.
"""

import contextlib
import gc
import os
import queue
import threading
from dataclasses import fields
from typing import Any

from leakverify import silence
from leakverify.engine import decode, wire
from leakverify.engine.analyst_words import USAGE
from leakverify.engine.child import Start
from leakverify.engine.desk import Desk
from leakverify.engine.pace import COLLECT_EVERY
from leakverify.engine.questions import Questions
from leakverify.engine.spill import Spill
from leakverify.engine.store import RowStore
from leakverify.engine.work import SampleWork
from leakverify.engine.workers import Workers
from leakverify.limits import Limits
from leakverify.model.errors import Cancelled, LeakverifyError, UnreadableInput, UsageProblem
from leakverify.model.messages import (
    Answers,
    AskDomains,
    AskFacet,
    AskPile,
    AskRows,
    AskStrata,
    Cancel,
    Close,
    Done,
    Failed,
    FromChild,
    OldEnd,
    OldLeak,
    OldPart,
    Open,
    ProtocolError,
    Ready,
    Run,
    Scan,
)
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped


class Speaker:
    """Writes whole messages to the parent, from any thread."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def __call__(self, message: FromChild) -> None:
        """Send one message; a parent that is gone ends the child."""
        frames = b"".join(wire.frame(part) for part in wire.parts(message))
        with self._lock:
            try:
                wire.write_all(self._descriptor, frames)
            except OSError:
                os._exit(0)


class AnalystLoop:
    """One analyst's life."""

    def __init__(self, work: SampleWork, speak: Speaker, desk: Desk) -> None:
        self._work = work
        self._speak = speak
        self._runs: queue.SimpleQueue[tuple[Run | AskPile, threading.Event] | None] = (
            queue.SimpleQueue()
        )
        self._questions = Questions(desk, speak, failure)
        self._current: threading.Event | None = None
        self.stop_reading = threading.Event()
        self._paused = False

    def start_threads(self, descriptor: int) -> None:
        """Hear the parent and answer questions from now on."""
        for name, target in (
            ("hear", lambda: self._hear(descriptor)),
            ("answer", self._questions.serve),
        ):
            threading.Thread(target=target, name=name, daemon=True).start()

    def open(self, message: Open, start: Start) -> None:
        """Open the sample; a failure is told, and the child stays to be closed."""
        try:
            _open(self._work, message, start, self.stop_reading)
        except Cancelled:
            self._work.stop_reading()
            self._speak(_cancelled(self._work))
        except Exception as error:  # noqa: BLE001  (told by its code or kind, never by its text)
            self._work.stop_reading()
            self._speak(failure(error))

    def work(self) -> None:
        """Read ahead while nobody asks for a run; run when asked. Never returns: closing ends the process."""
        while True:
            waiting = not self._work.has_more or self._paused
            try:
                asked = self._runs.get(block=waiting)
            except queue.Empty:
                self._read_on()
                continue
            if asked is not None:
                self._run(*asked)

    def _read_on(self) -> None:
        """Read a batch ahead."""
        if self.stop_reading.is_set():
            self._work.stop_reading()
            self._speak(_cancelled(self._work))
            return
        try:
            self._work.read_more()
        except Cancelled:
            self._work.stop_reading()
            self._speak(_cancelled(self._work))
        except Exception as error:  # noqa: BLE001  (a reader that breaks must be told, not hidden)
            self._work.stop_reading()
            self._speak(failure(error))

    def _run(self, asked: Run | AskPile, cancel: threading.Event) -> None:
        """One run, or a pile of keyed hashes; whatever breaks it is told by its kind alone."""
        if isinstance(asked, AskPile):
            self._pile(asked, cancel)
            return
        try:
            self._work.run(asked, cancel)
        except Cancelled:
            self._speak(_cancelled(self._work))
        except Exception as error:  # noqa: BLE001  (never a word of the error itself: it may hold a cell)
            self._speak(failure(error))
            self._speak(
                Done(
                    complete=False,
                    reason=Stopped.CRASH.value,
                    rows=self._work.store.rows,
                    attempts_refused=silence.attempts_refused(),
                    checks=0,
                )
            )
        self._paused = cancel.is_set()

    def _pile(self, asked: AskPile, cancel: threading.Event) -> None:
        """The sample's values for a vault."""
        try:
            self._work.pile(asked, cancel)
        except Exception as error:  # noqa: BLE001  (told by its code or kind, never by its text)
            self._speak(failure(error))
        self._paused = cancel.is_set()

    def _hear(self, descriptor: int) -> None:
        """The thread that listens to the parent."""
        with contextlib.suppress(OSError, ProtocolError):
            while (payload := wire.read_frame(descriptor)) is not None:
                message = decode.to_child(payload)
                if isinstance(message, Close):
                    break
                self._take(message)
        os._exit(0)

    def _take(self, message: object) -> None:
        """Put a message where it belongs; a cancel works at once."""
        match message:
            case Run() | AskPile():
                if self._current is not None:
                    self._current.set()
                self._current = threading.Event()
                self._runs.put((message, self._current))
            case Answers():
                self._work.answers.take(message)
            case OldLeak() | OldPart() | OldEnd():
                self._work.vault.take(message)
            case Cancel():
                if self._current is None:
                    self.stop_reading.set()
                else:
                    self._current.set()
                self._runs.put(None)
            case AskRows() | AskFacet() | Scan() | AskDomains() | AskStrata():
                self._questions.put(message)


def serve(start: Start) -> int:
    """Be the analyst until the parent closes the pipe."""
    speak = Speaker(start.pipes[1])
    speak(Ready(start.isolation.level, start.isolation.details))
    try:
        message = decode.to_child(start.payload)
        loop = _loop(message, speak) if isinstance(message, Open) else None
    except Exception as error:  # noqa: BLE001  (a build that is not whole must say so)
        speak(failure(error))
        return 1
    if loop is None or not isinstance(message, Open):
        return 2
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 50)
    loop.start_threads(start.pipes[0])
    loop.open(message, start)
    loop.work()
    return 0


def _loop(message: Open, speak: Speaker) -> AnalystLoop:
    """The analyst's parts; only here are the large libraries imported."""
    from leakverify.engine.default_rooms import rooms

    limits = limits_of(message)
    spilled = message.limits.get("spill", -1)
    shared = limits.memory_bytes // (1 + message.limits.get("workers", 0))  # with its workers
    store = RowStore(shared, Spill(spilled) if spilled >= 0 else None)
    work = SampleWork(rooms(), store, limits, speak, _workers(message.limits))
    return AnalystLoop(
        work, speak, Desk(store, lambda: work.roles, work.rows_of, work.notation.day_first)
    )


def _workers(limits: dict[str, int]) -> Workers | None:
    """The pipes to the workers that the parent started, if it did."""
    count = limits.get("workers", 0)
    if not count:
        return None
    ends = [(limits[f"worker_{n}_in"], limits[f"worker_{n}_out"]) for n in range(count)]
    return Workers(ends)


def _open(work: SampleWork, message: Open, start: Start, cancel: threading.Event) -> None:
    """Open the sample that the first lines of the child have opened files of."""
    for number, opened in enumerate(start.files + start.earlier, start=1):
        if opened.file is None:
            raise UnreadableInput(opened.code, file=number)
    work.open(
        [opened.file for opened in start.files if opened.file],
        read_settings(message.read),
        earlier=[opened.file for opened in start.earlier if opened.file],
        cancel=cancel,
    )


def limits_of(message: Open) -> Limits:
    """The limits that the parent sent, over the defaults."""
    known = {field.name for field in fields(Limits)}
    chosen: dict[str, Any] = {k: v for k, v in message.limits.items() if k in known and v > 0}
    return Limits(**chosen)


def read_settings(read: dict[str, str]) -> ReadSettings:
    """What the user fixed about the file."""
    header = {"yes": True, "no": False}.get(read.get("header", ""))
    return ReadSettings(
        read.get("encoding"),
        read.get("delimiter"),
        header,
        read.get("table"),
        read.get("password"),
        read.get("dkim_keys"),
    )


def failure(error: Exception) -> Failed:
    """An error as it may be told: a code with numbers, or the mere kind of the error."""
    if isinstance(error, UsageProblem):
        return Failed(error.code, {**error.place, USAGE: 1})
    if isinstance(error, LeakverifyError):
        return Failed(error.code, error.place)
    if isinstance(error, MemoryError):
        return Failed("MEMORY_LIMIT")
    return Failed("INTERNAL", {"kind": type(error).__name__[:64]})


def _cancelled(work: SampleWork) -> Done:
    """The end of something that the user stopped."""
    return Done(
        complete=False,
        reason=Stopped.CANCELLED.value,
        rows=work.store.rows,
        attempts_refused=silence.attempts_refused(),
        checks=0,
    )
