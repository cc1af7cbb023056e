"""Builds phrases.npz: the words that generators put together to phrases, product names, job titles and companies.

Needs what generators.py one folder up needs. Run: PYTHONPATH=<checkout>:<checkout>/resources/tables python build.py NPM
"""

import importlib
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faker.providers.company
import faker.providers.lorem
import numpy as np
from generators import faker_js_locales, flat

from leakverify.reference.hashing import hash_words, texts
from leakverify.reference.packing import PLANES, pack_texts, write_table
from leakverify.reference.phrases import KINDS, words_of
from leakverify.reference.vocabularies import fold_word

HERE = Path(__file__).parent
FEWEST = {"company": 2, "sentence": 200}
SMALLEST = 20
LATIN_MARK = "ipsum"
CATCH = (
    "catch_phrase_words",
    "catch_phrase_nouns",
    "catch_phrase_verbs",
    "catch_phrase_attributes",
    "nouns",
    "verbs",
)

Found = dict[tuple[str, str, str], set[str]]


def words(value: Any) -> Iterable[str]:
    """Every word in a nest of entries."""
    for entry in flat(value or []):
        yield from words_of(entry)


def faker_phrases() -> Found:
    """Faker's catch phrases, business phrases, endings of companies, and words of its texts."""
    out: Found = defaultdict(set)
    for package, kinds in (
        (
            faker.providers.company,
            {"catch": CATCH, "business": ("bsWords",), "company": ("company_suffixes",)},
        ),
        (faker.providers.lorem, {"lorem": ("word_list",)}),
    ):
        # The package's own provider is what Faker uses in English, and where a locale brings no lists.
        modules = [m.name for m in pkgutil.iter_modules(package.__path__)]
        for locale in ("", *modules):
            provider = importlib.import_module(f"{package.__name__}.{locale}".rstrip(".")).Provider
            for kind, names in kinds.items():
                for name in names:
                    if name in vars(provider):
                        out[kind, "faker", locale or "en_US"].update(words(getattr(provider, name)))
    return out


def faker_js_phrases(npm: Path) -> Found:
    """The same of faker-js, its product names, job titles and departments."""
    out: Found = defaultdict(set)
    for locale, data in faker_js_locales(npm).items():
        company, trade = data.get("company") or {}, data.get("commerce") or {}
        person = data.get("person") or {}
        parts = {
            "catch": [company.get(k) for k in ("adjective", "descriptor", "noun")],
            "business": [company.get(k) for k in ("buzz_adjective", "buzz_noun", "buzz_verb")],
            "company": [company.get("legal_entity_type")],
            "product": [
                (trade.get("product_name") or {}).get(k)
                for k in ("adjective", "material", "product")
            ],
            "title": [person.get(k) for k in ("job_descriptor", "job_area", "job_type")],
            "lorem": [(data.get("lorem") or {}).get("word")],
        }
        for kind, value in parts.items():
            out[kind, "faker-js", locale].update(words([v for v in value if v]))
        departments = flat(trade.get("department") or [])
        out["department", "faker-js", locale].update(fold_word(entry) for entry in departments)
    return out


def main(npm: Path) -> None:
    """Write the table; a list that several locales share stands there once, under the first."""
    lists = faker_phrases() | faker_js_phrases(npm)
    cards, lengths, gaps, seen = [], [], [], set()
    for (kind, tool, locale), entries in sorted(lists.items()):
        held = {entry for entry in entries if entry}
        shown = "sentence" if kind == "lorem" and LATIN_MARK not in held else kind
        least = FEWEST.get(shown, 15 if shown == "department" else SMALLEST)
        keys = np.unique(hash_words(texts(sorted(held))))
        if len(held) < least or (shown != "company" and (shown, tool, keys.tobytes()) in seen):
            continue
        seen.add((shown, tool, keys.tobytes()))
        cards.append(f"{shown} {tool} {locale}")
        lengths.append(len(keys))
        gaps.append(np.diff(keys, prepend=np.uint64(0)))
    planes = np.concatenate(gaps).astype("<u8").view(np.uint8).reshape(-1, 8)[:, :PLANES].T
    write_table(
        HERE / "phrases.npz",
        {
            "cards": pack_texts(cards),
            "lengths": np.array(lengths, dtype=np.uint32),
            "gaps": np.ascontiguousarray(planes),
        },
    )
    print(
        len(cards),
        "lists",
        sum(lengths),
        "words",
        {k: sum(c.startswith(k) for c in cards) for k in KINDS},
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
