"""A sample being worked on: opened, read bit by bit, kept, run as often as asked.

The analyst drives it in the locked child, `leakverify.engine.inline` in this process; both hear the same messages.
"""

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from leakverify import silence
from leakverify.checks.contract import Context, EarlierFile
from leakverify.engine import claims, describe, plan
from leakverify.engine.earlier import EarlierFiles, ancestor
from leakverify.engine.glance_made import glance_of
from leakverify.engine.pile_work import KnownVault, RowsToPile, settings_of, tell_pile
from leakverify.engine.rooms import Rooms, SampleReader
from leakverify.engine.run import PROGRESS_EVERY, Emit, Outcome
from leakverify.engine.spread import runner_of
from leakverify.engine.store import RowStore
from leakverify.engine.workers import Workers, refused_by
from leakverify.facts.batch import Batch
from leakverify.limits import Limits
from leakverify.model.finding import Rows
from leakverify.model.look_up import MailStatus
from leakverify.model.mapping import Mapping
from leakverify.model.messages import (
    Answers,
    AskPile,
    Done,
    FindingMade,
    FromChild,
    ProgressMade,
    RowsRead,
    Run,
    Source,
)
from leakverify.model.progress import NEVER, ROWS_STAGE, CancelToken, Progress
from leakverify.model.sample import ReadSettings, SampleFile
from leakverify.model.terms import Role, Stopped
from leakverify.sources.regular import NamedFile

if TYPE_CHECKING:
    from leakverify.facts.settings import FactSettings

_NO_MAPPING: Final = Mapping(())


class _Pace:
    """Lets progress through ten times a second, and the end of a stage always."""

    def __init__(self) -> None:
        self._next = 0.0

    def allows(self, made: Progress) -> bool:
        """Whether this one is to be told."""
        now = time.monotonic()
        if made.stage == ROWS_STAGE or (now < self._next and made.done != made.total):
            return False
        self._next = now + PROGRESS_EVERY
        return True


class KnownAnswers:
    """What the mail domains answered: taken on the thread that listens, used by the run that follows."""

    def __init__(self) -> None:
        self.whole: dict[str, MailStatus] = {}
        self._coming: dict[str, MailStatus] = {}

    def take(self, message: Answers) -> None:
        """Keep a part; the last one takes the place of all that was known before."""
        self._coming |= {domain: MailStatus(status) for domain, status in message.items}
        if not message.more:
            self.whole, self._coming = self._coming, {}


class Notation:
    """How dates are written, as the last run voted; asked by the thread that answers questions."""

    def __init__(self) -> None:
        self.settings: FactSettings | None = None

    def day_first(self, position: int) -> bool:
        """Whether the day stands before the month in a column (from 1)."""
        settings = self.settings
        names = [c.name for c in settings.roles][position - 1 : position] if settings else []
        return all(settings.hint(name).day_first for name in names) if settings else True


class SampleWork:
    """One sample, from its files to its findings. Used by one thread; `roles` and `rows_of` may be asked by another."""

    def __init__(
        self,
        rooms: Rooms,
        store: RowStore,
        limits: Limits,
        emit: Emit,
        workers: Workers | None = None,
    ) -> None:
        self.store, self._workers = store, workers
        self._rooms, self._limits, self._tell = rooms, limits, emit
        self._reader: SampleReader | None = None
        self._batches: Iterator[Batch] = iter(())
        self._head: Batch | None = None
        self._guess = self._mapping = _NO_MAPPING
        self._stopped: Stopped | None = None
        self._read_to_end = False
        self._rows_named: dict[str, Rows] = {}
        self._pace = _Pace()
        self._country = ""
        self.notation = Notation()
        self._earlier = EarlierFiles((), rooms, limits)
        self._compared: tuple[EarlierFile, ...] = ()
        self.answers, self.vault = KnownAnswers(), KnownVault()
        self._described = describe.Described()

    def open(
        self,
        files: Sequence[NamedFile],
        settings: ReadSettings,
        *,
        earlier: Sequence[NamedFile] = (),
        cancel: CancelToken = NEVER,
    ) -> None:
        """Open the sample, read its first rows, guess what its columns hold, and tell."""
        reader = self._rooms.open_reader(
            files, settings, self._limits, on_progress=self._reading, cancel=cancel
        )
        self.take_reader(reader, earlier)

    def take_reader(self, reader: SampleReader, earlier: Sequence[NamedFile] = ()) -> None:
        """Work on an opened sample."""
        self._reader = reader
        self._earlier = EarlierFiles(earlier, self._rooms, self._limits)
        self._batches = reader.batches()
        self._head = reader.head()
        self._guess = self._mapping = self._rooms.guess(self._head)
        self._tell(Source(reader.files, final=False))
        self._tell_columns()

    @property
    def roles(self) -> tuple[Role, ...]:
        """What the columns hold, in order."""
        return tuple(column.role for column in self._mapping)

    def rows_of(self, finding: str) -> Rows | None:
        """The rows that a finding of the last run names."""
        return self._rows_named.get(finding)

    @property
    def has_more(self) -> bool:
        """Whether rows are still to be read."""
        return not self._read_to_end

    def stop_reading(self) -> None:
        """Read no further; what was read stays."""
        if not self._read_to_end:
            self._stopped = Stopped.CANCELLED
            self._read_to_end = True

    def read_more(self) -> bool:
        """Read the next rows; False where there are none. The whole is told once the end is reached."""
        if not self.has_more:
            return False
        more = self._read_next()
        if not more and self._reader is not None:
            self._tell(Source(self._reader.files, final=True))
            self._tell_columns()
        return more

    def run(self, asked: Run, cancel: CancelToken) -> None:
        """Check the sample, rows still to come included, and tell how it ended."""
        self._rows_named.clear()
        overruled = {name: Role(role) for name, role in asked.roles.items()}
        before, self._mapping = self._mapping, self._guess.overruled(overruled)
        if self._mapping != before:  # an overruling taken back is told as much as a new one
            self._tell_columns()
        if self._head is None:
            self._done(Outcome(complete=True, rows=0), cancel)
            return
        try:
            with self._described.during_run():
                outcome = self._check(self._head, asked, cancel)
        except MemoryError:
            self._stopped = Stopped.LIMIT
            outcome = Outcome(complete=False, rows=self.store.rows)
        self._done(outcome, cancel)

    def pile(self, asked: AskPile, cancel: CancelToken) -> None:
        """Tell the whole sample's values as keyed hashes; errors as `tell_pile`."""
        settings = settings_of(asked, self._head, self._guess, self._rooms)
        rows = RowsToPile(self._all_batches(), lambda: self._ended_early is None)
        tell_pile(asked, rows, settings, self._tell, self._progress, cancel)

    @property
    def _ended_early(self) -> Stopped | None:
        """Why reading ended before the last row, if it did."""
        return self._stopped or (self._reader.stopped if self._reader else None)

    def _check(self, head: Batch, asked: Run, cancel: CancelToken) -> Outcome:
        """Plan and run."""
        claim = claims.from_json(asked.claim)
        as_of = dt.date.fromisoformat(asked.as_of)
        settings = self._rooms.settings_for(head, self._mapping, claim, as_of)
        self._country, self.notation.settings = settings.country, settings
        self._compared = self._earlier.under(asked.seed, as_of, self._progress, cancel)
        context = Context(
            claim,
            as_of,
            self._rooms.calibration,
            settings,
            asked.seed,
            self._compared,
            _dump_day(self._reader.files if self._reader else ()),
            self.answers.whole,
            self.vault.files(self._mapping),
            self.vault.key,
        )
        planned = plan.make(self._rooms.checks, self._mapping, context)
        runner = runner_of(planned, context, self._hear, cancel, self._workers, early=asked.early)
        outcome = runner.run(self._all_batches(), self._total)
        if (seen := glance_of(runner.probes.glance)) is not None:
            self._tell(seen)
        if outcome.complete and self._described.take(runner.probes.counts, self.store):
            self._tell_columns()
        return outcome

    def _total(self) -> int:
        """How many rows there are, 0 while that is unknown."""
        return self.store.rows if self._read_to_end else 0

    def _all_batches(self) -> Iterator[Batch]:
        """The kept rows, then the ones still to be read."""
        index = 0
        while index < self.store.pages or self.read_more():
            yield self.store.batch(index)
            index += 1

    def _read_next(self) -> bool:
        """Read one batch into the store."""
        try:
            batch = next(self._batches, None)
            if batch is not None:
                self.store.append(batch)
        except MemoryError:
            self._stopped, batch = Stopped.LIMIT, None
        if batch is None:
            self._read_to_end = True
            return False
        return True

    def _done(self, outcome: Outcome, cancel: CancelToken) -> None:
        """Tell how the run ended."""
        cancelled = cancel.is_set() and not outcome.complete
        stopped = Stopped.CANCELLED if cancelled else self._ended_early
        refused = silence.attempts_refused() + refused_by(self._workers)
        complete = outcome.complete and stopped is None
        reason = stopped.value if stopped else "" if complete else Stopped.CRASH.value
        rows, named = outcome.rows, len(self._rows_named)
        self._tell(Done(complete, reason, rows, refused, named, self._country))

    def _hear(self, message: FromChild) -> None:
        """Keep the rows that findings name, for the rows pane, and pass everything on."""
        self._tell(message)
        if isinstance(message, FindingMade):
            finding = message.finding
            self._rows_named[finding.id] = finding.rows
            seen = None if finding.provisional else ancestor(finding, self._compared)
            if seen is not None:
                self._tell(seen)

    def _reading(self, made: Progress) -> None:
        """Progress of the sample itself, the rows that would be lost told as well."""
        if made.stage == ROWS_STAGE:
            self._tell(RowsRead(made.done))
        self._progress(made)

    def _progress(self, made: Progress) -> None:
        """Pass on how far reading has come, at a bearable pace."""
        if self._pace.allows(made):
            self._tell(ProgressMade(made.stage, made.done, made.total, made.label))

    def _tell_columns(self) -> None:
        """Tell the mapping with what is known of the columns."""
        both = self._mapping, self._guess
        self._tell(self._described.told(both, self.store, self._head, whole=self._read_to_end))


def _dump_day(files: Sequence[SampleFile]) -> dt.date | None:
    """The latest day on which one of the files says it was dumped."""
    day = max((f.dump.day for f in files if f.dump and f.dump.day), default=None)
    return None if day is None else dt.date.fromisoformat(day)
