"""National numbering plans as patterns, from the metadata of phonenumbers, for deciding many numbers at once.

Every pattern is one that RE2 takes too (no look-around, no back-reference); a test holds that for each plan.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, Final

from phonenumbers import PhoneMetadata, PhoneNumberType

from leakverify.validators import telephone

MAX_LENGTH: Final = 32
NON_GEOGRAPHIC: Final = "001"
UNKNOWN: Final = int(PhoneNumberType.UNKNOWN)
FIXED_OR_MOBILE: Final = int(PhoneNumberType.FIXED_LINE_OR_MOBILE)

_TYPES: Final = (
    ("premium_rate", PhoneNumberType.PREMIUM_RATE),
    ("toll_free", PhoneNumberType.TOLL_FREE),
    ("shared_cost", PhoneNumberType.SHARED_COST),
    ("voip", PhoneNumberType.VOIP),
    ("personal_number", PhoneNumberType.PERSONAL_NUMBER),
    ("pager", PhoneNumberType.PAGER),
    ("uan", PhoneNumberType.UAN),
    ("voicemail", PhoneNumberType.VOICEMAIL),
)
"""The order in which libphonenumber asks; lines and mobiles come last and may be both."""


class Length(IntEnum):
    """What a plan says of a national number's length."""

    POSSIBLE = 0
    LOCAL_ONLY = 1
    TOO_SHORT = 2
    TOO_LONG = 3
    INVALID = 4


@dataclass(frozen=True, slots=True)
class Description:
    """The numbers of one type: whole numbers that fit the pattern with one of these lengths."""

    kind: int
    pattern: str
    lengths: frozenset[int]


@dataclass(frozen=True, slots=True)
class Plan:
    """How numbers are dialled and told apart in one region ("" for none of a text field)."""

    region: str
    code: int
    general: Description
    types: tuple[Description, ...]
    fixed: Description | None
    mobile: Description | None
    fixed_is_mobile: bool
    international_prefix: str
    national_prefix: str
    transform: str
    leading_digits: str
    length_says: tuple[Length, ...]


@cache
def plan_of_region(region: str) -> Plan | None:
    """The plan of an ISO region, None if phonenumbers has none."""
    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    return None if metadata is None else _compiled(metadata)


@cache
def plan_of_code(code: int) -> Plan | None:
    """The plan of the main region of a calling code."""
    regions = telephone.regions_of(code)
    if not regions:
        return None
    metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
    return None if metadata is None else _compiled(metadata)


@cache
def plans_of_code(code: int) -> tuple[Plan, ...]:
    """The plans of all regions that share a calling code, in the order in which they are asked."""
    if telephone.regions_of(code) == (NON_GEOGRAPHIC,):
        plan = plan_of_code(code)
        return () if plan is None else (plan,)
    plans = (plan_of_region(region) for region in telephone.regions_of(code))
    return tuple(plan for plan in plans if plan is not None)


def _compiled(metadata: Any) -> Plan:
    types = (_description(getattr(metadata, name), kind) for name, kind in _TYPES)
    general = _description(metadata.general_desc, PhoneNumberType.UNKNOWN)
    return Plan(
        region=metadata.id,
        code=metadata.country_code,
        general=general or Description(UNKNOWN, "", frozenset()),
        types=tuple(description for description in types if description is not None),
        fixed=_description(metadata.fixed_line, PhoneNumberType.FIXED_LINE),
        mobile=_description(metadata.mobile, PhoneNumberType.MOBILE),
        fixed_is_mobile=bool(metadata.same_mobile_and_fixed_line_pattern),
        international_prefix=metadata.international_prefix or "",
        national_prefix=metadata.national_prefix_for_parsing or "",
        transform=metadata.national_prefix_transform_rule or "",
        leading_digits=metadata.leading_digits or "",
        length_says=_length_table(metadata.general_desc),
    )


def _description(desc: Any, kind: int) -> Description | None:
    if desc is None or not desc.national_number_pattern:
        return None
    lengths = frozenset(int(length) for length in desc.possible_length)
    return Description(int(kind), desc.national_number_pattern, lengths)


def _length_table(desc: Any) -> tuple[Length, ...]:
    """The verdict on every length from 0 to MAX_LENGTH, as libphonenumber tests it."""
    possible, local = sorted(desc.possible_length), desc.possible_length_local_only

    def verdict(length: int) -> Length:
        if length in local:
            return Length.LOCAL_ONLY
        if length in possible:
            return Length.POSSIBLE
        if length < possible[0]:
            return Length.TOO_SHORT
        return Length.TOO_LONG if length > possible[-1] else Length.INVALID

    return tuple(verdict(length) for length in range(MAX_LENGTH + 1))
