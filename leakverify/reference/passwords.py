"""The commonest passwords, known by their hashes: in clear, as MD5, SHA-1 or SHA-256 without salt."""

from functools import cache
from typing import Final

import numpy as np

from leakverify.reference.hashing import Bools, Keys, Texts, contains, hash_words
from leakverify.reference.tables import Table

DIGEST_KEY_DIGITS: Final = 10
"""Hexadecimal digits of a digest that make its key: 40 bits."""

KINDS: Final = ("text", "md5", "sha1", "sha256")
HEX: Final = frozenset("0123456789abcdefABCDEF")


@cache
def _table(kind: str) -> Keys:
    table = Table("passwords")
    keys = table.keys(kind)
    table.close()
    return keys


def known(kind: str, values: Texts) -> Bools:
    """Which values are common passwords, given in clear (`text`) or as unsalted digests in hexadecimal."""
    if kind == "text":
        return contains(_table(kind), hash_words(values))
    heads = [str(value)[:DIGEST_KEY_DIGITS] for value in values]
    whole = np.array(
        [len(h) == DIGEST_KEY_DIGITS and HEX.issuperset(h) for h in heads], dtype=np.bool_
    )
    keys = np.array(
        [int(h, 16) if w else 0 for h, w in zip(heads, whole, strict=True)], dtype=np.uint64
    )
    return contains(_table(kind), keys) & whole


def share_known(kind: str, values: Texts) -> float:
    """The share of values that are common passwords; 0 of none."""
    return float(np.mean(known(kind, values))) if len(values) else 0.0
