"""A keyed 64-bit number per row, for duplicates, samples and joins that need no text.

Distinct values are hashed once (SipHash-like, keyed by the seed), columns are mixed per row in a way that
depends on their order, so ("ab", "c") and ("a", "bc") differ. All arithmetic is on uint64, which wraps
the same way everywhere.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from pandas.util import hash_array

from leakverify.facts.cells import RawColumn
from leakverify.facts.kinds import Keys, Texts

_MISSING: Final = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIER: Final = np.uint64(0xD6E8FEB86659FD93)
_SHIFT: Final = np.uint64(32)


def row_keys(columns: Sequence[pd.Series], rows: int, seed: int, *, folded: bool = False) -> Keys:
    """One key per row over the columns; a missing cell differs from an empty one unless `folded`."""
    return mixed_keys(
        [column_hashes(series, seed, folded=folded) for series in columns], rows, seed
    )


def column_hashes(series: pd.Series, seed: int, *, folded: bool = False) -> Keys:
    """One column's part of the row keys; worth keeping, as several keys share columns."""
    raw = RawColumn(series)
    plain = text_hashes(raw, seed)
    return folded_hashes(raw, plain, seed) if folded else raw_hashes(raw, plain)


def text_hashes(raw: RawColumn, seed: int) -> Keys:
    """The hash of each distinct text as it stands."""
    return _hashes(raw.objects, _hash_key(seed))


def raw_hashes(raw: RawColumn, plain: Keys) -> Keys:
    """The hash of each row's text as it stands, given `text_hashes`."""
    hashes: Keys = np.append(plain, _MISSING)[raw.codes]
    return hashes


def folded_hashes(raw: RawColumn, plain: Keys, seed: int) -> Keys:
    """The hash of each row's folded text, given `text_hashes`: most texts are folded as they stand."""
    changed, values = raw.folded
    hashes = np.append(plain, hash_array(_EMPTY, hash_key=_hash_key(seed))[0])
    if len(values):
        hashes[:-1][changed] = _hashes(values, _hash_key(seed))
    rows: Keys = hashes[raw.codes]
    return rows


def mixed_keys(columns: Sequence[Keys], rows: int, seed: int) -> Keys:
    """Row keys from the columns' hashes, in the order of the columns."""
    keys = np.full(rows, np.frombuffer(_secret(seed)[16:], dtype="<u8")[0], dtype=np.uint64)
    for hashes in columns:
        keys = _mixed(keys ^ hashes)
    return keys


def unordered_keys(columns: Sequence[Keys], rows: int, seed: int) -> Keys:
    """Row keys from the columns' hashes, whatever the order of the columns: rows that exchange two cells share one."""
    keys = np.full(rows, np.frombuffer(_secret(seed)[16:], dtype="<u8")[0], dtype=np.uint64)
    for hashes in columns:
        keys += hashes
    return _mixed(keys)


def value_keys(values: Texts, seed: int) -> Keys:
    """One key per text, the same as `row_keys` would give a row of one such cell."""
    return raw_keys(RawColumn(pd.Series(values, dtype=object)), seed)


def raw_keys(raw: RawColumn, seed: int) -> Keys:
    """One key per row of a column that is encoded already."""
    return mixed_keys([raw_hashes(raw, text_hashes(raw, seed))], len(raw.codes), seed)


def _secret(seed: int) -> bytes:
    return hashlib.blake2b(f"leakverify:{seed}".encode(), digest_size=24).digest()


def _hash_key(seed: int) -> str:
    return _secret(seed)[:8].hex()


def _hashes(values: Texts, hash_key: str) -> Keys:
    if not len(values):
        return np.zeros(0, dtype=np.uint64)
    return hash_array(values, encoding="utf8", hash_key=hash_key, categorize=False)


def _mixed(keys: Keys) -> Keys:
    """Stir every bit into every other (the finaliser of rrxmrrxmsx), so that order of columns counts."""
    keys = (keys ^ (keys >> _SHIFT)) * _MULTIPLIER
    keys = (keys ^ (keys >> _SHIFT)) * _MULTIPLIER
    return keys ^ (keys >> _SHIFT)


_EMPTY: Final = np.array([""], dtype=object)
