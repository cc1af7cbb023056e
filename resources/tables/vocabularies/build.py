"""Builds vocabularies.npz: the closed word lists of data generators, with the share of real people in each.

Needs what generators.py and national.py one folder up need.
Run: PYTHONPATH=<checkout>:<checkout>/resources/tables python build.py NPM_FOLDER
"""

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from generators import all_lists
from national import Counts, first_names, last_names

from leakverify.reference.hashing import Keys, hash_words, texts
from leakverify.reference.packing import PLANES, pack_texts, write_table
from leakverify.reference.vocabularies import KINDS, UNKNOWN_SHARE, fold_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
COUNTRY = {
    "en": "US", "en_US": "US", "fr": "FR", "de": "DE", "es": "ES", "it": "IT", "pl": "PL", "cs": "CZ",
    "da": "DK", "fi": "FI", "hu": "HU", "ja": "JP", "ro": "RO", "ru": "RU", "sv": "SE", "tr": "TR", "uk": "UA",
    "el": "GR", "nl": "BE", "pt": "PT", "no": "NO", "en_IN": "IN", "hi_IN": "IN", "es_CA": "ES",
}  # fmt: skip
"""The country of a locale that names none."""
CATALAN = {"es_CA"}
"""Faker's name for Catalonia; its lists are those of es_ES."""


def country_of(locale: str) -> str:
    """The country whose people a locale imitates, "" if it names none that is known."""
    if locale in COUNTRY:
        return COUNTRY[locale]
    parts = locale.replace("-", "_").split("_")
    tail = parts[1].upper() if len(parts) > 1 else ""
    return tail if len(tail) == 2 and tail.isalpha() else COUNTRY.get(parts[0], "")


def forms(kind: str, word: str) -> set[str]:
    """A word as it may stand in a column: whole, and the part that a whole name would leave of it."""
    whole = fold_word(word)
    out = {whole}
    if kind in ("first", "last") and word.split():
        out.add(fold_word(word.split()[0 if kind == "first" else -1]))
    return out - {""}


def base_share(kind: str, words: set[str], counts: Counts) -> float:
    """The share of people whose name is in the vocabulary; people outside the count have none of its names."""
    at = 0 if kind == "first" else -1
    inside = sum(n for name, n in counts.names.items() if fold_word(name.split()[at]) in words)
    return inside / sum(counts.names.values()) * (counts.coverage or 1.0)


def in_latin(entries: set[str]) -> bool:
    """Whether a list is in Latin letters, as all counts are: transliterated names would be missed."""
    latin = sum(unicodedata.name(entry[0], "").startswith("LATIN") for entry in entries if entry)
    return latin > len(entries) / 2


def main(npm: Path) -> None:
    """Write the table."""
    national = {"first": first_names(), "last": last_names()}
    lists = all_lists(npm)
    found: dict[tuple[str, str, bytes], tuple[str, str, str, str, Keys]] = {}
    for (tool, locale, kind), entries in lists.items():
        words = set().union(*(forms(kind, entry) for entry in entries))
        keys = np.unique(hash_words(texts(sorted(words))))
        country = country_of(locale)
        counts = national.get(kind, {}).get(country) if in_latin(entries) else None
        share = base_share(kind, words, counts) if counts else UNKNOWN_SHARE
        fingerprint = (tool, kind, keys.tobytes())
        kept = found.get(fingerprint)
        if kept is None or (counts and (kept[3].startswith("-") or kept[1] in CATALAN)):
            found[fingerprint] = (tool, locale, kind, f"{share:.4f} {country or '?'}", keys)
    cards, lengths, gaps = [], [], []
    for tool, locale, kind, measured, keys in sorted(found.values(), key=lambda card: card[:3]):
        size = len(lists[tool, locale, kind])
        cards.append(f"{tool} {locale} {kind} {size} {measured}")
        lengths.append(len(keys))
        gaps.append(np.diff(keys, prepend=np.uint64(0)))
    planes = np.concatenate(gaps).astype("<u8").view(np.uint8).reshape(-1, 8)[:, :PLANES].T
    arrays: dict[str, NDArray[Any]] = {
        "cards": pack_texts(cards),
        "lengths": np.array(lengths, dtype=np.uint32),
        "gaps": np.ascontiguousarray(planes),
    }
    write_table(HERE / "vocabularies.npz", arrays)
    print(
        len(cards),
        "lists",
        sum(lengths),
        "keys",
        {k: sum(f" {k} " in c for c in cards) for k in KINDS},
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
