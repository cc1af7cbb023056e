"""Banks: BIC (ISO 9362) and national bank codes, against schwifty's registry of 47 countries.

https://en.wikipedia.org/wiki/ISO_9362

>>> explain("COBADEFFXXX")
>>> explain("COBADEFFX")
'format'
>>> bank_known("DE", "37040044"), bank_known("DE", "99999999"), bank_known("US", "021000021")
(1, 0, -1)
"""

import re
from functools import cache
from typing import Final, Literal

Reason = Literal["empty", "format", "country"]

_BIC: Final = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_COUNTRIES_WITHOUT_BANKS: Final = -1


def compact(text: str) -> str:
    """The code without spaces, in capitals."""
    return text.replace(" ", "").replace("-", "").upper()


def explain(text: str) -> Reason | None:
    """Why this is no BIC, or None if it has the form of one in a country that exists."""
    code = compact(text)
    if not code:
        return "empty"
    match = _BIC.fullmatch(code)
    if match is None:
        return "format"
    return None if _country_exists(match.group(1)) else "country"


def is_valid(text: str) -> bool:
    """Whether this has the form of a BIC."""
    return explain(text) is None


def bic_known(code: str) -> int:
    """1 if a compact BIC's bank is in the registry, 0 if not, -1 if the registry has no bank of its country."""
    banks = _bics(code[4:6])
    if not banks:
        return _COUNTRIES_WITHOUT_BANKS
    return int(code[:8] in banks)


def bank_known(country: str, code: str) -> int:
    """1 if a national bank code is in the registry, 0 if not, -1 if the country is not covered."""
    codes = _codes(country)
    if not codes:
        return _COUNTRIES_WITHOUT_BANKS
    return int(code in codes)


@cache
def lookup_slices(country: str) -> tuple[tuple[int, int], ...]:
    """The parts of a country's IBAN (positions in the whole number) that name the bank in the registry."""
    from schwifty import registry
    from schwifty.domain import Component
    from schwifty.exceptions import SchwiftyException

    try:
        spec = registry.get_iban_spec(country)
    except (SchwiftyException, KeyError):
        return ()
    parts = spec.bic_lookup_components or [Component.BANK_CODE]
    places = [spec.positions.get(part) for part in parts]
    return tuple((4 + p.start, 4 + p.end) for p in places if p is not None and not p.is_empty)


def iban_bank_known(number: str) -> int:
    """1 if the bank of a valid, compact IBAN is in the registry, 0 if not, -1 if nobody can tell."""
    parts = lookup_slices(number[:2])
    if not parts:
        return _COUNTRIES_WITHOUT_BANKS
    return bank_known(number[:2], "".join(number[low:high] for low, high in parts))


@cache
def _codes(country: str) -> frozenset[str]:
    from schwifty import registry

    banks = registry.get_banks_by_country(country) if country else ()
    return frozenset(str(bank.bank_code) for bank in banks or () if bank.bank_code)


@cache
def _bics(country: str) -> frozenset[str]:
    from schwifty import registry

    banks = registry.get_banks_by_country(country) if country else ()
    return frozenset(str(bank.bic)[:8] for bank in banks or () if bank.bic)


@cache
def _country_exists(code: str) -> bool:
    from pycountry import countries

    return code == "XK" or countries.get(alpha_2=code) is not None
