"""Masks: what is shown of a cell until the user asks to see it."""

from typing import Final

from leakverify.model.terms import Role

BLOT: Final = "•"
SHOWN: Final = frozenset(
    {
        Role.COUNTRY,
        Role.REGION,
        Role.CURRENCY,
        Role.LANGUAGE,
        Role.GENDER,
        Role.CREATED,
        Role.UPDATED,
        Role.LAST_LOGIN,
        Role.EVENT_TIME,
        Role.AMOUNT,
    }
)
"""Columns that point to nobody by themselves; everything else is blotted, unknown columns too."""
SHORTEST: Final = 3
LONGEST: Final = 12


def masked(text: str, role: Role) -> str:
    """The text with what could point to a person blotted out: `a••••@example.org`, `J•••••`."""
    if not text or role in SHOWN:
        return text
    if role is Role.EMAIL and "@" in text:
        local, _, domain = text.rpartition("@")
        return f"{local[:1]}{_blots(len(local) - 1)}@{domain}"
    if role is Role.PHONE:
        return f"{text[:3]}{_blots(len(text) - 3)}"
    if role is Role.POSTCODE:
        return f"{text[:2]}{_blots(len(text) - 2)}"
    if role is Role.BIRTH_DATE:
        return _blots(len(text))
    if role in {Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CITY}:
        return f"{text[:1]}{_blots(len(text) - 1)}"
    return _blots(len(text))


def _blots(length: int) -> str:
    """A run of blots within bounds, so that a length tells little."""
    return BLOT * max(SHORTEST, min(length, LONGEST))
