"""The parent's side of an analyst: start it, tell it, hear it. Knows nothing of Qt; any thread may call it.

`AnalystClient` owns one child and one reader thread. Every message heard goes to `on_message`, called on the reader
thread; whoever needs another thread posts it there. After `on_message(Failed("CHILD_DIED"…))` nothing more comes.
"""

import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final, Protocol

from leakverify.engine import launch, spill_file, wire
from leakverify.engine.crew import Crew
from leakverify.engine.decode import KnownChecks
from leakverify.engine.listening import Listener
from leakverify.engine.watch import resident_bytes
from leakverify.limits import Limits
from leakverify.model.messages import (
    AskPile,
    Cancel,
    Close,
    Done,
    Failed,
    FromChild,
    Open,
    PileEnd,
    ProtocolError,
    Run,
    Source,
    ToChild,
)
from leakverify.words.findings import phrases

OnMessage = Callable[[FromChild], None]
KILL_AFTER: Final = 2.0
CLOSE_WITHIN: Final = 1.0
WATCH_EVERY: Final = 0.5
WATCH_MARGIN: Final = 256 << 20
MAX_QUEUED: Final = 10_000


class Analyst(Protocol):
    """What the window, the command line and `assess()` need of an analyst."""

    def send(self, message: ToChild) -> None:
        """Queue a message to the child; returns at once. A dead child swallows it."""
        ...

    def cancel(self) -> None:
        """Ask it to stop; kill it if it has not within 2 seconds."""
        ...

    def close(self) -> None:
        """End the child and the reader thread; safe to call twice. Returns within 2 seconds."""
        ...


class AnalystClient:
    """One analyst, started at once and waiting for its `Open`.

    `known_checks` are the check ids that exist (None: those that this build has words for); `words` replaces the child's command line
    in tests of hostile children. The sample's rows spill into a nameless file in `private_folder`, if one is given.
    A `crew` of workers lives and dies with the analyst.
    """

    def __init__(
        self,
        on_message: OnMessage,
        *,
        limits: Limits | None = None,
        private_folder: Path | None = None,
        known_checks: KnownChecks = None,
        words: Sequence[str] | None = None,
        crew: Crew | None = None,
    ) -> None:
        self._on_message = on_message
        self._limits = limits or Limits()
        self._words = list(words) if words is not None else launch.command("analyst")
        self._spill = spill_file.open_nameless(private_folder) if private_folder else -1
        self._crew = crew
        self._listener = Listener(frozenset(phrases()) if known_checks is None else known_checks)
        self._outgoing: queue.SimpleQueue[ToChild | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._started = threading.Event()
        self._ended = threading.Event()
        self._closing = False
        self._opening = self._running = False
        self._over_memory = False
        self._deadline: float | None = None
        self._reader = threading.Thread(target=self._read, name="analyst-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="analyst-writer", daemon=True)
        self._watcher = threading.Thread(target=self._watch, name="analyst-watch", daemon=True)
        for thread in (self._reader, self._writer, self._watcher):
            thread.start()

    @property
    def process_id(self) -> int | None:
        """The child's process id once it runs."""
        self._started.wait(KILL_AFTER)
        return self._process.pid if self._process else None

    def send(self, message: ToChild) -> None:
        """Queue a message to the child; returns at once. A dead child swallows it."""
        if self._ended.is_set() or self._outgoing.qsize() > MAX_QUEUED:
            return
        if isinstance(message, Open):
            message = self._completed(message)
        self._opening = self._opening or isinstance(message, Open)
        self._running = self._running or isinstance(message, Run | AskPile)
        if isinstance(message, AskPile):
            self._listener.expect_pile()
        self._outgoing.put(message)

    def cancel(self) -> None:
        """Ask it to stop; kill it if it has not within 2 seconds."""
        if self._opening or self._running:
            self._deadline = time.monotonic() + KILL_AFTER
        self.send(Cancel())

    def close(self) -> None:
        """End the child and the threads; safe to call twice. Returns within 2 seconds."""
        self._closing = True
        self.send(Close())
        if not self._ended.wait(CLOSE_WITHIN):
            self._kill()
        self._outgoing.put(None)
        for thread in (self._reader, self._writer, self._watcher):
            if thread is not threading.current_thread():
                thread.join(CLOSE_WITHIN)
        spill_file.close(self._spill)
        self._spill = -1

    def _completed(self, message: Open) -> Open:
        """The limits of this client, for the child to lock itself with."""
        limits = {k: v for k, v in asdict(self._limits).items() if v is not None}
        limits["spill"] = self._spill
        if self._crew is not None:
            limits |= self._crew.limits()
        return replace(message, limits={**limits, **message.limits})

    def _read(self) -> None:
        """The reader thread: it starts the child, so that the child lives as long as it."""
        failure = Failed("CHILD_DIED")
        try:
            inherit = [self._spill] if self._spill >= 0 else []
            if self._crew is not None:
                inherit += self._crew.inherited
            self._process = launch.start(self._words, inherit)
            if self._crew is not None:
                self._crew.start()
            self._started.set()
            failure = self._hear(self._process)
        except OSError:
            failure = Failed("CHILD_NOT_STARTED")
        except ProtocolError as error:
            failure = Failed("WORKER_PROTOCOL", {"field": str(error)})
        finally:
            self._started.set()
            self._end()
        if not self._closing:
            self._on_message(failure)

    def _hear(self, process: subprocess.Popen[bytes]) -> Failed:
        """Pass on every message until the pipe ends."""
        stdout = process.stdout
        if stdout is None:
            return Failed("CHILD_NOT_STARTED")
        while True:
            payload = wire.read_frame(stdout.fileno())
            if payload is None:
                return Failed("MEMORY_LIMIT" if self._over_memory else "CHILD_DIED")
            for message in self._listener.hear(payload):
                self._note(message)
                if not self._closing:
                    self._on_message(message)

    def _note(self, message: FromChild) -> None:
        """Keep in mind whether the child still owes an answer."""
        if isinstance(message, Done | Failed | PileEnd):
            self._opening = self._running = False
        if isinstance(message, Source) and message.final:
            self._opening = False
        if not (self._opening or self._running):
            self._deadline = None

    def _write(self) -> None:
        """The writer thread: a child that does not read must not make the window wait."""
        self._started.wait()
        process = self._process
        if process is None or process.stdin is None:
            return
        while (message := self._outgoing.get()) is not None:
            try:
                wire.write_all(process.stdin.fileno(), wire.frame(wire.payload_to_child(message)))
            except (OSError, ValueError, ProtocolError):
                return

    def _watch(self) -> None:
        """The watch: a cancel that is not followed and memory beyond the limit end the child."""
        self._started.wait()
        limit = self._limits.memory_bytes + WATCH_MARGIN
        while self._process is not None and not self._ended.wait(self._patience()):
            late = self._deadline is not None and time.monotonic() >= self._deadline
            if late or self._resident(self._process.pid) > limit:
                self._over_memory = not late
                self._kill()
                return

    def _resident(self, process_id: int) -> int:
        """Memory of the largest process of this analyst."""
        crew = self._crew.process_ids if self._crew is not None else []
        return max(resident_bytes(child) for child in (process_id, *crew))

    def _patience(self) -> float:
        """How long the watch may sleep."""
        if self._deadline is None:
            return WATCH_EVERY
        return min(WATCH_EVERY, max(self._deadline - time.monotonic(), 0.0))

    def _end(self) -> None:
        """Make sure that the child is gone and its pipes are closed."""
        self._kill()
        process = self._process
        if process is not None:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if self._crew is not None:
            self._crew.end()
        self._ended.set()
        self._outgoing.put(None)

    def _kill(self) -> None:
        """End the child at once."""
        self._started.wait(KILL_AFTER)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
