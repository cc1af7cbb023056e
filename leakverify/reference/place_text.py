"""How postcodes and place names are brought to one form, in the tables and at look-up alike."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

LENGTHS: Final = {
    **dict.fromkeys(
        ("AR", "AT", "AU", "BE", "BG", "CH", "CY", "DK", "HU", "LU", "NL", "NO", "NZ"), 4
    ),
    **dict.fromkeys(("PH", "SI", "ZA", "AL", "MK", "BD"), 4),
    **dict.fromkeys(
        ("US", "FR", "DE", "ES", "IT", "FI", "EE", "HR", "KR", "LT", "MX", "MY", "PE"), 5
    ),
    **dict.fromkeys(("PL", "RS", "SE", "TR", "UA", "CZ", "SK", "PK", "KE", "MA", "DZ", "ID"), 5),
    **dict.fromkeys(("CO", "IN", "RO", "RU", "SG", "BY", "EC"), 6),
    "PT": 4,
    "JP": 7,
}
"""Digits of a postcode where it is digits only; a leading zero that a spreadsheet ate is put back."""

MOST_EATEN: Final = 2

HEADS: Final = {"CA": 3, "IE": 3, "MT": 3, "NL": 4, "PT": 4, "US": 5}
"""Countries whose table knows only the first characters of a code."""

BRITISH: Final = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}")
ARGENTINE: Final = re.compile(r"[A-Z](\d{4})[A-Z]{3}")
NOT_CODE: Final = re.compile(r"[^0-9A-Z]+")
CEDEX: Final = re.compile(r"\bcedex\b.*")
BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
SPLITTERS: Final = re.compile(r"[^a-z0-9]+")
ORDINAL: Final = re.compile(r"\d+(?:er|ere|e|eme|nd|rd|th|o|a)?")
MAX_PLACE: Final = 200
TERRITORIES: Final = {
    **dict.fromkeys(("GP", "MQ", "GF", "RE", "YT", "PM", "WF", "PF", "NC", "MC", "BL", "MF"), "FR"),
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW"), "US"),
    **dict.fromkeys(("GG", "JE", "IM"), "GB"),
    **dict.fromkeys(("SM", "VA"), "IT"),
    **dict.fromkeys(("CC", "CX", "NF", "HM"), "AU"),
    "AX": "FI",
    "SJ": "NO",
    "LI": "CH",
}
"""Places whose codes belong to another country's system: people write either country."""

WORDS: Final = {
    "st": "saint",
    "sankt": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "arrondissement": "",
    "arrdt": "",
}


def home(country: str) -> str:
    """The country whose postal system serves a territory."""
    return TERRITORIES.get(country, country)


@lru_cache(maxsize=65_536)
def fold_code(country: str, text: str) -> str:
    """A postcode as the country's table writes it. Folding twice changes nothing.

    >>> fold_code("GB", "sw1a 1aa"), fold_code("FR", "75008 Paris Cedex"), fold_code("US", "2138")
    ('SW1A', '75008', '02138')
    """
    length = LENGTHS.get(country, 0)
    if len(text) == length and text.isascii() and text.isdigit():
        return text
    code = NOT_CODE.sub("", text.upper())
    if length and not code.isdigit():
        code = _digits(country, code)
    match country:
        case "GB":
            found = BRITISH.fullmatch(code)
            return found.group(1) if found else code
        case "US" | "CA" | "IE" | "MT" | "NL" | "PT" if len(code) > HEADS[country]:
            return code[: HEADS[country]]
        case _:
            eaten = length - len(code)
            return code.zfill(length) if code.isdigit() and 0 < eaten <= MOST_EATEN else code


def _digits(country: str, code: str) -> str:
    """Digits of a code that is written with letters around it: a country prefix, CEDEX, a Dutch ending."""
    if country == "AR":
        found = ARGENTINE.fullmatch(code)
        return found.group(1) if found else code
    if country in ("FR", "NL"):
        head = re.match(r"(?:F|FR|NL)?(\d+)", code)
        return head.group(1) if head else code
    return code[len(country) :] if code.startswith(country) else code.removeprefix(country[:1])


@lru_cache(maxsize=65_536)
def fold_place(text: str) -> str:
    """A place name without case, accents, brackets, CEDEX, district numbers or the spelling of saints.

    >>> fold_place("ST-DENIS CEDEX 2"), fold_place("Lyon 3e Arrondissement"), fold_place("Köln")
    ('saint denis', 'lyon', 'koln')
    """
    clipped = text[:MAX_PLACE]
    plain = clipped if clipped.isascii() else anyascii(unicodedata.normalize("NFC", clipped))
    low = plain.lower()
    if "," in low:
        low = low.partition(",")[0] or low
    if "cedex" in low:
        low = CEDEX.sub("", low)
    if "(" in low or "[" in low:
        low = BRACKETS.sub(" ", low)
    low = low.replace("'", " ").replace("s/", "sur ")
    out = []
    for word in SPLITTERS.split(low):
        if word and not (word[0].isdigit() and ORDINAL.fullmatch(word)):
            out.append(WORDS.get(word, word))
    return " ".join(word for word in out if word)
