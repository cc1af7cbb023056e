"""One unkeyed 40-bit hash of folded text, shared by the built tables and those who look things up.

Tables hold sorted hashes, not strings: quick to load, small, and blind to what they were made from. With
40 bits a table of 100,000 entries takes a foreign word for its own once in ten million.
"""

import unicodedata
from typing import Any, Final

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from pandas.util import hash_array

Keys = NDArray[np.uint64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]

KEY_BITS: Final = 40
_MANY: Final = 1_000
SALT: Final = "leakverify.table"  # 16 bytes: fixed for ever, the tables are built with it


def texts(values: Any) -> Texts:
    """Any sequence of texts as an object array of one dimension."""
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out


def fold(text: str) -> str:
    """Text as the tables know it: lower case, ASCII where it can be, single spaces, no punctuation at the ends.

    >>> fold("  Éric  LE-GALL ")
    'eric le-gall'
    """
    plain = text if text.isascii() else anyascii(unicodedata.normalize("NFC", text))
    return " ".join(plain.casefold().split())


def hash_words(folded: Texts) -> Keys:
    """The 40-bit key of each text. SipHash-2-4 by pandas' public `hash_array`, shortened."""
    if not len(folded):
        return np.empty(0, dtype=np.uint64)
    try:
        full = hash_array(folded, hash_key=SALT, categorize=False)
    except UnicodeEncodeError:
        clean = texts([t.encode("utf-8", "replace").decode("utf-8") for t in folded])
        full = hash_array(clean, hash_key=SALT, categorize=False)
    keys: Keys = np.asarray(full, dtype=np.uint64) >> np.uint64(64 - KEY_BITS)
    return keys


def contains(table: Keys, keys: Keys) -> Bools:
    """Which keys are in a sorted table."""
    if not len(table):
        return np.zeros(len(keys), dtype=np.bool_)
    at = _insertions(table, keys)
    at[at == len(table)] = 0
    found: Bools = table[at] == keys
    return found


def place_of(table: Keys, keys: Keys) -> NDArray[np.int64]:
    """Where each key stands in a sorted table, -1 if it does not."""
    if not len(table):
        return np.full(len(keys), -1, dtype=np.int64)
    at = _insertions(table, keys)
    at[at == len(table)] = 0
    return np.where(table[at] == keys, at, -1)


def _insertions(table: Keys, keys: Keys) -> NDArray[np.int64]:
    """Where each key would go; many keys are asked in rising order, which walks the table's memory once (3 times faster)."""
    if len(keys) < _MANY:
        return np.searchsorted(table, keys).astype(np.int64)
    order = np.argsort(keys)
    at = np.empty(len(keys), dtype=np.int64)
    at[order] = np.searchsorted(table, keys[order])
    return at
