"""The call desk: a plan that is fixed before the first call, what each call came to, and the counts that a verdict may rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from leakverify.model.calling import Draw


class Outcome(StrEnum):
    """What one call came to. The person confirmed the entry, part of it, or something else; or there was no answer to count."""

    MATCH = "match"
    PARTLY = "partly"
    NO = "no"
    DENIES = "denies"
    REFUSES = "refuses"
    WRONG_PERSON = "wrong_person"
    UNREACHABLE = "unreachable"
    NO_NUMBER = "no_number"


ANSWERED: Final = frozenset(
    {Outcome.MATCH, Outcome.PARTLY, Outcome.NO, Outcome.DENIES, Outcome.WRONG_PERSON}
)
"""Outcomes that answer the question; only `MATCH` confirms. An invented number may reach somebody: a wrong person is a miss."""

KEYS: Final = {
    "m": Outcome.MATCH,
    "p": Outcome.PARTLY,
    "n": Outcome.NO,
    "d": Outcome.DENIES,
    "r": Outcome.REFUSES,
    "w": Outcome.WRONG_PERSON,
    "u": Outcome.UNREACHABLE,
    "x": Outcome.NO_NUMBER,
}
"""The one key of each outcome, in the window and in a terminal."""

MIN_FIELDS: Final = 2
"""A match counts as confirmed where the person stated at least so many fields that are not public."""


class Foil(StrEnum):
    """What became of a question that held something wrong on purpose, to measure yes-saying."""

    ASKED_ACCEPTED = "accepted"
    ASKED_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What was fixed before anybody read a row: the draw, how many answers end it or at which answers one looks, and the key.

    `looks` are the counts of answers at which the bound is read, one to three, rising; the last is the number of answers planned.
    `files` are the SHA-256 of the sample's files, `fixed` the moment (UTC) at which the plan was fixed, `story` the rows that carry
    the story: they are called too, and never counted in a bound.
    """

    case: str
    files: tuple[str, ...]
    draw: Draw
    looks: tuple[int, ...]
    fixed: str
    excluded: tuple[tuple[int, str], ...] = ()
    story: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as it was noted: the row, when (UTC), by whose initials, its outcome; no cell goes in.

    `fields` counts the fields that are not public and that the person stated rightly. A later call to the same row takes the place of an
    earlier one; both are kept.
    """

    row: int
    when: str
    who: str
    outcome: Outcome
    fields: int = 0
    foil: Foil | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A plan with the calls made under it, in the order of their moments."""

    plan: CallPlan
    calls: tuple[Call, ...] = ()

    def latest(self) -> Mapping[int, Call]:
        """The call that counts for each row."""
        return {call.row: call for call in self.calls}


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What the calls of a plan came to, in counts alone: what scoring, report and JSON may know.

    `drawn` are rows of the draw and of the reserve that was used; `answered` holds every outcome in `ANSWERED`; `dead` numbers that do
    not exist. `at_look` tells whether exactly a planned number of answers (or all that could be called) is reached, so that a bound may be
    read. `story_*` concern rows that carry the story.
    """

    drawn: int
    confirmed: int
    answered: int
    partly: int = 0
    no: int = 0
    denied: int = 0
    wrong_person: int = 0
    refused: int = 0
    unreachable: int = 0
    dead: int = 0
    too_few_fields: int = 0
    looks: tuple[int, ...] = ()
    at_look: bool = False
    rows: int | None = None
    seed: str = ""
    foils: int = 0
    foils_accepted: int = 0
    callers: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    story_called: int = 0
    story_confirmed: int = 0
