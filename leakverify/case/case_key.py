"""The key of a case in memory: in a buffer that can be overwritten, as far as Python allows.

What the standard library hands on as `bytes` cannot be, and SQLCipher keeps a copy of its own in locked memory while a file is open.
"""

from typing import Self

from leakverify.case import passphrase_key
from leakverify.case.passphrase_key import KEY_BYTES, SALT_BYTES


class Key:
    """A raw key with its salt, as SQLCipher takes it; zeroed by `forget`. SQLCipher keeps a copy of its own while the file is open."""

    def __init__(self, key: bytearray, salt: bytes) -> None:
        digits = b"0123456789abcdef"
        self.spelled = bytearray(3 + 2 * (KEY_BYTES + SALT_BYTES))
        self.spelled[:2], self.spelled[-1:] = b"x'", b"'"
        for place, byte in enumerate((*key, *salt)):
            self.spelled[2 + 2 * place] = digits[byte >> 4]
            self.spelled[3 + 2 * place] = digits[byte & 15]
        zero(key)

    @classmethod
    def derived(cls, passphrase: str, salt: bytes) -> Self:
        """The key of a passphrase; takes about a second and 256 MiB."""
        return cls(bytearray(passphrase_key.derive(passphrase, salt)), salt)

    def forget(self) -> None:
        """Overwrite it."""
        zero(self.spelled)


def zero(buffer: bytearray) -> None:
    """Overwrite a buffer in place."""
    buffer[:] = bytes(len(buffer))
