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


class Listener:
    """One child's words. Too many findings, columns or messages a second raise `ProtocolError`."""

    def __init__(
        self, known_checks: decode.KnownChecks, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._known = known_checks
        self._clock = clock
        self._columns: Columns | None = None
        self._findings: set[str] = set()
        self._allowance = float(BURST)
        self._last = clock()

    def hear(self, payload: bytes) -> Iterator[FromChild]:
        """The whole messages that a frame completes: one, or none where a part is still to come."""
        self._pace()
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

    def _pace(self) -> None:
        """A flood of small messages must not fill the window's queue."""
        now = self._clock()
        self._allowance = min(self._allowance + (now - self._last) * PER_SECOND, float(BURST))
        self._last = now
        if self._allowance < 1.0:
            raise ProtocolError("flood")
        self._allowance -= 1.0

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
