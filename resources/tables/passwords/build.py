"""Builds passwords.npz: the 30,000 commonest passwords as sorted hashes, in clear and digested.

Needs: zxcvbn 4.5.0 (PyPI, MIT), whose list was drawn from published compilations of leaked passwords, without
any account. Only hashes of the passwords are shipped.
Run: PYTHONPATH=<checkout> python build.py
"""

import hashlib
from pathlib import Path

import numpy as np
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from leakverify.reference.hashing import hash_words, texts
from leakverify.reference.packing import pack_keys, write_table
from leakverify.reference.passwords import DIGEST_KEY_DIGITS

HERE = Path(__file__).parent


def main() -> None:
    """Write the table."""
    words = sorted(set(FREQUENCY_LISTS["passwords"]))
    arrays = {"text": pack_keys(np.unique(hash_words(texts(words))))}
    for kind in ("md5", "sha1", "sha256"):
        heads = [hashlib.new(kind, w.encode()).hexdigest()[:DIGEST_KEY_DIGITS] for w in words]
        arrays[kind] = pack_keys(np.unique(np.array([int(h, 16) for h in heads], dtype=np.uint64)))
    write_table(HERE / "passwords.npz", arrays)
    print(len(words), "passwords")


if __name__ == "__main__":
    main()
