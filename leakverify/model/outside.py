"""What is known from outside the file: how good the source is, what was answered, what else agrees, and the people asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from leakverify.model.call_desk import PeopleAsked
from leakverify.model.calling import Bound, Sayable
from leakverify.model.terms import Reading


class Party(StrEnum):
    """Who was asked about the sample."""

    ORGANISATION = "organisation"
    PROVIDER = "provider"
    AUTHORITY = "authority"
    OTHER = "other"


class Stance(StrEnum):
    """What an answer says of the sample. A denial is no disproof, and silence no confirmation."""

    CONFIRMS = "confirms"
    CONFIRMS_PART = "confirms_part"
    DENIES = "denies"
    NO_COMMENT = "no_comment"
    NO_ANSWER = "no_answer"


class Fits(StrEnum):
    """Whether something from outside the file agrees with the claim."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NEITHER = "neither"


KEPT_BACK: Final = "*"
"""Stands for the source of a fact where it is kept back: that there is one counts."""


@dataclass(frozen=True, slots=True)
class Admiralty:
    """The mark of a source and of what it says: reliability A to F, credibility 1 to 6, and the reason in the user's words."""

    reliability: str
    credibility: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What one party answered, in its own words (`words`, verbatim), asked and answered on these days."""

    party: Party
    name: str
    stance: Stance
    asked: dt.date | None = None
    answered: dt.date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """Something from outside the file that was held against the claim: what, where it is from, on which day."""

    what: str
    fits: Fits
    source: str = ""
    on: dt.date | None = None


class Stand(StrEnum):
    """What the user made of a finding. It changes no weight."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class FindingMark:
    """The user's mark on a finding (its id), with a note; `share_note` lets the note into what may leave the newsroom."""

    finding: str
    stand: Stand
    note: str = ""
    share_note: bool = False


@dataclass(frozen=True, slots=True)
class PeopleSaid:
    """What the calls come to for the verdict, without a count of people.

    `agrees` and `disagrees` tell which of those asked are more, `contradicted` that surely most of them answered that the entry is
    wrong. `per_cent` is the bound at the look, rounded down, None where no bound may be read; `next_look` the number of answers at which
    one may be next. `support` is the weight that `scoring/people_weight.py` gives.
    """

    at_look: bool = False
    agrees: bool = False
    disagrees: bool = False
    contradicted: bool = False
    verified: bool = False
    story_denied: bool = False
    per_cent: int | None = None
    next_look: int | None = None
    support: Mapping[Reading, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeopleTold:
    """The calls in words and counts, as a report tells them.

    What may leave the newsroom has `<5` for small counts and None for those that would give one away (`reports/outside_edition.py`);
    `rows` is the frame that was drawn from, `strata` the number of its parts, `bound` what may be read at a look and `sayable` what may be written.
    """

    counts: Mapping[str, int | str | None]
    said: PeopleSaid
    rows: int | None = None
    seed: str = ""
    looks: tuple[int, ...] = ()
    strata: int = 0
    first: str = ""
    last: str = ""
    bound: Bound | None = None
    sayable: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything that does not come from the file. Empty where nobody asked anybody.

    `told` is made from `people` when a sample is weighed; it stands alone where a shareable dossier is run again.
    """

    admiralty: Admiralty | None = None
    responses: tuple[Response, ...] = ()
    facts: tuple[OutsideFact, ...] = ()
    people: PeopleAsked | None = None
    told: PeopleTold | None = None
    marks: tuple[FindingMark, ...] = ()

    def mark_of(self, finding: str) -> FindingMark | None:
        """The mark on a finding, if there is one."""
        return next((mark for mark in self.marks if mark.finding == finding), None)


NOTHING: Final = Outside()
"""Nobody was asked and nothing is known from elsewhere."""
