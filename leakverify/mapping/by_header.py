"""What a header says, where the contents allow it: each role with the share of cells that must fit."""

from collections.abc import Callable
from typing import Final

from leakverify.mapping import shapes
from leakverify.mapping.by_content import is_digest
from leakverify.mapping.column import NOTHING, Column, Guess, from_header
from leakverify.mapping.hints import Hint
from leakverify.mapping.vocabulary import CURRENCIES, CURRENCY_SIGNS, GENDERS, LANGUAGES
from leakverify.model.terms import Role
from leakverify.validators import bank

_SOME: Final = 0.3
_HALF: Final = 0.5
_MOST: Final = 0.6
_ALMOST_UNIQUE: Final = 0.9
_MIN_KINDS: Final = 12
_LONG: Final = 60
_SHORT: Final = 12
_MAX_REGION: Final = 40
_LANGUAGE_TAG: Final = 5


def _is_place_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= len(text) * 0.6 and "@" not in text and len(text) <= _LONG


def _is_person_name(text: str) -> bool:
    return _is_place_name(text) and not any(map(str.isdecimal, text))


def _is_region(text: str) -> bool:
    return len(text) <= _MAX_REGION and (shapes.is_letters(text) or _is_place_name(text))


def _is_short_number(text: str) -> bool:
    return len(text) <= _SHORT and shapes.has_digit(text)


def _is_language(text: str) -> bool:
    return text.casefold() in LANGUAGES or (
        text.casefold()[:2] in LANGUAGES and len(text) <= _LANGUAGE_TAG
    )


def _is_currency(text: str) -> bool:
    return text.upper() in CURRENCIES or text in CURRENCY_SIGNS


def _is_gender(text: str) -> bool:
    return text.casefold() in GENDERS or text.casefold().rstrip(".") in GENDERS


def _is_bank_code(text: str) -> bool:
    code = bank.compact(text)
    return code.isdecimal() or bank.is_valid(code)


def _is_address(text: str) -> bool:
    return not shapes.is_number(text) and any(map(str.isalpha, text))


def _is_link(text: str) -> bool:
    return shapes.is_url(text) or shapes.is_domain(text) or text.startswith("/")


def _is_secret(text: str) -> bool:
    return len(text) <= _LONG * 2


def _is_text(text: str) -> bool:
    return any(map(str.isalpha, text))


_FITS: Final[dict[Role, tuple[float, Callable[[str], object]]]] = {
    Role.EMAIL: (_SOME, lambda t: "@" in t),
    Role.FIRST_NAME: (_MOST, _is_person_name),
    Role.LAST_NAME: (_MOST, _is_person_name),
    Role.STREET: (_HALF, _is_address),
    Role.HOUSE_NUMBER: (_MOST, _is_short_number),
    Role.POSTCODE: (_HALF, shapes.is_postcode),
    Role.CITY: (_MOST, _is_place_name),
    Role.REGION: (_HALF, _is_region),
    Role.COUNTRY: (_HALF, _is_region),
    Role.CURRENCY: (_MOST, _is_currency),
    Role.IBAN: (_SOME, lambda t: len(t) > _SHORT and shapes.has_digit(t)),
    Role.BANK_CODE: (_HALF, _is_bank_code),
    Role.CARD: (_HALF, lambda t: sum(map(str.isdecimal, t)) >= _SHORT),
    Role.SALT: (_HALF, _is_secret),
    Role.IP: (_SOME, lambda t: t.count(".") >= 3 or ":" in t),  # noqa: PLR2004  (dots of an address)
    Role.USER_AGENT: (_HALF, _is_text),
    Role.URL: (_HALF, _is_link),
    Role.USERNAME: (_HALF, shapes.is_token),
    Role.NATIONAL_ID: (_MOST, lambda t: shapes.has_digit(t) and len(t) <= 2 * _SHORT),
    Role.COMPANY_ID: (_MOST, lambda t: shapes.has_digit(t) and len(t) <= 2 * _SHORT),
    Role.GENDER: (_HALF, _is_gender),
    Role.LANGUAGE: (_HALF, _is_language),
    Role.UUID: (_HALF, lambda t: shapes.is_token(t) and len(t) > _SHORT),
    Role.OBJECT_ID: (_HALF, lambda t: shapes.is_token(t) and len(t) > _SHORT),
    Role.FREE_TEXT: (_HALF, _is_text),
}
"""Roles that a header may give: the least share of distinct values that must pass the test."""


def allowed(column: Column) -> Guess | None:
    """The role of the header if the contents fit it; NOTHING where the header closes the matter; None to go on."""
    meaning, sample = column.meaning, column.sample
    if not sample.values:
        return _of_empty(column)
    if meaning is Hint.ID or (meaning is Role.USERNAME and _is_numbered(column)):
        return _record_id(column)
    if meaning is Hint.MONEY or meaning is Hint.QUANTITY:
        return _quantity(column)
    if meaning is Role.PASSWORD or meaning is Role.PASSWORD_HASH:
        return _secret(column)
    if meaning in _FITS:
        role = Role(str(meaning))
        floor, test = _FITS[role]
        fit = sample.share(test)
        return from_header(role, fit, column) if fit >= floor else None
    if meaning is Hint.OTHER or meaning is Hint.EXPIRY:
        return Guess(Role.UNKNOWN, 0.5, "header.other")
    return None


def _of_empty(column: Column) -> Guess:
    """An empty column has only its header; nothing contradicts it, little supports it."""
    meaning = column.meaning
    if isinstance(meaning, Role):
        return Guess(meaning, 0.3, f"header.{meaning}")
    return NOTHING


def _is_numbered(column: Column) -> bool:
    """Whether what is headed as names of users (identifiant, usuario) are their numbers."""
    return column.sample.share(str.isdecimal) >= _ALMOST_UNIQUE


def _record_id(column: Column) -> Guess | None:
    """A key of this table is unique; the key of another table, repeated here, counts nothing."""
    sample = column.sample
    if (
        sample.unique >= _ALMOST_UNIQUE
        and sample.longest <= _LONG
        and sample.share(shapes.has_digit) >= _HALF
    ):
        return from_header(Role.RECORD_ID, sample.unique, column)
    return Guess(Role.UNKNOWN, 0.5, "header.foreign_key")


def _quantity(column: Column) -> Guess | None:
    """Money whatever it looks like; a count only where it takes many values, else it is a code."""
    fit = column.sample.share(shapes.is_number)
    if fit < _MOST:
        return None
    coded = column.sample.distinct < _MIN_KINDS and column.sample.share(shapes.has_decimals) == 0
    if column.meaning is Hint.QUANTITY and coded:
        return Guess(Role.UNKNOWN, 0.5, "content.code")
    return from_header(Role.AMOUNT, fit, column)


def _secret(column: Column) -> Guess | None:
    if column.sample.share(_is_secret) < _HALF:
        return None
    if column.meaning is Role.PASSWORD_HASH:
        return from_header(Role.PASSWORD_HASH, column.sample.share(is_digest), column)
    return from_header(Role.PASSWORD, 1.0, column)
