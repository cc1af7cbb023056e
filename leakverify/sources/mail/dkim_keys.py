r"""The keys that a user gives for checking mail signatures: lines of text, never a question to the network.

A line is `selector._domainkey.domain`, white space, and the text record of RFC 6376 3.6.1; what `dig`, `host` and zone files
print is taken as well (quotes, several strings, brackets over lines, a time to live, IN TXT). Lines that begin with # or ;
are comments. A name may stand there several times, since keys are changed: each is tried.

>>> [k.bits for k in read_keys("a._domainkey.b.org  v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").find("a", "b.org")]
[256]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leakverify.model.errors import UsageProblem
from leakverify.sources.mail.mail_text import base64_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

MOST_LINES: Final = 20_000
_LONGEST_LINE: Final = 8_192
_MOST_JOINED: Final = 40
_LARGEST_RSA: Final = 8_192
_ED25519_BYTES: Final = 32
_NAME: Final = re.compile(r"([\w.\-]{1,200})\._domainkey\.([\w.\-]{1,253}?)\.?", re.ASCII)
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.?)*)(?:"|\Z)')
_UNQUOTED: Final = re.compile(r"(?:^|\s)((?:v|k|p|h|n|s|t|g)\s*=.*)", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"([a-z][a-z0-9_]{0,20})\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class DkimKey:
    """One public key. `kind` is rsa or ed25519; `public` is None where the record withdraws the key (an empty p=)."""

    kind: str
    public: "RSAPublicKey | Ed25519PublicKey | None"
    bits: int
    hashes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class DkimKeys:
    """Keys by selector and domain."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], list[DkimKey]] = {}

    def add(self, selector: str, domain: str, key: DkimKey) -> None:
        """Keep a key."""
        self._keys.setdefault((selector.lower(), domain.lower()), []).append(key)

    def find(self, selector: str, domain: str) -> list[DkimKey]:
        """The keys that the user gave under this name."""
        return self._keys.get((selector.lower(), domain.lower()), [])

    def __len__(self) -> int:
        return sum(map(len, self._keys.values()))


def read_keys(text: str | None) -> DkimKeys:
    """The keys of a key file's text.

    Raises:
        UsageProblem: `BAD_DKIM_KEY` with the number of the line that cannot be followed.
    """
    keys = DkimKeys()
    for number, line in _joined(text or ""):
        name, _, record = line.strip().partition(" ")
        named = _NAME.fullmatch(name)
        tags = _tags(_record(record)) if named else None
        key = _key(tags) if tags else None
        if named is None or key is None:
            raise UsageProblem("BAD_DKIM_KEY", line=number)
        keys.add(named.group(1), named.group(2), key)
    return keys


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, those in brackets joined, comments left out."""
    waiting: list[str] = []
    first = 0
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        line = " ".join(raw.split())
        if number > MOST_LINES or len(raw) > _LONGEST_LINE or len(waiting) > _MOST_JOINED:
            raise UsageProblem("BAD_DKIM_KEY", line=number)
        if waiting:
            waiting.append(line)
        elif not line or line.startswith(("#", ";")):
            continue
        else:
            waiting, first = [line], number
        bare = _STRING.sub("", line) if '"' in line else line
        opens = "(" in bare or len(waiting) > 1
        if opens and ")" not in bare:
            continue
        yield first, " ".join(waiting)
        waiting = []
    if waiting:
        raise UsageProblem("BAD_DKIM_KEY", line=first)


def _record(rest: str) -> str:
    """The text record in what follows the name."""
    if '"' in rest:
        return "".join(re.sub(r"\\(.)", r"\1", part) for part in _STRING.findall(rest))
    found = _UNQUOTED.search(rest.replace("\\;", ";"))
    return found.group(1) if found else ""


def _tags(record: str) -> dict[str, str] | None:
    """The tags of a record, None where it is none."""
    tags: dict[str, str] = {}
    for piece in record.split(";"):
        if not piece.strip():
            continue
        found = _TAG.fullmatch(piece.strip())
        if found is None or found.group(1).lower() in tags:
            return None
        tags[found.group(1).lower()] = found.group(2).strip()
    return tags if "p" in tags and tags.get("v", "DKIM1") == "DKIM1" else None


def _key(tags: dict[str, str]) -> DkimKey | None:
    """The key of a record, None where it cannot be read."""
    kind = tags.get("k", "rsa").lower()
    hashes = tuple(part.strip().lower() for part in tags.get("h", "").split(":") if part.strip())
    flags = tuple(part.strip().lower() for part in tags.get("t", "").split(":") if part.strip())
    data = base64_bytes(tags["p"].encode("ascii", "ignore"))
    if kind not in {"rsa", "ed25519"}:
        return None
    if not tags["p"]:
        return DkimKey(kind, None, 0, hashes, flags)
    public = _ed25519(data) if kind == "ed25519" else _rsa(data)
    if public is None:
        return None
    bits = 256 if kind == "ed25519" else public.key_size  # type: ignore[union-attr]  # RSA by its kind
    return DkimKey(kind, public, bits, hashes, flags)


def _rsa(data: bytes) -> "RSAPublicKey | None":
    """An RSA key, as SubjectPublicKeyInfo or bare, of a size that is checked in little time."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size <= _LARGEST_RSA else None


def _ed25519(data: bytes) -> "Ed25519PublicKey | None":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        return Ed25519PublicKey.from_public_bytes(data)
    except (ValueError, UnsupportedAlgorithm):
        return None
