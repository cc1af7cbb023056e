"""One run: every planned probe over every row, in order, in steps short enough to stop between two of them.

A check that raises becomes a `failed` finding; nothing that a check does ends the run.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Self

from leakverify.checks.contract import Context, Probe
from leakverify.checks.state import follow
from leakverify.engine.column_counts import ColumnCounts
from leakverify.engine.glance_counts import GlanceCounts
from leakverify.engine.plan import Plan, Task, failed
from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.model.finding import Finding
from leakverify.model.messages import FindingMade, FromChild, ProgressMade
from leakverify.model.progress import NEVER, CancelToken

STEP_ROWS: Final = 24_576
FIRST_ROWS: Final = 2_048
PROVISIONAL_EVERY: Final = 0.5
PROVISIONAL_SHARE: Final = 0.05
DEAR_FINISH: Final = 0.02
UNWATCHED_FOR: Final = 10.0
"""Seconds before a run that nobody looks on tells what it has so far, for those who stop it."""
PROGRESS_EVERY: Final = 0.05
AT_ONCE: Final = 0.05
"""Seconds of making findings on the first rows that are spent before all checks have seen these; more would put off the last word on a small file."""
MAX_WORD: Final = 64

Emit = Callable[[FromChild], None]


class Carried(NamedTuple):
    """The state of a run as it travels: a probe a task (None where it broke, with a finding), and what is counted beside."""

    probes: list[Probe | None]
    broken: dict[int, Finding]
    counts: ColumnCounts
    glance: GlanceCounts


class Probes:
    """The state of a run: one probe a task, or the finding of the task that broke."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self.plan = plan
        self._context = context
        self._probes: list[Probe | None] = []
        self._broken: dict[int, Finding] = {}
        self.counts = ColumnCounts()
        self.glance = GlanceCounts(context.settings.roles)
        self._columns = tuple(column.name for column in context.settings.roles)
        for index, task in enumerate(plan.tasks):
            self._probes.append(None)
            self._guard(index, lambda i=index, t=task: self._begin(i, t))  # type: ignore[misc]  # bound now

    def count(self, facts: Facts) -> None:
        """Count the cells of the next rows."""
        self.counts.feed(facts, self._columns, self._context.seed)
        self.glance.feed(facts, self._context.seed)

    def feed(self, index: int, facts: Facts) -> None:
        """One step: one check takes the next rows."""
        probe = self._probes[index]
        if probe is not None:
            self._guard(index, lambda: probe.feed(facts))

    def fresh(self) -> "Probes":
        """Probes for other rows of the same file, whose samples take in only what can stay beside what is seen here."""
        fresh = Probes(self.plan, self._context)
        for index, (probe, earlier) in enumerate(zip(fresh._probes, self._probes, strict=True)):
            if earlier is not None:
                fresh._guard(index, lambda p=probe, e=earlier: follow(p, e))  # type: ignore[misc]  # bound now
        return fresh

    def take(self, first: Carried) -> None:
        """Go on from the probes of the first rows."""
        self._probes, self._broken, self.counts, self.glance = first

    def merge(self, later: Carried) -> None:
        """Take in the probes of the rows that follow directly."""
        self.counts.merge(later.counts)
        self.glance.merge(later.glance)
        for index, (probe, other) in enumerate(zip(self._probes, later.probes, strict=True)):
            if other is None and index in later.broken:
                self._broken.setdefault(index, later.broken[index])
                self._probes[index] = None
            elif probe is not None and other is not None:
                self._guard(index, lambda p=probe, o=other: p.merge(o))  # type: ignore[misc]  # bound now

    def finish(self, index: int) -> Finding:
        """What one task has seen so far."""
        probe = self._probes[index]
        made: list[Finding] = []
        if probe is not None:
            self._guard(index, lambda: made.append(probe.finish()))
        if made and not _speakable(made[0]):
            task = self.plan.tasks[index]
            self._broken[index] = failed(task.check, task.binding.columns, ValueError())
            return self._broken[index]
        return made[0] if made else self._broken[index]

    @property
    def carried(self) -> Carried:
        """The state, to be merged into that of the rows before."""
        return Carried(self._probes, self._broken, self.counts, self.glance)

    def _begin(self, index: int, task: Task) -> None:
        self._probes[index] = task.check.start(task.binding, self._context)

    def _guard(self, index: int, work: Callable[[], object]) -> None:
        """Run a piece of a check; an error ends this check alone. No memory left ends the run."""
        try:
            work()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  (a broken check is a line in the report)
            task = self.plan.tasks[index]
            self._broken[index] = failed(task.check, task.binding.columns, error)
            self._probes[index] = None


def _speakable(finding: Finding) -> bool:
    """Whether the parent would believe it: short words only, so that no check can carry a cell out by mistake."""
    numbers = (*finding.measured.values(), *finding.expected.values())
    return all(len(value) <= MAX_WORD for value in numbers if isinstance(value, str))


@dataclass(slots=True)
class Pace:
    """When the next progress and the next provisional findings are due, and which findings take long to make."""

    clock: Callable[[], float] = time.monotonic
    progress_at: float = 0.0
    provisional_at: float = 0.0
    dear: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, *, early: bool) -> Self:
        """From the first rows on, or as nobody looks on."""
        return cls() if early else cls(provisional_at=time.monotonic() + UNWATCHED_FOR)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    complete: bool
    rows: int


class Runner:
    """Drives a run over batches and tells what it sees."""

    def __init__(
        self,
        plan: Plan,
        context: Context,
        emit: Emit,
        cancel: CancelToken = NEVER,
        *,
        pace: Pace | None = None,
    ) -> None:
        self.probes = Probes(plan, context)
        self._plan = plan
        self._context = context
        self._emit = emit
        self._cancel = cancel
        self._pace = pace or Pace()
        self._rows = 0

    def run(self, batches: Iterable[Batch], total: Callable[[], int]) -> Outcome:
        """Feed all rows, then say every finding. `total` tells how many rows there are, 0 while that is unknown."""
        for piece in self._pieces(batches):
            if self._rows:
                self._provisional()
            if not self._step_through(self.probes, piece, self._rows, total):
                return Outcome(complete=False, rows=self._rows)
            self._rows += piece.rows
        complete = self._say_all(provisional=False)
        return Outcome(complete, self._rows)

    def _pieces(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The rows in portions that take a step of bearable length; the first is small, for first findings."""
        size = FIRST_ROWS
        for batch in batches:
            at = 0
            while at < batch.rows:
                yield Batch(batch.frame.iloc[at : at + size], batch.first_row + at)
                at, size = at + size, STEP_ROWS

    def _step_through(
        self, probes: Probes, piece: Batch, before: int, total: Callable[[], int]
    ) -> bool:
        """Every check on one portion, after so many rows; False where the user stopped.

        On the first rows the first checks say at once what they see, before the next one has begun: who looks on waits for one only.
        """
        facts = Facts(piece, self._context.settings)
        looked_on = not before and self._pace.clock() >= self._pace.provisional_at
        at_once = AT_ONCE if looked_on else 0.0
        for index, task in enumerate(self._plan.tasks):
            if self._cancel.is_set():
                return False
            now = self._pace.clock()
            if now >= self._pace.progress_at:
                self._pace.progress_at = now + PROGRESS_EVERY
                self._emit(ProgressMade("check", before, total(), task.check.info.id))
            probes.feed(index, facts)
            if at_once > 0.0:
                at_once -= self._say(index, provisional=True)
        probes.count(facts)
        return not self._cancel.is_set()

    def _provisional(self) -> None:
        """First findings at once, then now and then, never more than a small share of the time."""
        now = self._pace.clock()
        if now < self._pace.provisional_at:
            return
        self._say_all(provisional=True)
        after = self._pace.clock()
        wait = max(PROVISIONAL_EVERY, (after - now) / PROVISIONAL_SHARE)
        self._pace.provisional_at = after + wait

    def _say_all(self, *, provisional: bool) -> bool:
        """Say every finding as it stands; False where the user stopped in between."""
        stage_total = self._plan.findings
        for finding in self._plan.absent:
            self._emit(FindingMade(replace(finding, provisional=provisional)))
        for index, task in enumerate(self._plan.tasks):
            if self._cancel.is_set():
                return False
            if provisional and self._pace.dear.get(index, 0.0) > DEAR_FINISH:
                continue
            self._say(index, provisional=provisional)
            now = self._pace.clock()
            if not provisional and now >= self._pace.progress_at:
                self._pace.progress_at = now + PROGRESS_EVERY
                done = len(self._plan.absent) + index + 1
                self._emit(ProgressMade("weigh", done, stage_total, task.check.info.id))
        return True

    def _say(self, index: int, *, provisional: bool) -> float:
        """Say one task's finding as it stands; the seconds that making it took."""
        began = self._pace.clock()
        finding = self.probes.finish(index)
        took = self._pace.dear[index] = self._pace.clock() - began
        self._emit(FindingMade(replace(finding, provisional=provisional)))
        return took
