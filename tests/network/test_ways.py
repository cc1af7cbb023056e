"""How a way can fail: certificates, nobody there, another service; and proxies, behind which nothing else is touched."""

import contextlib
import dataclasses
import socket
import threading

import pytest

from leakverify.model.errors import UsageProblem
from leakverify.model.look_up import LookUpEnd, MailStatus, Pace, Transport, Way
from leakverify.network import prepare, socks, streams

pytestmark = pytest.mark.xdist_group("dns")

TUNNELS = [Transport.TLS, Transport.HTTPS]
EVERY = [Transport.SYSTEM, *TUNNELS]
HASTY = Pace(per_second=0, at_once=5, timeout=1.0, tries=1)


@pytest.fixture
def closed_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.mark.parametrize("transport", TUNNELS)
def test_a_certificate_for_another_name_ends_the_run(dns_servers, ask, transport):
    way = dns_servers.way(transport, name="other.resolver.test")
    assert ask(way, ["mx.test"]).outcome.reason is LookUpEnd.CERTIFICATE


@pytest.mark.parametrize("transport", TUNNELS)
def test_a_certificate_of_an_unknown_authority_ends_the_run(dns_servers, ask, transport):
    way = dns_servers.way(transport, authorities="")
    outcome = ask(way, ["mx.test"]).outcome
    assert outcome.reason is LookUpEnd.CERTIFICATE
    assert outcome.answered == 0


def test_an_expired_certificate_ends_the_run(dns_servers, ask):
    way = dns_servers.way(Transport.TLS, dns_servers.expired)
    assert ask(way, ["mx.test"]).outcome.reason is LookUpEnd.CERTIFICATE


@pytest.mark.parametrize("transport", TUNNELS)
def test_without_a_name_the_certificate_must_hold_the_address(dns_servers, ask, transport):
    way = dns_servers.way(transport, name="")
    assert ask(way, ["mx.test"]).outcome.complete


@pytest.mark.parametrize("transport", EVERY)
def test_nobody_there(dns_servers, ask, transport, closed_port):
    way = dns_servers.way(transport, closed_port)
    assert ask(way, ["mx.test"]).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE


def test_somebody_else_there(dns_servers, ask, monkeypatch):
    monkeypatch.setattr(streams, "CONNECTS_WITHIN", 0.5)
    assert ask(
        dns_servers.way(Transport.TLS, dns_servers.plain), ["mx.test"], HASTY
    ).outcome.reason in {
        LookUpEnd.NOT_A_RESOLVER,
        LookUpEnd.RESOLVER_UNREACHABLE,
    }
    way = dns_servers.way(Transport.HTTPS, dns_servers.tls)
    assert ask(way, ["mx.test"], HASTY).outcome.reason is LookUpEnd.NOT_A_RESOLVER


def test_another_path_is_no_resolver(dns_servers, ask):
    way = dns_servers.way(Transport.HTTPS, dns_servers.front_https, path="/elsewhere")
    assert ask(way, ["mx.test"], HASTY).outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE


@pytest.mark.parametrize("transport", EVERY)
def test_through_a_real_proxy(dns_servers, ask, plain_proxy, transport):
    way = dns_servers.way(transport, proxy=plain_proxy)
    looked = ask(way, ["mx.test", "nothing.test", "big.test"])
    assert looked.outcome.complete
    assert looked.answers["mx.test"].status is MailStatus.TAKES_MAIL
    assert looked.answers["nothing.test"].status is MailStatus.NO_DOMAIN


@pytest.mark.parametrize("transport", EVERY)
def test_a_proxy_that_is_not_there_ends_the_run(dns_servers, ask, transport, closed_port):
    way = dns_servers.way(transport, proxy=f"127.0.0.1:{closed_port}")
    outcome = ask(way, ["mx.test"]).outcome
    assert outcome.reason is LookUpEnd.PROXY_UNREACHABLE
    assert outcome.answered == 0


@pytest.mark.parametrize("transport", EVERY)
def test_a_proxy_that_is_none_ends_the_run(dns_servers, ask, transport, monkeypatch):
    monkeypatch.setattr(socks, "GREETS_WITHIN", 0.5)
    way = dns_servers.way(transport, proxy=f"127.0.0.1:{dns_servers.tls}")
    outcome = ask(way, ["mx.test"], HASTY).outcome
    assert outcome.reason in {LookUpEnd.PROXY_REFUSED, LookUpEnd.PROXY_UNREACHABLE}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (2, LookUpEnd.PROXY_REFUSED),
        (4, LookUpEnd.RESOLVER_UNREACHABLE),
        (5, LookUpEnd.RESOLVER_UNREACHABLE),
        (7, LookUpEnd.PROXY_REFUSED),
        (99, LookUpEnd.PROXY_REFUSED),
    ],
)
@pytest.mark.parametrize("transport", EVERY)
def test_a_proxy_that_cannot_get_there(dns_servers, ask, socks_double, transport, code, reason):
    way = dns_servers.way(transport, proxy=socks_double(code=code).address)
    assert ask(way, ["mx.test"]).outcome.reason is reason


@pytest.mark.parametrize("transport", TUNNELS)
def test_the_proxy_resolves_the_resolvers_name(dns_servers, ask, socks_double, transport):
    double = socks_double()
    way = dns_servers.way(transport, address="dns.resolver.test", proxy=double.address)
    looked = ask(way, [f"d{n}.many.test" for n in range(30)])
    assert looked.outcome.complete
    port = dns_servers.tls if transport is Transport.TLS else dns_servers.https
    assert double.asked == [("dns.resolver.test", port)]


@pytest.mark.parametrize("transport", EVERY)
def test_each_run_is_kept_apart_by_a_random_password(dns_servers, ask, socks_double, transport):
    double = socks_double()
    for _ in range(2):
        assert ask(dns_servers.way(transport, proxy=double.address), ["mx.test"]).outcome.complete
    assert len(double.pairs) == 2
    assert double.pairs[0] != double.pairs[1]
    assert double.offered == [b"\x02\x00"] * 2


def test_a_proxy_without_passwords_is_used_as_it_is(dns_servers, ask, socks_double):
    double = socks_double(wants_password=False)
    assert ask(dns_servers.way(Transport.TLS, proxy=double.address), ["mx.test"]).outcome.complete
    assert double.pairs == []


@pytest.mark.parametrize("transport", TUNNELS)
def test_a_proxy_that_goes_away_ends_the_run_and_answers_stay(
    dns_servers, ask, socks_double, transport
):
    double = socks_double()
    seen = []

    def hear(answer):
        seen.append(answer)
        if len(seen) == 50:
            double.close()

    names = [f"d{n}.many.test" for n in range(5_000)]
    outcome = ask(dns_servers.way(transport, proxy=double.address), names, on_answer=hear).outcome
    assert outcome.reason is LookUpEnd.PROXY_UNREACHABLE
    assert 50 <= outcome.answered == len(seen) < 5_000


@pytest.mark.parametrize("transport", TUNNELS)
def test_a_connection_that_the_server_closes_is_opened_again(
    dns_servers, ask, socks_double, transport
):
    double = socks_double()
    cut = threading.Event()

    def hear(_answer):
        if not cut.is_set():
            cut.set()
            for sock in list(double._open):
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    names = [f"d{n}.many.test" for n in range(300)]
    pace = Pace(per_second=0, at_once=10, timeout=2.0, tries=3)
    looked = ask(dns_servers.way(transport, proxy=double.address), names, pace, on_answer=hear)
    assert looked.outcome.complete
    assert {a.status for a in looked.answers.values()} == {MailStatus.TAKES_MAIL}
    assert len(double.asked) == 2


def test_destinations_are_the_resolver_or_the_proxy_alone(dns_servers):
    way = dns_servers.way(Transport.TLS)
    assert prepare(way).destinations == (("127.0.0.1", dns_servers.tls),)
    proxied = dataclasses.replace(way, proxy="127.0.0.1:9050")
    assert prepare(proxied).destinations == (("127.0.0.1", 9050),)
    assert prepare(Way(proxy="[::1]:9050", address="192.0.2.1")).destinations == (("::1", 9050),)


@pytest.mark.parametrize(
    ("way", "code"),
    [
        (Way(Transport.TLS), "WAY_ADDRESS"),
        (Way(Transport.TLS, "192.0.2.1", authorities="no certificate"), "WAY_AUTHORITIES"),
        (Way(Transport.HTTPS, "192.0.2.1", authorities="\u00e9"), "WAY_AUTHORITIES"),
        (Way(address="192.0.2.1", proxy="127.0.0.1"), "WAY_PROXY"),
        (Way(address="192.0.2.1", proxy="127.0.0.1:http"), "WAY_PROXY"),
    ],
)
def test_ways_that_cannot_be_prepared(way, code):
    with pytest.raises(UsageProblem) as caught:
        prepare(way)
    assert caught.value.code == code
