"""What is known from outside the file: how good the source is, what was answered, what else agrees, and the people asked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leakverify.model.call_desk import PeopleAsked


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


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything that does not come from the file. Empty where nobody asked anybody."""

    admiralty: Admiralty | None = None
    responses: tuple[Response, ...] = ()
    facts: tuple[OutsideFact, ...] = ()
    people: PeopleAsked | None = None


NOTHING: Final = Outside()
"""Nobody was asked and nothing is known from elsewhere."""
