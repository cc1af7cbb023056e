"""Text of headers: what the standard library writes comes back, and no length or nesting takes long or raises."""

import email.charset
import email.utils
from datetime import datetime, timedelta, timezone
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.sources.mail.mail_text import (
    addresses,
    base64_bytes,
    codec_of,
    decode,
    decode_words,
    header_text,
    iso_date,
    parameters,
)

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u0085\u2028\u2029"),
    max_size=60,
)


@given(words, st.sampled_from([email.charset.QP, email.charset.BASE64]))
def test_encoded_words_come_back(text, encoding):
    charset = email.charset.Charset("utf-8")
    charset.header_encoding = encoding
    written = Header(text, charset).encode(linesep="\r\n").encode()
    got, good = header_text(written, None)
    assert good
    assert decode_words(got)[0].split() == text.split()


names = st.text('abcü "\\,;()<>', max_size=20).map(lambda n: " ".join(n.split()))
mailboxes = st.sampled_from(["a@b.example", "anna.b@post.example", "x+y_z@sub.site.example"])


@given(st.lists(st.tuples(names, mailboxes), min_size=1, max_size=4))
def test_addresses_come_back(people):
    written = ", ".join(email.utils.formataddr(person, "utf-8") for person in people)
    got = addresses(written)
    assert [address for _, address in got] == [address for _, address in people]
    assert [" ".join(name.split()) for name, _ in got] == [name for name, _ in people]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a@b.c (Joe (x) Doe)", [("Joe x Doe", "a@b.c")]),
        ("Friends: a@b.c, d@e.f; g@h.i", [("", "a@b.c"), ("", "d@e.f"), ("", "g@h.i")]),
        ("undisclosed-recipients:;", []),
        ("<@relay,@other:a@b.c>", [("", "a@b.c")]),
        ('"a, b" <a@b.c>', [("a, b", "a@b.c")]),
        ("Just A Name", [("Just A Name", "")]),
        ("", []),
        ("a@b.c,,,", [("", "a@b.c")]),
        ('"never closed <a@b.c>', [("", "a@b.c>")]),
    ],
)
def test_spellings_of_addresses(written, wanted):
    got = addresses(written)
    assert got == wanted or (len(got) == 1 and "a@b.c" in "".join(got[0]))


moments = st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1))  # noqa: DTZ001


@given(moments, st.integers(-23 * 4, 23 * 4))
def test_dates_keep_their_offset(moment, quarters):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert iso_date(email.utils.format_datetime(moment)) == moment.isoformat()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Fri, 11 Jul 2003 21:00:37 -0000", "2003-07-11T21:00:37"),
        ("Mon, 1 Jan 24 00:00 EST", "2024-01-01T00:00:00-05:00"),
        ("1 Jan 2024 10:00:00", "2024-01-01T10:00:00"),
        ("Mon, 1 Jan 2024 10:00:00 GMT", "2024-01-01T10:00:00+00:00"),
        ("Thu, 99 Jan 2020 1:1:1 +0000", "Thu, 99 Jan 2020 1:1:1 +0000"),
        ("Mon, 1 Jan 2024 10:00:00 +9999", "Mon, 1 Jan 2024 10:00:00 +9999"),
        ("yesterday", "yesterday"),
        ("", ""),
    ],
)
def test_spellings_of_dates(written, wanted):
    assert iso_date(written) == wanted


def test_parameters_are_joined_and_decoded():
    value = "attachment; filename*1*=%c3%bc.pdf; filename*0*=utf-8'de'a%20b; size=\"1;2\"; x"
    assert parameters(value) == ("attachment", {"filename": "a bü.pdf", "size": "1;2"})
    assert parameters('text/plain; charset="us-ascii"') == ("text/plain", {"charset": "us-ascii"})
    assert parameters("name*=iso-8859-1''x") == ("name*=iso-8859-1''x", {})
    assert parameters("a; name*=iso-8859-1''%FC")[1] == {"name": "ü"}


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("UTF-8", "utf_8"),
        ("iso-8859-1", "latin_1"),
        ("windows-1252", "cp1252"),
        ("koi8-u", "koi8_u"),
        ("unicode-1-1-utf-7", "utf_7"),
        ("zlib", None),
        ("idna", None),
        ("punycode", None),
        ("unicode_escape", None),
        ("../../etc/passwd", None),
        ("rot13", None),
        ("mbcs", None),
        ("x" * 9_000, None),
    ],
)
def test_only_character_sets_are_looked_up(name, codec):
    assert codec_of(name) == codec


def test_bytes_that_are_no_text_are_told():
    assert decode("ü".encode(), "us-ascii") == ("ü", True)
    assert decode(b"a\xff", "utf-8") == ("a\ufffd", False)
    assert decode("aü".encode()[:2], "utf-8", is_cut=True) == ("a", True)
    assert decode_words("=?utf-8?b?/w==?= x") == ("\ufffd x", False)
    assert decode_words("=?utf-8?b?w7?= =?utf-8?b?vA==?=") == ("ü", True)
    assert base64_bytes(b"!YQ\r\n= =") == b"a"


@pytest.mark.parametrize(
    "piece",
    [
        '"\\"',
        '"\\',
        "(",
        "<",
        ";a=",
        ';a="',
        "=?a?q?",
        "; ",
        ",",
        "@",
        '"',
        "=?utf-8?q?a?= ",
        "((",
        "))",
    ],
)
def test_long_nonsense_takes_little_time(piece):
    text = (piece * 65_536)[:65_536]
    addresses(text)
    parameters(text)
    decode_words(text)
    iso_date(text)


@given(st.text(max_size=300))
def test_any_text_is_taken(text):
    addresses(text)
    parameters(text)
    decode_words(text)
    iso_date(text)


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-7", "utf-16", "iso-2022-jp", "hz", "gb2312"]),
)
def test_any_bytes_are_taken(data, charset):
    header_text(data, charset)
    decode(data, charset)
