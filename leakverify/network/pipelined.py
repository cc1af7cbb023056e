"""DNS over TCP and TLS: one connection, many questions under way, replies in any order (RFC 7766 section 6.2, RFC 7858)."""

import asyncio
import contextlib
from typing import Any, Final

from leakverify.network.carrier import NoReply, OnSent
from leakverify.network.streams import PipeClosed, Route, connect
from leakverify.network.wire import ID, Question, Reply, random_id, read_reply

_LENGTH: Final = 2
_AT_A_TIME: Final = 16
"""Replies, so that a wish to stop never waits behind hundreds that are here already."""
_TURNS: Final = 3


class DnsPipe:
    """One connection with its reader; replies find their question by id, name and type."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, padded: bool
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._padded = padded
        self._waiting: dict[bytes, tuple[Question, asyncio.Future[Reply]]] = {}
        self._heard = 0
        self._open = True
        self._reading = asyncio.create_task(self._read())

    @property
    def is_open(self) -> bool:
        """Whether the server still listens, as far as is known."""
        return self._open and not self._writer.is_closing()

    @property
    def heard(self) -> int:
        """Replies that have come."""
        return self._heard

    async def ask(self, question: Question, within: float, on_sent: OnSent) -> Reply:
        """Send and wait for the reply."""
        if not self.is_open:
            raise PipeClosed
        sent_id = self._free_id()
        coming: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting[sent_id] = (question, coming)
        wire = sent_id + question.to_wire(padded=self._padded)[ID.stop :]
        try:
            async with asyncio.timeout(within):
                self._writer.write(len(wire).to_bytes(_LENGTH, "big") + wire)
                on_sent()
                await self._writer.drain()
                return await coming
        except TimeoutError as error:
            raise NoReply from error
        except OSError as error:
            self._open = (
                False  # at once, for the reader learns of it only in a later turn of the loop
            )
            raise PipeClosed from error
        finally:
            self._waiting.pop(sent_id, None)
            forget(coming)

    async def close(self) -> None:
        """Close without waiting for the server's farewell."""
        self._open = False
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading
        await close_now(self._writer)

    def _free_id(self) -> bytes:
        """An id that no question under way has."""
        found = random_id()
        while found in self._waiting:
            found = random_id()
        return found

    async def _read(self) -> None:
        """Hand replies to those who wait, until the server closes; then tell them all."""
        try:
            while True:
                length = int.from_bytes(await self._reader.readexactly(_LENGTH), "big")
                self._take(await self._reader.readexactly(length))
                if not self._heard % _AT_A_TIME:
                    await asyncio.sleep(0)
        except (EOFError, OSError):
            pass
        finally:
            self._open = False
            for _question, coming in self._waiting.values():
                if not coming.done():
                    coming.set_exception(PipeClosed())

    def _take(self, wire: bytes) -> None:
        question, coming = self._waiting.get(wire[ID], (None, None))
        if question is None or coming is None or coming.done():
            return  # too late, or to a question that nobody asked
        reply = read_reply(question, wire, wire[ID])
        if reply is not None:
            self._heard += 1
            coming.set_result(reply)


def forget(coming: asyncio.Future[Any]) -> None:
    """Nobody waits for this any more; what has come meanwhile is not to be complained about."""
    if not coming.cancel() and not coming.cancelled():
        coming.exception()


async def close_now(writer: asyncio.StreamWriter) -> None:
    """Let go of a connection at once; asyncio closes the socket in the next turns of its loop.

    `wait_closed` would not do: after `abort` of a TLS connection it never returns (Python 3.11).
    """
    writer.transport.abort()
    for _ in range(_TURNS):
        await asyncio.sleep(0)


async def open_pipe(route: Route) -> DnsPipe:
    """A fresh connection; in TLS the questions are padded."""
    reader, writer = await connect(route)
    return DnsPipe(reader, writer, padded=route.context is not None)
