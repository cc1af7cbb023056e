"""DKIM signatures of a mail verified against the keys the user gave (RFC 6376, RFC 8463), offline and without a clock.

A pass says that the owner of a key that stands in the user's file signed these headers and this body. dkimpy is not used here:
importing it imports a resolver with sockets, it asks the clock and turns away every archived mail whose signature has
expired since, it cannot tell a changed body from a changed header, and some of its patterns take time that grows with
the square of the length. It signs the mails of the tests. The arithmetic is that of `cryptography`.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from leakverify.limits import Limits
from leakverify.sources.mail.dkim_canonical import canonical_body, header_data
from leakverify.sources.mail.dkim_keys import DkimKey, DkimKeys
from leakverify.sources.mail.mail_fields import Field
from leakverify.sources.mail.mail_text import base64_bytes

WEAK_BITS: Final = 1_024
COVERED: Final = ("from", "date", "subject", "to")
_LONGEST_SIGNATURE: Final = 16 << 10
_MOST_NAMES: Final = 1_000
_ALGORITHMS: Final = {
    "rsa-sha256": ("rsa", "sha256"),
    "rsa-sha1": ("rsa", "sha1"),
    "ed25519-sha256": ("ed25519", "sha256"),
}
_CANONICAL: Final = re.compile(r"(simple|relaxed)(?:/(simple|relaxed))?")
_SIGNING_NAME: Final = re.compile(r"[\w.\-]{1,253}", re.ASCII)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/\s]{4,6000}[=\s]{0,20}")
_TAG_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,30}", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,12}", re.ASCII)
_LAST_SECOND: Final = 253_402_300_799


class Outcome(StrEnum):
    """What can be said of a signature, best first."""

    FITS = "pass"
    BODY_CUT = "body cut"
    BODY_TOO_LARGE = "body too large"
    FAIL = "fail"
    NO_KEY = "no key"
    UNSUPPORTED = "algorithm not supported"
    UNREADABLE = "unreadable"


_BEST_FIRST: Final = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class Seal:
    """One signature and what came of it. `body` and `headers` tell whether each fits, None where it was not asked."""

    outcome: Outcome
    domain: str = ""
    selector: str = ""
    algorithm: str = ""
    key: str = ""
    body: bool | None = None
    headers: bool | None = None
    covers: tuple[str, ...] = ()
    unsigned_bytes: int | None = None
    signed: str | None = None
    expires: str | None = None
    aligned: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class SignedMail:
    """What signatures are checked against. `bodies` are the readings of one body: with and without a mailbox's escapes.

    `has_head` and `is_whole` are False where headers or body were longer than the limits; `is_closed` is False where the body
    ends before its last part does.
    """

    fields: Sequence[Field]
    bodies: Sequence[bytes]
    from_domain: str
    has_head: bool = True
    is_whole: bool = True
    is_closed: bool = True
    _hashed: dict[tuple[int, str, str, int | None], tuple[bytes, int]] = field(default_factory=dict)

    def body_hash(
        self, which: int, form: str, algorithm: str, length: int | None
    ) -> tuple[bytes, int]:
        """The hash of a body in a canonical form, and how long that form is; equal questions are answered once."""
        asked = (which, form, algorithm, length)
        if asked not in self._hashed:
            body = canonical_body(self.bodies[which], form)
            digest = hashlib.new(algorithm, body[:length], usedforsecurity=False).digest()
            self._hashed[asked] = digest, len(body)
        return self._hashed[asked]


def best_seal(mail: SignedMail, keys: DkimKeys, limits: Limits) -> tuple[Seal | None, int]:
    """The signature that says most, one for the From domain first, and how many there are."""
    signatures = [each for each in mail.fields if each.name == "dkim-signature"]
    seals = [_seal(each, mail, keys) for each in signatures[: limits.mail_signatures]]
    return min(seals, key=_rank, default=None), len(signatures)


def _rank(seal: Seal) -> tuple[bool, bool, int]:
    return seal.outcome is not Outcome.FITS, not seal.aligned, _BEST_FIRST.index(seal.outcome)


def _seal(signature: Field, mail: SignedMail, keys: DkimKeys) -> Seal:
    """What can be said of one signature."""
    tags = _tags(signature.value)
    if tags is None:
        return Seal(Outcome.UNREADABLE)
    names = [name.strip().lower() for name in tags["h"].split(":")]
    seal = Seal(
        Outcome.UNREADABLE,
        tags["d"].lower(),
        tags["s"].lower(),
        tags["a"].lower(),
        covers=_covered(mail.fields, names),
        signed=_moment(tags.get("t")),
        expires=_moment(tags.get("x")),
        aligned=_same_owner(mail.from_domain, tags["d"].lower()),
    )
    if seal.algorithm not in _ALGORITHMS or tags.get("v", "1") != "1":
        return replace(seal, outcome=Outcome.UNSUPPORTED)
    forms = _CANONICAL.fullmatch(tags.get("c", "simple").lower())
    length = tags.get("l", "0")
    if (
        not forms
        or "from" not in names
        or len(names) > _MOST_NAMES
        or not _NUMBER.fullmatch(length)
        or not _is_below(tags)
    ):
        return seal
    if not mail.has_head:
        return replace(seal, outcome=Outcome.BODY_TOO_LARGE)
    signed = header_data(mail.fields, signature, names, forms.group(1))
    return _judged(seal, tags, mail, signed, keys)


def _judged(
    seal: Seal, tags: dict[str, str], mail: SignedMail, signed: bytes, keys: DkimKeys
) -> Seal:
    """A readable signature held against the body and the keys."""
    kind, digest = _ALGORITHMS[seal.algorithm]
    body, left, is_short = _body_fits(tags, digest, mail)
    notes = ["SHA-1"] if digest == "sha1" else []
    given = keys.find(seal.selector, seal.domain)
    usable = [key for key in given if _may(key, kind, digest, tags)]
    if not usable:
        notes += ["key withdrawn"] if any(key.public is None for key in given) else []
        outcome = Outcome.NO_KEY
        return replace(seal, outcome=outcome, body=body, unsigned_bytes=left, notes=tuple(notes))
    value = base64_bytes(tags["b"].encode("ascii"))
    key = next((key for key in usable if _signed_by(key, digest, value, signed)), None)
    shown = key or usable[0]
    notes += ["weak key"] if shown.kind == "rsa" and shown.bits < WEAK_BITS else []
    notes += ["test key"] if "y" in shown.flags else []
    if key is None:
        outcome = Outcome.FAIL
    elif body is None:
        outcome = Outcome.BODY_TOO_LARGE
    elif body:
        outcome = Outcome.FITS
    else:
        outcome = Outcome.BODY_CUT if is_short or not mail.is_closed else Outcome.FAIL
    return replace(
        seal,
        outcome=outcome,
        key=f"{shown.kind} {shown.bits}",
        body=body,
        headers=key is not None,
        unsigned_bytes=left,
        notes=tuple(notes),
    )


def _tags(value: bytes) -> dict[str, str] | None:
    """The tags of a signature, None where one that it needs is missing or is not well formed."""
    if len(value) > _LONGEST_SIGNATURE or not value.isascii():
        return None
    tags: dict[str, str] = {}
    for piece in value.decode("ascii").split(";"):
        if not piece.strip():
            continue
        name, equals, text = piece.partition("=")
        name = name.strip()
        if not equals or not _TAG_NAME.fullmatch(name) or name in tags:
            return None
        tags[name] = "".join(text.split()) if name in {"b", "bh", "h"} else text.strip()
    if not {"a", "b", "bh", "d", "h", "s"} <= tags.keys():
        return None
    named = _SIGNING_NAME.fullmatch(tags["d"]) and _SIGNING_NAME.fullmatch(tags["s"])
    coded = _BASE64.fullmatch(tags["b"]) and _BASE64.fullmatch(tags["bh"])
    return tags if named and coded else None


def _covered(fields: Sequence[Field], names: Sequence[str]) -> tuple[str, ...]:
    """Which of the headers that a reader sees are signed in each place where they stand."""
    there = [each.name for each in fields]
    return tuple(name for name in COVERED if 0 < there.count(name) <= names.count(name))


def _moment(seconds: str | None) -> str | None:
    """A time stamp of a signature as ISO 8601."""
    if seconds is None or not _NUMBER.fullmatch(seconds) or int(seconds) > _LAST_SECOND:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _same_owner(from_domain: str, signing: str) -> bool:
    """Whether both names belong to one registrable domain, as DMARC asks it."""
    if from_domain == signing:
        return bool(signing)
    from leakverify.reference.mail import split

    return split(from_domain)[0] == split(signing)[0]


def _is_below(tags: dict[str, str]) -> bool:
    """Whether the signer's identity lies in the signing domain."""
    _, at, domain = tags.get("i", f"@{tags['d']}").lower().rpartition("@")
    signing = tags["d"].lower()
    return bool(at) and (domain == signing or domain.endswith(f".{signing}"))


def _may(key: DkimKey, kind: str, digest: str, tags: dict[str, str]) -> bool:
    """Whether a key allows this signature."""
    domain = tags.get("i", f"@{tags['d']}").lower().rpartition("@")[2]
    return (
        key.public is not None
        and key.kind == kind
        and (not key.hashes or digest in key.hashes)
        and ("s" not in key.flags or domain == tags["d"].lower())
    )


def _body_fits(
    tags: dict[str, str], digest: str, mail: SignedMail
) -> tuple[bool | None, int | None, bool]:
    """Whether the body hash fits (None: not asked), how many bytes of the body are not covered, whether the body is too short."""
    if not mail.is_whole:
        return None, None, False
    form = tags.get("c", "simple").lower().partition("/")[2] or "simple"
    length = int(tags["l"]) if "l" in tags else None
    wanted = base64_bytes(tags["bh"].encode("ascii"))
    left = 0
    for which in range(len(mail.bodies)):
        got, size = mail.body_hash(which, form, digest, length)
        left = size - (size if length is None else length)
        if got == wanted and left >= 0:
            return True, left, False
    return False, None, left < 0


def _signed_by(key: DkimKey, digest: str, value: bytes, signed: bytes) -> bool:
    """Whether a key made this signature."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    try:
        if isinstance(key.public, RSAPublicKey):
            algorithm = hashes.SHA1() if digest == "sha1" else hashes.SHA256()  # noqa: S303  (what old mails were signed with)
            key.public.verify(value, signed, PKCS1v15(), algorithm)
        elif key.public is not None:
            key.public.verify(value, hashlib.sha256(signed).digest())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return key.public is not None
