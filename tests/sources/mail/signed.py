"""Mails signed for the tests: by dkimpy, and by a signer of few lines where a tag is wanted that dkimpy does not write."""

import base64
import hashlib
from functools import cache

import dkim
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from leakverify.sources.mail.dkim_canonical import canonical_body, header_data
from leakverify.sources.mail.mail_fields import Field, split_fields

DOMAIN = "letters.example"
MAIL = (
    b"From: =?utf-8?q?J=C3=BCrgen?= Wei\xc3\x9f <juergen@letters.example>\r\n"
    b"To: Anna <anna@post.example>, bert@post.example\r\n"
    b"Subject: The  meeting\r\n of  Monday\r\n"
    b"Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    b"Message-ID: <1@letters.example>\r\n"
    b"\r\n"
    b"Dear Anna,  \r\n\r\nFrom here  on\tall is new.\r\n\r\n-- \r\nJ.\r\n\r\n\r\n"
)


@cache
def rsa_key(number=0, bits=1024):
    return rsa.generate_private_key(65537, bits)


@cache
def ed_key():
    return ed25519.Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def record(key, *, more=""):
    """The TXT record of a key."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        data = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"v=DKIM1; k=ed25519; {more}p={base64.b64encode(data).decode()}"
    data = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; {more}p={base64.b64encode(data).decode()}"


def line(key, selector="s1", domain=DOMAIN, *, more=""):
    """The line of a key file."""
    return f"{selector}._domainkey.{domain} {record(key, more=more)}\n"


def signed(mail=MAIL, *, canonical=("relaxed", "relaxed"), domain=DOMAIN, **more):
    """A mail signed by dkimpy."""
    forms = tuple(form.encode() for form in canonical)
    head = dkim.sign(mail, b"s1", domain.encode(), pem(rsa_key()), canonicalize=forms, **more)
    return head + mail


def signed_by_hand(mail=MAIL, *, key=None, names="from:to:subject:date", body=None, **tags):
    """A mail signed with any tags; `body` is what the hash is made over."""
    key = key or rsa_key()
    head, _, own = mail.partition(b"\r\n\r\n")
    kind = "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "rsa"
    length = int(tags["l"]) if "l" in tags else None
    text = canonical_body(own if body is None else body, "relaxed")[:length]
    digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
    given = {"v": "1", "a": f"{kind}-sha256", "c": "relaxed/relaxed", "d": DOMAIN, "s": "s1"}
    given |= tags | {"h": names, "bh": digest, "b": ""}
    value = "; ".join(f"{name}={text}" for name, text in given.items()).encode()
    signature = Field("dkim-signature", b"DKIM-Signature: " + value + b"\r\n")
    fields, _ = split_fields(head, 100)
    data = header_data(fields, signature, names.split(":"), "relaxed")
    if kind == "rsa":
        made = key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    else:
        made = key.sign(hashlib.sha256(data).digest())
    return b"DKIM-Signature: " + value + base64.b64encode(made) + b"\r\n" + mail


def mailbox(*mails, escape=True):
    """Mails as a mailbox file of the mboxrd dialect, or mboxcl2 with lengths."""
    out = b""
    for mail in mails:
        text = mail.replace(b"\r\n", b"\n")
        head, _, body = text.partition(b"\n\n")
        if escape:
            body = b"\n".join(
                b">" + row if row.lstrip(b">").startswith(b"From ") else row
                for row in body.split(b"\n")
            )
        else:
            head += b"\nContent-Length: %d" % len(body)
        out += b"From juergen@letters.example Fri Jul 11 21:00:37 2003\n"
        out += head + b"\n\n" + body + b"\n"
    return out
