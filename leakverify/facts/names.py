"""Names of people, taken apart: which word is the first name, which the last, and how it is written."""

import re
from collections.abc import Sequence
from functools import cache, partial
from string import ascii_lowercase
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from anyascii import anyascii
from numpy.typing import NDArray

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.kinds import Bools, Cells, Codes, NameFacts, Texts
from leakverify.facts.name_words import (
    COMPOUND_FAMILY,
    DOUBTFUL_TITLES,
    HONORIFICS,
    PARTICLES,
    PLACEHOLDERS,
    SUFFIXES,
    TITLES,
    TITLES_NATIVE,
)
from leakverify.facts.remembered import Remembered
from leakverify.model.terms import Role

MIXED: Final = 0
LOWER: Final = 1
UPPER: Final = 2
TITLE: Final = 3
NO_CASE: Final = 4

_EAST_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_HAN_HEAD: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff々]{1,3}")
_PATRONYMIC: Final = re.compile(r"\w{2,}(?:vich|ich|vych|ych|vna|ichna|ivna)")
"""A father's name in folded Russian or Ukrainian, which follows the given name."""
_THREE: Final = 3
_BRACKETED: Final = re.compile(r"\([^()\n]*\)")
_NUMBERED: Final = re.compile(
    r"(?:test|tester|user|demo|dummy|guest|sample|customer|client)[ _-]?\d{1,6}"
)
_TO_SPACE: Final = '.;()[]{}_"/\\|\t\r\x0b\x0c'
_FOLDING: Final = str.maketrans(dict.fromkeys(_TO_SPACE, " ") | dict.fromkeys("'`", ""))
_DEGREES: Final = (("ph.d", "phd"), ("b.sc", "bsc"), ("m.sc", "msc"), ("b.eng", "beng"))
_JAPANESE_LENGTH: Final = 4
_TWO: Final = 2
_PLAIN: Final = "^[A-Z][a-z]+ [A-Z][a-z]+$"
_WORDS: Final = "^(?P<first>[a-z]+) (?P<last>[a-z]+)$"
_THREE_ALIKE: Final = f"^(?:{'|'.join(3 * letter for letter in ascii_lowercase)})"
_WORTH_ASKING: Final = 64
"""Fewer names are taken apart one by one in less time than it takes to ask which are plain."""
_SHORTEST_SHOUT: Final = 2


_Told: TypeAlias = tuple[Texts, Texts, Codes, Codes, Bools]


class _Parts(NamedTuple):
    """A name taken apart."""

    first: str
    last: str
    words: int


def name_facts(cells: Cells, role: Role) -> NameFacts:
    """Take a column of names apart, by its role: whole names, first names or last names.

    Chinese, Japanese and Korean names keep their order (family first) and count two words even when
    written together.
    """
    part = role if role in (Role.FIRST_NAME, Role.LAST_NAME) else Role.FULL_NAME
    return NameFacts(
        cells.codes, cells.values, *_known(part)(cells.values.tolist(), len(cells.codes))
    )


@cache
def _known(role: Role) -> Remembered:
    """Names seen before, by what the column holds: a name is taken apart once however many batches hold it."""
    return Remembered(partial(_taken_apart, role=role))


def _taken_apart(texts: Sequence[str], role: Role) -> _Told:
    """First and last name, words, style and whether it stands for nobody, of each distinct text."""
    if role is not Role.FULL_NAME or len(texts) < _WORTH_ASKING:
        return _one_by_one(texts, role)
    plain, told = _plain_ones(arrow_text.from_objects(texts))
    others = _one_by_one(
        [text for text, is_plain in zip(texts, plain, strict=True) if not is_plain], role
    )
    first, last, words, style, nobody = map(partial(_laid, plain), told, others)
    return first, last, words, style, nobody


def _laid(plain: Bools, ours: NDArray[Any], theirs: NDArray[Any]) -> NDArray[Any]:
    """Both answers in the order of the texts."""
    out = np.empty(len(plain), dtype=ours.dtype)
    out[plain], out[~plain] = ours, theirs
    return out


def _plain_ones(texts: ArrowTexts) -> tuple[Bools, _Told]:
    """Which texts are two capitalised words without a title, and what `_one_by_one` would tell of those: most names of most lists."""
    plain = arrow_text.matches(texts, _PLAIN)
    lower = pc.ascii_lower(texts.filter(pa.array(plain)))
    words = arrow_text.groups(lower, _WORDS)
    titled = arrow_text.bools(pc.is_in(words["first"], _titles()))
    sure = ~(titled | arrow_text.matches(lower, _THREE_ALIKE))
    plain[np.flatnonzero(plain)[~sure]] = False
    count, kept = int(np.count_nonzero(sure)), pa.array(sure)
    return plain, (
        arrow_text.to_objects(words["first"].filter(kept)),
        arrow_text.to_objects(words["last"].filter(kept)),
        np.full(count, _TWO, np.int32),
        np.full(count, TITLE, np.int32),
        arrow_text.bools(pc.is_in(lower, _placeholders()))[sure],
    )


@cache
def _titles() -> ArrowTexts:
    return arrow_text.from_objects(sorted(TITLES))


@cache
def _placeholders() -> ArrowTexts:
    return arrow_text.from_objects(sorted(PLACEHOLDERS))


def _one_by_one(texts: Sequence[str], role: Role) -> _Told:
    """The same for any text."""
    folded = _fold_all(texts)
    if role is Role.FULL_NAME:
        parts = [_whole(t, f) for t, f in zip(texts, folded, strict=True)]
    else:
        parts = [_one_part(f, first=role is Role.FIRST_NAME) for f in folded]
    return (
        _as_texts([p.first for p in parts]),
        _as_texts([p.last for p in parts]),
        np.fromiter((p.words for p in parts), np.int32, len(parts)),
        np.fromiter(map(_style, texts), np.int32, len(texts)),
        np.fromiter(map(_stands_for_nobody, folded), np.bool_, len(texts)),
    )


def _as_texts(texts: list[str]) -> Texts:
    out = np.empty(len(texts), dtype=object)
    out[:] = texts
    return out


def _fold_all(texts: Sequence[str]) -> list[str]:
    """Lower case, ASCII where it can be, apostrophes and brackets gone; commas stay.

    All texts are folded as one long string, a line each: a call per text would cost several times as much.
    """
    if not texts:
        return []
    lines = [t if t.isascii() else anyascii(_without_native_titles(t)) for t in texts]
    joined = "\n".join(lines)
    if joined.count("\n") != len(lines) - 1:
        joined = "\n".join([line.replace("\n", " ") for line in lines])
    joined = joined.lower()
    if "(" in joined:
        joined = _BRACKETED.sub(" ", joined)
    for written, meant in _DEGREES:
        joined = joined.replace(written, meant)
    return joined.translate(_FOLDING).split("\n")


def _without_native_titles(text: str) -> str:
    if text.isascii() or max(text) < "\u0400":
        return text
    return " ".join([w for w in text.split() if w.casefold() not in TITLES_NATIVE])


def _one_part(folded: str, *, first: bool) -> _Parts:
    """A column of first or of last names: the whole cell, titles and suffixes gone."""
    words = _core(folded.replace(",", " ").split())
    whole = " ".join(words)
    return _Parts(whole if first else "", "" if first else whole, len(words))


def _whole(text: str, folded: str) -> _Parts:
    """A whole name in any notation."""
    if not text.isascii() and _EAST_ASIAN.search(text):
        return _east_asian(text)
    if "," in folded:
        return _family_comma_given(folded)
    written = folded.split()
    words = _core(written)
    if not words:
        return _Parts("", "", 0)
    if len(words) == 1:
        titled = len(written) > 1 and written[0] in TITLES
        return _Parts("", words[0], 1) if titled else _Parts(words[0], "", 1)
    if len(words) == _THREE and not text.isascii() and _family_in_front(words):
        return _Parts(words[1], words[0], _THREE)
    shouted = _shouted_family(text) if len(words) == len(written) else 0
    if 0 < shouted < len(words):
        return _Parts(words[shouted], words[shouted - 1], len(words))
    return _Parts(words[0], words[-1], len(words))


def _family_in_front(words: list[str]) -> bool:
    """Whether three words end in a father's name: family, given name, patronymic, as in East Slavic lists."""
    return bool(_PATRONYMIC.fullmatch(words[2])) and not _PATRONYMIC.fullmatch(words[1])


def _core(words: list[str]) -> list[str]:
    """Words without titles in front and suffixes behind; never nothing."""
    start, end = 0, len(words)
    while end - start > 1 and (
        words[start] in TITLES or (end - start > _TWO and words[start] in DOUBTFUL_TITLES)
    ):
        start += 1
    while end - start > 1 and words[end - 1] in SUFFIXES and (end - start > _TWO or start > 0):
        end -= 1
    return words if end - start == len(words) else words[start:end]


def _family_comma_given(folded: str) -> _Parts:
    """`Last, First`, unless what follows the comma is only a suffix or degree."""
    left, _, right = folded.partition(",")
    given = right.replace(",", " ").split()
    if not given or all(w in SUFFIXES for w in given):
        return _whole(left, left)
    family, given = _core(left.split()), _core(given)
    if not family:
        return _Parts(given[0], given[-1] if len(given) > 1 else "", len(given))
    return _Parts(given[0], family[-1], len(family) + len(given))


def _shouted_family(text: str) -> int:
    """How many words in front are the family name because they alone are in capitals (DUPONT Jean); 0: none."""
    if text[1:2].islower():  # most names: the first word is not in capitals
        return 0
    words = text.split()
    if len(words[0]) < _SHORTEST_SHOUT or not words[0].isupper() or words[-1].isupper():
        return 0
    count = 0
    while words[count].isupper() and len(words[count]) >= _SHORTEST_SHOUT:
        count += 1
    return 0 if "." in text else count


def _east_asian(text: str) -> _Parts:
    for title in HONORIFICS:
        if text.endswith(title) and len(text) > len(title) + 1:
            text = text.removesuffix(title).rstrip()
            break
    if "・" in text or "·" in text:
        words = re.split("[・·]", text)
        return _Parts(_plain(words[0]), _plain(words[-1]), len(words))
    words = text.replace(",", " ").split()
    if len(words) > 1:
        return _Parts(_plain("".join(words[1:])), _plain(words[0]), len(words))
    name = words[0]
    cut = _family_length(name)
    if not cut:
        return _Parts(_plain(name), "", 1)
    return _Parts(_plain(name[cut:]), _plain(name[:cut]), 2)


def _family_length(name: str) -> int:
    """Where the family name ends in a name written together; 0 if it cannot be told."""
    if len(name) < _TWO:
        return 0
    if _KANA.search(name):
        head = _HAN_HEAD.match(name)
        return head.end() if head is not None else 0
    if name[:_TWO] in COMPOUND_FAMILY and len(name) > _TWO:
        return 2
    hangul = "\uac00" <= name[0] <= "\ud7af"
    return 2 if len(name) >= _JAPANESE_LENGTH and not hangul else 1


def _plain(text: str) -> str:
    return anyascii(text).lower().strip()


def _style(text: str) -> int:
    if text.istitle():
        return TITLE
    if text.isupper():
        return UPPER
    if text.islower():
        return LOWER
    if text.lower() == text.upper():
        return NO_CASE
    return TITLE if all(map(_is_titled, text.split())) else MIXED


def _is_titled(word: str) -> bool:
    """Whether one word fits a name in title case: McDonald, de, O'Brien, initials."""
    if word in PARTICLES or not word[0].isalpha():
        return True
    return word[0] == word[0].upper() and (
        len(word) <= _TWO or not word.isupper() or word.lower() in SUFFIXES
    )


def _stands_for_nobody(folded: str) -> bool:
    name = folded
    if "," in name or "  " in name or name[:1] == " " or name[-1:] == " " or not name.isprintable():
        name = " ".join(name.replace(",", " ").split())
    if name in PLACEHOLDERS:
        return True
    if len(name) > _TWO and name[0] == name[1] == name[2] and len(set(name) - {" "}) == 1:
        return True
    return name[-1:].isdecimal() and _NUMBERED.fullmatch(name) is not None
