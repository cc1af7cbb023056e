import ipaddress
import uuid

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leakverify.validators import card, hash_kind, ip_address, national, unique_ids


@pytest.mark.parametrize(
    ("number", "network"),
    [("4242424242424242", "visa"), ("5555555555554444", "mastercard"), ("2223003122003222", "mastercard"),
     ("378282246310005", "amex"), ("6011111111111117", "discover"), ("3530111333300000", "jcb"),
     ("30569309025904", "diners"), ("6200000000000005", "unionpay"), ("2200000000000004", "mir"),
     ("1234567890123456", ""), ("42", "")],
)  # fmt: skip
def test_networks(number, network):
    assert card.brand(number) == network


def test_published_test_numbers_hold():
    assert all(card.is_valid(number) for number in card.TEST_NUMBERS)


def by_library(text):
    try:
        return ipaddress.ip_address(text).version
    except ValueError:
        return 0


PARTS = st.integers(0, 300).map(str) | st.sampled_from(["", "00", "01", "256", "1a"])


@given(st.lists(PARTS, min_size=3, max_size=5).map(".".join) | st.text(max_size=20))
@example("1.2.3.4\0")
@example("fe80::1%eth0")
@example("1.2.3.٤")
def test_addresses_equal_the_standard_library(text):
    assert int(ip_address.read([text]).version[0]) == by_library(text)


@given(st.ip_addresses(v=4))
def test_documentation_ranges_are_special(address):
    nets = [ipaddress.ip_network(n) for n in ip_address.SPECIAL_V4]
    assert ip_address.is_special(str(address)) == any(address in n for n in nets)


def test_private_networks_are_ordinary():
    assert not ip_address.is_special("192.168.0.7")
    assert not ip_address.is_special("10.0.0.1")


@given(st.uuids(version=4))
def test_random_uuid_has_a_version_and_no_time(value):
    for text in (str(value), str(value).upper(), "{" + str(value) + "}", value.hex):
        assert unique_ids.read(text) == unique_ids.UniqueId("uuid4", None)


def test_times_inside():
    first = uuid.UUID(
        "c232ab00-9414-11ec-b3c8-9f6bdeced846"
    )  # RFC 9562, appendix A: 2022-02-22 19:22:22 UTC
    assert unique_ids.read(str(first)).seconds == 1645557742
    assert unique_ids.read("1EC9414C-232A-6B00-B3C8-9F6BDECED846").seconds == 1645557742
    assert unique_ids.read("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").seconds == 1645557742
    assert unique_ids.read("01ARZ3NDEKTSV4RRFFQ69G5FAV") == unique_ids.UniqueId("ulid", 1469922850)
    assert unique_ids.read("0ujtsYcgvSTl8PAuAdqWYSMnLOv").seconds == 1507608047
    tweet = unique_ids.read("1541815603606036480", snowflakes=True)
    assert tweet == unique_ids.UniqueId("snowflake", 1656432460)
    assert unique_ids.read("1541815603606036480") is None


def test_bare_md5_is_no_uuid():
    assert unique_ids.read("5f4dcc3b5aa765d61d8327deb882cf99") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "bcrypt"),
     ("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b7dWRWJTmaaJObG", "argon2"),
     ("$P$B12345678901234567890123456789.", "phpass"),
     ("pbkdf2_sha256$260000$salt$TdyFjAkI4P0VeJ5BoZdN0kEBmHJR0SaHcr7oN+1Zzo0=", "django.pbkdf2"),
     ("$6$saltsalt$" + "a" * 86, "sha512crypt"), ("$1$abcdefgh$" + "b" * 22, "md5crypt"),
     ("{SSHA}" + "A" * 32, "ldap.ssha"), ("*" + "A1" * 20, "mysql41"),
     ("5f4dcc3b5aa765d61d8327deb882cf99", "md5"), ("8843d7f92416211de9ebb963ff4ce28125932878", "sha1"),
     ("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8", "sha256"),
     ("5f4dcc3b5aa765d61d8327deb882cf99:x7Kp", "md5.salted")],
)  # fmt: skip
def test_hash_kinds(text, kind):
    found = hash_kind.read(text)
    assert found is not None
    assert (found.kind, found.sound) == (kind, True)


@pytest.mark.parametrize(
    "text", ["$2298.20", "12345678901234567890123456789012", "hunter2", "", "deadbeef", "$5"]
)
def test_no_hashes(text):
    assert hash_kind.read(text) is None


def test_a_cut_hash_is_unsound():
    assert hash_kind.explain("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9") == "structure"


def test_national_numbers_need_a_country_or_a_telling_form():
    assert national.find("52998224725", country="", company=False) is None
    assert national.find("52998224725", country="BR", company=False).valid
    assert national.find("529.982.247-25", country="", company=False).kind == "br.cpf"
    assert not national.find("078-05-11200", country="US", company=False)
    assert national.is_documented_ssn("078-05-1120")
    assert national.explain("73282932000074", country="FR", company=True) is None
    assert national.explain("73282932000075", country="FR", company=True) == "checksum"
    assert national.is_valid("0084575948", country="IR") is True
    assert national.is_valid("0084575949", country="IR") is False


@pytest.mark.parametrize("form", national.FORMATS, ids=lambda f: f"{f.kind}{f.company}")
@given(st.text(max_size=30))
def test_no_format_raises(form, text):
    national.find(text, country=form.country, company=form.company)
    national.find("1" * 8 + text, country=form.country, company=form.company)


@given(st.text(max_size=80))
def test_no_reader_raises(text):
    for module in (card, ip_address, unique_ids, hash_kind):
        assert module.is_valid(text) is (module.explain(text) is None)
