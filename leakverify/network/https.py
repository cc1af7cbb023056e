"""DNS over HTTPS (RFC 8484): POST over one HTTP/2 connection, spoken with h2.

h2 itself, and no HTTP client above it, because a client would bring what must not be here: proxies and passwords from the
environment, redirects, cookies, a name of itself, decoding of compressed bodies without a bound, and a time limit of one
request that closes the connection under all the others. Nothing is sent that tells one user from another: the path, the
type, the length.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Final

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    Event,
    RemoteSettingsChanged,
    ResponseReceived,
    StreamEnded,
    StreamReset,
)
from h2.exceptions import H2Error

from leakverify.model.look_up import LookUpEnd
from leakverify.network.carrier import NoReply, OnSent, RunEnds
from leakverify.network.pipelined import close_now, forget
from leakverify.network.streams import PipeClosed, Route, connect
from leakverify.network.wire import ID, Question, Reply, read_reply

_TYPE: Final = b"application/dns-message"
_READ: Final = 1 << 13
"""Bytes at a time, a dozen replies, so that a wish to stop never waits behind hundreds."""
_LARGEST: Final = 65_535
_OK: Final = b"200"
_WINDOW: Final = 1 << 20
"""Bytes of replies that may be on their way beside the 64 KiB that HTTP/2 allows by itself."""
_MOST_STREAMS: Final = 1_000


@dataclass(slots=True)
class _Exchange:
    """One request: what has come of its reply so far."""

    coming: asyncio.Future[bytes]
    status: bytes = b""
    kind: bytes = b""
    body: bytearray = field(default_factory=bytearray)

    def end(self) -> None:
        """The body is whole."""
        if self.coming.done():
            return
        if self.status == _OK and self.kind.partition(b";")[0].strip().lower() == _TYPE:
            self.coming.set_result(bytes(self.body))
        else:
            self.coming.set_exception(NoReply(self.status.decode("ascii", "replace")[:3]))

    def fail(self, error: Exception) -> None:
        """Nothing more will come."""
        if not self.coming.done():
            self.coming.set_exception(error)


class HttpPipe:
    """One HTTP/2 connection with its reader; each question is a stream of its own."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        authority: str,
        path: str,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._fixed = [
            (b":method", b"POST"),
            (b":scheme", b"https"),
            (b":authority", authority.encode("ascii")),
            (b":path", path.encode("ascii")),
            (b"accept", _TYPE),
            (b"content-type", _TYPE),
        ]
        self._h2 = H2Connection(H2Configuration(client_side=True, header_encoding=None))
        self._under_way: dict[int, _Exchange] = {}
        self._heard = 0
        self._open = True
        self._welcome = asyncio.Event()
        self._room = asyncio.Condition()
        self._h2.initiate_connection()
        self._h2.increment_flow_control_window(_WINDOW)
        self._flush()
        self._reading = asyncio.create_task(self._read())

    @property
    def is_open(self) -> bool:
        """Whether new requests may be sent."""
        return self._open and not self._writer.is_closing()

    @property
    def heard(self) -> int:
        """Replies that have come."""
        return self._heard

    async def welcomed(self, within: float) -> None:
        """Wait for the server's settings: how many requests it takes at a time."""
        async with asyncio.timeout(within):
            await self._welcome.wait()
        if not self._open:
            raise ConnectionResetError

    async def ask(self, question: Question, within: float, on_sent: OnSent) -> Reply:
        """Send and wait for the reply; waiting for a free stream does not count."""
        wire = question.to_wire(padded=True)  # its id is 0, so that all questions look alike
        await self._wait_for_room(within)
        number, exchange = self._send(wire)
        on_sent()
        try:
            async with asyncio.timeout(within):
                await self._writer.drain()
                body = await exchange.coming
        except TimeoutError as error:
            raise NoReply from error
        except OSError as error:
            self._open = (
                False  # at once, for the reader learns of it only in a later turn of the loop
            )
            raise PipeClosed from error
        finally:
            forget(exchange.coming)
            await self._leave(number)
        reply = read_reply(question, body, wire[ID])
        if reply is None or reply.truncated:
            raise NoReply
        self._heard += 1
        return reply

    async def close(self) -> None:
        """Close without waiting for the server's farewell."""
        self._open = False
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading
        await close_now(self._writer)

    async def _wait_for_room(self, within: float) -> None:
        """Wait for a free stream, as long as the server still answers others."""
        heard = -1
        while heard != self._heard:
            heard = self._heard
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within), self._room:
                    await self._room.wait_for(lambda: not self.is_open or self._has_room())
                if self.is_open:
                    return
                raise PipeClosed
        raise NoReply

    def _has_room(self) -> bool:
        most = min(self._h2.remote_settings.max_concurrent_streams, _MOST_STREAMS)
        return len(self._under_way) < most

    def _send(self, wire: bytes) -> tuple[int, _Exchange]:
        """Put a request on the wire."""
        exchange = _Exchange(asyncio.get_running_loop().create_future())
        try:
            number = self._h2.get_next_available_stream_id()
            length = (b"content-length", str(len(wire)).encode("ascii"))
            self._h2.send_headers(number, [*self._fixed, length])
            self._h2.send_data(number, wire, end_stream=True)
        except (
            H2Error
        ) as error:  # no more streams, or the window is shut: a fresh connection has both
            self._open = False
            raise PipeClosed from error
        self._under_way[number] = exchange
        self._flush()
        return number, exchange

    async def _leave(self, number: int) -> None:
        """A request is over. One that has not ended is taken back, so that its place is free at the server too."""
        if self._under_way.pop(number, None) is not None and self._open:
            with contextlib.suppress(H2Error):
                self._h2.reset_stream(number, ErrorCodes.CANCEL)
                self._flush()
        async with self._room:
            self._room.notify(1)

    def _flush(self) -> None:
        data = self._h2.data_to_send()
        if data:
            self._writer.write(data)

    async def _read(self) -> None:
        """Hand what comes to the requests, until either side is done; then tell them all."""
        try:
            while self._open:
                data = await self._reader.read(_READ)
                if not data:
                    break
                for event in self._h2.receive_data(data):
                    self._take(event)
                self._flush()
                await self._writer.drain()  # whoever asks for acknowledgements must read them
                await asyncio.sleep(0)
        except (H2Error, OSError, ValueError):
            pass
        finally:
            self._open = False
            self._welcome.set()
            for exchange in self._under_way.values():
                exchange.fail(PipeClosed())
            async with self._room:
                self._room.notify_all()

    def _take(self, event: Event) -> None:
        if isinstance(event, RemoteSettingsChanged):
            self._welcome.set()
            return
        if isinstance(event, ConnectionTerminated):
            self._open = False
            return
        if isinstance(event, DataReceived):
            # the window is always opened again, for data of requests that were given up too
            self._h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        if isinstance(event, ResponseReceived | DataReceived | StreamEnded | StreamReset):
            exchange = self._under_way.get(event.stream_id)
            if exchange is not None:
                self._hand(event, exchange)

    def _hand(
        self,
        event: ResponseReceived | DataReceived | StreamEnded | StreamReset,
        exchange: _Exchange,
    ) -> None:
        match event:
            case ResponseReceived():
                headers = {bytes(k): bytes(v) for k, v in event.headers}
                exchange.status = headers.get(b":status", b"")
                exchange.kind = headers.get(b"content-type", b"")
            case DataReceived():
                exchange.body += event.data
                if len(exchange.body) > _LARGEST:
                    exchange.fail(NoReply())  # whoever asked takes the request back
            case StreamEnded():
                self._under_way.pop(event.stream_id, None)
                exchange.end()
            case StreamReset():
                self._under_way.pop(event.stream_id, None)
                refused = event.error_code == ErrorCodes.REFUSED_STREAM
                exchange.fail(PipeClosed() if refused else NoReply())


async def open_pipe(route: Route, path: str) -> HttpPipe:
    """A fresh connection, once the server has said that it speaks HTTP/2.

    Raises:
        RunEnds: as `connect`, and NOT_A_RESOLVER where something else answers.
    """
    reader, writer = await connect(route)
    tunnel = writer.get_extra_info("ssl_object")
    if tunnel is None or tunnel.selected_alpn_protocol() != "h2":
        await close_now(writer)
        raise RunEnds(LookUpEnd.NOT_A_RESOLVER)
    pipe = HttpPipe(reader, writer, _authority(route), path)
    try:
        await pipe.welcomed(route.patience)
    except OSError as error:
        await pipe.close()
        raise RunEnds(LookUpEnd.NOT_A_RESOLVER) from error
    except BaseException:
        await pipe.close()
        raise
    return pipe


def _authority(route: Route) -> str:
    """The name that the server goes by, with a port that is not the usual one."""
    host, port = route.target
    name = route.name or (f"[{host}]" if ":" in host else host)
    return name if port == 443 else f"{name}:{port}"  # noqa: PLR2004
