"""Parts of mails: what the standard library writes is found; what would act is counted; no nesting goes deep."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.sources.mail.mail_parts import TEXT_CHARACTERS, look_into


def look(message, fallback=None, limits=None):
    data = message if isinstance(message, bytes) else message.as_bytes()
    head, _, body = data.partition(b"\n\n")
    fields = {}
    for row in head.replace(b"\n ", b" ").split(b"\n"):
        name, _, value = row.partition(b":")
        fields[name.decode().lower()] = value
    return look_into(fields, body, fallback, limits or Limits())


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u0085\u2028\u2029"),
    max_size=200,
)


@given(texts, st.sampled_from(["base64", "quoted-printable", "8bit"]))
def test_text_comes_back(text, encoding):
    message = EmailMessage()
    message.set_content(text + "\n", cte=encoding)
    message.add_attachment(b"data", maintype="application", subtype="pdf", filename="Büro.pdf")
    found = look(message)
    assert found.text == text.strip()
    assert (found.type, found.attachments, found.names) == ("multipart/mixed", 1, ["Büro.pdf"])
    assert found.is_closed
    assert not found.undecodable


def test_text_and_names_are_clipped():
    message = EmailMessage()
    message.set_content("ä" * 90_000)
    message.add_attachment(b"", maintype="a", subtype="b", filename="x" * 4_000)
    found = look(message)
    assert found.text == "ä" * TEXT_CHARACTERS
    assert len(found.names[0]) == 255


@pytest.mark.parametrize(
    ("html", "calls"),
    [
        ('<img width=1 src="http://t.example/1.gif">', True),
        ("<IMG SRC = 'https://t.example/1'>", True),
        ("<img src=//t.example/1>", True),
        ("<td background=http://t.example/1>", True),
        ("<p style=\"background: url('http://t.example')\">", True),
        ('<style>@import "https://t.example/1";</style>', True),
        ('<a href="http://t.example/1">x</a>', False),
        ('<img src="cid:1">', False),
        ('<img src="data:image/png;base64,AA//">', False),
        ("<p>http://t.example/1.gif</p>", False),
        ("//" * 90, False),
        ("//" * 20_000, True),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_pages_that_fetch(html, calls, encoding):
    message = EmailMessage()
    message.set_content("x")
    message.add_alternative(html, subtype="html", cte=encoding)
    assert look(message).calls_out is calls


@pytest.mark.parametrize(
    ("name", "programs", "macros"),
    [
        ("a.exe", 1, 0),
        ("Rechnung.pdf.JS ", 1, 0),
        ("a.html", 1, 0),
        ("a.lnk", 1, 0),
        ("a.docm", 0, 1),
        ("a.XLSM", 0, 1),
        ("a.pdf", 0, 0),
        ("exe", 0, 0),
    ],
)
def test_attachments_that_act(name, programs, macros):
    message = EmailMessage()
    message.set_content("x")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    found = look(message)
    assert (found.programs, found.macros, found.attachments) == (programs, macros, 1)


def test_a_mail_in_a_mail_is_one_attachment_and_not_opened():
    inner = EmailMessage()
    inner.set_content("inner")
    inner.add_attachment(b"x", maintype="a", subtype="b", filename="deep.exe")
    outer = EmailMessage()
    outer.set_content("outer")
    outer.add_attachment(inner)
    found = look(outer)
    assert (found.text, found.attachments, found.programs) == ("outer", 1, 0)


def nested(levels):
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )


def test_nesting_and_parts_are_limited():
    found = look(nested(3_000) + b"\nx\n" * 2_000)
    assert found.type == "multipart/mixed"
    assert not found.is_closed
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000
    assert look(many, limits=Limits(mime_parts=10)).text == "x"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: multipart/mixed",
        b'Content-Type: multipart/mixed; boundary=""',
        b"Content-Type: ///",
        b"Content-Type: \xff\xfe",
        b"Content-Transfer-Encoding: uuencode",
        b"Content-Type: text/plain; charset=zlib",
        b"X: y",
    ],
)
def test_odd_headers_leave_the_text(head):
    assert look(head + b"\n\nhello\n").text in {"hello", None}


def test_bytes_that_are_no_text_are_told_and_a_given_encoding_is_used():
    assert look(b"X: y\n\n\xfcber\n").undecodable
    assert look(b"X: y\n\n\xfcber\n", "latin_1").text == "über"


@given(
    st.lists(
        st.sampled_from(
            [
                b"--b",
                b"--b--",
                b"--c",
                b"",
                b"x",
                b"Content-Type: multipart/a; boundary=c",
                b"Content-Transfer-Encoding: base64",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_lines_is_taken(rows):
    found = look(b"Content-Type: multipart/a; boundary=b\n\n" + b"\n".join(rows))
    assert found.type == "multipart/a"


@given(st.binary(max_size=200))
def test_any_bytes_are_taken(data):
    look_into(
        {"content-type": data, "content-disposition": data, "content-transfer-encoding": data},
        data,
        None,
        Limits(),
    )
    encoded = b"Content-Type: multipart/a; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n"
    look(encoded + base64.b64encode(data)[:-1])
