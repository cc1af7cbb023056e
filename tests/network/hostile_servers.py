"""Servers that misbehave on purpose, over real sockets: each speaks by a script, in a thread of its own."""

import contextlib
import socket
import ssl
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import h2.config
import h2.connection
import h2.events
import h2.settings


class Hostile:
    """Listens on loopback; `talk(connection)` is called for each connection, one thread each."""

    def __init__(self, talk, context=None):
        self._talk = talk
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self._threads = []
        self._open = []
        self._serving = threading.Thread(target=self._serve)
        self._serving.start()

    def _serve(self):
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(plain)
            self._threads.append(threading.Thread(target=self._run, args=(plain,)))
            self._threads[-1].start()

    def _run(self, plain):
        with contextlib.suppress(OSError, EOFError, ValueError):
            connection = plain
            if self._context is not None:
                connection = self._context.wrap_socket(plain, server_side=True)
                self._open.append(connection)
            with connection:
                self._talk(connection)

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._serving.join()
        for sock in self._open:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for sock in self._open:
            sock.close()


class Liar:
    """A resolver of datagrams: `answers(query)` gives the datagrams to send back."""

    def __init__(self, answers):
        self._answers = answers
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sock.bind(("127.0.0.1", 0))
        self._sock.settimeout(0.1)
        self.port = self._sock.getsockname()[1]
        self._ended = threading.Event()
        self._serving = threading.Thread(target=self._serve)
        self._serving.start()
        self.ports = set()

    def _serve(self):
        while not self._ended.is_set():
            with contextlib.suppress(OSError):
                data, sender = self._sock.recvfrom(65_535)
                self.ports.add(sender[1])
                for answer in self._answers(data):
                    self._sock.sendto(answer, sender)

    def close(self):
        self._ended.set()
        self._serving.join()
        self._sock.close()


def server_context(folder, protocol=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    if protocol:
        context.set_alpn_protocols([protocol])
    return context


def honest(wire):
    """The right reply: NXDOMAIN under com and org, a mail server for the rest."""
    query = dns.message.from_wire(wire)
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.RA
    name = query.question[0].name
    if name.labels[-2] in {b"com", b"org"}:
        reply.set_rcode(dns.rcode.NXDOMAIN)
    else:
        reply.answer = [dns.rrset.from_text(name, 60, "IN", "MX", "10 mx.example.")]
    return reply.to_wire()


def exactly(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def stream_query(sock):
    return exactly(sock, int.from_bytes(exactly(sock, 2), "big"))


def framed(wire):
    return len(wire).to_bytes(2, "big") + wire


def http_server(respond):
    """A talker of HTTP/2: `respond(connection, stream, wire)` sends what it likes; what it returns true for ends it."""

    def talk(sock):
        config = h2.config.H2Configuration(client_side=False, header_encoding=None)
        talker = h2.connection.H2Connection(config)
        talker.initiate_connection()
        sock.sendall(talker.data_to_send())
        bodies = {}
        while data := sock.recv(65_536):
            for event in talker.receive_data(data):
                if isinstance(event, h2.events.DataReceived):
                    bodies[event.stream_id] = bodies.get(event.stream_id, b"") + event.data
                elif isinstance(event, h2.events.StreamEnded):
                    wire = bodies.pop(event.stream_id)
                    if respond(talker, event.stream_id, wire):
                        sock.sendall(talker.data_to_send())
                        return
            sock.sendall(talker.data_to_send())

    return talk


def talker_taking(streams=100):
    """The server's side of a connection, which takes that many requests at a time."""
    config = h2.config.H2Configuration(client_side=False, header_encoding=None)
    talker = h2.connection.H2Connection(config)
    values = {h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: streams}
    talker.local_settings = h2.settings.Settings(client=False, initial_values=values)
    return talker


def http_reply(talker, stream, body, status=b"200", kind=b"application/dns-message"):
    length = str(len(body)).encode()
    talker.send_headers(
        stream, [(b":status", status), (b"content-type", kind), (b"content-length", length)]
    )
    talker.send_data(stream, body, end_stream=True)
