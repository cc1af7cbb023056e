"""What the parent believes of a child: decoded, counted, rate-limited messages, and parts put together."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from leakverify.engine import decode, decode_glance
from leakverify.engine.decode_domains import check_sums
from leakverify.engine.decode_strata import check_parts, joined
from leakverify.limits import MAX_DOMAINS, MAX_FINDINGS
from leakverify.model.glance import Glance
from leakverify.model.messages import (
    Columns,
    Domains,
    Done,
    FindingMade,
    FromChild,
    PileEnd,
    PileHead,
    PilePart,
    ProtocolError,
    Strata,
)
from leakverify.model.old_leak import MOST_NUMBERS, NUMBER_BYTES

BURST: Final = 6_000
PER_SECOND: Final = 3_000
BURST_BYTES: Final = 64 << 20
BYTES_PER_SECOND: Final = 32 << 20
MOST_NUMBERS_BYTES: Final = NUMBER_BYTES * MOST_NUMBERS
MAX_PARTS: Final = 1_000
"""Parts of one list of domains: each has a thousand, or what of them a frame holds."""


class _Allowance:
    """So much at once, so much a second: a flood must not fill the window's queue."""

    def __init__(self, burst: float, per_second: float, now: float) -> None:
        self._burst = self._left = float(burst)
        self._per_second = per_second
        self._last = now

    def spend(self, amount: float, now: float) -> None:
        """Take some; more than there is raises."""
        self._left = min(self._left + (now - self._last) * self._per_second, self._burst)
        self._last = now
        if self._left < amount:
            raise ProtocolError("flood")
        self._left -= amount


class Listener:
    """One child's words. Too many findings, columns or messages a second raise `ProtocolError`."""

    def __init__(
        self, known_checks: decode.KnownChecks, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._known = known_checks
        self._clock = clock
        self._columns: Columns | None = None
        self._domains: list[Domains] = []
        self._strata: list[Strata] = []
        self._glance: list[Glance] = []
        self._findings: set[str] = set()
        self._messages = _Allowance(BURST, PER_SECOND, clock())
        self._bytes = _Allowance(BURST_BYTES, BYTES_PER_SECOND, clock())
        self._piles_asked = 0
        self._pile_left = 0

    def expect_pile(self) -> None:
        """A pile of keyed hashes was asked for; one that nobody asked for is refused."""
        self._piles_asked += 1

    def hear(self, payload: bytes) -> Iterator[FromChild]:
        """The whole messages that a frame completes: one, or none where a part is still to come."""
        now = self._clock()
        self._messages.spend(1, now)
        message = decode.from_child(payload, self._known)
        self._account(message, len(payload), now)
        if isinstance(message, FindingMade):
            self._findings.add(message.finding.id)
            if len(self._findings) > MAX_FINDINGS:
                raise ProtocolError("findings")
        if isinstance(message, Done):
            self._findings.clear()
        whole = self._completed(message)
        if whole is not None:
            yield whole

    def _completed(self, message: FromChild) -> FromChild | None:
        """A message with the parts before it; None where a part is still to come."""
        match message:
            case Columns():
                columns = self._join(message)
                self._columns = columns if columns.more else None
                return None if columns.more else columns
            case Domains():
                self._collect(message)
                return None if message.more else self._whole(message)
            case Strata():
                self._strata.append(message)
                check_parts(self._strata)
                if message.more:
                    return None
                strata, self._strata = joined(self._strata), []
                return strata
            case Glance():
                self._glance.append(message)
                glance = decode_glance.joined(self._glance)
                if message.more:
                    return None
                self._glance = []
                return glance
            case _:
                return message

    def _account(self, message: FromChild, length: int, now: float) -> None:
        """A pile has an allowance of its own, for it is large, asked for and bounded as a whole."""
        if not isinstance(message, PileHead | PilePart | PileEnd):
            self._bytes.spend(length, now)
        if isinstance(message, PileHead):
            if not self._piles_asked:
                raise ProtocolError("pile")
            self._piles_asked -= 1
            self._pile_left = MOST_NUMBERS_BYTES
        if isinstance(message, PilePart):
            self._pile_left -= max(len(message.data), 1)
            if self._pile_left < 0:
                raise ProtocolError("pile")
        if isinstance(message, PileEnd):
            self._pile_left = 0

    def _collect(self, part: Domains) -> None:
        """Keep one part of a list of domains; parts of two lists never mix."""
        self._domains.append(part)
        if sum(len(kept.rows) for kept in self._domains) > MAX_DOMAINS:
            raise ProtocolError("domains")
        if len(self._domains) > MAX_PARTS or self._domains[0].token != part.token:
            raise ProtocolError("token")

    def _whole(self, last: Domains) -> Domains:
        """The list whose last part has come."""
        whole = replace(last, rows=tuple(row for part in self._domains for row in part.rows))
        self._domains = []
        check_sums(whole)
        return whole

    def _join(self, message: Columns) -> Columns:
        """The columns so far."""
        before = self._columns
        if before is None:
            return message
        if len(before.columns) + len(message.columns) > decode.MAX_COLUMNS:
            raise ProtocolError("columns")
        return replace(
            message,
            columns=before.columns + message.columns,
            guesses=before.guesses + message.guesses,
            examples=before.examples + message.examples,
        )
