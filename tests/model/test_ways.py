"""Ways as one line of text: what is read, what is refused, and that both directions agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.look_up import Transport, Way
from leakverify.model.ways import PORTS, host_and_port, parse_way, port_of, way_text

PROXY = "127.0.0.1:9050"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("system", Way()),
        ("system:192.0.2.1", Way(address="192.0.2.1")),
        ("system:[::1]:5353", Way(address="::1", port=5353)),
        ("dot:9.9.9.9#dns.quad9.net", Way(Transport.TLS, "9.9.9.9", 0, "dns.quad9.net")),
        ("dot:9.9.9.9#dns.quad9.net:8853", Way(Transport.TLS, "9.9.9.9", 8853, "dns.quad9.net")),
        ("DOT:9.9.9.9:8853#DNS.quad9.net.", Way(Transport.TLS, "9.9.9.9", 8853, "dns.quad9.net")),
        ("dot:2620:fe::fe#dns.quad9.net", Way(Transport.TLS, "2620:fe::fe", 0, "dns.quad9.net")),
        ("dot:1.1.1.1", Way(Transport.TLS, "1.1.1.1")),
        (
            "doh:https://dns.quad9.net/dns-query@9.9.9.9",
            Way(Transport.HTTPS, "9.9.9.9", 0, "dns.quad9.net"),
        ),
        (
            "doh:https://dns.example:8443/a/b{?dns}@2620:fe::fe",
            Way(Transport.HTTPS, "2620:fe::fe", 8443, "dns.example", "/a/b"),
        ),
        ("doh:https://[2620:fe::fe]", Way(Transport.HTTPS, "2620:fe::fe")),
    ],
)
def test_a_way_is_read_and_written(text, way):
    assert parse_way(text) == way
    assert parse_way(way_text(way)) == way


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dot:dns.quad9.net", "dns.quad9.net"),
        ("doh:https://dns.quad9.net/dns-query", "dns.quad9.net"),
    ],
)
def test_a_name_alone_needs_a_proxy_that_resolves_it(text, address):
    way = parse_way(text, PROXY)
    assert (way.address, way.name) == (address, address)
    assert parse_way(way_text(way), PROXY) == way
    with pytest.raises(ValueError, match="WAY_ADDRESS"):
        parse_way(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "WAY_UNKNOWN"),
        ("doq:9.9.9.9", "WAY_UNKNOWN"),
        ("x" * 2_000, "WAY_UNKNOWN"),
        ("system:dns.quad9.net", "WAY_ADDRESS"),
        ("system:9.9.9.9:0", "WAY_PORT"),
        ("system:9.9.9.9:", "WAY_PORT"),
        ("system:9.9.9.9:65536", "WAY_PORT"),
        ("system:9.9.9.9:٥٣", "WAY_PORT"),
        ("system:fe80::1%eth0", "WAY_ADDRESS"),
        ("dot:", "WAY_ADDRESS"),
        ("dot:9.9.9.9#", "WAY_NAME"),
        ("dot:9.9.9.9#a b", "WAY_NAME"),
        ("dot:9.9.9.9#dns.quad9.net:x", "WAY_PORT"),
        ("doh:http://dns.quad9.net/@9.9.9.9", "WAY_NAME"),
        ("doh:https://user@dns.quad9.net/x", "WAY_NAME"),
        ("doh:https://dns.quad9.net/a b@9.9.9.9", "WAY_PATH"),
        ("doh:https://dns.quad9.net/a?b=c@9.9.9.9", "WAY_PATH"),
        ("doh:https://dns.quad9.net/@quad9", "WAY_ADDRESS"),
        ("doh:https://9.9.9.9/dns-query@8.8.8.8", "WAY_NAME"),
        ("doh:https://dns.quad9.net:99999/@9.9.9.9", "WAY_PORT"),
    ],
)
def test_what_is_no_way_is_named(text, code):
    with pytest.raises(ValueError, match=code):
        parse_way(text)


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("localhost:9050", "127.0.0.1:9050"),
        ("socks5h://127.0.0.1:9150", "127.0.0.1:9150"),
        ("[::1]:9050", "[::1]:9050"),
        ("", ""),
    ],
)
def test_a_proxy_is_an_address_with_a_port(text, proxy):
    assert parse_way("system", text).proxy == proxy


@pytest.mark.parametrize(
    "text", ["tor", "127.0.0.1", "proxy.example:9050", "127.0.0.1:x", "::1:9050:"]
)
def test_what_is_no_proxy_is_named(text):
    with pytest.raises(ValueError, match="WAY_PROXY"):
        parse_way("system", text)


def test_the_usual_ports():
    assert {t: port_of(Way(t)) for t in Transport} == PORTS
    assert port_of(Way(port=5353)) == 5353
    assert host_and_port("[::1]") == ("::1", 0)


@given(st.text(max_size=80), st.sampled_from(["", "system:", "dot:", "doh:", "doh:https://"]))
def test_any_text_is_a_way_or_a_code(tail, head):
    try:
        way = parse_way(head + tail)
    except ValueError as error:
        assert str(error) in {"WAY_UNKNOWN", "WAY_ADDRESS", "WAY_NAME", "WAY_PORT", "WAY_PATH"}  # noqa: PT017
    else:
        assert parse_way(way_text(way)) == way
