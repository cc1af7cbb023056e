"""Connections: straight or through a SOCKS5 proxy, with or without TLS; and a carrier that keeps one of them alive.

asyncio's own `open_connection` resolves names and has no proxy, so the socket is connected here, by address alone, and then
handed to asyncio. Nothing falls back: where there is a proxy, nothing is ever connected but the proxy.
"""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from leakverify.model.look_up import LookUpEnd
from leakverify.network import socks
from leakverify.network.carrier import NoReply, OnSent, RunEnds
from leakverify.network.preparing import Address
from leakverify.network.wire import Question, Reply

CONNECTS_WITHIN: Final = 10.0
CONNECTS_BEHIND_PROXY: Final = 60.0
"""Seconds; a fresh circuit of Tor takes long."""
RECONNECTS: Final = 2
PAUSE: Final = 0.3
SENT: Final = 4
"""How often a question is sent at most because the server closed the connection while it was under way …"""
SENT_TOGETHER: Final = 2
"""… and how often together with others: after that one by one, for some servers close on a name that they dislike."""
BUFFER: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class Route:
    """Where a connection goes: the resolver, the proxy before it with its password, and how TLS is checked."""

    target: Address
    proxy: Address | None = None
    password: socks.Password | None = None
    context: ssl.SSLContext | None = None
    name: str = ""

    @property
    def patience(self) -> float:
        """Seconds within which it must be connected."""
        return CONNECTS_BEHIND_PROXY if self.proxy else CONNECTS_WITHIN


class PipeClosed(Exception):  # noqa: N818  (says what happened)
    """The server closed the connection while a question was under way."""


class Pipe(Protocol):
    """One connection that carries many questions at a time."""

    @property
    def is_open(self) -> bool:
        """Whether new questions may be sent."""

    @property
    def heard(self) -> int:
        """How many replies have come through."""

    async def ask(self, question: Question, within: float, on_sent: OnSent) -> Reply:
        """Send and wait that many seconds; raises NoReply or PipeClosed."""

    async def close(self) -> None:
        """End it now."""


OpenPipe = Callable[[], Awaitable[Pipe]]


class StreamCarrier:
    """Asks over one connection, opened when first needed and anew when the server has closed it (RFC 7766 section 6.2.3)."""

    def __init__(self, open_pipe: OpenPipe, timeout: float) -> None:
        self._open_pipe = open_pipe
        self._timeout = timeout
        self._opening = asyncio.Lock()
        self._alone = asyncio.Lock()
        self._pipe: Pipe | None = None
        self._was_connected = False

    async def ask(self, question: Question, attempt: int, on_sent: OnSent) -> Reply:
        """Send over the connection; a question that was under way when it closed is sent again."""
        del attempt
        for time in range(SENT):
            with contextlib.suppress(PipeClosed):
                if time < SENT_TOGETHER:
                    return await self._send(question, on_sent)
                async with self._alone:
                    return await self._send(question, on_sent)
        raise NoReply

    async def close(self) -> None:
        """Close the connection, if any."""
        if self._pipe is not None:
            await self._pipe.close()
            self._pipe = None

    async def _send(self, question: Question, on_sent: OnSent) -> Reply:
        pipe = await self._connected()
        heard = pipe.heard
        try:
            return await pipe.ask(question, self._timeout, on_sent)
        except NoReply:
            if (
                pipe.heard == heard
            ):  # nothing came for anybody: it may be dead without having been closed
                await pipe.close()
            raise

    async def _connected(self) -> Pipe:
        """The open connection; whoever comes first opens it, the others wait."""
        async with self._opening:
            if self._pipe is None or not self._pipe.is_open:
                await self.close()
                self._pipe = await self._opened()
            return self._pipe

    async def _opened(self) -> Pipe:
        """A connection; a way that has worked before gets a second chance."""
        left = RECONNECTS if self._was_connected else 0
        while True:
            try:
                pipe = await self._open_pipe()
            except RunEnds as end:
                if not left or end.reason is LookUpEnd.CERTIFICATE:
                    raise
                left -= 1
                await asyncio.sleep(PAUSE)
            else:
                self._was_connected = True
                return pipe


async def connect(route: Route) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the route's target.

    Raises:
        RunEnds: PROXY_UNREACHABLE, PROXY_REFUSED, RESOLVER_UNREACHABLE, CERTIFICATE or NOT_A_RESOLVER (no TLS there).
    """
    try:
        async with asyncio.timeout(route.patience):
            return await _through(route)
    except ssl.SSLCertVerificationError as error:
        raise RunEnds(LookUpEnd.CERTIFICATE) from error
    except ssl.SSLError as error:
        raise RunEnds(LookUpEnd.NOT_A_RESOLVER) from error
    except OSError as error:  # TimeoutError is one
        raise RunEnds(LookUpEnd.RESOLVER_UNREACHABLE) from error


async def _through(route: Route) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect, pass the proxy, wrap in TLS; the socket is closed where anything fails."""
    sock = await _socket(route)
    try:
        name = (route.name or route.target[0]) if route.context is not None else None
        return await asyncio.open_connection(
            sock=sock, ssl=route.context, server_hostname=name, limit=BUFFER
        )
    except BaseException:
        sock.close()
        raise


async def _socket(route: Route) -> socket.socket:
    """A connected socket at whose other end stands the resolver."""
    if route.proxy is None:
        return await _connected(route.target)
    try:
        sock = await _connected(route.proxy)
    except OSError as error:
        raise RunEnds(LookUpEnd.PROXY_UNREACHABLE) from error
    try:
        await socks.pass_through(sock, route.target, route.password)
    except BaseException:
        sock.close()
        raise
    return sock


async def _connected(address: Address) -> socket.socket:
    """A socket connected to an IP address."""
    family, target = socket_address(address)
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, target)
    except BaseException:
        sock.close()
        raise
    return sock


def socket_address(address: Address) -> tuple[socket.AddressFamily, tuple[str | int, ...]]:
    """Family and address as the system takes them; a link's own address (`fe80::1%eth0`) has its interface apart."""
    host, port = address
    if ":" not in host:
        return socket.AF_INET, (host, port)
    host, _, scope = host.partition("%")
    if not scope:
        return socket.AF_INET6, (host, port)
    number = int(scope) if scope.isdecimal() else socket.if_nametoindex(scope)
    return socket.AF_INET6, (host, port, 0, number)
