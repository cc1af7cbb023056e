"""A run spread over locked workers: each gets the next rows, the analyst merges their probes in row order."""

import select
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from leakverify.checks.contract import Context
from leakverify.engine import probe_wire
from leakverify.engine.plan import Plan
from leakverify.engine.run import Emit, Outcome, Runner
from leakverify.facts.batch import Batch
from leakverify.model.errors import ChildDied
from leakverify.model.messages import ProgressMade
from leakverify.model.progress import NEVER, CancelToken

_LISTEN_SECONDS: Final = 0.05


class Workers:
    """The analyst's pipes to its workers. Each has at most one portion at a time, so no two pipes can block each other."""

    def __init__(self, pipes: list[tuple[int, int]]) -> None:
        self._pipes = pipes
        self._busy: set[int] = set()
        self._refused = [0] * len(pipes)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._pipes)

    @property
    def attempts_refused(self) -> int:
        """How many attempts to reach out the workers have told of."""
        return sum(self._refused)

    def begin(self, context: Context) -> None:
        """Tell all of them of a run; what they still had of another is thrown away."""
        for worker in sorted(self._busy):
            self._take(worker)
        data = probe_wire.context_to_bytes(context)
        for into, _ in self._pipes:
            self._write(into, probe_wire.SETUP, 0, data)

    def give(self, worker: int, batch: Batch) -> None:
        """Give a portion to an idle worker."""
        self._busy.add(worker)
        into, _ = self._pipes[worker]
        self._write(into, probe_wire.ROWS, batch.first_row, probe_wire.rows_to_bytes(batch))

    def result(self, worker: int, cancel: CancelToken) -> bytes | None:
        """The probes of a worker's portion; None where the user stopped meanwhile."""
        while not cancel.is_set():
            if select.select([self._pipes[worker][1]], [], [], _LISTEN_SECONDS)[0]:
                return self._take(worker)
        return None

    def _take(self, worker: int) -> bytes:
        """Read one answer."""
        message = probe_wire.read(self._pipes[worker][1])
        if message is None or message.kind != probe_wire.PROBES:
            raise ChildDied("CHILD_DIED")
        self._busy.discard(worker)
        self._refused[worker] = message.number
        return message.data

    @staticmethod
    def _write(descriptor: int, kind: int, number: int, data: bytes | memoryview) -> None:
        """Send; a worker that is gone ends the run, not the analyst."""
        try:
            probe_wire.write(descriptor, kind, number, data)
        except OSError as error:
            raise ChildDied("CHILD_DIED") from error


class SpreadRunner(Runner):
    """A runner whose steps happen in the workers."""

    def __init__(
        self,
        plan: Plan,
        context: Context,
        emit: Emit,
        cancel: CancelToken = NEVER,
        *,
        workers: Workers,
    ) -> None:
        super().__init__(plan, context, emit, cancel)
        self._workers = workers

    def run(self, batches: Iterable[Batch], total: Callable[[], int]) -> Outcome:
        """Give portions in turn, merge their probes in the same turn, then say every finding."""
        self._workers.begin(self._context)
        waiting: deque[tuple[int, int]] = deque()
        for given, piece in enumerate(self._pieces(batches)):
            if len(waiting) == self._workers.count and not self._merge_next(waiting, total):
                return Outcome(complete=False, rows=self._rows)
            worker = given % self._workers.count
            self._workers.give(worker, piece)
            waiting.append((worker, piece.rows))
        while waiting:
            if not self._merge_next(waiting, total):
                return Outcome(complete=False, rows=self._rows)
        return Outcome(self._say_all(provisional=False), self._rows)

    def _merge_next(self, waiting: deque[tuple[int, int]], total: Callable[[], int]) -> bool:
        """Take the oldest portion's probes in; False where the user stopped."""
        worker, rows = waiting.popleft()
        data = self._workers.result(worker, self._cancel)
        if data is None:
            return False
        self.probes.merge(probe_wire.bytes_to_state(data, self._context, self._plan))
        self._rows += rows
        self._emit(ProgressMade("check", self._rows, total(), ""))
        if waiting:
            self._provisional()
        return True
