"""A run spread over locked workers: each gets stretches of rows, the analyst merges their probes in row order.

A stretch is several portions that lie side by side. A worker keeps its probes over a stretch, because their samples take
most of their time at the beginning; only at its end do they travel.
"""

import select
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from leakverify.checks.contract import Context
from leakverify.engine import probe_wire
from leakverify.engine.plan import Plan
from leakverify.engine.run import Emit, Outcome, Pace, Runner
from leakverify.facts.batch import Batch
from leakverify.model.errors import ChildDied
from leakverify.model.messages import ProgressMade
from leakverify.model.progress import NEVER, CancelToken

LONGEST_STRETCH: Final = 8
"""Portions; the first stretches are shorter, for first findings."""

_LISTEN_SECONDS: Final = 0.05


class Workers:
    """The analyst's pipes to its workers. Each has at most one question at a time, so no two pipes can block each other."""

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

    def is_idle(self, worker: int) -> bool:
        """Whether a worker waits for a question."""
        return worker not in self._busy

    def give(self, worker: int, batch: Batch) -> None:
        """Give the next portion of its stretch to an idle worker; it answers once the portion is looked through."""
        self._ask(worker, probe_wire.ROWS, batch.first_row, probe_wire.rows_to_bytes(batch))

    def end_stretch(self, worker: int) -> None:
        """Ask an idle worker for the probes of its stretch."""
        self._ask(worker, probe_wire.END, 0, b"")

    def answers(self) -> Iterator[tuple[int, probe_wire.Message]]:
        """What the busy workers have to say, waiting a moment for it."""
        ends = {self._pipes[worker][1]: worker for worker in self._busy}
        for end in select.select(list(ends), [], [], _LISTEN_SECONDS)[0]:
            yield ends[end], self._take(ends[end])

    def _ask(self, worker: int, kind: int, number: int, data: bytes | memoryview) -> None:
        self._busy.add(worker)
        self._write(self._pipes[worker][0], kind, number, data)

    def _take(self, worker: int) -> probe_wire.Message:
        """Read one answer."""
        message = probe_wire.read(self._pipes[worker][1])
        if message is None or message.kind not in (probe_wire.PROBES, probe_wire.LOOKED):
            raise ChildDied("CHILD_DIED")
        self._busy.discard(worker)
        self._refused[worker] = message.number
        return message

    @staticmethod
    def _write(descriptor: int, kind: int, number: int, data: bytes | memoryview) -> None:
        """Send; a worker that is gone ends the run, not the analyst."""
        try:
            probe_wire.write(descriptor, kind, number, data)
        except OSError as error:
            raise ChildDied("CHILD_DIED") from error


@dataclass(slots=True)
class Stretch:
    """Portions that lie side by side: those still to be given, how many rows they have, and what came of them."""

    portions: deque[Batch] = field(default_factory=deque)
    rows: int = 0
    whole: bool = False
    asked: bool = False
    result: bytes | None = None


class Stretches:
    """The rows cut into stretches as they are read; only so many are read ahead as the workers need."""

    def __init__(self, pieces: Iterator[Batch]) -> None:
        self._pieces = pieces
        self._made = self._room = 0
        self.ended = False
        self.open: list[Stretch] = []
        """Stretches whose probes are not merged yet, in row order."""

    def read(self) -> None:
        """Read the next portion into the last stretch, or into a new one."""
        piece = next(self._pieces, None)
        if piece is None:
            self.ended = True
            for stretch in self.open:
                stretch.whole = True
            return
        if not self.open or self.open[-1].whole:
            self.open.append(Stretch())
            self._made += 1
            self._room = min(1 << max(self._made - 2, 0), LONGEST_STRETCH)
        last = self.open[-1]
        last.portions.append(piece)
        last.rows += piece.rows
        self._room -= 1
        last.whole = self._room <= 0


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
        pace: Pace | None = None,
    ) -> None:
        super().__init__(plan, context, emit, cancel, pace=pace)
        self._workers = workers
        self._looked = 0
        self._given: dict[int, int] = {}

    def run(self, batches: Iterable[Batch], total: Callable[[], int]) -> Outcome:
        """Give stretches in turn, merge their probes in row order, then say every finding."""
        self._workers.begin(self._context)
        stretches = Stretches(self._pieces(batches))
        at_work: dict[int, Stretch] = {}
        while stretches.open or not stretches.ended:
            if self._cancel.is_set():
                return Outcome(complete=False, rows=self._rows)
            idle = self._give(stretches.open, at_work)
            if idle and not stretches.ended:
                stretches.read()
                continue
            for worker, message in self._workers.answers():
                if message.kind == probe_wire.PROBES:
                    at_work.pop(worker).result = message.data
                else:
                    self._looked += self._given[worker]
                    self._emit(ProgressMade("check", self._looked, total(), ""))
            self._merge(stretches)
        return Outcome(self._say_all(provisional=False), self._rows)

    def _give(self, waiting: Sequence[Stretch], at_work: dict[int, Stretch]) -> bool:
        """Keep the workers busy; True where one waits for rows."""
        lacking = False
        for worker in range(self._workers.count):
            if worker not in at_work:
                new = next((s for s in waiting if not s.asked), None)
                if new is None:
                    lacking = True
                    continue
                new.asked, at_work[worker] = True, new
            if self._workers.is_idle(worker):
                stretch = at_work[worker]
                if stretch.portions:
                    portion = stretch.portions.popleft()
                    self._given[worker] = portion.rows
                    self._workers.give(worker, portion)
                elif stretch.whole:
                    self._workers.end_stretch(worker)
                else:
                    lacking = True
        return lacking

    def _merge(self, stretches: Stretches) -> None:
        """Take in the probes of the stretches that follow directly on what is merged."""
        while stretches.open and (data := stretches.open[0].result) is not None:
            self.probes.merge(probe_wire.bytes_to_state(data, self._context, self._plan))
            self._rows += stretches.open.pop(0).rows
            if stretches.open or not stretches.ended:
                self._provisional()


def runner_of(
    plan: Plan,
    context: Context,
    emit: Emit,
    cancel: CancelToken,
    workers: Workers | None,
    *,
    early: bool,
) -> Runner:
    """A runner in this process, or one that spreads the rows over workers; `early` as in `Run`."""
    pace = Pace.of(early=early)
    if workers is None:
        return Runner(plan, context, emit, cancel, pace=pace)
    return SpreadRunner(plan, context, emit, cancel, workers=workers, pace=pace)


def refused_by(workers: Workers | None) -> int:
    """How many attempts to reach out the workers, if there are any, have told of."""
    return 0 if workers is None else workers.attempts_refused
