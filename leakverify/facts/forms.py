"""The outward form of texts, told byte by byte: what kind of signs they hold, and of which script."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.facts import arrow_text
from leakverify.facts.kinds import Ints
from leakverify.model.glance import FORMS, SCRIPTS

LOOKED_AT: Final = 256
"""Characters of a text that are looked at."""

Small = NDArray[np.uint8]

_DIGIT, _LETTER, _AT, _MARK = 1, 2, 4, 8
_SCRIPT_BITS: Final = {name: 16 << place for place, name in enumerate(SCRIPTS[1:])}


@dataclass(frozen=True, slots=True)
class Forms:
    """One entry a text: places in `FORMS` and `SCRIPTS`, and characters; those of an empty text mean nothing."""

    form: Small
    script: Small
    length: Ints


def forms_of(texts: arrow_text.ArrowTexts) -> Forms:
    """The forms of texts, by their first characters."""
    length = arrow_text.lengths(texts)
    if length.max(initial=0) > LOOKED_AT:
        texts = pc.utf8_slice_codeunits(texts, 0, LOOKED_AT)
    offsets, data = arrow_text.buffers(texts)
    filled = np.diff(offsets) > 0
    signs = np.zeros(len(length), np.uint16)
    if filled.any():
        signs[filled] = np.bitwise_or.reduceat(_SIGNS.take(data), offsets[:-1][filled])
    return Forms(_FORM[signs], _SCRIPT[signs], length)


def _signs() -> NDArray[np.uint16]:
    """What each byte tells: an ASCII sign by itself, a character of another script by its first byte."""
    table = np.zeros(256, np.uint16)
    table[:128] = _MARK
    table[ord("0") : ord("9") + 1] = _DIGIT
    for first in ("A", "a"):
        table[ord(first) : ord(first) + 26] = _LETTER
    table[ord("@")] = _AT
    for script, low, high in _LEADS:
        table[low : high + 1] = _LETTER | _SCRIPT_BITS[script]
    return table


_LEADS: Final = (
    ("other", 0xC2, 0xF4),
    ("accents", 0xC2, 0xCC),  # Latin-1 to combining marks
    ("greek", 0xCD, 0xCF),
    ("cyrillic", 0xD0, 0xD3),
    ("hebrew", 0xD6, 0xD7),
    ("arabic", 0xD8, 0xDB),
    ("accents", 0xE1, 0xE2),  # Vietnamese letters and typographic signs, mostly
    ("asian", 0xE3, 0xED),
)
"""The first bytes of UTF-8 by script, later ones over earlier ones; U+FFFD begins with EF and is "other"."""


def _form_of(signs: int) -> int:
    """The form of a text that holds these signs."""
    digit, letter = bool(signs & _DIGIT), bool(signs & _LETTER)
    if letter and signs & _AT:
        name = "address"
    elif letter:
        name = "mixed" if digit else "word"
    elif digit:
        name = "marked" if signs & (_MARK | _AT) else "number"
    else:
        name = "other"
    return FORMS.index(name)


def _script_of(signs: int) -> int:
    """The script that stands last in `SCRIPTS` of those that the text holds."""
    return max((place for place, bit in enumerate(_BITS, start=1) if signs & bit), default=0)


_BITS: Final = tuple(_SCRIPT_BITS.values())
_SIGNS: Final = _signs()
_ALL: Final = range(16 << len(_BITS))
_FORM: Final = np.array([_form_of(signs) for signs in _ALL], np.uint8)
_SCRIPT: Final = np.array([_script_of(signs) for signs in _ALL], np.uint8)
