"""How much decoded text looks like words: by letter, case pattern, neighbours and language alphabet."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from leakverify.sources.transcode import ON_ERROR, UNDECODABLE

_WESTERN: Final = ("cp1252", "latin-1", "cp850", "mac_roman", "cp1254", "cp1250")
_SINGLE: Final = ("cp1251", "koi8-r", "cp866", "cp1253", "cp1255", "cp1256")
_WIDE: Final = ("shift_jis", "euc-jp", "gb18030", "big5", "euc-kr")
CANDIDATES: Final = _WESTERN + _SINGLE + _WIDE
"""In the order that settles ties."""

_ALPHABETS: Final = {
    "fr": "àâçéèêëîïôùûüœ",
    "de": "äöüß",
    "es": "áéíñóúü¿¡",
    "pt": "áâãàçéêíóôõú",
    "it": "àèéìòù",
    "north": "åäöæøé",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíľĺňóôŕřšťúůýž",
    "hu": "áéíóöőúüű",
    "south": "čćđšž",
    "ro": "ăâîşţ",
    "tr": "çğıiöşüâ",
}
_WEST_UNION: Final = "".join(_ALPHABETS[k] for k in ("fr", "de", "es", "pt", "it", "north"))
_EAST_UNION: Final = "".join(_ALPHABETS[k] for k in ("pl", "cs", "hu", "south", "ro", "de"))
_LATIN: Final = [(frozenset(letters + letters.upper()), 1.0) for letters in _ALPHABETS.values()] + [
    (frozenset(_WEST_UNION + _WEST_UNION.upper()), 0.92),
    (frozenset(_EAST_UNION + _EAST_UNION.upper()), 0.85),
]
_COMMON: Final = frozenset(
    "оеаинтсрвлкмдпу" + "αοιετςνσηυρπκμλάίόέήύώ" + "יוהלאמרתשנבם" + "اليمنوترهبدسعفقكحشىأإةءیکپگچژ"
)
_RARE: Final = frozenset("ъфщэцёўґђѓћќўџљњѕξψζϊϋΐΰ")
_MARKS: Final = frozenset("’‘“”«»–—…€£§°®©™·¿¡ \xa0№º")
_JOINING: Final = frozenset("’·\xa0")
_WIDE_COMMON: Final = {  # lead bytes of the characters in everyday use
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "shift_jis": (0x88, 0x97),
    "euc-jp": (0xB0, 0xCF),
    "euc-kr": (0xB0, 0xC8),
}
_WORD: Final = re.compile(
    r"[^\x00-\x40\x5b-\x60\x7b-\x7f]*[^\x00-\x7f][^\x00-\x40\x5b-\x60\x7b-\x7f]*"
)
_MAX_WORDS: Final = 1_500


def score(lines: list[bytes], name: str, codec: str) -> float:
    """Mean plausibility of the non-ASCII characters under an encoding, about -4 to 1."""
    text = b"\n".join(lines).decode(codec, ON_ERROR)
    words = _WORD.findall(text)[:_MAX_WORDS]
    total = sum(sum(_word_scores(word, name)) for word in words)
    count = sum(len(_high(word)) for word in words)
    if not count:
        return -4.0
    if name in _WESTERN:
        return total / count + _alphabet_share(words)
    return 2 * total / count


def _high(word: str) -> list[str]:
    return [c for c in word if not c.isascii()]


def _alphabet_share(words: list[str]) -> float:
    """The share of Latin letters that one language's alphabet explains, for the best language."""
    letters = [c for word in words for c in word if not c.isascii() and c.isalpha()]
    if not letters:
        return 0.0
    return max(weight * sum(c in known for c in letters) / len(letters) for known, weight in _LATIN)


def _word_scores(word: str, name: str) -> list[float]:
    padded = f" {word} "
    return [
        _character_score(padded[i], padded[i - 1], padded[i + 1], name)
        for i in range(1, len(padded) - 1)
        if not padded[i].isascii()
    ]


@lru_cache(maxsize=60_000)
def _character_score(character: str, before: str, after: str, name: str) -> float:
    if character == UNDECODABLE:
        return -4.0
    if name in _WIDE:
        return _wide_score(character, before, after, name)
    if not character.isalpha():
        return _mark_score(character, before, after)
    if character.isupper() and before.islower():
        return -1.5  # a capital inside a word: the other encoding's small letter
    script = _script(character)
    if (name in _WESTERN) != (script == "LATIN") and name != "cp1256":
        return -0.5
    if script == "LATIN":
        runs = before.isalpha() and not before.isascii()  # accents stand alone, mostly
        return (1.0 if name in _WESTERN else 0.3) - 0.6 * runs
    return -1.0 if before.isalpha() and before.isascii() else _frequency(character.lower())


def _frequency(letter: str) -> float:
    """How common a letter is in its script."""
    if letter in _RARE:
        return 0.2
    return 1.0 if letter in _COMMON else 0.7


def _mark_score(character: str, before: str, after: str) -> float:
    if unicodedata.category(character) in {"Cc", "Cn", "Co"}:
        return -4.0  # as bad as no character at all
    if before.isalpha() and after.isalpha():
        return 0.5 if character in _JOINING else -1.5
    return 0.5 if character in _MARKS else -0.7


def _wide_score(character: str, before: str, after: str, name: str) -> float:
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -1.0
    script = _script(character)
    if script in {"HIRAGANA", "KATAKANA"}:
        return 1.0 if name in {"shift_jis", "euc-jp"} else -0.3
    if script == "HALFWIDTH":
        return -0.3
    if script == "HANGUL":
        return 1.0 if name == "euc-kr" and _is_everyday(character, name) else -0.5
    if script == "CJK":
        if name == "euc-kr":
            return -0.5
        kanji = 0.85 if name in {"shift_jis", "euc-jp"} else 0.9
        return kanji if _is_everyday(character, name) else -0.3
    return 0.2 if script in {"IDEOGRAPHIC", "FULLWIDTH"} else -0.5


def _is_everyday(character: str, name: str) -> bool:
    low, high = _WIDE_COMMON[name]
    encoded = character.encode(
        {"shift_jis": "cp932", "euc-kr": "cp949", "big5": "cp950"}.get(name, name), "replace"
    )
    second_half = name == "shift_jis" or name == "big5" or encoded[-1] >= 0xA1  # noqa: PLR1714, PLR2004
    return low <= encoded[0] <= high and second_half


def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]
