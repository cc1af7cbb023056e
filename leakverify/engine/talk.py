"""One sample talked through from start to end by a caller that waits: the command line and `assess()`.

The caller's thread hears everything; the child's reader thread only puts messages on a queue.
"""

import datetime as dt
import queue
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from leakverify import paths
from leakverify.engine import claims
from leakverify.engine.analyst_words import USAGE
from leakverify.engine.client import Analyst, AnalystClient, OnMessage
from leakverify.engine.look_up import for_analyst, matched
from leakverify.engine.mail_counts import answered, counts_of
from leakverify.engine.record import Record
from leakverify.engine.second_try import SecondTry
from leakverify.engine.session import assess_record
from leakverify.limits import Limits
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, ChildDied, UnreadableInput, UsageProblem
from leakverify.model.looked_up import AnsweredDomain, LookUp
from leakverify.model.messages import (
    AskDomains,
    AskRows,
    AskStrata,
    Columns,
    Domains,
    Done,
    Failed,
    FromChild,
    Open,
    Page,
    ProgressMade,
    Run,
    Scan,
    Scanned,
    Source,
    Strata,
)
from leakverify.model.progress import (
    NEVER,
    CancelToken,
    OnProgress,
    Progress,
    ignore_progress,
)
from leakverify.model.terms import Role, Stopped

_CHILD_ENDED: Final = frozenset(
    {"CHILD_DIED", "CHILD_NOT_STARTED", "WORKER_PROTOCOL", "MEMORY_LIMIT"}
)
_LISTEN_SECONDS: Final = 0.05
_SCANNED_AT_ONCE: Final = 256
_SCAN_WAIT_TURNS: Final = 1_200

Chosen = Mapping[str | int, str]
Answer = TypeVar("Answer", Page, Scanned, Domains, Strata)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be checked, and under which terms. `columns` overrules roles by name or position from 1."""

    files: tuple[Path, ...]
    as_of: dt.date
    claim: Claim = field(default_factory=Claim)
    columns: Chosen = field(default_factory=dict)
    earlier: tuple[Path, ...] = ()
    read: dict[str, str] = field(default_factory=dict)
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    look_up: LookUp | None = None
    cluster: str | None = None


def start_analyst(on_message: OnMessage, limits: Limits) -> Analyst:
    """A locked analyst with a spill in the user's private folder, followed by another if it dies while it reads."""
    folder = paths.private_folder()
    return SecondTry(
        on_message, lambda hear: AnalystClient(hear, limits=limits, private_folder=folder)
    )


class Talk:
    """A talk with one analyst about one sample; closes the child at its end."""

    def __init__(
        self,
        order: Order,
        start: Callable[[OnMessage, Limits], Analyst] = start_analyst,
    ) -> None:
        self._order = order
        self._heard: queue.SimpleQueue[FromChild] = queue.SimpleQueue()
        self.record = Record()
        self._analyst = start(self._heard.put, order.limits)
        self._token = 0
        self._matched = order.look_up
        self._answered: tuple[AnsweredDomain, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        self._analyst.close()

    def run(
        self, on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER
    ) -> Assessment:
        """Open, check, weigh.

        Raises:
            UnreadableInput: the file could not be opened as a table.
            UsageProblem: a setting or a column cannot be followed.
            Cancelled: with the assessment of what was done so far.
        """
        order = self._order
        self._open(on_progress, cancel)
        if self.record.done is None and self.record.columns is not None:
            roles = chosen_roles(order.columns, self.record.columns)
            claim = claims.to_json(order.claim)
            for answers in for_analyst(order.look_up) if order.look_up else ():
                self._analyst.send(answers)
            self._analyst.send(Run(roles, claim, order.seed, order.as_of.isoformat()))
            self._listen(lambda m: isinstance(m, Done), on_progress, cancel)
        if not cancel.is_set():
            self._count_domains()
        assessment = self.assessment()
        if cancel.is_set() and not assessment.complete:
            # What ended the child while it was being stopped is the stopping.
            raise Cancelled(replace(assessment, stopped=Stopped.CANCELLED))
        return assessment

    def read(self, on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER) -> None:
        """Open and read to the end, without a check; errors as in `run`, `Cancelled` without an assessment."""
        self._open(on_progress, cancel)
        if self.record.source is None or not self.record.source.final:
            self._listen(_is_read, on_progress, cancel)
        if cancel.is_set():
            raise Cancelled

    def _open(self, on_progress: OnProgress, cancel: CancelToken) -> None:
        """Open the files and wait for their columns."""
        order = self._order
        self._analyst.send(
            Open(
                tuple(str(path.absolute()) for path in order.files),
                order.read,
                tuple(str(path.absolute()) for path in order.earlier),
            )
        )
        self._listen(lambda m: isinstance(m, Columns), on_progress, cancel)
        self._raise_if_unread(stopped=cancel.is_set())

    def _count_domains(self) -> None:
        """Ask which mail domains the sample has. A child that is gone cannot tell; the rest of the result stands.

        Raises:
            UsageProblem: `ANSWERS_OF_ANOTHER_SAMPLE` where answers were given and none is about this sample.
        """
        failed = self.record.failed
        if failed is not None and failed.code in _CHILD_ENDED:
            return
        try:
            found = self.domains()
        except ChildDied:
            return
        self.record.mail_domains = counts_of([found])
        if self._order.look_up:
            self._matched = matched(self._order.look_up, found.rows)
            self._answered = answered(self._order.look_up, found.rows)

    def answered(self) -> tuple[AnsweredDomain, ...]:
        """The domains that were asked with their answers, for the full edition of a report."""
        return self._answered

    def assessment(self) -> Assessment:
        """Everything that was said so far, weighed."""
        order = self._order
        told = self._matched.summary() if self._matched else None
        return assess_record(
            self.record,
            order.claim,
            order.as_of,
            seed=order.seed,
            cluster=order.cluster,
            look_up=told,
        )

    def scan(self, texts: Sequence[str]) -> frozenset[str]:
        """Which texts are whole personal cells of the sample. A child that is gone cannot tell: `ChildDied`."""
        hits: set[str] = set()
        wanted = sorted({text for text in texts if len(text.strip()) >= 6 and len(text) <= 1_024})  # noqa: PLR2004 (CONTRACTS 9)
        for at in range(0, len(wanted), _SCANNED_AT_ONCE):
            part = tuple(wanted[at : at + _SCANNED_AT_ONCE])
            self._token += 1
            self._analyst.send(Scan(self._token, part))
            hits.update(part[i] for i in self._answer(self._token, Scanned).hits if i < len(part))
        return frozenset(hits)

    def domains(self) -> Domains:
        """The sample's mail domains with what is known of them offline; of the rows read so far."""
        self._token += 1
        self._analyst.send(AskDomains(self._token))
        found = self._answer(self._token, Domains)
        while found.more:
            part = self._answer(self._token, Domains)
            found = replace(part, rows=found.rows + part.rows)
        return found

    def strata(self, column: int, role: Role) -> Strata:
        """The parts of the sample by a column (from 1), for a draw; of the rows read so far."""
        self._token += 1
        self._analyst.send(AskStrata(self._token, column, role.value))
        return self._answer(self._token, Strata)

    def rows_of(
        self, finding: str, count: int
    ) -> tuple[tuple[str, ...], Sequence[Sequence[str | None]]]:
        """The header and the first rows that a finding names, for the full edition of a report."""
        self._token += 1
        self._analyst.send(AskRows(self._token, finding, 0, 0, count))
        page = self._answer(self._token, Page)
        columns = self.record.columns.columns if self.record.columns else ()
        return ("", *(c.name for c in columns)), [
            (str(number), *row) for number, row in zip(page.numbers, page.rows, strict=True)
        ]

    def _answer(self, token: int, kind: type[Answer]) -> Answer:
        """The answer to one question."""
        for _ in range(_SCAN_WAIT_TURNS):
            try:
                message = self._heard.get(timeout=_LISTEN_SECONDS)
            except queue.Empty:
                continue
            if isinstance(message, kind) and message.token == token:
                return message
            if isinstance(message, Failed):
                break
        raise ChildDied("CHILD_DIED")

    def _listen(
        self,
        until: Callable[[FromChild], bool],
        on_progress: OnProgress,
        cancel: CancelToken,
    ) -> None:
        """Hear messages up to the awaited one, or to the end of the run or of the child."""
        told = False
        while True:
            if cancel.is_set() and not told:
                told = True
                self._analyst.cancel()
            try:
                message = self._heard.get(timeout=_LISTEN_SECONDS)
            except queue.Empty:
                continue
            self.record.hear(message)
            if isinstance(message, ProgressMade):
                on_progress(Progress(message.stage, message.done, message.total, message.label))
            if until(message) or isinstance(message, Done) or self._is_end(message):
                return

    def _is_end(self, message: FromChild) -> bool:
        """Whether nothing more will come for what was asked."""
        if not isinstance(message, Failed):
            return False
        return message.code in _CHILD_ENDED or self.record.source is None

    def _raise_if_unread(self, *, stopped: bool) -> None:
        """A file that could not be opened is an error, not an assessment; one that the user stopped is neither."""
        failed = self.record.failed
        if failed is None or self.record.columns is not None:
            return
        place = {key: value for key, value in failed.place.items() if key != USAGE}
        if USAGE in failed.place:
            raise UsageProblem(failed.code, **place)
        if failed.code in _CHILD_ENDED and stopped:
            return  # still starting when it was asked to stop, and ended for being slow
        if failed.code in _CHILD_ENDED:
            raise ChildDied(failed.code, **place)
        raise UnreadableInput(failed.code, **place)


def _is_read(message: FromChild) -> bool:
    """Whether all rows are in."""
    return isinstance(message, Source) and message.final


def chosen_roles(chosen: Chosen, columns: Columns) -> dict[str, str]:
    """The user's column map as roles by name; entries that fit no column are refused."""
    by_position = {column.position: column.name for column in columns.columns}
    names = set(by_position.values())
    out: dict[str, str] = {}
    for entry, (place, role) in enumerate(chosen.items(), start=1):
        name = by_position.get(place) if isinstance(place, int) else place
        if name is None or name not in names:
            raise UsageProblem("UNKNOWN_COLUMN", entry=entry)
        if role not in set(Role):
            raise UsageProblem("UNKNOWN_ROLE", entry=entry)
        out[name] = role
    return out
