"""What is said on the telephone, and which columns of a sample a call needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leakverify.model.sample import ColumnInfo
from leakverify.model.terms import Role


class Part(StrEnum):
    """The parts of a script: what to mind before, five steps, and what to do otherwise."""

    BEFORE = "before"
    WHO = "1"
    JOURNALIST = "2"
    OPEN = "3"
    QUESTIONS = "4"
    TELL = "5"
    VOICEMAIL = "voicemail"
    REFUSES = "refuses"
    AFTER = "after"


STEPS: Final = (Part.WHO, Part.JOURNALIST, Part.OPEN, Part.QUESTIONS, Part.TELL)
BEFORE_NAMED: Final = (Part.WHO, Part.JOURNALIST, Part.OPEN, Part.QUESTIONS)
"""Steps in which the caller must not name the organisation: the person has to name it."""


class Blank(StrEnum):
    """What a script leaves open. There is none for the organisation, on purpose."""

    NAME = "name"
    CALLER = "caller"
    OUTLET = "outlet"
    KIND = "kind"
    PERIOD = "period"
    QUESTIONS = "questions"
    CONTACT = "contact"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class CallScript:
    """The text of each part, in the language of the people called."""

    parts: Mapping[Part, str]


class Ask(StrEnum):
    """What a person can be asked that the entry tells too."""

    TOWN = "town"
    MONTH = "month"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Card:
    """Positions of columns (from 1) that a call needs: to reach somebody, and to compare what is answered."""

    name: tuple[int, ...]
    phone: tuple[int, ...]
    asks: Mapping[Ask, tuple[int, ...]]

    @property
    def needed(self) -> frozenset[int]:
        """All of them; no other column is shown."""
        return frozenset(self.name + self.phone).union(*self.asks.values())


_NAMES: Final = (Role.FIRST_NAME, Role.LAST_NAME)
_ASKED: Final = {
    Ask.TOWN: ((Role.CITY,), (Role.POSTCODE,), (Role.REGION,)),
    Ask.MONTH: ((Role.EVENT_TIME,), (Role.CREATED,)),
    Ask.AMOUNT: ((Role.AMOUNT, Role.CURRENCY),),
}
"""For each question the roles that answer it, the best first; the first role of a choice must be mapped."""


def card_of(columns: tuple[ColumnInfo, ...]) -> Card:
    """The card of a sample with these columns: only what is mapped can be asked."""
    at: dict[str, tuple[int, ...]] = {}
    for column in columns:
        at[column.role] = (*at.get(column.role, ()), column.position)
    name = at.get(Role.FULL_NAME, ())[:1] or tuple(p for r in _NAMES for p in at.get(r, ())[:1])
    asks = {}
    for ask, choices in _ASKED.items():
        chosen = next((roles for roles in choices if roles[0] in at), ())
        if chosen:
            asks[ask] = tuple(p for role in chosen for p in at.get(role, ())[:1])
    return Card(name, at.get(Role.PHONE, ())[:2], asks)
