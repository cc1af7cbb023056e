"""Builds towns.npz: how generators spell invented towns, and the names that they put in.

Needs what generators.py one folder up needs.
Run: PYTHONPATH=<checkout>:<checkout>/resources/tables python build.py NPM_FOLDER
"""

import importlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from generators import all_lists, faker_js_locales

from leakverify.reference.hashing import hash_words, texts
from leakverify.reference.packing import pack_keys, pack_texts, write_table
from leakverify.reference.place_text import fold_place

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
FAKER = {
    "faker.en": ("en_US", ("en", "en_US", "en_GB", "en_CA", "en_AU", "en_NZ"), ()),
    "faker.fr_FR": ("fr_FR", ("fr_FR",), ("-sur-",)),
    "faker.it_IT": ("it_IT", ("it_IT",), ()),
    "faker.pt_BR": ("pt_BR", ("pt_BR",), (" de ",)),
    "faker.fr_CH": ("fr_CH", ("fr_CH",), ("-près-", "-sur-")),
    "faker.fr_CA": ("fr_CA", ("fr_CA",), ()),
    "faker.no_NO": ("no_NO", ("no_NO",), ()),
    "faker.en_NZ": ("en_NZ", ("en_NZ",), ()),
    "faker.fa_IR": ("fa_IR", ("fa_IR",), ()),
    "faker.hy_AM": ("hy_AM", ("hy_AM",), ()),
    "faker.hu_HU": ("hu_HU", (), ()),
}
"""Grammar -> locale of its formats, locales of its names, what stands between two names."""
FAKER_JS = (
    "en",
    "en_GB",
    "de",
    "it",
    "pt_BR",
    "nl",
    "sv",
    "nb_NO",
    "eo",
    "ja",
    "ka_GE",
    "uk",
    "hy",
    "ur",
    "cy",
)
NAMES = re.compile(
    r"\{\{(?:person\.)?(?:first_?name|last_?name|city_part)(?:\.\w+)?\}\}", re.IGNORECASE
)
BASE = re.compile(r"\{\{location\.city_name\}\}")
PREFIX = re.compile(r"\{\{(?:location\.)?city_prefix\}\}")
SUFFIX = re.compile(r"\{\{(?:location\.)?city_(?:suffix|infix)\}\}")


@dataclass
class Spelling:
    """One grammar before it is packed."""

    name: str
    formats: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    joints: tuple[str, ...]
    stems: set[str]

    def forms(self) -> set[str]:
        """The combinations of prefix, name and suffix that the formats use."""
        out = set()
        for text in self.formats:
            form = PREFIX.sub("p", NAMES.sub("n", SUFFIX.sub("s", text)))
            letters = re.sub(r"[^pns]", "", re.sub(r"\{\{[^}]*\}\}|[-–][^-]*[-–]", "", form))
            if letters in ("pn", "pns", "ns", "n", "ps"):
                out.add(letters)
        return out

    def card(self) -> str:
        """The grammar as one line."""
        spaced = any(re.search(r"city_prefix\}\}[ -]", f) for f in self.formats)
        apart = any(re.search(r" \{\{(?:location\.)?city_suffix", f) for f in self.formats)
        prefixes = {
            fold_place(p) + (" " if spaced or p.endswith((" ", "-")) else "") for p in self.prefixes
        }
        suffixes = {
            (" " if apart or s.startswith((" ", "-")) else "") + fold_place(s)
            for s in self.suffixes
        }
        joints = {f" {fold_place(j)} " for j in self.joints}
        fields = (sorted(self.forms()), sorted(prefixes), sorted(suffixes), sorted(joints))
        forms, *rest = fields
        return "|".join([self.name, ",".join(forms), *(";".join(part) for part in rest)])


def faker_spellings(lists: dict[tuple[str, str, str], set[str]]) -> Iterable[Spelling]:
    """Faker's grammars."""
    for name, (locale, sources, joints) in FAKER.items():
        provider = importlib.import_module(f"faker.providers.address.{locale}").Provider
        stems = set().union(
            *(lists.get(("faker", s, k), set()) for s in sources for k in ("first", "last"))
        )
        stems |= set(getattr(provider, "city_parts", ()))
        prefixes = tuple(
            getattr(provider, "city_prefixes", None) or getattr(provider, "city_prefs", ())
        )
        if name == "faker.en":
            prefixes += ("St.",)
        yield Spelling(
            name,
            tuple(provider.city_formats),
            prefixes,
            tuple(s for s in getattr(provider, "city_suffixes", ()) if s),
            joints,
            stems,
        )


def other_faker_spellings(lists: dict[tuple[str, str, str], set[str]]) -> Iterable[Spelling]:
    """Faker's formats that stand in code or carry words of their own."""
    mexican = importlib.import_module("faker.providers.address.es_MX").Provider
    stems = lists["faker", "es_MX", "first"]
    formats = ("{{city_prefix}} {{first_name}} {{city_suffix}}",)
    yield Spelling("faker.es_MX", formats, ("San",), tuple(mexican.city_suffixes), (), stems)
    stems = set().union(
        *(lists.get(("faker", s, "first"), set()) for s in ("en", "en_US", "en_IE", "en_PH"))
    )
    yield Spelling("faker.base", ("{{first_name}} {{city_suffix}}",), (), ("Ville",), (), stems)


def faker_js_spellings(
    lists: dict[tuple[str, str, str], set[str]], locales: dict[str, Any]
) -> Iterable[Spelling]:
    """The grammars of faker-js; where it joins place parts, the parts are the names."""
    for locale in FAKER_JS:
        place = locales[locale]["location"]
        formats = tuple(place["city_pattern"])
        prefixes, suffixes = (
            tuple(place.get("city_prefix") or ()),
            tuple(place.get("city_suffix") or ()),
        )
        stems = set()
        for source in ("en", "en_AU", "en_ZA") if locale.startswith("en") else (locale,):
            for kind in ("first", "last"):
                stems |= lists.get(("faker-js", source, kind), set())
        if not any(NAMES.search(f) for f in formats):
            word = PREFIX if prefixes else BASE
            stems = set(prefixes or place.get("city_name") or ())
            formats = tuple(word.sub("{{first_name}}", f) for f in formats if SUFFIX.search(f))
            prefixes = ()
        joints = tuple(place.get("city_infix") or ())
        yield Spelling(f"faker-js.{locale}", formats, prefixes, suffixes, joints, stems)


def main(npm: Path) -> None:
    """Write the table."""
    lists = all_lists(npm)
    spellings = [
        *faker_spellings(lists),
        *other_faker_spellings(lists),
        *faker_js_spellings(lists, faker_js_locales(npm)),
    ]
    arrays: dict[str, NDArray[Any]] = {}
    cards = []
    for spelling in spellings:
        keys = np.unique(hash_words(texts(sorted({fold_place(s) for s in spelling.stems} - {""}))))
        arrays[spelling.name] = pack_keys(keys)
        cards.append(spelling.card())
        print(cards[-1][:200], len(keys))
    arrays["cards"] = pack_texts(cards)
    write_table(HERE / "towns.npz", arrays)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
