"""The canonical forms of RFC 6376 3.4: what of a mail a signature is made over, whatever happened to its white space.

Two regular expressions of dkimpy take the square of a long run of blanks; bodies are long, so plain replacement is used here.
"""

import re
from collections.abc import Sequence
from typing import Final

from leakverify.sources.mail.mail_fields import Field

_WSP: Final = re.compile(rb"[ \t]+")


def header_data(
    fields: Sequence[Field], signature: Field, names: Sequence[str], form: str
) -> bytes:
    """The bytes that a signature signs: the named headers from the bottom up, then itself without its value.

    "from" is taken once more than it is named, so that a From line put above a signed one is noticed.
    """
    waiting: dict[str, list[Field]] = {}
    for each in fields:
        waiting.setdefault(each.name, []).append(each)
    chosen = [waiting[name].pop() for name in [*names, "from"] if waiting.get(name)]
    pieces = signature.value.split(b";")
    emptied = [
        piece[: piece.index(b"=") + 1] if piece.partition(b"=")[0].strip() == b"b" else piece
        for piece in pieces
    ]
    name = signature.written[: signature.written.index(b":") + 1]
    last = Field(signature.name, name + b";".join(emptied))
    canonical = [_canonical_field(each, form) for each in chosen]
    return b"".join([*canonical, _canonical_field(last, form).removesuffix(b"\r\n")])


def _canonical_field(given: Field, form: str) -> bytes:
    if form == "simple":
        return given.written
    value = _WSP.sub(b" ", given.value.replace(b"\r\n", b"")).strip(b" ")
    return given.name.encode("ascii") + b":" + value + b"\r\n"


def canonical_body(body: bytes, form: str) -> bytes:
    """A body in the canonical form "simple" or "relaxed" of RFC 6376 3.4, lines ended by CRLF."""
    text = body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if form == "relaxed":
        if text and not text.endswith(b"\r\n"):
            text += b"\r\n"
        text = text.replace(b"\t", b" ")
        while b"  " in text:  # runs halve at each turn
            text = text.replace(b"  ", b" ")
        text = text.replace(b" \r\n", b"\r\n")
    end = _end_of_text(text)
    return text[:end] + b"\r\n" if end or form == "simple" else b""


def _end_of_text(text: bytes) -> int:
    """Where the run of empty lines at the end begins; a carriage return of its own is text."""
    end = len(text.rstrip(b"\r\n"))
    if text.endswith(b"\r"):
        return len(text)
    alone = text.rfind(b"\r\r", end)
    return end if alone < 0 else alone + 1
