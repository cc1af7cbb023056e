"""What the parent believes of a child: decoded, counted, rate-limited messages, and parts put together."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from leakverify.engine import decode
from leakverify.limits import MAX_FINDINGS
from leakverify.model.messages import Columns, Done, FindingMade, FromChild, ProtocolError

BURST: Final = 6_000
PER_SECOND: Final = 3_000
BURST_BYTES: Final = 64 << 20
BYTES_PER_SECOND: Final = 32 << 20


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
        self._findings: set[str] = set()
        self._messages = _Allowance(BURST, PER_SECOND, clock())
        self._bytes = _Allowance(BURST_BYTES, BYTES_PER_SECOND, clock())

    def hear(self, payload: bytes) -> Iterator[FromChild]:
        """The whole messages that a frame completes: one, or none where a part is still to come."""
        now = self._clock()
        self._messages.spend(1, now)
        self._bytes.spend(len(payload), now)
        message = decode.from_child(payload, self._known)
        if isinstance(message, FindingMade):
            self._findings.add(message.finding.id)
            if len(self._findings) > MAX_FINDINGS:
                raise ProtocolError("findings")
        if isinstance(message, Done):
            self._findings.clear()
        if isinstance(message, Columns):
            message = self._join(message)
            if message.more:
                self._columns = message
                return
            self._columns = None
        yield message

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
