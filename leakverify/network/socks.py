"""The handshake with a SOCKS5 proxy (RFC 1928, RFC 1929). socksio knows the messages; here stand the bytes and the waiting.

Both "no password" and "user name and password" are offered. Tor takes the second where it is offered and gives every pair
its own circuit (IsolateSOCKSAuth), so a random pair a run keeps this run apart from all other traffic; plain proxies
take the first. Host names are sent as names: the proxy resolves them.
"""

import asyncio
import secrets
import socket
from dataclasses import dataclass
from typing import Final

from socksio import ProtocolError, socks5

from leakverify.model.look_up import LookUpEnd
from leakverify.network.carrier import RunEnds
from leakverify.network.preparing import Address

_METHODS: Final = [
    socks5.SOCKS5AuthMethod.USERNAME_PASSWORD,
    socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED,
]
_HEAD: Final = 4
_ADDRESS_BYTES: Final = {1: 4, 4: 16}
_NAME: Final = 3
GREETS_WITHIN: Final = 10.0
"""Seconds for the first words, which need no circuit; whoever is silent then is no proxy."""


@dataclass(frozen=True, slots=True)
class Password:
    """A pair that means nothing but "not the same as before"."""

    user: bytes
    word: bytes


def fresh_password() -> Password:
    """A random pair for one run."""
    return Password(secrets.token_hex(8).encode("ascii"), secrets.token_hex(8).encode("ascii"))


async def pass_through(sock: socket.socket, target: Address, password: Password | None) -> None:
    """Ask the proxy at the other end of `sock` to connect to `target`.

    Raises:
        RunEnds: PROXY_REFUSED (no SOCKS5 proxy, or it will not), PROXY_UNREACHABLE (it hung up), or
            RESOLVER_UNREACHABLE (it could not get there).
    """
    try:
        code = await _shake_hands(sock, target, password or fresh_password())
    except (ProtocolError, ValueError) as error:
        raise RunEnds(LookUpEnd.PROXY_REFUSED) from error
    except TimeoutError as error:
        raise RunEnds(LookUpEnd.PROXY_REFUSED) from error
    except (EOFError, OSError) as error:
        raise RunEnds(LookUpEnd.PROXY_UNREACHABLE) from error
    if code is socks5.SOCKS5ReplyCode.SUCCEEDED:
        return
    reached = {
        socks5.SOCKS5ReplyCode.CONNECTION_NOT_ALLOWED_BY_RULESET,
        socks5.SOCKS5ReplyCode.COMMAND_NOT_SUPPORTED,
        socks5.SOCKS5ReplyCode.ADDRESS_TYPE_NOT_SUPPORTED,
    }
    raise RunEnds(LookUpEnd.PROXY_REFUSED if code in reached else LookUpEnd.RESOLVER_UNREACHABLE)


async def _shake_hands(
    sock: socket.socket, target: Address, password: Password
) -> socks5.SOCKS5ReplyCode:
    talk = socks5.SOCKS5Connection()
    async with asyncio.timeout(GREETS_WITHIN):
        await _greet(sock, talk, password)
    host, port = target
    request = socks5.SOCKS5CommandRequest.from_address(
        socks5.SOCKS5Command.CONNECT, (host.partition("%")[0], port)
    )
    talk.send(request)
    await asyncio.get_running_loop().sock_sendall(sock, talk.data_to_send())
    reply = talk.receive_data(await _reply_bytes(sock))
    if not isinstance(reply, socks5.SOCKS5Reply):
        raise ProtocolError("reply")
    return reply.reply_code


async def _greet(sock: socket.socket, talk: socks5.SOCKS5Connection, password: Password) -> None:
    """Agree on a method, and give the pair where the proxy wants it."""
    talk.send(socks5.SOCKS5AuthMethodsRequest(_METHODS))
    chosen = await _exchange(sock, talk, 2)
    if not isinstance(chosen, socks5.SOCKS5AuthReply) or chosen.method not in _METHODS:
        raise ProtocolError("method")
    if chosen.method is socks5.SOCKS5AuthMethod.USERNAME_PASSWORD:
        talk.send(socks5.SOCKS5UsernamePasswordRequest(password.user, password.word))
        let_in = await _exchange(sock, talk, 2)
        if not isinstance(let_in, socks5.SOCKS5UsernamePasswordReply) or not let_in.success:
            raise ProtocolError("password")


async def _exchange(sock: socket.socket, talk: socks5.SOCKS5Connection, count: int) -> object:
    """Send what is to be sent, and read a message of fixed length."""
    await asyncio.get_running_loop().sock_sendall(sock, talk.data_to_send())
    return talk.receive_data(await _exactly(sock, count))


async def _reply_bytes(sock: socket.socket) -> bytes:
    """The last message, whose length its address tells; not a byte more, for what follows is the resolver's."""
    head = await _exactly(sock, _HEAD)
    kind = head[3]
    if kind == _NAME:
        length = await _exactly(sock, 1)
        return head + length + await _exactly(sock, length[0] + 2)
    if kind not in _ADDRESS_BYTES:
        raise ProtocolError("address")
    return head + await _exactly(sock, _ADDRESS_BYTES[kind] + 2)


async def _exactly(sock: socket.socket, count: int) -> bytes:
    loop = asyncio.get_running_loop()
    found = b""
    while len(found) < count:
        more = await loop.sock_recv(sock, count - len(found))
        if not more:
            raise EOFError
        found += more
    return found
