"""Resolvers that lie about lengths, ids and questions, close at the wrong moment, or never stop: the run ends, and says why."""

import importlib.util
import pathlib
import sys
import time

import pytest

from leakverify.model.look_up import LookUpEnd, MailStatus, Pace, Transport, Way
from leakverify.network import streams

HERE = pathlib.Path(__file__).resolve().parent
NAME = "dns.resolver.test"
HASTY = Pace(per_second=0, at_once=20, timeout=0.4, tries=1)
NAMES = [f"d{n}.example" for n in range(60)]


def module():
    spec = importlib.util.spec_from_file_location("hostile_servers", HERE / "hostile_servers.py")
    made = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    if not hasattr(made, "Hostile"):
        spec.loader.exec_module(made)
    return made


hs = module()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(streams, "CONNECTS_WITHIN", 0.5)


@pytest.fixture
def serve(certified):
    """Start a hostile server and give the way to it."""
    folder, authority = certified
    running = []

    def start(talk, transport=Transport.TLS):
        protocol = "h2" if transport is Transport.HTTPS else None
        running.append(hs.Hostile(talk, hs.server_context(folder, protocol)))
        return Way(transport, "127.0.0.1", running[-1].port, NAME, authorities=authority)

    def lie(answers):
        running.append(hs.Liar(answers))
        return Way(address="127.0.0.1", port=running[-1].port)

    start.lie = lie
    start.running = running
    yield start
    for server in running:
        server.close()


def all_take_mail(looked):
    return (
        looked.outcome.complete
        and len(looked.answers) == len(NAMES)
        and all(a.status is MailStatus.TAKES_MAIL for a in looked.answers.values())
    )


def test_every_datagram_has_a_port_of_its_own(serve, ask):
    way = serve.lie(lambda query: [hs.honest(query)])
    assert all_take_mail(ask(way, NAMES))
    assert len(serve.running[0].ports) > 50


def test_forged_datagrams_before_the_right_one_are_ignored(serve, ask):
    def answers(query):
        right = hs.honest(query)
        other = hs.honest(query[:2] + hs.dns.message.make_query("evil.example", "MX").to_wire()[2:])
        return [b"", b"\x00", query, bytes([right[0] ^ 1]) + right[1:], other, right[:-3], right]

    assert all_take_mail(ask(serve.lie(answers), NAMES))


def test_datagrams_of_nonsense_are_no_reply(serve, ask):
    way = serve.lie(lambda query: [query[:2] + b"\xff" * 40, b"x" * 5_000])
    assert ask(way, NAMES, HASTY).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE


def test_a_reply_that_is_always_cut_is_no_reply(serve, ask):
    way = serve.lie(lambda query: [query[:2] + b"\x83\x80" + hs.honest(query)[4:]])
    assert ask(way, NAMES, HASTY).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE


def test_replies_in_any_order_find_their_question(serve, ask):
    def talk(sock):
        held = []
        while True:
            held.append(hs.stream_query(sock))
            if len(held) == 20 or b"\x03com" in held[0] or b"\x03org" in held[0]:
                for query in reversed(held):
                    sock.sendall(hs.framed(hs.honest(query)))
                held = []

    looked = ask(serve(talk), NAMES, Pace(0, 20, 5.0, 1))
    assert all_take_mail(looked)
    assert serve.running[0].connections == 1


def test_a_server_that_closes_after_each_reply_is_asked_again(serve, ask):
    def talk(sock):
        sock.sendall(hs.framed(hs.honest(hs.stream_query(sock))))

    looked = ask(serve(talk), NAMES[:10], Pace(0, 1, 5.0, 1))
    assert looked.outcome.complete
    assert len(looked.answers) == 10


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x00\x00" * 50,
        b"\xff\xff" + b"x" * 65_535,
        b"\x00\x05abcde" * 100,
        b"HTTP/1.1 400 Bad\r\n\r\n",
    ],
    ids=["nothing", "empty", "long", "short", "text"],
)
@pytest.mark.parametrize("transport", [Transport.TLS, Transport.HTTPS])
def test_servers_that_say_something_else(serve, ask, transport, said):
    def talk(sock):
        sock.recv(4_096)
        sock.sendall(said)
        sock.recv(65_536)

    begun = time.monotonic()
    outcome = ask(serve(talk, transport), NAMES, HASTY).outcome
    assert outcome.reason in {LookUpEnd.RESOLVER_UNREACHABLE, LookUpEnd.NOT_A_RESOLVER}
    assert outcome.answered == 0
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("transport", [Transport.TLS, Transport.HTTPS])
def test_a_server_that_never_stops_talking(serve, ask, transport):
    def talk(sock):
        sock.recv(4_096)
        while True:
            sock.sendall(b"\x00\x03abc" * 5_000)

    outcome = ask(serve(talk, transport), NAMES, HASTY).outcome
    assert outcome.reason in {LookUpEnd.RESOLVER_UNREACHABLE, LookUpEnd.NOT_A_RESOLVER}


def test_one_name_on_which_the_server_closes_does_not_take_others_with_it(serve, ask):
    def talk(sock):
        while True:
            query = hs.stream_query(sock)
            if b"\x03d13" in query:
                return
            sock.sendall(hs.framed(hs.honest(query)))

    looked = ask(serve(talk), NAMES, Pace(0, 20, 5.0, 1))
    silent = [d for d, a in looked.answers.items() if a.status is MailStatus.NO_ANSWER]
    assert silent == ["d13.example"]
    assert looked.outcome.complete


def http(respond):
    return hs.http_server(respond)


def test_an_honest_server_of_https_sees_nothing_of_who_asks(serve, ask):
    seen = []
    real = hs.h2.events.RequestReceived

    def talk(sock):
        talker = hs.h2.connection.H2Connection(
            hs.h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        )
        talker.initiate_connection()
        sock.sendall(talker.data_to_send())
        while data := sock.recv(65_536):
            for event in talker.receive_data(data):
                if isinstance(event, real):
                    seen.append(dict(event.headers))
                elif isinstance(event, hs.h2.events.DataReceived):
                    seen[-1]["body"] = len(event.data)
                    hs.http_reply(talker, event.stream_id, hs.honest(event.data))
            sock.sendall(talker.data_to_send())

    way = serve(talk, Transport.HTTPS)
    assert all_take_mail(ask(way, NAMES))
    assert len({tuple(sorted(s.items())) for s in seen}) == 1
    assert seen[0] == {
        ":method": "POST",
        ":scheme": "https",
        ":authority": f"{NAME}:{way.port}",
        ":path": "/dns-query",
        "accept": "application/dns-message",
        "content-type": "application/dns-message",
        "content-length": "128",
        "body": 128,
    }


@pytest.mark.parametrize("status", [b"302", b"404", b"500", b"999", b""])
def test_another_status_is_no_reply(serve, ask, status):
    way = serve(
        http(lambda t, n, wire: hs.http_reply(t, n, hs.honest(wire), status)), Transport.HTTPS
    )
    outcome = ask(way, NAMES, HASTY).outcome
    assert outcome.reason in {LookUpEnd.RESOLVER_UNREACHABLE, LookUpEnd.NOT_A_RESOLVER}


def test_another_type_is_no_reply(serve, ask):
    way = serve(
        http(lambda t, n, wire: hs.http_reply(t, n, hs.honest(wire), kind=b"text/html")),
        Transport.HTTPS,
    )
    assert ask(way, NAMES, HASTY).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE


def test_a_body_without_end_is_dropped(serve, ask):
    sent = [0]

    def pour(talker, stream):
        size = min(talker.local_flow_control_window(stream), talker.max_outbound_frame_size)
        while size > 0:
            talker.send_data(stream, b"x" * size)
            sent[0] += size
            size = min(talker.local_flow_control_window(stream), talker.max_outbound_frame_size)

    def talk(sock):
        talker = hs.h2.connection.H2Connection(
            hs.h2.config.H2Configuration(client_side=False, header_encoding=None)
        )
        talker.initiate_connection()
        sock.sendall(talker.data_to_send())
        endless = set()
        while data := sock.recv(65_536):
            for event in talker.receive_data(data):
                if isinstance(event, hs.h2.events.StreamReset):
                    endless.discard(event.stream_id)
                elif isinstance(event, hs.h2.events.DataReceived):
                    if b"\x03d13" not in event.data:
                        hs.http_reply(talker, event.stream_id, hs.honest(event.data))
                        continue
                    endless.add(event.stream_id)
                    kind = (b"content-type", b"application/dns-message")
                    talker.send_headers(event.stream_id, [(b":status", b"200"), kind])
            for stream in endless:
                pour(talker, stream)
            sock.sendall(talker.data_to_send())

    begun = time.monotonic()
    looked = ask(serve(talk, Transport.HTTPS), NAMES, Pace(0, 5, 60.0, 1))
    assert looked.outcome.complete
    assert looked.answers["d13.example"].status is MailStatus.NO_ANSWER
    assert sent[0] < 1 << 18
    assert time.monotonic() - begun < 30


def test_a_reset_stream_loses_one_name_alone(serve, ask):
    def respond(talker, stream, wire):
        if b"\x03d13" in wire:
            talker.reset_stream(stream, 2)
        else:
            hs.http_reply(talker, stream, hs.honest(wire))

    looked = ask(serve(http(respond), Transport.HTTPS), NAMES, Pace(0, 20, 5.0, 1))
    silent = [d for d, a in looked.answers.items() if a.status is MailStatus.NO_ANSWER]
    assert silent == ["d13.example"]


def test_a_server_that_says_goodbye_is_asked_again(serve, ask):
    served = []

    def respond(talker, stream, wire):
        hs.http_reply(talker, stream, hs.honest(wire))
        served.append(stream)
        if len(served) % 25 == 0:
            talker.close_connection()
            return True
        return False

    looked = ask(serve(http(respond), Transport.HTTPS), NAMES, Pace(0, 5, 5.0, 1))
    assert all_take_mail(looked)
    assert serve.running[0].connections >= 3


def test_a_server_that_takes_two_requests_at_a_time_is_not_pressed(serve, ask):
    most, held = [0], []

    def talk(sock):
        talker = hs.talker_taking(2)
        talker.initiate_connection()
        sock.sendall(talker.data_to_send())
        while data := sock.recv(65_536):
            for event in talker.receive_data(data):
                if isinstance(event, hs.h2.events.DataReceived):
                    held.append((event.stream_id, event.data))
            most[0] = max(most[0], len(held))
            if held:
                stream, wire = held.pop(0)
                hs.http_reply(talker, stream, hs.honest(wire))
            sock.sendall(talker.data_to_send())

    assert all_take_mail(ask(serve(talk, Transport.HTTPS), NAMES, Pace(0, 20, 5.0, 1)))
    assert most[0] <= 2


def scripted(sock, talker, on_data):
    """HTTP/2 up to the point where it goes wrong."""
    talker.initiate_connection()
    sock.sendall(talker.data_to_send())
    while data := sock.recv(65_536):
        talker.receive_data(data)
        on_data(talker)
        sock.sendall(talker.data_to_send())


def test_a_server_that_takes_no_request_at_all_is_no_resolver(serve, ask):
    way = serve(lambda sock: scripted(sock, hs.talker_taking(0), lambda _: None), Transport.HTTPS)
    outcome = ask(way, NAMES, HASTY).outcome
    assert outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE
    assert outcome.queries == 0


def test_a_server_that_asks_for_signs_of_life_for_ever(serve, ask):
    def ping(talker):
        for n in range(2_000):
            talker.ping(n.to_bytes(8, "big"))

    way = serve(lambda sock: scripted(sock, hs.talker_taking(), ping), Transport.HTTPS)
    assert ask(way, NAMES, HASTY).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE
