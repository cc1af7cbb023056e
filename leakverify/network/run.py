"""One look-up run: domains in, answers out as they come, on an event loop of its own that is gone afterwards."""

import asyncio
import functools
import itertools
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from leakverify.model.look_up import Answer, LookUpEnd, Outcome, Pace, Transport, is_domain
from leakverify.model.ways import way_text
from leakverify.network import https, pipelined, socks
from leakverify.network.carrier import Carrier, RunEnds
from leakverify.network.datagrams import DatagramCarrier, TurnCarrier
from leakverify.network.preparing import Prepared
from leakverify.network.question import Asker, dropped
from leakverify.network.random_names import test_resolver, test_silence
from leakverify.network.streams import Route, StreamCarrier

LOOKS_EVERY: Final = 0.05
"""Seconds between two looks at `cancel`."""
SILENT_FOR: Final = 10
"""Questions in a row without a reply after which the resolver itself is tested."""
MOST_AT_ONCE: Final = 1_000

OnAnswer = Callable[[Answer], None]


def look_up(
    domains: Sequence[str],
    prepared: Prepared,
    pace: Pace,
    on_answer: OnAnswer,
    cancel: threading.Event,
    *,
    now: Callable[[], datetime],
    accept_lies: bool = False,
) -> Outcome:
    """Ask about each domain once, in random order, and hand every answer on as it comes, on the calling thread.

    Asks nothing but the domains and random names that cannot exist. Blocks; `cancel` is heard within 0.2 seconds, and nobody waits for
    what is under way then: those domains were asked for, so they are told as TIMEOUT. The way given is the only one: where it
    fails the run ends with the reason.

    Raises:
        ValueError: a text is no domain (`is_domain`); nothing was asked then.
    """
    if not all(is_domain(domain) for domain in domains):
        raise ValueError("domain")
    shuffled = list(dict.fromkeys(domains))
    secrets.SystemRandom().shuffle(shuffled)
    run = _Run(prepared, pace, on_answer, now)
    reason = asyncio.run(run.through(shuffled, cancel, accept_lies=accept_lies))
    return Outcome(run.queries, run.answered, reason)


def _carrier(prepared: Prepared, pace: Pace) -> Carrier:
    """What carries the questions along this way; a proxy's password is drawn anew for each run."""
    password = socks.fresh_password() if prepared.proxy is not None else None
    routes = tuple(
        Route(address, prepared.proxy, password, prepared.context, prepared.way.name)
        for address in prepared.resolvers
    )
    match prepared.way.transport:
        case Transport.TLS:
            return StreamCarrier(functools.partial(pipelined.open_pipe, routes[0]), pace.timeout)
        case Transport.HTTPS:
            opened = functools.partial(https.open_pipe, routes[0], prepared.way.path)
            return StreamCarrier(opened, pace.timeout)
        case Transport.SYSTEM:
            if prepared.proxy is not None:
                return TurnCarrier(routes, pace.timeout)
            return DatagramCarrier(prepared.resolvers, pace.timeout)


class _Run:
    """The workers of one run and what they have done."""

    def __init__(
        self, prepared: Prepared, pace: Pace, on_answer: OnAnswer, now: Callable[[], datetime]
    ) -> None:
        self._prepared = prepared
        self._pace = pace
        self._on_answer = on_answer
        self._now = now
        self._asker: Asker | None = None
        self.answered = 0

    @property
    def queries(self) -> int:
        """Queries sent so far."""
        return self._asker.queries if self._asker is not None else 0

    async def through(
        self, domains: Sequence[str], cancel: threading.Event, *, accept_lies: bool
    ) -> LookUpEnd | None:
        """Ask for them all; why it ended early, if it did."""
        carrier = _carrier(self._prepared, self._pace)
        by = " by a SOCKS proxy" if self._prepared.proxy else ""
        asker = Asker(carrier, self._pace, way_text(self._prepared.way) + by, self._now)
        self._asker = asker
        wanted = itertools.takewhile(lambda _: not cancel.is_set(), domains)
        asking = asyncio.create_task(self._ask_all(asker, wanted, accept_lies=accept_lies))
        watching = asyncio.create_task(_heard(cancel))
        try:
            await asyncio.wait((asking, watching), return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                asking.result()
            reason = None if asking.done() else LookUpEnd.CANCELLED
        except RunEnds as end:
            reason = end.reason
        finally:
            asking.cancel()
            # the connection first, so that nobody takes leave of the server one question at a time
            await carrier.close()
            await dropped((asking, watching))
            await asker.close()
            await carrier.close()
        if reason is not None:
            self._tell(asker.given_up())
        return reason if reason or self.answered == len(domains) else LookUpEnd.CANCELLED

    async def _ask_all(self, asker: Asker, domains: Iterator[str], *, accept_lies: bool) -> None:
        """Test the resolver, then let the workers draw from one iterator: no list of tasks as long as the domains."""
        await test_resolver(asker, accept_lies=accept_lies)
        count = min(max(1, self._pace.at_once), MOST_AT_ONCE)
        workers = [asyncio.create_task(self._work(asker, domains)) for _ in range(count)]
        try:
            await asyncio.gather(*workers)
        finally:
            await dropped(workers)

    async def _work(self, asker: Asker, domains: Iterator[str]) -> None:
        for domain in domains:
            self._tell((await asker.answer(domain),))
            if asker.silent >= SILENT_FOR:
                asker.silent = 0
                await test_silence(asker)

    def _tell(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            self.answered += 1
            self._on_answer(answer)


async def _heard(cancel: threading.Event) -> None:
    """Return once `cancel` is set."""
    while not cancel.is_set():  # noqa: ASYNC110  (it is set by another thread)
        await asyncio.sleep(LOOKS_EVERY)
