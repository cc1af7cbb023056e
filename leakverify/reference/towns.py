"""Towns that only a generator's grammar could have made: North Jennifertown, Saint Édith-la-Forêt.

Grammar alone may be generous: whoever judges asks too whether any real place bears the name.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from leakverify.reference.hashing import Keys, Texts, contains, hash_words, texts
from leakverify.reference.place_text import fold_place
from leakverify.reference.tables import Table


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one generator builds a town: prefix, a person's name, suffix.

    `prefixes` end with a space where the tool writes one; `suffixes` begin with one. `forms` are the
    combinations it uses: "pn", "pns", "ns", "n", "ps". `joints` stand between two names (" sur ").
    `stems` are the hashed names.
    """

    name: str
    forms: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    joints: tuple[str, ...]
    stems: Keys = field(repr=False)

    def stems_of(self, place: str) -> list[tuple[str, ...]]:
        """Every way to read a folded place by this grammar: the names that must then be in `stems`."""
        readings: list[tuple[str, ...]] = []
        if "n" in self.forms:
            readings.append((place,))
        if "ns" in self.forms:
            readings.extend(self._without_suffix(place))
        for prefix in self.prefixes:
            if place.startswith(prefix):
                rest = place[len(prefix) :]
                if "pn" in self.forms:
                    readings.append((rest,))
                if "pns" in self.forms:
                    readings.extend(self._without_suffix(rest))
                if "ps" in self.forms and rest in self.suffixes:
                    readings.append(())
        for joint in self.joints:
            left, found, right = place.partition(joint)
            if found:
                readings.append((left, right))
        return readings

    def _without_suffix(self, place: str) -> list[tuple[str, ...]]:
        stems = [
            place[: -len(suffix)]
            for suffix in self.suffixes
            if place.endswith(suffix) and len(place) > len(suffix)
        ]
        double = [tuple(stem.split(" ")) for stem in stems if stem.count(" ") == 1]
        return [(stem,) for stem in stems] + double


@cache
def all_grammars() -> tuple[Grammar, ...]:
    """Every grammar of the table, the commonest tools first."""
    table = Table("towns")
    found = []
    for line in table.texts("cards"):
        name, forms, prefixes, suffixes, joints = line.split("|")
        found.append(
            Grammar(
                name,
                frozenset(forms.split(",")),
                tuple(p for p in prefixes.split(";") if p),
                tuple(s for s in suffixes.split(";") if s),
                tuple(j for j in joints.split(";") if j),
                table.keys(name),
            )
        )
    table.close()
    return tuple(found)


def town_grammar(place: str) -> str:
    """The grammar that a place fits, as "faker.en"; "" if none. Raw or folded text will do.

    >>> town_grammar("North Jenniferton"), town_grammar("Sacramento")
    ('faker.en', '')
    """
    return str(grammars(texts([place]))[0])


def grammars(places: Texts) -> Texts:
    """The grammar that each place fits, "" if none."""
    out = texts([""] * len(places))
    folded = [fold_place(place) for place in places]
    open_rows = list(range(len(folded)))
    for grammar in all_grammars():
        fits = _fits(grammar, [folded[row] for row in open_rows])
        for row, fit in zip(open_rows, fits, strict=True):
            if fit:
                out[row] = grammar.name
        open_rows = [row for row, fit in zip(open_rows, fits, strict=True) if not fit]
    return out


def _fits(grammar: Grammar, folded: list[str]) -> list[bool]:
    """Which folded places the grammar could have made."""
    stems: list[str] = []
    readings: list[tuple[int, int, int]] = []
    for row, place in enumerate(folded):
        for names in grammar.stems_of(place) if place else ():
            readings.append((row, len(stems), len(names)))
            stems.extend(names)
    known = contains(grammar.stems, hash_words(texts(stems))) if stems else np.zeros(0, np.bool_)
    fits = [False] * len(folded)
    for row, start, count in readings:
        if bool(known[start : start + count].all()):
            fits[row] = True
    return fits
