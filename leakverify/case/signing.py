"""Ed25519 keys of dossiers: made anew for each by default, or a newsroom's own; fingerprints that can be read over a telephone.

A key that lasts links all reports of one person, so a fresh one is the rule and its private half is kept nowhere.
"""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leakverify.model.errors import UsageProblem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MOST_KEY_BYTES: Final = 65_536
SPOKEN_DIGITS: Final = 32
"""Digits of a fingerprint that are read aloud: 128 bits, beyond any search."""
_CONSONANTS: Final = "bdfghjklmnprstvz"
_VOWELS: Final = "aiou"
_QUINT: Final = re.compile(r"[bdfghjklmnprstvz][aiou]" * 2 + r"[bdfghjklmnprstvz]\Z")


def new_key() -> "Ed25519PrivateKey":
    """A key for one dossier."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def load_key(path: Path, passphrase: str | None = None) -> "Ed25519PrivateKey":
    """A newsroom's private key from a PEM file (PKCS8).

    Raises:
        UsageProblem: `BAD_KEY` where the file holds no Ed25519 key; `KEY_PASSPHRASE` where it needs another passphrase.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _read(path)
    encrypted = b"ENCRYPTED" in data
    if encrypted and not passphrase:
        raise UsageProblem("KEY_PASSPHRASE")
    word = passphrase.encode("utf-8") if encrypted and passphrase else None
    try:
        key = load_pem_private_key(data, word)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageProblem("KEY_PASSPHRASE" if encrypted else "BAD_KEY") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageProblem("BAD_KEY")
    return key


def load_public(path: Path, passphrase: str | None = None) -> bytes:
    """The 32 bytes of a public key, from a PEM file of it or of its private half; errors as in `load_key`."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = _read(path)
    if b"PRIVATE KEY" in data:
        return public_bytes(load_key(path, passphrase))
    try:
        key = load_pem_public_key(data)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageProblem("BAD_KEY") from error
    if not isinstance(key, Ed25519PublicKey):
        raise UsageProblem("BAD_KEY")
    return key.public_bytes_raw()


def public_bytes(key: "Ed25519PrivateKey") -> bytes:
    """The public half of a key, 32 bytes."""
    return key.public_key().public_bytes_raw()


def is_signed(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether the owner of a public key signed these bytes; False for anything that is no key or no signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """The SHA-256 of a public key, 64 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def in_groups(digits: str) -> str:
    """The digits that are read aloud, in groups of four.

    >>> in_groups("0123456789abcdef" * 4)
    '0123 4567 89ab cdef 0123 4567 89ab cdef'
    """
    said = digits[:SPOKEN_DIGITS]
    return " ".join(said[i : i + 4] for i in range(0, len(said), 4))


def in_words(digits: str) -> str:
    """The same digits as eight words that can be said aloud: proquints, https://arxiv.org/html/0901.4016.

    >>> in_words("7f000001" + "0" * 24)
    'lusab babad babab babab babab babab babab babab'
    """
    said = digits[:SPOKEN_DIGITS]
    return " ".join(_quint(int(said[i : i + 4], 16)) for i in range(0, len(said), 4))


def _quint(number: int) -> str:
    """Sixteen bits as consonant, vowel, consonant, vowel, consonant."""
    letters = (
        _CONSONANTS[number >> 12],
        _VOWELS[number >> 10 & 3],
        _CONSONANTS[number >> 6 & 15],
        _VOWELS[number >> 4 & 3],
        _CONSONANTS[number & 15],
    )
    return "".join(letters)


def digits_of(text: str) -> str:
    """The digits of a fingerprint as a person wrote it: in figures or words, with blanks, colons or hyphens.

    Raises:
        UsageProblem: `BAD_FINGERPRINT` where it is neither, or too short to tell one key from another.
    """
    parts = [p for p in re.split(r"[\s:\-]+", text.strip().lower()[:400]) if p]
    if parts and all(_QUINT.match(part) for part in parts):
        digits = "".join(f"{_number(part):04x}" for part in parts)
    else:
        digits = "".join(parts)
    if not SPOKEN_DIGITS <= len(digits) <= 2 * SPOKEN_DIGITS or set(digits) - set(
        "0123456789abcdef"
    ):
        raise UsageProblem("BAD_FINGERPRINT")
    return digits


def _number(word: str) -> int:
    """The sixteen bits of a word."""
    number = 0
    for place, letter in enumerate(word):
        number = (
            number << 2 | _VOWELS.index(letter)
            if place % 2
            else number << 4 | _CONSONANTS.index(letter)
        )
    return number


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST_KEY_BYTES + 1)
    except OSError as error:
        raise UsageProblem("NOT_FOUND") from error
    if len(data) > MOST_KEY_BYTES:
        raise UsageProblem("BAD_KEY")
    return data
