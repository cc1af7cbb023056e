"""The parts that need no server: the tables, the pace, what is read before the lock, and the room's own face."""

import asyncio
import itertools
import ssl
import subprocess
import sys

import dns.resolver
import pytest

from leakverify.model.errors import UsageProblem
from leakverify.model.look_up import MailStatus, Outcome, Transport, Way, is_domain
from leakverify.model.ways import PUBLIC_RESOLVERS, parse_way, way_text
from leakverify.network import prepare, preparing
from leakverify.network.pace import Meter
from leakverify.network.preparing import Prepared
from leakverify.network.providers import (
    PARKING_SERVERS,
    PROVIDERS,
    is_parked,
    provider_of,
)
from leakverify.network.streams import socket_address


def test_the_room_is_found_without_opening_anything():
    code = "import sys, leakverify.network; print([n for n in ('asyncio', 'dns', 'ssl', 'h2', 'socket') if n in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_unknown_name_of_the_room_is_an_error():
    import leakverify.network

    with pytest.raises(AttributeError):
        _ = leakverify.network.nothing


def test_providers_are_guessed_by_whole_labels():
    assert provider_of(((10, "mx1.mail.ovh.net"),)) == "OVH"
    assert provider_of(((10, "mxb-00123.gslb.pphosted.com"),)) == "Proofpoint"
    assert provider_of(((10, "mx.example.org"), (20, "in1-smtp.messagingengine.com"))) == "Fastmail"
    assert not provider_of(((10, "evilgoogle.com"),))
    assert not provider_of(())


def test_endings_are_domains_and_stand_once():
    endings = [ending for group in PROVIDERS.values() for ending in group]
    assert len(set(endings)) == len(endings)
    assert all(is_domain(ending) for ending in (*endings, *PARKING_SERVERS) if "." in ending)
    assert not set(endings) & set(PARKING_SERVERS)
    assert len(PROVIDERS) >= 40


def test_names_for_sale_are_known_by_server_or_by_every_address():
    assert is_parked(((10, "park-mx.above.com"),))
    assert not is_parked(((10, "mx.example.org"), (20, "park-mx.above.com")))
    assert is_parked((), ("91.195.240.1", "91.195.241.9"))
    assert not is_parked((), ("91.195.240.1", "192.0.2.1"))
    assert not is_parked((), ("2001:db8::1",))
    assert not is_parked(())


def test_the_meter_keeps_its_mean():
    async def spend(meter, count):
        waits = []
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for _ in range(count):
            await meter.turn()
            waits.append(loop.time())
        return loop.time() - begun, waits

    took, moments = asyncio.run(spend(Meter(200), 60))
    assert took >= 59 * 0.5 / 200
    gaps = [b - a for a, b in itertools.pairwise(moments)]
    assert max(gaps) > min(gaps)
    assert asyncio.run(spend(Meter(0), 1_000))[0] < 1


def test_the_machines_own_resolvers_are_read_once(monkeypatch):
    class Told:
        nameservers = ["192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"]  # noqa: RUF012

    monkeypatch.setattr(dns.resolver, "Resolver", lambda configure: Told())
    assert prepare(Way()).destinations == (
        ("192.0.2.1", 53),
        ("2001:db8::1", 53),
        ("192.0.2.2", 53),
    )
    Told.nameservers = []
    with pytest.raises(UsageProblem) as caught:
        prepare(Way())
    assert caught.value.code == "WAY_NO_NAMESERVER"


def test_a_machine_without_resolvers_says_so(monkeypatch):
    def fail(configure):
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver, "Resolver", fail)
    with pytest.raises(UsageProblem) as caught:
        prepare(Way())
    assert caught.value.code == "WAY_NO_NAMESERVER"


def test_a_links_own_address_has_its_interface_apart():
    prepared = Prepared(Way(), (("fe80::1%1", 53),), None, None)
    assert prepared.destinations == (("fe80::1", 53),)
    assert socket_address(("fe80::1%1", 53))[1] == ("fe80::1", 53, 0, 1)
    assert socket_address(("192.0.2.1", 53))[1] == ("192.0.2.1", 53)


class Roots:
    """Paths as the ssl module tells them."""

    def __init__(self, cafile=None, capath=None):
        self.cafile, self.capath = cafile, capath


def test_roots_of_a_folder_are_loaded_at_once(monkeypatch, tmp_path, authority):
    (tmp_path / "0a1b2c3d.0").write_text(authority)
    (tmp_path / "broken.0").write_text("nothing")
    monkeypatch.setattr(preparing, "_BUNDLES", ())
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: Roots(capath=str(tmp_path)))
    context = prepare(Way(Transport.TLS, "192.0.2.1")).context
    assert context.cert_store_stats()["x509_ca"] == 1


def test_a_machine_without_roots_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(preparing, "_BUNDLES", ())
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: Roots(capath=str(tmp_path)))
    with pytest.raises(UsageProblem) as caught:
        prepare(Way(Transport.TLS, "192.0.2.1"))
    assert caught.value.code == "WAY_NO_ROOTS"


def test_a_context_checks_and_keeps_no_keys(authority, monkeypatch, tmp_path):
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    context = prepare(Way(Transport.HTTPS, "192.0.2.1", authorities=authority)).context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.keylog_filename is None
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_public_resolvers_have_ways_for_every_transport():
    for resolver in PUBLIC_RESOLVERS:
        for transport in Transport:
            way = resolver.way(transport)
            assert parse_way(way_text(way)) == way
        assert len(resolver.country) == 2
    assert len({r.address for r in PUBLIC_RESOLVERS}) == len(PUBLIC_RESOLVERS)


def test_an_outcome_is_complete_without_a_reason():
    assert Outcome(3, 1).complete
    assert MailStatus.NOT_ASKED is not None
