"""Key files as people keep them: bare records, zone files, answers of dig and host; what cannot be followed is named by line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.errors import UsageProblem
from leakverify.sources.mail.dkim_keys import MOST_LINES, read_keys
from tests.sources.mail.signed import DOMAIN, ed_key, line, record, rsa_key

RSA = record(rsa_key())
HALF = len(RSA) // 2


@pytest.mark.parametrize(
    "text",
    [
        f"s1._domainkey.{DOMAIN} {RSA}",
        f"\ufeff# kept in 2019\n; and this\n\n  S1._domainkey.{DOMAIN.upper()}.\t{RSA};\r\n",
        f's1._domainkey.{DOMAIN}. 3600 IN TXT "{RSA}"',
        f's1._domainkey.{DOMAIN}. 3600 IN TXT "{RSA[:HALF]}" "{RSA[HALF:]}"',
        f's1._domainkey.{DOMAIN}. IN TXT ( "{RSA[:HALF]}"\n  "{RSA[HALF:]}" ) ; the (old) key\n',
        f's1._domainkey.{DOMAIN} descriptive text "{RSA.replace(";", chr(92) + ";")}"',
        f"s1._domainkey.{DOMAIN} IN TXT {RSA.replace(';', chr(92) + ';')}",
        f"s1._domainkey.{DOMAIN} {RSA.removeprefix('v=DKIM1; k=rsa; ')}",
    ],
)
def test_spellings(text):
    keys = read_keys(text)
    assert len(keys) == 1
    (key,) = keys.find("S1", DOMAIN)
    assert (key.kind, key.bits) == ("rsa", 1024)
    assert keys.find("s2", DOMAIN) == []


def test_several_keys_of_one_name_and_flags():
    keys = read_keys(line(rsa_key()) + line(ed_key(), more="t=y:s; h=sha256:sha1; "))
    old, new = keys.find("s1", DOMAIN)
    assert (old.kind, new.kind, new.flags) == ("rsa", "ed25519", ("y", "s"))
    assert new.hashes == ("sha256", "sha1")
    assert len(read_keys(None)) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("hello", 1),
        (f"# one\n\ns1.{DOMAIN} {RSA}", 3),
        (f"{line(rsa_key())}s1._domainkey.{DOMAIN} v=DKIM1; k=rsa", 2),
        (f"s1._domainkey.{DOMAIN} v=DKIM2; p=", 1),
        (f"s1._domainkey.{DOMAIN} v=DKIM1; p=AAAA", 1),
        (f"s1._domainkey.{DOMAIN} v=DKIM1; k=ed25519; p=AAAA", 1),
        (f"s1._domainkey.{DOMAIN} v=DKIM1; k=dsa; p=AAAA", 1),
        (f"s1._domainkey.{DOMAIN} p=; p=", 1),
        (f"s1._domainkey.{DOMAIN} {record(ed_key()).replace('k=ed25519', 'k=rsa')}", 1),
        (f'# a\ns1._domainkey.{DOMAIN} IN TXT ( "{RSA}"\n', 2),
        (f"s1._domainkey.{DOMAIN} " + "x" * 9_000, 1),
        ("#\n" * MOST_LINES + "#", MOST_LINES + 1),
        ('a._domainkey.b ( "x"\n' + "\n" * 100, 42),
    ],
)
def test_a_line_that_cannot_be_followed_is_named(text, number):
    with pytest.raises(UsageProblem) as caught:
        read_keys(text)
    assert (caught.value.code, caught.value.place) == ("BAD_DKIM_KEY", {"line": number})


@given(st.text('ab._domainkey "\\();=p\n\tv1', max_size=200))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(UsageProblem):
        read_keys(text)
