"""What a header says, in any of the languages of `header_words`."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from leakverify.mapping.header_words import GENERIC, OTHER, SPECIFIC, phrases
from leakverify.mapping.hints import Hint
from leakverify.model.terms import Role


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTER_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af〒]")
_MADE_UP: Final = re.compile(r"(?:column|unnamed|field|col|var|spalte|colonne|v|f) ?:? ?\d*")
_ALIKE: Final = str.maketrans(
    {"ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ß": "ss", "ł": "l", "ø": "o"}
)
_MAX_HEADER: Final = 128
_ONLY_ALONE: Final = _listed(
    "first last via don cap land mail pass pin on at card rut bi str secret clave alta web nick sum value net gross "
    "paid tip size area files kind via don fixe portable mobil cell long eta sei mei via body text content subject "
    "holder size weight code period term os model make role group zone hash"
)
"""Words that say something as a whole header but mean little inside a longer one."""
_NUMBERING: Final = _listed(
    "id ids nr no num number nummer numer numero n key code uid номер شماره رقم"
)
_KEYS: Final = _listed("id ids uid")
_KEY_FIRST: Final = _listed("id ids")
_KEYED_BY_NATURE: Final = frozenset(
    {Role.NATIONAL_ID, Role.COMPANY_ID, Role.UUID, Role.OBJECT_ID, Role.EMAIL, Role.USERNAME}
)
"""`tax id` is what it says; any other `city id` is the key of a table of cities."""
_COUNTING: Final = (("nummer", Hint.ID), ("nr", Hint.ID), ("datum", Hint.DATE))
"""Ends of words written together that count or date whatever stands before them."""
_NUMBERED: Final = frozenset(
    {Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.USERNAME, Hint.NAME, Hint.OTHER}
)
"""`client id` counts clients: a numbering word turns a header of a person or thing into one of an id."""
_MIN_PART: Final = 4
_EXACT, _SPECIFIC_PART, _COMPOUND, _GENERIC_PART = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class HeaderSays:
    """The meaning of a header and how sure it is (0-1). `meaning` is None where it says nothing."""

    meaning: Role | Hint | None
    strength: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """A phrase found in a header; the greatest wins."""

    rank: int
    length: int
    position: int
    meaning: Role | Hint


_STRENGTH: Final = {_EXACT: 0.9, _SPECIFIC_PART: 0.75, _COMPOUND: 0.65, _GENERIC_PART: 0.5}


def read(header: str) -> HeaderSays:
    """What this header says."""
    words = fold(header)
    text = " ".join(words)
    if not text or _MADE_UP.fullmatch(text):
        return HeaderSays(None, 0.0, words)
    found = _matches(words, text)
    best = max(found, default=None)
    if best is None or best.rank < _EXACT:
        # A flattened record: `user.first` says what `first` says.
        inner = read(header.rpartition(".")[2]) if "." in header.rstrip(".") else None
        if inner is not None and inner.strength == _STRENGTH[_EXACT]:
            return inner
    if best is None:
        return HeaderSays(None, 0.0, words)
    ends = {words[0], words[-1]}
    if best.rank < _EXACT and (
        (best.meaning in _NUMBERED and ends & _NUMBERING)
        or (best.meaning not in _KEYED_BY_NATURE and (words[-1] in _KEYS or words[0] in _KEY_FIRST))
    ):
        return HeaderSays(Hint.ID, _STRENGTH[best.rank], words)
    return HeaderSays(best.meaning, _STRENGTH[best.rank], words)


def fold(header: str) -> tuple[str, ...]:
    """Words of a header: camel case and digits parted, lower case, no accents, letters that are written two ways alike."""
    text = unicodedata.normalize("NFKC", header[:_MAX_HEADER])
    text = _LETTER_DIGIT.sub(" ", _CAMEL.sub(" ", text))
    plain = unicodedata.normalize("NFD", text.casefold().translate(_ALIKE))
    text = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    words = [w for w in _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text)).split() if w]
    while len(words) > 1 and words[-1].isdecimal():
        words.pop()
    return tuple(words)


def _matches(words: tuple[str, ...], text: str) -> list[_Match]:
    found = []
    vocabulary = _vocabulary()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = " ".join(words[start:end])
            if phrase in vocabulary:
                meaning, specific = vocabulary[phrase]
                whole = end - start == len(words)
                if not whole and phrase in _ONLY_ALONE:
                    continue
                rank = _EXACT if whole else _SPECIFIC_PART if specific else _GENERIC_PART
                found.append(_Match(rank, end - start, start, meaning))
    if not any(m.rank >= _SPECIFIC_PART for m in found):
        found.extend(_compounds(words, text))
        found.extend(_counted(words))
    return found


def _counted(words: tuple[str, ...]) -> list[_Match]:
    """`Rechnungsnummer`, `Lieferdatum`: what they count is not known, that they count is."""
    return [
        _Match(_GENERIC_PART, len(end), 0, meaning)
        for end, meaning in _COUNTING
        if any(w.endswith(end) and len(w) > len(end) + 2 for w in words)
    ]


def _compounds(words: tuple[str, ...], text: str) -> list[_Match]:
    """Phrases inside words that are written together: Japanese, Chinese, German, Dutch."""
    found = []
    unspaced = _UNSPACED.search(text) is not None
    joined = text.replace(" ", "")
    for phrase, (meaning, specific) in _vocabulary().items():
        if not specific or " " in phrase:
            continue
        if unspaced and _UNSPACED.search(phrase) and phrase in joined:
            found.append(_Match(_COMPOUND, len(phrase), joined.rfind(phrase), meaning))
        elif len(phrase) >= _MIN_PART and any(
            w.endswith(phrase) and len(w) > len(phrase) + 2 for w in words
        ):
            found.append(_Match(_COMPOUND, len(phrase), 0, meaning))
    return found


@cache
def _vocabulary() -> dict[str, tuple[Role | Hint, bool]]:
    """Folded phrase to meaning; what a list of roles says first stands."""
    table: dict[str, tuple[Role | Hint, bool]] = {}
    for meaning, listed in SPECIFIC.items():
        for phrase in phrases(listed):
            table.setdefault(" ".join(fold(phrase)), (meaning, True))
    for phrase in phrases(OTHER):
        table.setdefault(" ".join(fold(phrase)), (Hint.OTHER, True))
    for meaning, listed in GENERIC.items():
        for phrase in phrases(listed):
            table.setdefault(" ".join(fold(phrase)), (meaning, False))
    return table
