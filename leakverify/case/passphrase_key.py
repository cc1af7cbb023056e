"""A passphrase becomes the 32 bytes that lock a file: Argon2id, one set of parameters for case files and vaults.

256 MiB and three passes cost a guesser what they cost the user, about a second each on a small machine. The parameters are
constants: a file that could name its own would let a stranger ask for none, or for all of the memory.
"""

import unicodedata
from typing import Final

MEMORY_KIB: Final = 256 * 1024
PASSES: Final = 3
LANES: Final = 4
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
LONGEST_PASSPHRASE: Final = 1024
"""Characters of a passphrase that are read: far beyond any that is typed."""
PARAMETERS: Final = f"argon2id m={MEMORY_KIB} t={PASSES} p={LANES}"
"""What a file writes down beside its salt, to be compared and never to be followed."""


def derive(passphrase: str, salt: bytes) -> bytes:
    """The raw key of a passphrase: 32 bytes; the same word typed on another keyboard (NFC or NFD) gives the same.

    Raises:
        ValueError: the salt has not 16 bytes, or the passphrase is empty or longer than 1,024 characters.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if len(salt) != SALT_BYTES or not 0 < len(passphrase) <= LONGEST_PASSPHRASE:
        raise ValueError("PASSPHRASE")
    word = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    stretch = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return stretch.derive(word)
