"""Everything that is asked about one domain, and what its answers come to.

MX; where the name exists without MX, its address (RFC 5321 section 5.1); where the resolver could not answer, once more
without checking signatures, to tell wrong signatures from broken servers; where an address was found, one name beside it
that nobody has registered, to tell a domain from a wildcard.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from leakverify.model.look_up import NO_REPLY, Answer, Dnssec, Pace
from leakverify.network import providers
from leakverify.network.carrier import Carrier, NoReply
from leakverify.network.pace import Meter
from leakverify.network.wire import AAAA, MX, A, Question, Reply, random_label

BOGUS_CODES: Final = frozenset(range(6, 13))
"""RFC 8914: from "DNSSEC Bogus" to "NSEC Missing"; 5 is "Indeterminate" and says nothing."""
_KINDS: Final = (MX, A, AAAA)
"""In the order in which they are asked for."""
_SILENT: Final = Reply(NO_REPLY)


@dataclass(slots=True)
class Asked:
    """What was asked about one domain so far, since when, and how often."""

    moment: str
    replies: list[Reply] = field(default_factory=list)
    queries: int = 0


class Asker:
    """Asks about one domain at a time for many workers; counts queries and knows when the resolver was last heard."""

    def __init__(
        self, carrier: Carrier, pace: Pace, resolver: str, now: Callable[[], datetime]
    ) -> None:
        self._carrier = carrier
        self._tries = max(1, pace.tries)
        self._meter = Meter(pace.per_second)
        self._resolver = resolver
        self._now = now
        self._beside: dict[tuple[str, int], asyncio.Task[Reply]] = {}
        self._under_way: dict[str, Asked] = {}
        self.queries = 0
        self.silent = 0
        """Questions in a row that nothing came of."""

    async def answer(self, domain: str) -> Answer:
        """Ask all that is needed about a domain.

        Raises:
            RunEnds: the way does not work any more.
        """
        moment = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = self._under_way[domain] = Asked(moment)
        answer = await self._answer(domain, asked)
        del self._under_way[domain]
        return answer

    async def _answer(self, domain: str, asked: Asked) -> Answer:
        first = await self._counted(asked, Question(domain, MX))
        rcode, last = first.rcode, first
        has_address = False
        if rcode == "NOERROR" and not first.servers:
            last = await self._address(asked, domain)
            has_address = last.found
            rcode = last.rcode if last.rcode != "NXDOMAIN" else rcode
        dnssec = await self._signatures(asked, domain, last)
        wildcard = await self._is_wildcard(asked, domain, last) if last.found else False
        return Answer(
            domain,
            rcode,
            first.servers,
            a=has_address,
            asked_at=asked.moment,
            resolver=self._resolver,
            ttl=min((r.ttl for r in asked.replies if r.rcode != NO_REPLY), default=0),
            dnssec=dnssec,
            provider=providers.provider_of(first.servers),
            parked=providers.is_parked(first.servers, last.addresses),
            wildcard=wildcard,
            extended=next((r.extended for r in reversed(asked.replies) if r.extended >= 0), -1),
            queries=asked.queries,
        )

    async def ask(self, question: Question, asked: Asked | None = None) -> Reply:
        """Ask until a reply comes or the tries are used up."""

        def on_sent() -> None:
            self.queries += 1
            if asked is not None:
                asked.queries += 1

        for attempt in range(self._tries):
            await self._meter.turn()
            try:
                reply = await self._carrier.ask(question, attempt, on_sent)
            except NoReply:
                continue
            self.silent = 0
            return reply
        self.silent += 1
        return _SILENT

    def given_up(self) -> tuple[Answer, ...]:
        """The domains that were asked for when the run ended, and whose answers nobody waits for any more."""
        return tuple(
            Answer(
                domain,
                NO_REPLY,
                asked_at=asked.moment,
                resolver=self._resolver,
                queries=asked.queries,
            )
            for domain, asked in self._under_way.items()
            if asked.queries
        )

    async def close(self) -> None:
        """Drop what is still asked beside the domains."""
        await dropped(self._beside.values())

    async def _counted(self, asked: Asked, question: Question) -> Reply:
        reply = await self.ask(question, asked)
        asked.replies.append(reply)
        return reply

    async def _address(self, asked: Asked, domain: str) -> Reply:
        """The name's own address: IPv4, and IPv6 only where that is missing."""
        reply = await self._counted(asked, Question(domain, A))
        if reply.found or reply.rcode not in {"NOERROR", "NXDOMAIN"}:
            return reply
        return await self._counted(asked, Question(domain, AAAA))

    async def _signatures(self, asked: Asked, domain: str, last: Reply) -> Dnssec:
        """What the resolver says of the signatures."""
        if last.rcode in {"NOERROR", "NXDOMAIN"}:
            return Dnssec.SECURE if all(r.ad for r in asked.replies) else Dnssec.UNSIGNED
        if last.rcode != "SERVFAIL":
            return Dnssec.UNKNOWN
        if last.extended in BOGUS_CODES:
            return Dnssec.BOGUS
        kind = _KINDS[len(asked.replies) - 1]
        again = await self.ask(Question(domain, kind, unchecked=True), asked)
        return Dnssec.BOGUS if again.rcode in {"NOERROR", "NXDOMAIN"} else Dnssec.UNKNOWN

    async def _is_wildcard(self, asked: Asked, domain: str, last: Reply) -> bool:
        """Whether a random name beside the domain is answered alike; asked once for all domains under one parent."""
        parent = domain.partition(".")[2]
        kind = _KINDS[len(asked.replies) - 1]
        if kind == MX and "." not in parent:
            return (
                False  # top-level domains have had addresses for all names, but never mail servers
            )
        if (parent, kind) not in self._beside:
            beside = Question(f"{random_label()}.{parent}", kind)
            self._beside[parent, kind] = asyncio.create_task(self.ask(beside, asked))
        reply = await asyncio.shield(self._beside[parent, kind])
        same = (reply.servers, reply.addresses) == (last.servers, last.addresses)
        return reply.found and same


async def dropped(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Stop what is still under way, and wait until it has stopped."""
    stopped = list(tasks)
    for task in stopped:
        task.cancel()
    await asyncio.gather(*stopped, return_exceptions=True)
