"""Telephone numbers, by phonenumbers (the metadata of libphonenumber), one at a time.

`leakverify.facts.phones` decides ordinary numbers in bulk from the same metadata and comes here for the rest.

>>> parse("+33 1 42 68 53 00", "").e164
'+33142685300'
>>> parse("not a number", "FR") is None
True
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import phonenumbers
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

PATTERNS_KEPT: Final = 20_000
"""phonenumbers compiles its patterns through `re`, whose own cache of 512 thrashes on many countries."""

NO_KIND: Final = -1


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number that phonenumbers could read; `kind` is its number type as int, 99 unknown."""

    valid: bool
    region: str
    kind: int
    e164: str
    calling_code: int
    national: str
    extension: bool


def parse(text: str, region: str) -> Telephone | None:
    """Read a number dialled from a region ("" none); None where phonenumbers cannot. Never raises."""
    _make_room_for_patterns()
    try:
        number = phonenumbers.parse(text, region or None)
        return Telephone(
            valid=phonenumbers.is_valid_number(number),
            region=phonenumbers.region_code_for_number(number) or "",
            kind=int(phonenumbers.number_type(number)),
            e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
            calling_code=number.country_code or 0,
            national=phonenumbers.national_significant_number(number),
            extension=bool(number.extension),
        )
    except (phonenumbers.NumberParseException, ValueError):
        # ValueError: digits that `int` refuses, in text made to break the library
        return None


def is_valid(text: str, region: str) -> bool:
    """Whether this is a number of a block that its country has handed out."""
    number = parse(text, region)
    return number is not None and number.valid


@cache
def calling_codes() -> frozenset[int]:
    """Every country calling code that is assigned."""
    return frozenset(COUNTRY_CODE_TO_REGION_CODE)


def is_assigned(code: str) -> bool:
    """Whether written digits after + or 00 begin with an assigned country code.

    >>> is_assigned("33"), is_assigned("99"), is_assigned("4420")
    (True, False, True)
    """
    return any(int(code[:size]) in calling_codes() for size in (1, 2, 3) if len(code) >= size)


@cache
def regions_of(code: int) -> tuple[str, ...]:
    """The ISO regions that share a calling code, the main one first; ("001",) for codes of no country."""
    return tuple(COUNTRY_CODE_TO_REGION_CODE.get(code, ()))


@cache
def _make_room_for_patterns() -> None:
    for name in ("_MAXCACHE", "_MAXCACHE2"):
        if hasattr(re, name):
            setattr(re, name, PATTERNS_KEPT)
