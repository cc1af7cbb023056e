"""Hostile mailboxes and mails: cut, flipped, nested, endless, lying, and headers made against every pattern."""

import base64
import gzip
import random
from collections.abc import Iterator

FROM = b"From a@b.example Mon Jan  1 10:00:00 2024\n"
HEAD = (
    b"Received: from x ([192.0.2.1]) by y; Mon, 1 Jan 2024 10:00:00 +0000\n"
    b"From: =?utf-8?q?J=C3=BCrgen?= <a@b.example>\nTo: c@d.example\nSubject: Hello\n"
    b"Date: Mon, 1 Jan 2024 10:00:00 +0000\nMessage-ID: <1@b.example>\n"
)
SIGNATURE = (
    b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=b.example; s=s1; h=from:to:subject;\n"
    b" bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AAAA\n"
)
PARTS = (
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nHi\n'
    b'--b\nContent-Type: application/octet-stream; name="a.exe"\nContent-Transfer-Encoding: base64\n\nQUJD\n--b--\n'
)
MAIL = SIGNATURE + HEAD + PARTS
MBOX = (FROM + MAIL + b"\n") * 4
_ACTIVE = (
    b'Content-Type: text/html\nDisposition-Notification-To: x@y.example\n\n<img src="http://t.example/1.gif">'
    b"<script>location='http://t.example'</script>"
)


def make() -> Iterator[tuple[str, bytes]]:
    """Yield (file name, content) of each, the same at every run."""
    for share in range(0, 100, 5):
        yield f"cut-{share}.mbox", MBOX[: len(MBOX) * share // 100]
        yield f"cut-{share}.eml", MAIL[: len(MAIL) * share // 100]
    chance = random.Random(20240101)
    for number in range(30):
        data = bytearray(MBOX)
        for _ in range(1 + number):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield f"flipped-{number}.mbox", bytes(data)
    yield from _structures()
    yield from _headers()
    yield from _big()


def _structures() -> Iterator[tuple[str, bytes]]:
    """Separators, lengths and parts that lie."""
    yield "separators-only.mbox", FROM * 3_000
    yield "separators-blank.mbox", (FROM + b"\n") * 3_000
    yield "no-headers.mbox", FROM + b"From: a\n\n" + (FROM + b"\nx\n\n") * 500
    yield "long-separator.mbox", b"From a@b.example " + b"x" * 500_000 + b" 10:00 2024\n" + HEAD
    yield "no-line-end.eml", HEAD.replace(b"\n", b"\r") * 50
    yield "only-cr.mbox", MBOX.replace(b"\n", b"\r")
    yield "nul.mbox", MBOX.replace(b"o", b"\x00")
    yield "utf16.eml", MAIL.decode().encode("utf-16")
    yield (
        "mixed-encodings.eml",
        HEAD + b"Subject: \xfc\xff\xfe\xe2\x82\n\n\xff\xfe\x00\xd8 \xc3\x28\n",
    )
    for length in (b"0", b"7", b"999999", b"67108864", b"9999999999", b"-1", b"1e9", b"1" * 400):
        lying = FROM + b"Content-Length: " + length + b"\n" + HEAD + b"\nx\n\n"
        yield f"length-{length[:12].decode()}-{len(length)}.mbox", lying * 50
    inner = FROM + HEAD + b"\nhidden\n\n"
    yield (
        "length-hides.mbox",
        FROM + b"Content-Length: %d\n" % len(inner) + HEAD + b"\n" + inner + FROM + HEAD,
    )
    for levels in (20, 400, 4_000):
        nested = b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(levels)
        )
        yield f"nested-{levels}.eml", HEAD + nested + b"x\n" * 2_000
    yield (
        "many-parts.eml",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 40_000,
    )
    yield (
        "same-boundary.eml",
        HEAD + (b"Content-Type: multipart/mixed; boundary=b\n\n--b\n") * 2_000,
    )
    yield (
        "prefix-boundaries.eml",
        HEAD
        + b"Content-Type: multipart/a; boundary=b\n\n"
        + b"".join(b"--b%s\n\nx\n" % (b"-" * n) for n in range(200)),
    )
    yield (
        "empty-boundary.eml",
        HEAD + b'Content-Type: multipart/mixed; boundary=""\n\n--\n\nx\n----\n',
    )
    yield "dashes.eml", HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--\n" * 100_000
    yield "active.eml", HEAD + _ACTIVE
    yield "active.mbox", (FROM + HEAD + _ACTIVE + b"\n\n") * 50
    yield "page-of-slashes.eml", HEAD + b"Content-Type: text/html\n\n" + b'"//' * 300_000
    yield "bad-base64.eml", HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=A" * 50_000
    yield "bad-qp.eml", HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * 100_000
    for charset in (
        b"zlib",
        b"idna",
        b"punycode",
        b"rot13",
        b"utf-7",
        b"unicode_escape",
        b"../../x",
        b"utf-32",
        b"hz",
    ):
        body = (
            b"\nContent-Type: text/plain; charset="
            + charset
            + b"\n\n\\N{x} +2AA- xn--a \xff\xfe~{\n"
        )
        yield f"charset-{charset.decode().replace('/', '_')}.eml", HEAD.rstrip() + body


def _headers() -> Iterator[tuple[str, bytes]]:
    """Values that would take a naive parser long or deep."""
    pieces = {
        "brackets": b"(", "quotes": b'"\\"', "angles": b"<", "words": b"=?a?q?", "parameters": b';a="',
        "spaces": b" ", "tabs": b"\t", "commas": b"a@b,", "folds": b"x\n ", "colons": b":", "percent": b"%",
        "continued": b";a*1*=", "digits": b"9", "bidi": "\u202e".encode(), "nul": b"\x00", "dots": b"..",
    }  # fmt: skip
    for name, piece in pieces.items():
        value = (piece * 60_000)[:60_000]
        for header in (b"To", b"Content-Type", b"Date", b"Received", b"Subject"):
            yield (
                f"header-{header.decode()}-{name}.eml",
                header + b": x" + value + b"\n" + HEAD + b"\nx\n",
            )
    yield "many-headers.eml", HEAD + b"X: y\n" * 200_000 + b"\nx\n"
    yield "endless-header.eml", HEAD + b"X: " + b"y" * 900_000
    for name, signature in _signatures():
        yield f"dkim-{name}.eml", b"DKIM-Signature: " + signature + b"\n" + HEAD + b"\nx\n"
    yield "many-signatures.eml", SIGNATURE * 2_000 + HEAD + b"\nx\n"


def _signatures() -> Iterator[tuple[str, bytes]]:
    """Signatures that lie or never end."""
    tags = b"v=1; a=%s; d=b.example; s=s1; h=%s; bh=AAAA; b=AAAA; %s"
    yield "empty", b""
    yield "names", tags % (b"rsa-sha256", b"from" + b":from" * 20_000, b"")
    yield "length", tags % (b"rsa-sha256", b"from", b"l=" + b"9" * 9_000)
    yield "times", tags % (b"rsa-sha1", b"from", b"t=" + b"9" * 50 + b"; x=999999999999")
    yield "algorithm", tags % (b"x" * 9_000, b"from", b"")
    yield "semicolons", b";" * 60_000
    yield "blanks", tags % (b"rsa-sha256", b"from" + b" " * 50_000, b"")
    yield "twice", tags % (b"rsa-sha256", b"from", b"b=AAAA")
    yield "far-domain", (tags % (b"rsa-sha256", b"from", b"")).replace(b"b.example", b"a." * 2_000)


def _big() -> Iterator[tuple[str, bytes]]:
    """Large ones, packed."""
    yield "one-long-body.mbox.gz", gzip.compress(FROM + HEAD + b"\n" + b"x" * (8 << 20), 6, mtime=0)
    yield (
        "blank-lines.mbox.gz",
        gzip.compress(FROM + SIGNATURE + HEAD + b"\n" + b"\r\n" * (2 << 20), 6, mtime=0),
    )
    yield (
        "blank-runs.eml.gz",
        gzip.compress(SIGNATURE + HEAD + b"\n" + b" \t" * (2 << 20), 6, mtime=0),
    )
    noise = base64.encodebytes(random.Random(7).randbytes(1 << 20))
    attached = (
        HEAD
        + b"Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.iso\n\n"
    )
    yield "attachment.mbox.gz", gzip.compress((FROM + attached + noise + b"\n") * 3, 1, mtime=0)
