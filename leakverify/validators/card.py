"""Payment cards: Luhn check digit and the issuer ranges of the networks (ISO/IEC 7812).

https://en.wikipedia.org/wiki/Payment_card_number

>>> explain("4242 4242 4242 4242")
>>> explain("4242 4242 4242 4241")
'checksum'
>>> brand("378282246310005")
'amex'
"""

import re
from typing import Final, Literal

from leakverify.validators.checksums import luhn

Reason = Literal["empty", "format", "checksum"]

_SEPARATORS: Final = str.maketrans("", "", " -\u00a0\u202f")
_DIGITS: Final = re.compile(r"\d{12,19}", re.ASCII)
MASKED: Final = re.compile(
    r"(?:[\d*xX•]{4}[ -]?){2,4}\d{2,4}|\d{6}[*xX•]{5,9}\d{4}|[*xX•]{4,}\d{4}"
)
_LENGTHS: Final = {
    "visa": (13, 16, 19), "mastercard": (16,), "amex": (15,), "discover": (16, 19),
    "diners": (14, 16), "jcb": (16, 19), "unionpay": (16, 17, 18, 19), "mir": (16, 17, 18, 19),
    "maestro": (12, 13, 14, 15, 16, 17, 18, 19),
}  # fmt: skip
_PREFIXES: Final = (
    ("mir", 4, 2200, 2204), ("mastercard", 4, 2221, 2720), ("mastercard", 2, 51, 55),
    ("visa", 1, 4, 4), ("amex", 2, 34, 34), ("amex", 2, 37, 37), ("diners", 3, 300, 305),
    ("diners", 2, 36, 36), ("diners", 2, 38, 39), ("jcb", 4, 3528, 3589),
    ("discover", 4, 6011, 6011), ("discover", 3, 644, 659), ("unionpay", 2, 62, 62),
    ("unionpay", 2, 81, 81), ("maestro", 2, 50, 50), ("maestro", 2, 56, 69),
)  # fmt: skip

TEST_NUMBERS: Final = frozenset(
    {
        "4242424242424242", "4111111111111111", "4012888888881881", "4222222222222",
        "4000056655665556", "4000000000000002", "4000000000009995", "4000000000000069",
        "4000002500003155", "4000000000003220", "4917610000000000", "4444333322221111",
        "5555555555554444", "5105105105105100", "5200828282828210", "5424000000000015",
        "5454545454545454", "2223003122003222", "2223000048400011", "378282246310005",
        "371449635398431", "378734493671000", "340000000000009", "370000000000002",
        "6011111111111117", "6011000990139424", "6011000000000004", "6011981111111113",
        "30569309025904", "38520000023237", "3056930009020004", "36227206271667",
        "3566002020360505", "3530111333300000", "6200000000000005", "6205500000000000004",
        "6304000000000000", "4007000000027", "5019717010103742", "6331101999990016",
        "4532015112830366", "4916338506082832",
    }
)  # fmt: skip
"""Numbers that payment services publish for trying things out."""


def compact(text: str) -> str:
    """The number without separators."""
    return text.translate(_SEPARATORS)


def brand(number: str) -> str:
    """The network whose range and length a compact number has, or an empty string."""
    if not _DIGITS.fullmatch(number):
        return ""
    for name, width, low, high in _PREFIXES:
        if low <= int(number[:width]) <= high and len(number) in _LENGTHS[name]:
            return name
    return ""


def is_number(number: str) -> bool:
    """Whether a compact text has the length and characters of a card number."""
    return _DIGITS.fullmatch(number) is not None


def explain(text: str) -> Reason | None:
    """Why this is no card number, or None if it may be one."""
    number = compact(text)
    if not number:
        return "empty"
    if not is_number(number):
        return "format"
    return None if bool(luhn([number])[0]) else "checksum"


def is_valid(text: str) -> bool:
    """Whether this may be a card number."""
    return explain(text) is None
