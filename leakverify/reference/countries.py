"""Which country a text names: codes, short forms, names in thirty languages."""

import unicodedata
from functools import cache, lru_cache

from leakverify.reference.hashing import Texts, fold, texts
from leakverify.reference.tables import Table

LONGEST = 80
CODE_LENGTHS = (2, 3)


def fold_country(text: str) -> str:
    """A country's name as the table knows it: letters and digits of its own script, no points, no leading article.

    Non-Latin names keep their script: transliteration would make strangers of spelling variants.
    """
    native = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    native = "".join(c for c in native if not unicodedata.combining(c))
    plain = fold(native) if all(ord(c) < 0x250 for c in native) else native  # noqa: PLR2004  (Latin blocks)
    kept = "".join(c if c.isalnum() else " " if c not in ".'’" else "" for c in plain)
    return " ".join(kept.split()).removeprefix("the ")


@cache
def _names() -> dict[str, str]:
    table = Table("countries")
    lines = table.texts("names")
    table.close()
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=8_192)
def to_alpha2(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of the country that a text names, "" if it names none.

    >>> to_alpha2("Deutschland"), to_alpha2("U.K."), to_alpha2("fra"), to_alpha2("Atlantis")
    ('DE', 'GB', 'FR', '')
    """
    return _names().get(fold_country(text), "")


def to_alpha2_all(names: Texts) -> Texts:
    """The code of each distinct text."""
    return texts([to_alpha2(name) for name in names])


def is_code(text: str) -> bool:
    """Whether a text is written as a country code (alpha-2 or alpha-3) rather than a name."""
    word = text.strip()
    return len(word) in CODE_LENGTHS and word.isascii() and word.isalpha() and to_alpha2(word) != ""
