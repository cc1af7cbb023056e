"""A run that the analyst shares with locked workers: each takes stretches of rows, their probes are merged in row order.

A stretch is several portions that lie side by side. Who takes one keeps its probes to its end, because samples take
most of their time at the beginning, and because what a worker has seen must travel. The analyst takes stretches like
the others, in the time that reading and sending leave it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.checks.contract import Context
from leakverify.engine import probe_wire
from leakverify.engine.plan import Plan
from leakverify.engine.run import Carried, Emit, Outcome, Pace, Probes, Runner
from leakverify.engine.workers import Workers
from leakverify.facts.batch import Batch
from leakverify.model.messages import ProgressMade
from leakverify.model.progress import NEVER, CancelToken

LONGEST_STRETCH: Final = 32
"""Portions; the first stretches are shorter, for first findings. The last ones are halved for who has nothing left to do."""

WORTH_HALVING: Final = 2
"""Portions that a stretch must have left for half of them to be taken over."""


@dataclass(slots=True, eq=False)
class Stretch:
    """Portions that lie side by side: those still to be given, how many rows they have, and what came of them."""

    portions: deque[Batch] = field(default_factory=deque)
    rows: int = 0
    whole: bool = False
    taken: bool = False
    result: Carried | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is something to be done for it: a portion to be looked through, or its end."""
        return bool(self.portions) or self.whole

    def put(self, portion: Batch) -> None:
        """Take in the portion that follows directly."""
        self.portions.append(portion)
        self.rows += portion.rows

    def halved(self) -> "Stretch":
        """The later half of what is still to be given, as a stretch of its own."""
        kept = (len(self.portions) + 1) // 2
        later = Stretch(whole=True)
        for portion in list(self.portions)[kept:]:
            self.portions.pop()
            self.rows -= portion.rows
            later.put(portion)
        return later


class Stretches:
    """The rows cut into stretches as they are read; only so many are read ahead as those at work need."""

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
            self._room = min(1 << self._made, LONGEST_STRETCH)
            self._made += 1
        last = self.open[-1]
        last.put(piece)
        self._room -= 1
        last.whole = self._room <= 0

    def take(self) -> Stretch | None:
        """A stretch that nobody has; once all rows are read, half of what the busiest has still before it."""
        new = next((s for s in self.open if not s.taken), None)
        if new is None and self.ended:
            longest = max(self.open, key=lambda s: len(s.portions), default=None)
            if longest is not None and len(longest.portions) >= WORTH_HALVING:
                new = longest.halved()
                self.open.insert(self.open.index(longest) + 1, new)
        if new is not None:
            new.taken = True
        return new


class SpreadRunner(Runner):
    """A runner that shares its steps with workers."""

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
        self._at_work: dict[int, Stretch] = {}
        self._asked: list[deque[Stretch | int]] = [deque() for _ in range(workers.count)]
        self._own: tuple[Stretch, Probes] | None = None
        self._next = self.probes

    def run(self, batches: Iterable[Batch], total: Callable[[], int]) -> Outcome:
        """Share stretches out, merge their probes in row order, then say every finding."""
        self._workers.begin(self._context)
        stretches = Stretches(self._pieces(batches))
        stretches.read()
        self._own = self._begin(stretches)  # the first rows, while the workers still start
        self._take_part(total)
        while stretches.open or not stretches.ended:
            self._merge(stretches)
            if self._cancel.is_set():
                return Outcome(complete=False, rows=self._rows)
            while self._supply(stretches) and not stretches.ended:
                stretches.read()
            idle = not self._take_part(total)
            for worker, message in self._workers.answers(wait=idle):
                self._hear(worker, message, total)
        return Outcome(self._say_all(provisional=False), self._rows)

    def _supply(self, stretches: Stretches) -> bool:
        """Keep everybody supplied; True where somebody waits for rows that are still to be read."""
        lacking = self._give(stretches)
        if self._own is None:
            self._own = self._begin(stretches)
        return lacking or self._own is None or not self._own[0].is_ready

    def _begin(self, stretches: Stretches) -> tuple[Stretch, Probes] | None:
        """Take a stretch for this process; the first rows go to the run's own probes."""
        stretch = stretches.take()
        if stretch is None:
            return None
        return stretch, self._next

    def _take_part(self, total: Callable[[], int]) -> bool:
        """Look through the next portion of this process's own stretch; False where there is none."""
        if self._own is None:
            return False
        stretch, probes = self._own
        if stretch.portions:
            portion = stretch.portions.popleft()
            if not self._step_through(probes, portion, self._looked, total):
                return False
            self._looked += portion.rows
        if stretch.whole and not stretch.portions:
            stretch.result, self._own, self._next = probes.carried, None, probes.fresh()
        return True

    def _give(self, stretches: Stretches) -> bool:
        """Keep the workers supplied; True where one of them waits for rows that are still to be read."""
        lacking = False
        for worker in range(self._workers.count):
            while self._workers.may_be_asked(worker):
                stretch = self._at_work.get(worker) or stretches.take()
                if stretch is None or not stretch.is_ready:
                    lacking = True
                    break
                self._at_work[worker] = stretch
                self._ask(worker, stretch)
        return lacking

    def _ask(self, worker: int, stretch: Stretch) -> None:
        """Give the next portion of a stretch, or ask for its probes where there is none."""
        if stretch.portions:
            portion = stretch.portions.popleft()
            self._asked[worker].append(portion.rows)
            self._workers.give(worker, portion)
        else:
            del self._at_work[worker]
            self._asked[worker].append(stretch)
            self._workers.end_stretch(worker)

    def _hear(self, worker: int, message: probe_wire.Message, total: Callable[[], int]) -> None:
        """Note what a worker says to the oldest question that it has."""
        asked = self._asked[worker].popleft()
        if isinstance(asked, Stretch):
            asked.result = probe_wire.bytes_to_state(message.data, self._context, self._plan)
        else:
            self._looked += asked
            self._emit(ProgressMade("check", self._looked, total(), ""))

    def _merge(self, stretches: Stretches) -> None:
        """Take in the probes of the stretches that follow directly on what is merged."""
        while stretches.open and (seen := stretches.open[0].result) is not None:
            self.probes.merge(seen) if self._rows else self.probes.take(seen)
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
    """A runner in this process, or one that shares the rows with workers; `early` as in `Run`."""
    pace = Pace.of(early=early)
    if workers is None:
        return Runner(plan, context, emit, cancel, pace=pace)
    return SpreadRunner(plan, context, emit, cancel, workers=workers, pace=pace)
