"""Plain DNS: a datagram from a fresh random port for each try (RFC 5452 section 9.2), TCP where the reply was cut."""

import asyncio
import functools
import socket
from typing import Final

from leakverify.model.look_up import LookUpEnd
from leakverify.network import pipelined
from leakverify.network.carrier import NoReply, OnSent, RunEnds
from leakverify.network.preparing import Address
from leakverify.network.streams import Route, StreamCarrier, socket_address
from leakverify.network.wire import ID, Question, Reply, random_id, read_reply

_LARGEST: Final = 65_535


class DatagramCarrier:
    """Asks the given resolvers in turn, one a try. The kernel chooses the port and drops what others send to it."""

    def __init__(self, resolvers: tuple[Address, ...], timeout: float) -> None:
        self._resolvers = resolvers
        self._timeout = timeout
        self._streams = TurnCarrier(tuple(Route(address) for address in resolvers), timeout)

    async def ask(self, question: Question, attempt: int, on_sent: OnSent) -> Reply:
        """Send a datagram; a cut reply is fetched whole by TCP from the same resolver."""
        address = self._resolvers[attempt % len(self._resolvers)]
        try:
            async with asyncio.timeout(self._timeout):
                reply = await self._exchange(question, address, on_sent)
        except OSError as error:  # out of time, or the system says that nobody is there
            raise NoReply from error
        if reply.truncated:
            return await self._streams.ask(question, attempt, on_sent)
        return reply

    async def close(self) -> None:
        """Close what was opened for cut replies."""
        await self._streams.close()

    async def _exchange(self, question: Question, address: Address, on_sent: OnSent) -> Reply:
        loop = asyncio.get_running_loop()
        family, target = socket_address(address)
        sent_id = random_id()
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.setblocking(False)
            sock.connect(target)  # a datagram socket is connected at once
            sock.send(sent_id + question.to_wire(padded=False)[ID.stop :])
            on_sent()
            while True:
                reply = read_reply(question, await loop.sock_recv(sock, _LARGEST), sent_id)
                if reply is not None:
                    return reply


class TurnCarrier:
    """Asks several resolvers in turn over connections. One that cannot be reached is no end: the next may be there."""

    def __init__(self, routes: tuple[Route, ...], timeout: float) -> None:
        self._streams = tuple(
            StreamCarrier(functools.partial(pipelined.open_pipe, route), timeout)
            for route in routes
        )

    async def ask(self, question: Question, attempt: int, on_sent: OnSent) -> Reply:
        """Send over the connection to the resolver whose turn it is."""
        try:
            stream = self._streams[attempt % len(self._streams)]
            return await stream.ask(question, attempt, on_sent)
        except RunEnds as end:
            if end.reason is LookUpEnd.RESOLVER_UNREACHABLE:
                raise NoReply from end
            raise

    async def close(self) -> None:
        """Close them all."""
        for stream in self._streams:
            await stream.close()
