"""Opens what a 7z locked: AES-256 with a key from many rounds of SHA-256 over salt, password and a counter."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import Damaged

_AT_ONCE: Final = 4096
_KEY_BYTES: Final = 32
_BLOCK_BYTES: Final = 16
_WITHOUT_ROUNDS: Final = 0x3F
_HAS_SALT: Final = 0x80
_HAS_VECTOR: Final = 0x40


class Keys:
    """The keys that one password gives, each made once."""

    def __init__(self, password: str | None, limits: Limits) -> None:
        self._password = password
        self._limits = limits
        self._known: dict[tuple[bytes, int], bytes] = {}

    def opened(self, properties: bytes, locked: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes under the lock; with a wrong password they are noise.

        Raises:
            Damaged: properties that do not exist, or bytes that are no whole blocks.
            UnreadableInput: `PASSWORD_NEEDED`, `PASSWORD_ROUNDS`.
        """
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        salt, vector, power = _read(properties)
        key = self._key(salt, power)
        opening = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        for block in locked:
            plain = opening.update(block)
            if plain:
                yield plain
        try:
            opening.finalize()
        except ValueError as error:
            raise Damaged from error

    def _key(self, salt: bytes, power: int) -> bytes:
        if self._password is None:
            raise UnreadableInput("PASSWORD_NEEDED")
        if power != _WITHOUT_ROUNDS and 1 << power > self._limits.key_rounds:
            raise UnreadableInput("PASSWORD_ROUNDS", limit=self._limits.key_rounds)
        known = self._known.get((salt, power))
        if known is None:
            secret = salt + self._password.encode("utf-16-le", "surrogatepass")
            known = _derived(secret, power)
            self._known[salt, power] = known
        return known


def _read(properties: bytes) -> tuple[bytes, bytes, int]:
    """Salt, vector, and the power of two of the rounds."""
    if not properties:
        raise Damaged
    first = properties[0]
    if not first & (_HAS_SALT | _HAS_VECTOR):
        return b"", bytes(_BLOCK_BYTES), first & 0x3F
    if len(properties) < 2:  # noqa: PLR2004  (the byte with both lengths)
        raise Damaged
    second = properties[1]
    salt_length = (first >> 7) + (second >> 4)
    vector_length = (first >> 6 & 1) + (second & 0x0F)
    if len(properties) < 2 + salt_length + vector_length:
        raise Damaged
    salt = properties[2 : 2 + salt_length]
    vector = properties[2 + salt_length : 2 + salt_length + vector_length]
    return salt, vector.ljust(_BLOCK_BYTES, b"\x00"), first & 0x3F


def _derived(secret: bytes, power: int) -> bytes:
    if power == _WITHOUT_ROUNDS:
        return secret[:_KEY_BYTES].ljust(_KEY_BYTES, b"\x00")
    rounds = 1 << power
    at_once = min(rounds, _AT_ONCE)
    table = np.empty((at_once, len(secret) + 8), dtype=np.uint8)
    table[:, : len(secret)] = np.frombuffer(secret, dtype=np.uint8)
    made = hashlib.sha256()
    for first in range(0, rounds, at_once):
        counter = np.arange(first, first + at_once, dtype="<u8")
        table[:, len(secret) :] = counter.view(np.uint8).reshape(-1, 8)
        made.update(table.data)
    return made.digest()
