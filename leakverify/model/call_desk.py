"""The call desk: a plan that is fixed before the first call, what each call came to, and the counts that a verdict may rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from leakverify.model.calling import Draw, Stratum


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


UNANSWERED: Final = frozenset({Outcome.REFUSES, Outcome.UNREACHABLE, Outcome.NO_NUMBER})
"""Outcomes without an answer: each of them lets one further row of the reserve be called."""

ASKED: Final = ANSWERED | {Outcome.NO_NUMBER}
"""What a bound is taken over, and what looks count: answers, and numbers that do not exist as misses."""


class Foil(StrEnum):
    """What became of a question that held something wrong on purpose, to measure yes-saying."""

    ASKED_ACCEPTED = "accepted"
    ASKED_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows that could not be drawn: as they were listed (`3,10-12`), how many, and the reason given."""

    rows: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What was fixed before anybody read a row: the draw, how many answers end it or at which answers one looks, and the key.

    `looks` are the counts of answers at which the bound is read, one to three, rising; the last is the number of answers planned.
    `files` are the SHA-256 of the sample's files, `fixed` the moment (UTC) at which the plan was fixed, `story` the rows that carry
    the story: they are called too, never drawn, and never counted in a bound. `by` tells what the draw was divided by: nothing,
    `position` or the number of a column. `case/call_plan.py` makes plans.
    """

    case: str
    files: tuple[str, ...]
    draw: Draw
    looks: tuple[int, ...]
    fixed: str
    excluded: tuple[Excluded, ...] = ()
    story: tuple[int, ...] = ()
    by: str = ""


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
    """A plan with the calls made under it, in the order of their moments.

    A sheet for one caller holds the initials and the rows that are this caller's to call; `caller` is "" in the whole sheet.
    """

    plan: CallPlan
    calls: tuple[Call, ...] = ()
    caller: str = ""
    mine: tuple[int, ...] = ()

    def latest(self) -> Mapping[int, Call]:
        """The call that counts for each row."""
        return {call.row: call for call in self.calls}


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What the calls of a plan came to, in counts alone: what scoring, report and JSON may know.

    `drawn` are rows of the draw and of the reserve that was used; `answered` holds every outcome in `ANSWERED`; `dead` numbers that do
    not exist. `at_look` tells whether exactly a planned number of answers (or all that could be called) is reached, so that a bound may be
    read; answers are counted with `dead` among them. `doubted` are matches that do not count because a wrong fact was accepted, `changed`
    rows whose outcome was another one before it was corrected. `foils` are those asked in drawn rows. `story_*` concern rows that carry
    the story; `story_denied` are those that somebody contradicted or whose number does not exist.
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
    doubted: int = 0
    changed: int = 0
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
    story_denied: int = 0
    strata: tuple[Stratum, ...] = ()

    @property
    def asked(self) -> int:
        """What a bound is taken over: answers, and numbers that do not exist."""
        return self.answered + self.dead

    @property
    def called(self) -> int:
        """Drawn rows that were called, whatever came of it."""
        return self.asked + self.refused + self.unreachable
