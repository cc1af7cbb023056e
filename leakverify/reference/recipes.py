"""A few records as each known generator makes them, to be laid beside a sample's own rows.

Nobody is described by them: the generators made them under a fixed seed.
"""

from functools import cache
from typing import Final

from leakverify.reference.tables import Table

Record = tuple[str, ...]

FIELDS: Final = ("name", "email", "phone", "street", "postcode", "town")
BREAK: Final = "\x1f"
RECORDS: Final = "\x1e"

USUAL: Final = {
    "faker": "en_US",
    "faker-js": "en",
    "mimesis": "en",
    "chance": "en",
    "casual": "en_US",
}
"""What a tool makes when it is told no locale, and where its default stands under another name."""

PLAIN: Final = ("en", "base", "safe")


@cache
def _records() -> dict[tuple[str, str], tuple[Record, ...]]:
    """All records by tool and locale."""
    table = Table("recipes")
    cards, blocks = table.texts("cards"), table.texts("rows")
    table.close()
    found = {}
    for card, block in zip(cards, blocks, strict=True):
        tool, locale = card.split(" ")
        found[tool, locale] = tuple(tuple(r.split(BREAK)) for r in block.split(RECORDS))
    return found


def known_locale(tool: str, locale: str) -> str | None:
    """The locale under which records of this recipe are kept; None if the tool or its language is not there.

    >>> known_locale("faker", "fr_FR"), known_locale("faker", "base"), known_locale("mockaroo", "")
    ('fr_FR', 'en_US', None)
    """
    if tool not in USUAL:
        return None
    asked = USUAL[tool] if not locale or locale in PLAIN else locale
    known = _records()
    if (tool, asked) in known:
        return asked
    tongue = asked[:2]
    return next((place for name, place in known if name == tool and place[:2] == tongue), None)


def records(tool: str, locale: str) -> tuple[Record, ...]:
    """Records of one recipe, each with all `FIELDS`; "" where the tool makes none."""
    return _records().get((tool, locale), ())


def every() -> tuple[tuple[str, str], ...]:
    """Tool and locale of every recipe."""
    return tuple(_records())
