"""What is asked of one analyst about its rows, by a caller that waits for the answers."""

import datetime as dt
import queue
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from leakverify.case.vault import Vault
from leakverify.engine import claims, old_leaks
from leakverify.engine.client import Analyst, OnMessage
from leakverify.engine.record import Record
from leakverify.limits import Limits
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, ChildDied, UnreadableInput, UsageProblem
from leakverify.model.looked_up import LookUp
from leakverify.model.messages import (
    AskDomains,
    AskPile,
    AskRows,
    AskStrata,
    Columns,
    Domains,
    Done,
    Failed,
    FromChild,
    Page,
    PileEnd,
    PileHead,
    PilePart,
    ProgressMade,
    Scan,
    Scanned,
    Strata,
)
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.progress import (
    NEVER,
    CancelToken,
    OnProgress,
    Progress,
    ignore_progress,
)
from leakverify.model.terms import Role

CHILD_ENDED: Final = frozenset(
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
    vault: Vault | None = None
    outside: Outside = NOTHING
    cluster: str | None = None


class Asker:
    """One analyst that is asked, and a record of what it said."""

    def __init__(self, order: Order, start: Callable[[OnMessage, Limits], Analyst]) -> None:
        self._order = order
        self._heard: queue.SimpleQueue[FromChild] = queue.SimpleQueue()
        self.record = Record()
        self._analyst = start(self._heard.put, order.limits)
        self._token = 0

    def pile(
        self,
        key: str,
        take: old_leaks.Take,
        *,
        links: bool,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken = NEVER,
    ) -> None:
        """The sample's values as hashes under a vault's key, handed to `take` part by part, its size first.

        Raises:
            UnreadableInput: `VAULT_TOO_LARGE`, or why the rows could not be read.
            Cancelled, ChildDied: the pile is not whole.
        """
        order, columns = self._order, self.record.columns
        self._token += 1
        token, ended = self._token, False
        roles = chosen_roles(order.columns, columns) if columns else {}
        claim, day = claims.to_json(order.claim), order.as_of.isoformat()
        self._analyst.send(AskPile(token, key, roles, claim, day, links))

        def hear(message: FromChild) -> bool:
            nonlocal ended
            if isinstance(message, PileHead | PilePart) and message.token == token:
                take(message)
            if isinstance(message, Failed) and message.code not in CHILD_ENDED:
                raise UnreadableInput(message.code, **message.place)
            if isinstance(message, PileEnd) and message.token == token and not message.whole:
                raise Cancelled
            ended = isinstance(message, PileEnd) and message.token == token
            return ended

        self._listen(hear, on_progress, cancel)
        if not ended and cancel.is_set():
            raise Cancelled
        if not ended:
            raise ChildDied(self.record.failed.code if self.record.failed else "CHILD_DIED")

    def search(
        self, vault: Vault, on_progress: OnProgress = ignore_progress, cancel: CancelToken = NEVER
    ) -> old_leaks.Searched:
        """Look the sample up in a vault; errors as `pile` and `old_leaks.search`."""

        def ask(key: str, links: bool, take: old_leaks.Take) -> None:  # noqa: FBT001  (the shape of `AskForPile`)
            self.pile(key, take, links=links, on_progress=on_progress, cancel=cancel)

        return old_leaks.search(vault, ask, on_progress, cancel)

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
        self, finding: str, count: int, *, start: int = 0
    ) -> tuple[tuple[str, ...], Sequence[Sequence[str | None]]]:
        """The header and rows that a finding names ("": all rows), from the start-th on, for the full edition of a report."""
        self._token += 1
        self._analyst.send(AskRows(self._token, finding, 0, start, count))
        page = self._answer(self._token, Page)
        columns = self.record.columns.columns if self.record.columns else ()
        return ("", *(c.name for c in columns)), [
            (str(number), *row) for number, row in zip(page.numbers, page.rows, strict=True)
        ]

    def cells_of(self, row: int, columns: Iterable[int]) -> dict[int, str]:
        """The cells of one row (from 1) in some columns (from 1), nothing where one is missing or empty; for a card of the call desk."""
        cells = {}
        for column in columns:
            self._token += 1
            self._analyst.send(AskRows(self._token, "", 0, row - 1, 1, column=column))
            page = self._answer(self._token, Page)
            if page.numbers != (row,) or not page.rows[0]:
                raise ChildDied("WORKER_PROTOCOL")
            cells[column] = page.rows[0][0] or ""
        return cells

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
        return message.code in CHILD_ENDED or self.record.source is None


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
