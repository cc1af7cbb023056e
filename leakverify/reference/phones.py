"""Where telephone numbers belong: regions of a calling code, states of an area code, zones of French departments."""

from functools import cache
from typing import Final

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from leakverify.reference.tables import Table

FRENCH_ZONES: Final = {
    "1": "75 77 78 91 92 93 94 95",
    "2": "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85 974 976",
    "3": "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "4": "01 03 04 05 06 07 11 13 15 26 2A 2B 30 34 38 42 43 48 63 66 69 73 74 83 84",
    "5": "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87 971 972 973 975",
}
"""Digit after the 0 of a landline by department, as numbered until the tie to places ended on 1 January 2023."""


@cache
def calling_codes() -> dict[int, tuple[str, ...]]:
    """ISO regions of each country calling code; "001" stands for numbers of no country."""
    return {int(code): tuple(regions) for code, regions in COUNTRY_CODE_TO_REGION_CODE.items()}


@cache
def area_state() -> dict[str, str]:
    """The state or province of each North American area code, in two letters."""
    table = Table("phones")
    lines = table.texts("areas")
    table.close()
    return {line[:3]: line[4:] for line in lines}


@cache
def _zones() -> dict[str, int]:
    return {dep: int(zone) for zone, deps in FRENCH_ZONES.items() for dep in deps.split()}


def fr_zone(department: str) -> int:
    """The digit (1-5) that landlines of a French department had, 0 if the department is not known.

    >>> fr_zone("75"), fr_zone("2A"), fr_zone("99")
    (1, 4, 0)
    """
    return _zones().get(department, 0)
