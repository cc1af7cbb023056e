"""How each language writes numbers: decimal mark, thousands mark, per cent, digits, direction (CLDR 44, by hand: five rows do not need a library).

JSON, CSV, identifiers, hashes, versions and what is typed into forms keep Latin digits and ISO dates in every language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NARROW: Final = "\u202f"
_LATIN: Final = "0123456789"
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC: Final = "٠١٢٣٤٥٦٧٨٩"
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One language's way. `least` is how many digits a number has before it is parted into thousands.

    `small_after_colon` tells whether a sentence begins with a small letter there; in German its first word may be a noun.
    """

    decimal: str = "."
    thousands: str = ","
    percent: str = f"{NARROW}%"
    digits: str = _LATIN
    least: int = 4
    right_to_left: bool = False
    small_after_colon: bool = True

    def spell(self, text: str) -> str:
        """A number as Python writes it (`-1,234.5`), as this language does."""
        return _NUMBER.sub(self._spelled, text)

    def _spelled(self, found: re.Match[str]) -> str:
        whole, point, part = found.group().partition(".")
        few = len(whole.replace(",", "")) < self.least
        whole = whole.replace(",", "" if few else self.thousands)
        return f"{whole}{self.decimal if point else ''}{part}".translate(
            str.maketrans(_LATIN, self.digits)
        )


SPELLINGS: Final[Mapping[str, Spelling]] = {
    "en": Spelling(),
    "fr": Spelling(decimal=",", thousands=NARROW),
    "de": Spelling(decimal=",", thousands=".", small_after_colon=False),
    "es": Spelling(decimal=",", thousands=".", least=5),
    "fa": Spelling("٫", "٬", "٪", _PERSIAN, right_to_left=True),
    "ar": Spelling("٫", "٬", "٪", _ARABIC, right_to_left=True),
}
