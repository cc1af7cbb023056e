"""IBAN: international bank account number (ISO 13616).

A country code, two check digits (mod 97-10) and the national account number, whose shape the country
fixes. Structure, banks and national check digits are schwifty's; the check digits are reckoned for a whole
column at once. https://en.wikipedia.org/wiki/International_Bank_Account_Number

>>> explain("DE89 3704 0044 0532 0130 00")
>>> explain("DE89 3704 0044 0532 0130 01")
'checksum'
>>> explain("DE89")
'format'
"""

import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from leakverify.validators.checksums import mod_97

Reason = Literal["empty", "format", "checksum"]

SHAPE: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,32}", re.ASCII)
_SEPARATORS: Final = str.maketrans("", "", " -.\u00a0\u202f")

DOCUMENTED: Final = frozenset(
    {
        "GB82WEST12345698765432", "FR7630006000011234567890189", "DE89370400440532013000",
        "GB29NWBK60161331926819", "FR1420041010050500013M02606", "DE75512108001245126199",
        "NL91ABNA0417164300", "BE68539007547034", "ES9121000418450200051332",
        "IT60X0542811101000000123456", "CH9300762011623852957", "AT611904300234573201",
        "PL61109010140000071219812874", "PT50000201231234567890154", "SE4550000000058398257466",
        "NO9386011117947", "DK5000400440116243", "FI2112345600000785", "IE29AIBK93115212345678",
        "LU280019400644750000", "GB33BUKB20201555555555", "GB94BARC10201530093459",
    }
)  # fmt: skip
"""Examples of the IBAN registry and of manuals (METHOD T1): nobody's account."""

# Check digits 00, 01 and 99 leave the remainder 1 as well, but the algorithm never yields them.
_ALIASES: Final = frozenset({"00", "01", "99"})


def compact(text: str) -> str:
    """The number without separators, in capitals."""
    return text.translate(_SEPARATORS).upper()


def structure_holds(number: str) -> bool:
    """Whether a compact number has its country's length and shape."""
    if not SHAPE.fullmatch(number) or number[2:4] in _ALIASES:
        return False
    spec = _structure(number[:2])
    return spec is not None and len(number) == spec[0] and spec[1].match(number[4:]) is not None


def valid(numbers: Sequence[str]) -> NDArray[np.bool_]:
    """Which compact numbers hold: structure and check digits."""
    shaped = np.fromiter((structure_holds(n) for n in numbers), np.bool_, len(numbers))
    return shaped & mod_97(numbers)


def explain(text: str) -> Reason | None:
    """Why this is no IBAN, or None if it is one."""
    number = compact(text)
    if not number:
        return "empty"
    if not structure_holds(number):
        return "format"
    return None if bool(mod_97([number])[0]) else "checksum"


def is_valid(text: str) -> bool:
    """Whether this is an IBAN."""
    return explain(text) is None


def national_key_holds(number: str) -> bool | None:
    """Whether the national check digits inside a valid IBAN hold; None where no rule is known."""
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    iban = IBAN(number, allow_invalid=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            iban.bban.validate_national_checksum()
        except SchwiftyException:
            return False
        except (Warning, ValueError, KeyError, IndexError):
            return None
    return True if _has_national_key(number[:2]) else None


@cache
def _structure(country: str) -> tuple[int, re.Pattern[str]] | None:
    from schwifty import registry
    from schwifty.exceptions import SchwiftyException

    try:
        spec = registry.get_iban_spec(country)
    except (SchwiftyException, KeyError):
        return None
    return int(spec.iban_length), re.compile(spec.regex)


@cache
def _has_national_key(country: str) -> bool:
    from schwifty.checksum import algorithms

    return f"{country}:default" in algorithms
