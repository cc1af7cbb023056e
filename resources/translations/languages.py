"""The languages of the program beside English, and the forms that their plurals have."""

from collections.abc import Callable
from typing import Final

PLURALS: Final[dict[str, tuple[int, str, Callable[[int], int]]]] = {
    "fr": (2, "(n > 1)", lambda n: int(n > 1)),
    "de": (2, "(n != 1)", lambda n: int(n != 1)),
    "es": (2, "(n != 1)", lambda n: int(n != 1)),
    "fa": (2, "(n > 1)", lambda n: int(n > 1)),
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
        lambda n: n if n < 3 else 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5,
    ),
}
"""Each language's plural forms: how many, by which rule as gettext writes it, and the same rule to reckon with."""
LANGUAGES: Final = tuple(PLURALS)


def numbers_of(language: str, form: int) -> list[int]:
    """The numbers up to 202 that take a form."""
    rule = PLURALS[language][2]
    return [n for n in range(203) if rule(n) == form]
