"""Names that only look like another: letters of other scripts, and pairs and digits that pass for a letter.

Unicode's table of confusable characters, cut down to small letters that each look like one ASCII letter.
"""

import unicodedata
from functools import cache
from typing import Final

from leakverify.reference import ages, mail
from leakverify.reference.tables import Table

MIN_LABEL: Final = 5
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))
_MIXED: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN"})
"""Scripts whose letters pass for Latin ones; Japanese and Korean names mix Latin with their own on purpose."""


def imitated(domain: str, shown: str) -> str | None:
    """What a domain imitates: a provider's domain, "" where it is a brand or mere mixed scripts, None if nothing.

    `shown` is the name in its own script, "" where it has none.

    >>> imitated("grnail.com", ""), imitated("xn--gmal-nza.com", "gmaıl.com"), imitated("gmail.com", "")
    ('gmail.com', 'gmail.com', None)
    """
    text = shown or domain
    if not shown and not any(odd in domain for odd, _ in _PAIRS):
        return None
    provider = _providers().get(skeleton(text), domain)
    if provider != domain:
        return provider
    if shown and any(_deceives(label) for label in shown.split(".")[:-1]):
        return ""
    return None


def skeleton(text: str) -> str:
    """What a name looks like in ASCII at a glance.

    >>> skeleton("раураl.com"), skeleton("hotrnail.com")
    ('paypal.com', 'hotmail.com')
    """
    looks = text if text.isascii() else "".join(_plain(char) for char in text)
    for odd, plain in _PAIRS:
        looks = looks.replace(odd, plain)
    return looks


def _deceives(label: str) -> bool:
    """Whether a label mixes Latin with a script that passes for it, or spells a brand in other letters."""
    if label.isascii():
        return False
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in label if char.isalpha()}
    return ("LATIN" in scripts and bool(scripts & _MIXED)) or skeleton(label) in _brands()


def _plain(char: str) -> str:
    """The ASCII letter that a sign looks like, or the sign."""
    if char.isascii():
        return char
    found = _looks().get(char)
    if found:
        return found
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else _looks().get(base, char)


@cache
def _looks() -> dict[str, str]:
    table = Table("domains")
    lines = table.texts("look_alikes")
    table.close()
    pairs = (line.split(" ") for line in lines)
    return {char: "".join(plain) for char, *plain in pairs}


@cache
def _providers() -> dict[str, str]:
    """What each great provider looks like; one of few letters would be met by chance."""
    tables = mail.load()
    named = [d for d in (*tables.popular, *sorted(tables.provider_country)) if _is_plain_name(d)]
    return {skeleton(domain): domain for domain in reversed(named)}


def _is_plain_name(domain: str) -> bool:
    label = domain.partition(".")[0]
    return len(label) >= MIN_LABEL and not any(char.isdigit() for char in label)


@cache
def _brands() -> frozenset[str]:
    return frozenset(skeleton(brand) for brand in ages.load().brands if len(brand) >= MIN_LABEL)
