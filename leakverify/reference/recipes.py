"""A few records as each known generator makes them, to be laid beside a sample's own rows.

Nobody is described by them: the generators made them under a fixed seed. Plain JSON, for the window words it too and
starts without the libraries that read the large tables.
"""

import json
from functools import cache
from typing import Final

from leakverify import paths

Record = tuple[str, ...]

FIELDS: Final = ("name", "email", "phone", "street", "postcode", "town")

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
    path = paths.resource("tables/recipes/recipes.json")
    table: dict[str, list[list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for card, rows in table.items():
        tool, _, locale = card.partition(" ")
        found[tool, locale] = tuple(tuple(row) for row in rows)
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
