"""Opens what a ZIP locked: WinZip's AES (AE-1, AE-2) and the old ZipCrypto, streamed.

AES is `cryptography`'s; the counter of WinZip runs from its low end, which the library's counter mode does not, so that
the key stream is made block by block and laid over with numpy. ZipCrypto goes byte by byte, each key made from the byte
before: no library of ours has it, and Python does a megabyte a second. What was opened of a member is kept, since
it is walked three times. Sources: WinZip's "AES Encryption Information", PKWARE's APPNOTE 6.1.
"""

import hashlib
import hmac
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np

from leakverify.limits import MIB
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.packed import PIECE, Damaged

LOCKED: Final = 0x1
_STRONG: Final = 0x40
_HAS_DESCRIPTOR: Final = 0x8
AES_METHOD: Final = 99
_AES_EXTRA: Final = 0x9901
_AES_FIELD: Final = struct.Struct("<H2sBH")
_SALT: Final = {1: 8, 2: 12, 3: 16}
_ROUNDS: Final = 1000
_VERIFIER: Final = 2
_CODE: Final = 10
_OLD_HEADER: Final = 12
_MOST_KEPT: Final = 64 * MIB
_ENCODINGS: Final = ("utf-8", "cp437", "cp1252")
"""No ZIP says in which one its password was written; a password of plain letters is the same in all."""
_TABLE: Final = tuple(zlib.crc32(bytes([i]), 0xFFFF_FFFF) ^ 0xFFFF_FFFF for i in range(256))


class Kept:
    """An iterable of blocks that can be walked again; each block is made once."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self._kept: list[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        at = 0
        while True:
            if at == len(self._kept):
                block = next(self._source, None)
                if block is None:
                    return
                self._kept.append(block)
            yield self._kept[at]
            at += 1


class _Supply:
    """Blocks to be taken as so many bytes."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._held = b""

    def exactly(self, length: int) -> bytes:
        while len(self._held) < length:
            block = next(self._blocks, b"")
            if not block:
                raise Damaged
            self._held += block
        taken, self._held = self._held[:length], self._held[length:]
        return taken

    def all_but(self, length: int) -> Iterator[bytes]:
        """Whole blocks of 16 KiB, then what is left before the last so many bytes, which stay held."""
        for block in self._blocks:
            self._held += block
            ready = (len(self._held) - length) // PIECE * PIECE
            if ready > 0:
                yield self.exactly(ready)
        if len(self._held) < length:
            raise Damaged
        if len(self._held) > length:
            yield self.exactly(len(self._held) - length)


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a password is needed."""
    return bool(member.flag_bits & LOCKED)


def aes_field(member: zipfile.ZipInfo) -> tuple[int, int, int] | None:
    """Version, strength and true method of a member that WinZip's AES locks."""
    extra, at = member.extra, 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _AES_EXTRA and length >= _AES_FIELD.size and at + 4 + length <= len(extra):
            version, _, strength, method = _AES_FIELD.unpack_from(extra, at + 4)
            return version, strength, method
        at += 4 + length
    return None


def opened(
    member: zipfile.ZipInfo, packed: Iterable[bytes], password: str | None
) -> Iterable[bytes]:
    """The packed bytes under the lock.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED`, `PASSWORD_WRONG`, `UNSUPPORTED_ENCRYPTION`.
        Damaged: while walked, where the bytes end early or were changed.
    """
    if member.compress_type != AES_METHOD and member.flag_bits & _STRONG:
        raise UnreadableInput("UNSUPPORTED_ENCRYPTION")
    if password is None:
        raise UnreadableInput("PASSWORD_NEEDED")
    if member.compress_type != AES_METHOD:
        plain = _open_old(member, packed, password)
        return Kept(plain) if member.compress_size <= _MOST_KEPT else plain
    field = aes_field(member)
    if field is None or field[1] not in _SALT:
        raise UnreadableInput("UNSUPPORTED_ENCRYPTION")
    return _open_aes(field[1], packed, password)


def _spellings(password: str) -> Iterator[bytes]:
    """The password as bytes, in each encoding that it may have been typed in."""
    seen: set[bytes] = set()
    for encoding in _ENCODINGS:
        try:
            spelt = password.encode(encoding)
        except UnicodeEncodeError:
            continue
        if spelt not in seen:
            seen.add(spelt)
            yield spelt


def _open_aes(strength: int, packed: Iterable[bytes], password: str) -> Iterator[bytes]:
    supply = _Supply(packed)
    salt = supply.exactly(_SALT[strength])
    verifier = supply.exactly(_VERIFIER)
    length = 8 * (strength + 1)
    for spelt in _spellings(password):
        made = hashlib.pbkdf2_hmac("sha1", spelt, salt, _ROUNDS, 2 * length + _VERIFIER)
        if hmac.compare_digest(made[-_VERIFIER:], verifier):
            break
    else:
        raise UnreadableInput("PASSWORD_WRONG")
    code = hmac.new(made[length : 2 * length], digestmod=hashlib.sha1)
    stream = _KeyStream(made[:length])
    for block in supply.all_but(_CODE):
        code.update(block)
        yield stream.over(block)
    if not hmac.compare_digest(code.digest()[:_CODE], supply.exactly(_CODE)):
        raise Damaged


class _KeyStream:
    """AES in counter mode, the counter's low end first; all blocks but the last are multiples of 16 bytes."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        whole = modes.ECB()  # noqa: S305  (of a counter: this is counter mode)
        self._cipher = Cipher(algorithms.AES(key), whole).encryptor()
        self._next = 1

    def over(self, block: bytes) -> bytes:
        """A block with the key stream laid over it."""
        count = -(-len(block) // 16)
        counters = np.zeros((count, 2), dtype="<u8")
        counters[:, 0] = np.arange(self._next, self._next + count, dtype="<u8")
        self._next += count
        keys = np.frombuffer(self._cipher.update(counters.tobytes()), dtype=np.uint8)
        plain = np.frombuffer(block, dtype=np.uint8) ^ keys[: len(block)]
        return bytes(plain.tobytes())


def _open_old(member: zipfile.ZipInfo, packed: Iterable[bytes], password: str) -> Iterator[bytes]:
    supply = _Supply(packed)
    header = supply.exactly(_OLD_HEADER)
    hour, minute = member.date_time[3:5]
    checks = {member.CRC >> 24}
    if member.flag_bits & _HAS_DESCRIPTOR:
        checks.add(hour << 3 | minute >> 3)
    for spelt in _spellings(password):
        keys = _OldKeys(spelt)
        if keys.under(header)[-1] in checks:
            break
    else:
        raise UnreadableInput("PASSWORD_WRONG")
    for block in supply.all_but(0):
        for at in range(0, len(block), PIECE):
            yield keys.under(block[at : at + PIECE])


@cache
def _stream() -> bytes:
    """The byte that each low half of the third key gives."""
    mixed = np.arange(1 << 16, dtype=np.uint32) | 2
    return bytes((mixed * (mixed ^ 1) >> 8).astype(np.uint8).tobytes())


class _OldKeys:
    """The three running keys of ZipCrypto."""

    def __init__(self, password: bytes) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        for byte in password:
            self._keys = _after(self._keys, byte)

    def under(self, block: bytes) -> bytes:
        """A block as it was before it was locked."""
        plain = bytearray(block)
        first, second, third = self._keys
        table, stream = _TABLE, _stream()
        for place, byte in enumerate(block):
            byte ^= stream[third & 0xFFFF]  # noqa: PLW2901  (every step counts here)
            plain[place] = byte
            first = first >> 8 ^ table[(first ^ byte) & 0xFF]
            second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            third = third >> 8 ^ table[(third ^ second >> 24) & 0xFF]
        self._keys = first, second, third
        return bytes(plain)


def _after(keys: tuple[int, int, int], byte: int) -> tuple[int, int, int]:
    first, second, third = keys
    first = first >> 8 ^ _TABLE[(first ^ byte) & 0xFF]
    second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
    return first, second, third >> 8 ^ _TABLE[(third ^ second >> 24) & 0xFF]
