"""An analyst that dies while it reads is followed by one that stops before the place: the rows already read are kept.

The rows live in the analyst alone, so they die with it. A second analyst opens the same files, reads as many rows as
the first had taken in, and checks those; the run then ends as one that broke off. Where it dies as well, that is told.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from leakverify.engine.client import Analyst, OnMessage
from leakverify.model.messages import (
    Answers,
    AskPile,
    Cancel,
    Close,
    Done,
    Failed,
    FromChild,
    OldEnd,
    OldLeak,
    OldPart,
    Open,
    PileEnd,
    RowsRead,
    Run,
    ToChild,
)
from leakverify.model.terms import Stopped

_DEATHS: Final = frozenset({"CHILD_DIED", "MEMORY_LIMIT"})
_OF_MEMORY: Final = 0.75
"""How many of the rows a second analyst takes where the first ran out of memory."""


class SecondTry:
    """One sample's analyst, and its successor if need be. `start` starts one that tells a callback all it says."""

    def __init__(self, on_message: OnMessage, start: Callable[[OnMessage], Analyst]) -> None:
        self._tell = on_message
        self._start = start
        self._lock = threading.RLock()
        self._opened: Open | None = None
        self._running: Run | AskPile | None = None
        self._answers: list[Answers] = []
        self._vault: list[OldLeak | OldPart | OldEnd] = []
        self._rows = 0
        self._is_second = False
        self._leave_it = False
        self._alive = True
        self._first: Analyst | None = None
        self._analyst = start(self._hear)

    @property
    def process_id(self) -> int | None:
        """The child's process id once it runs."""
        found: int | None = getattr(self._analyst, "process_id", None)
        return found

    def send(self, message: ToChild) -> None:
        """Queue a message to the child; returns at once. A dead child swallows it."""
        with self._lock:
            match message:
                case Open():
                    self._opened = message
                case Run() | AskPile():
                    self._running = message
                case OldLeak() | OldPart() | OldEnd():
                    whole = bool(self._vault) and isinstance(self._vault[-1], OldEnd)
                    self._vault = [message] if whole else [*self._vault, message]
                case Answers():
                    whole = not self._answers or not self._answers[-1].more
                    self._answers = [message] if whole else [*self._answers, message]
                case Cancel() | Close():
                    self._leave_it = True
                case _:
                    pass
            self._analyst.send(message)

    def cancel(self) -> None:
        """Ask it to stop; kill it if it has not within 2 seconds. What is killed for that is not followed."""
        with self._lock:
            self._leave_it = True
            self._analyst.cancel()

    def close(self) -> None:
        """End the children; safe to call twice."""
        with self._lock:
            self._leave_it, self._alive = True, False
            analysts = (self._analyst, self._first)
        for analyst in analysts:
            if analyst is not None:
                analyst.close()

    def _hear(self, message: FromChild) -> None:
        """Pass on what is said; where the child died with rows read, start the second instead."""
        match message:
            case RowsRead():
                self._rows = max(self._rows, message.count)
            case Done():
                self._running = None
                self._tell(self._honest(message))
            case PileEnd():
                self._running = None
                self._tell(message)
            case Failed() if message.code in _DEATHS and self._follow(message.code):
                return
            case _:
                self._tell(message)

    def _follow(self, code: str) -> bool:
        """Start the second analyst, if there is something to keep."""
        rows = int(self._rows * _OF_MEMORY) if code == "MEMORY_LIMIT" else self._rows
        with self._lock:
            if self._is_second or self._leave_it or self._opened is None or not rows:
                return False
            self._is_second = True
            self._first, self._analyst = self._analyst, self._start(self._hear)
            limits = {**self._opened.limits, "rows": rows}
            self._analyst.send(replace(self._opened, limits=limits))
            for told in (*self._answers, *self._vault):
                self._analyst.send(told)
            if self._running is not None:
                self._analyst.send(self._running)
        return True

    def _honest(self, done: Done) -> Done:
        """What the second one calls a limit was a death."""
        if not self._is_second or done.reason not in {"", Stopped.LIMIT.value}:
            return done
        return replace(done, complete=False, reason=Stopped.CRASH.value)
