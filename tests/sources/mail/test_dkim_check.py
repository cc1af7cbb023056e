"""Signatures: those of the RFC, of dkimpy and by hand verify; whatever is changed, cut or not given is told apart."""

import base64
import subprocess
import sys

import dkim.crypto
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.sample import MailSeals, ReadSettings
from leakverify.sources.mail.dkim_keys import read_keys
from leakverify.sources.mail.mail_row import read_mail, verdict_of
from leakverify.sources.mail.mail_table import open_messages
from leakverify.sources.mail.mbox import Mailbox
from tests.sources.mail.signed import (
    DOMAIN,
    MAIL,
    ed_key,
    line,
    mailbox,
    rsa_key,
    signed,
    signed_by_hand,
)

RFC_8463 = """DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
RFC_KEYS = {
    "brisbane": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "test": "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx"
    "/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
}


KEYS = read_keys(line(rsa_key()))


@pytest.fixture
def seal():
    """The DKIM cells of the first mail, by column, and the counts."""

    def look(data, keys=None, limits=None):
        settings = ReadSettings(dkim_keys=line(rsa_key()) if keys is None else keys)
        reader = open_messages(
            lambda: iter([("a", iter([data]))]), "eml", settings, limits or Limits()
        )
        (chunk,) = reader.chunks()
        row = dict(zip(reader.names, chunk.to_pylist()[0].values(), strict=True))
        told = {name.removeprefix("dkim_"): cell for name, cell in row.items() if "dkim" in name}
        return told, reader.tally.seals

    return look


@pytest.mark.parametrize("selector", RFC_KEYS)
def test_the_example_of_rfc_8463_verifies(seal, selector):
    key = f"{selector}._domainkey.football.example.com {RFC_KEYS[selector]}"
    told, seals = seal(RFC_8463.encode(), key)
    assert (told["dkim"], told["body"], told["headers"]) == ("pass", "match", "match")
    assert told["selector"] == selector
    assert told["covers"] == "from, date, subject, to"
    assert told["signed"] == "2018-06-10T13:38:29+00:00"
    assert seals == MailSeals(keys=1, verified=1)


@pytest.mark.parametrize("head_form", ["simple", "relaxed"])
@pytest.mark.parametrize("body_form", ["simple", "relaxed"])
@pytest.mark.parametrize("algorithm", ["rsa-sha256", "rsa-sha1"])
def test_what_dkimpy_signs_verifies(seal, head_form, body_form, algorithm):
    mail = signed(canonical=(head_form, body_form), signature_algorithm=algorithm.encode())
    for data in (mail, mail.replace(b"\r\n", b"\n"), mailbox(mail), mailbox(mail, escape=False)):
        told, _ = seal(data)
        assert (told["dkim"], told["algorithm"], told["key"]) == ("pass", algorithm, "rsa 1024")
        assert told["notes"] == ("SHA-1" if algorithm == "rsa-sha1" else None)


lines = st.text("ab \t.>From\u00fc", max_size=12).map(lambda text: text.encode())


@given(st.lists(lines, max_size=8), st.sampled_from(["simple", "relaxed"]))
def test_any_body_that_dkimpy_signs_verifies(body, form):
    head = MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    mail = signed(head + b"".join(row + b"\r\n" for row in body), canonical=("relaxed", form))
    boxed = next(Mailbox(iter([mailbox(mail)]), Limits()).messages())
    for message in (Mailbox(iter([mail]), Limits()).single(), boxed):
        assert read_mail(message, KEYS, None, Limits()).cells["dkim"] == "pass"


@given(st.data())
def test_a_changed_letter_does_not_verify(data):
    mail = signed()
    start = mail.index(b"From: ") + 6
    letters = [at for at in range(start, len(mail)) if mail[at : at + 1].isalpha()]
    ids = range(mail.index(b"Message-ID"), mail.index(b"\r\n\r\n"))
    at = data.draw(st.sampled_from([at for at in letters if at not in ids]))
    other = mail[:at] + bytes([mail[at] ^ 3]) + mail[at + 1 :]
    row = read_mail(Mailbox(iter([other]), Limits()).single(), KEYS, None, Limits())
    told = row.cells
    if at > mail.index(b"\r\n\r\n"):
        assert (told["dkim"], told["dkim_body"], told["dkim_headers"]) == (
            "fail",
            "differs",
            "match",
        )
    else:
        assert told["dkim"] != "pass"
        assert told["dkim_body"] == "match"
    assert verdict_of(row.seal) != "verified"


def test_a_hand_made_ed25519_signature_with_all_tags(seal):
    mail = signed_by_hand(key=ed_key(), t="1000000000", x="1000000100", i=f"x@sub.{DOMAIN}")
    told, _ = seal(mail, line(ed_key()))
    assert (told["dkim"], told["key"]) == ("pass", "ed25519 256")
    assert told["expires"] == "2001-09-09T01:48:20+00:00"


def test_part_of_a_body(seal):
    longer = MAIL + b"Added below.\r\n"
    body = MAIL.partition(b"\r\n\r\n")[2]
    told, seals = seal(signed_by_hand(longer, body=body, l="20"))
    assert told["dkim"] == "pass"
    assert int(told["unsigned_bytes"]) > 20
    assert seals == MailSeals(keys=1, part_of_body=1)
    told, _ = seal(signed_by_hand(l="9000"))
    assert told["dkim"] == "body cut"


def test_no_key_another_key_and_a_withdrawn_one(seal):
    mail = signed()
    assert seal(mail, "")[0]["dkim"] == "no key"
    assert seal(mail, "")[0]["body"] == "match"
    assert seal(mail, line(rsa_key(), "s2"))[0]["dkim"] == "no key"
    assert seal(mail, line(ed_key()))[0]["dkim"] == "no key"
    assert seal(mail, line(rsa_key(), more="h=sha1; "))[0]["dkim"] == "no key"
    withdrawn, seals = seal(mail, f"s1._domainkey.{DOMAIN} v=DKIM1; p=")
    assert (withdrawn["dkim"], withdrawn["notes"]) == ("no key", "key withdrawn")
    assert seals == MailSeals(keys=1, no_key=1)
    told, seals = seal(mail, line(rsa_key(1)))
    assert (told["dkim"], told["body"], told["headers"]) == ("fail", "match", "differs")
    assert seals.broken == 1


def test_keys_are_changed_and_each_is_tried(seal):
    told, _ = seal(signed(), line(rsa_key(1)) + line(rsa_key(), more="t=y; "))
    assert (told["dkim"], told["notes"]) == ("pass", "test key")


def test_a_strict_key_and_a_signer_of_a_sub_domain(seal):
    mail = signed_by_hand(i=f"@sub.{DOMAIN}")
    assert seal(mail)[0]["dkim"] == "pass"
    assert seal(mail, line(rsa_key(), more="t=s; "))[0]["dkim"] == "no key"
    assert seal(signed_by_hand(i="@elsewhere.example"))[0]["dkim"] == "unreadable"


def test_the_sender_s_domain_comes_first(seal):
    other = signed(signed(), domain="lists.example")
    both = line(rsa_key()) + line(rsa_key(), domain="lists.example")
    told, seals = seal(other, both)
    assert (told["domain"], told["for_sender"], told["signatures"]) == (DOMAIN, "yes", "2")
    assert seals.verified == 1
    told, seals = seal(other, line(rsa_key(), domain="lists.example"))
    assert (told["dkim"], told["domain"], told["for_sender"]) == ("pass", "lists.example", "no")
    assert seals.other_domain == 1
    assert seal(other, "")[0]["domain"] == DOMAIN


def test_a_sub_domain_is_the_sender_s_own(seal):
    mail = signed(MAIL.replace(b"@letters.example>", b"@news.letters.example>", 1))
    assert seal(mail)[0]["for_sender"] == "yes"


def test_a_line_put_above_a_signed_one_is_not_covered(seal):
    forged = b"From: Chief <chief@letters.example>\r\n" + signed()
    assert seal(forged)[0]["dkim"] == "fail"
    told, _ = seal(b"Subject: Something else\r\n" + signed_by_hand())
    assert (told["dkim"], told["covers"]) == ("pass", "from, date, to")


def test_what_is_cut_or_too_large_is_no_contradiction(seal):
    mail = signed()
    head = mail.partition(b"\r\n\r\n")[0]
    told, seals = seal(head + b"\r\n")
    assert (told["dkim"], told["headers"]) == ("body cut", "match")
    assert seals == MailSeals(keys=1, unchecked=1)
    assert seal(mail, limits=Limits(mail_bytes=20))[0]["dkim"] == "body too large"
    assert seal(mail, limits=Limits(mail_header_bytes=400))[0]["dkim"] == "body too large"
    parts = b"Content-Type: multipart/mixed; boundary=b\r\n" + MAIL.replace(
        b"\r\n\r\n", b"\r\n\r\n--b\r\n\r\n", 1
    )
    whole = signed(parts + b"--b--\r\n")
    assert seal(whole)[0]["dkim"] == "pass"
    assert seal(whole[:-9])[0]["dkim"] == "body cut"


@pytest.mark.parametrize(
    ("tag", "value", "outcome"),
    [
        ("a", "rsa-sha512", "algorithm not supported"),
        ("v", "2", "algorithm not supported"),
        ("c", "loose/loose", "unreadable"),
        ("l", "-1", "unreadable"),
        ("l", "9" * 400, "unreadable"),
        ("d", "a b", "unreadable"),
        ("x", "9" * 400, "pass"),
    ],
)
def test_odd_tags(seal, tag, value, outcome):
    mail = signed_by_hand(x=value) if tag == "x" else signed_by_hand(l="5")
    value_of = f"{tag}={value};".encode()
    start = mail.index(f"{tag}=".encode())
    told, _ = seal(mail[:start] + value_of + mail[mail.index(b";", start) + 1 :])
    assert told["dkim"] == outcome


def test_broken_signatures_are_unreadable(seal):
    for value in (b"", b"v=1", b"v=1; v=1", b";;;=;", b"\xff", b"a=" + b"x" * 20_000, b"b=!"):
        told, seals = seal(b"DKIM-Signature: " + value + b"\r\n" + MAIL)
        assert told["dkim"] == "unreadable"
        assert seals.unchecked == 1
    assert seal(MAIL)[0]["dkim"] == "none"


def _der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def _number(value):
    return _der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def test_a_key_below_1024_bits_is_told(seal):
    # two primes of 256 bits, as keys had when they were broken in a day
    p = (3 << 254) + 95
    while pow(2, p - 1, p) != 1 or (p - 1) % 65537 == 0:
        p += 2
    q = p + 2
    while pow(2, q - 1, q) != 1:
        q += 2
    d = pow(65537, -1, (p - 1) * (q - 1))
    numbers = (0, p * q, 65537, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    private = base64.b64encode(_der(0x30, b"".join(map(_number, numbers))))
    text = b"-----BEGIN RSA PRIVATE KEY-----\n" + private + b"\n-----END RSA PRIVATE KEY-----\n"
    head = dkim.sign(MAIL, b"s1", DOMAIN.encode(), text)
    public = base64.b64encode(_der(0x30, _number(p * q) + _number(65537))).decode()
    told, _ = seal(head + MAIL, f"s1._domainkey.{DOMAIN} p={public}")
    assert (told["dkim"], told["key"]) == ("pass", "rsa 512")
    assert told["notes"] == "weak key"


def test_no_resolver_is_imported_and_no_socket_asked_for(tmp_path):
    (tmp_path / "mail").write_bytes(signed())
    (tmp_path / "keys").write_text(line(rsa_key()))
    code = """
import sys
heard = []
sys.addaudithook(lambda event, _: heard.append(event) if event.startswith("socket.") else None)
from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import open_regular
from leakverify.sources.sample import open_sample
keys = open(sys.argv[2]).read()
sample = open_sample([open_regular(sys.argv[1])], ReadSettings(dkim_keys=keys), Limits())
print(*(batch.frame["dkim"][0] for batch in sample.batches()), heard, "dns" in sys.modules, "dkim" in sys.modules)
"""
    command = [sys.executable, "-c", code, tmp_path / "mail", tmp_path / "keys"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["pass", "[]", "False", "False"]


def test_a_hundred_signatures_are_counted_and_few_are_checked(seal):
    mail = b"".join([signed()[: -len(MAIL)]] * 100) + MAIL
    told, _ = seal(mail)
    assert (told["dkim"], told["signatures"]) == ("pass", "100")
