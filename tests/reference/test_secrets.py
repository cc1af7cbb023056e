"""Common passwords and IP registries."""

import hashlib

import pytest

from leakverify.reference import ips, passwords
from leakverify.reference.hashing import texts

COMMON = ["123456", "password", "qwerty", "letmein"]
RARE = ["kT9#vvq!27zzLp", "correct horse battery staple"]


@pytest.mark.parametrize("kind", passwords.KINDS)
def test_common_passwords_are_known(kind):
    def written(words):
        return texts(
            words if kind == "text" else [hashlib.new(kind, w.encode()).hexdigest() for w in words]
        )

    assert passwords.known(kind, written(COMMON)).all()
    assert not passwords.known(kind, written(RARE)).any()
    assert passwords.share_known(kind, written(COMMON + RARE)) == pytest.approx(4 / 6)


def test_broken_digests_are_not_known():
    assert not passwords.known(
        "md5", texts(["", "e10adc", "zz" * 16, "+10adc3949", "é" * 32])
    ).any()
    assert passwords.share_known("md5", texts([])) == 0


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("8.8.8.8", "US"),
        ("193.0.6.139", "NL"),
        ("10.0.0.1", ""),
        ("0.0.0.0", ""),
        ("2001:db8::1", ""),
        ("x", ""),
    ],
)
def test_registries(address, country):
    assert ips.registry_country(address) == country


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("192.0.2.1", "documentation"), ("203.0.113.255", "documentation"), ("2001:db8::1", "documentation"),
        ("127.0.0.1", "loopback"), ("192.168.1.1", "private"), ("224.0.0.1", "multicast"), ("8.8.8.8", ""),
        ("169.254.0.1", "link"), ("255.255.255.255", "reserved"), ("999.1.1.1", ""), ("", ""),
    ],
)  # fmt: skip
def test_special_addresses(address, kind):
    assert ips.special_kind(address) == kind
