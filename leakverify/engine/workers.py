"""The analyst's pipes to its workers: what is asked waits in a queue of each, so that neither end ever waits for the other."""

import queue
import select
import threading
from collections.abc import Iterator, Sequence
from typing import Final

from leakverify.checks.contract import Context
from leakverify.engine import probe_wire
from leakverify.facts.batch import Batch
from leakverify.model.errors import ChildDied

AHEAD: Final = 3
"""Questions that a worker may have at once: the one that it works on, and what it finds when it is done before the analyst,
which is busy with rows of its own, hears of it."""

LISTEN_SECONDS: Final = 0.05

Question = tuple[int, int, bytes | memoryview]


class Workers:
    """The analyst's pipes to its workers."""

    def __init__(self, pipes: Sequence[tuple[int, int]]) -> None:
        self._answers = [outof for _, outof in pipes]
        self._open = [0] * len(pipes)
        self._refused = [0] * len(pipes)
        self._questions: list[queue.SimpleQueue[Question]] = [queue.SimpleQueue() for _ in pipes]
        for (into, _), questions in zip(pipes, self._questions, strict=True):
            threading.Thread(
                target=_send, args=(into, questions), name="to-worker", daemon=True
            ).start()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._answers)

    @property
    def attempts_refused(self) -> int:
        """How many attempts to reach out the workers have told of."""
        return sum(self._refused)

    def begin(self, context: Context) -> None:
        """Tell all of them of a run; what they still had of another is thrown away."""
        for worker in range(self.count):
            while self._open[worker]:
                self._take(worker)
        data = probe_wire.context_to_bytes(context)
        for questions in self._questions:
            questions.put((probe_wire.SETUP, 0, data))

    def may_be_asked(self, worker: int) -> bool:
        """Whether there is room for one more question."""
        return self._open[worker] < AHEAD

    def give(self, worker: int, batch: Batch) -> None:
        """Give the next portion of its stretch; it answers once the portion is looked through."""
        self._ask(worker, probe_wire.ROWS, batch.first_row, probe_wire.rows_to_bytes(batch))

    def end_stretch(self, worker: int) -> None:
        """Ask for the probes of all portions since the last time."""
        self._ask(worker, probe_wire.END, 0, b"")

    def answers(self, *, wait: bool) -> Iterator[tuple[int, probe_wire.Message]]:
        """What the workers have to say by now; with `wait`, as soon as one of them has, or after a moment."""
        asked = {end: worker for worker, end in enumerate(self._answers) if self._open[worker]}
        for end in select.select(list(asked), [], [], LISTEN_SECONDS if wait else 0.0)[0]:
            yield asked[end], self._take(asked[end])

    def _ask(self, worker: int, kind: int, number: int, data: bytes | memoryview) -> None:
        self._open[worker] += 1
        self._questions[worker].put((kind, number, data))

    def _take(self, worker: int) -> probe_wire.Message:
        """Read one answer; a worker that is gone ends the run, not the analyst."""
        message = probe_wire.read(self._answers[worker])
        if message is None or message.kind not in (probe_wire.PROBES, probe_wire.LOOKED):
            raise ChildDied("CHILD_DIED")
        self._open[worker] -= 1
        self._refused[worker] = message.number
        return message


def _send(into: int, questions: "queue.SimpleQueue[Question]") -> None:
    """Write what is asked, in a thread: a pipe that is full holds up nobody else. Who is gone is seen at its answers."""
    while True:
        kind, number, data = questions.get()
        try:
            probe_wire.write(into, kind, number, data)
        except OSError:
            return


def refused_by(workers: Workers | None) -> int:
    """How many attempts to reach out the workers, if there are any, have told of."""
    return 0 if workers is None else workers.attempts_refused
