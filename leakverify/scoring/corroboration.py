"""What comes from outside the file, for the status: who agrees, who does not, and what that allows (CONTRACTS 3, rule 5).

A denial is no disproof and silence is nothing: neither raises a status nor takes one away. What disagrees is named, and keeps
"partly corroborated" back.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from leakverify.model.assessment import Corroboration
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.calling import Bound
from leakverify.model.outside import Fits, Outside, Party, PeopleSaid, PeopleTold, Response, Stance
from leakverify.model.terms import Status
from leakverify.scoring.bound import MOST_LOOKS, bound, clopper_pearson
from leakverify.scoring.people import bound_of, sayable_of, sayable_with
from leakverify.scoring.people_weight import FEWEST, weight

MOSTLY: Final = 0.5
CLEAR: Final = frozenset({Stance.CONFIRMS, Stance.CONFIRMS_PART, Stance.DENIES})
CAREFUL: Final = (Stance.DENIES, Stance.CONFIRMS_PART, Stance.CONFIRMS)


SINGLE: Final = (
    "partly",
    "no",
    "denied",
    "wrong_person",
    "too_few_fields",
    "doubted",
    "dead",
    "refused",
    "unreachable",
    "foils",
    "foils_accepted",
    "story_called",
    "story_confirmed",
    "story_denied",
    "changed",
)
"""Counts of `PeopleAsked` that are told as they are."""
FROM_OUTSIDE: Final = frozenset({Stance.CONFIRMS, Stance.CONFIRMS_PART})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known from outside the file, as far as a verdict may rest on it; `organisation` is None where it said nothing clear."""

    people: PeopleSaid | None = None
    organisation: Stance | None = None
    organisation_asked: bool = False
    corroboration: Corroboration = field(default_factory=Corroboration)


NOBODY: Final = Known()


def known_of(outside: Outside, as_of: dt.date) -> Known:
    """What people (as `with_calls` judged them), answers and facts come to, as of a day."""
    said = outside.told.said if outside.told else None
    organisation = organisation_says(outside, as_of)
    agrees, disagrees = _agreeing(outside, said, as_of), _disagreeing(outside, said)
    story = bool(said and said.story_denied)
    status = None
    if organisation is Stance.CONFIRMS:
        status = Status.ORGANISATION_CONFIRMED
    elif said and said.verified and not story:
        status = Status.SAMPLE_VERIFIED
    elif agrees and not disagrees and not story:
        status = Status.PARTLY_CORROBORATED
    heard = Corroboration(agrees, disagrees, status, story_denied=story)
    asked = any(answer.party is Party.ORGANISATION for answer in outside.responses)
    return Known(said, organisation, asked, heard)


def with_calls(outside: Outside) -> Outside:
    """The same with the calls counted, judged, and with what may be written of them."""
    told, people = outside.told, outside.people
    if people is not None:
        told = PeopleTold(
            counts_of(people),
            _said(people),
            people.rows,
            people.seed,
            people.looks,
            len(people.strata),
            people.first,
            people.last,
        )
    if told is None:
        return outside
    found = bound_of_counts(told) if told.said.at_look else None
    foils = bool(told.counts.get("foils_accepted"))
    says = sayable_with(found, looks=told.looks, foils_accepted=foils) if found else None
    return replace(outside, told=replace(told, bound=found, sayable=says))


def counts_of(people: PeopleAsked) -> dict[str, int | str | None]:
    """Every count of the calls by name. `missed` and `dead` are among `asked`, `silent` are all others that were drawn."""
    return {
        "drawn": people.drawn,
        "asked": people.asked,
        "confirmed": people.confirmed,
        "missed": people.asked - people.confirmed,
        "silent": max(0, people.drawn - people.asked),
    } | {name: getattr(people, name) for name in SINGLE}


def _agreeing(outside: Outside, said: PeopleSaid | None, as_of: dt.date) -> tuple[str, ...]:
    """Who and what agrees with the claim; a fact counts where it is said where it comes from."""
    answers = latest(outside.responses, as_of)
    return (
        *(["people"] if said and said.agrees else []),
        *(answer.party.value for answer in answers if answer.stance in FROM_OUTSIDE),
        *("fact" for fact in outside.facts if fact.fits is Fits.AGREES and fact.source),
    )


def _disagreeing(outside: Outside, said: PeopleSaid | None) -> tuple[str, ...]:
    """Who and what disagrees; an answer that denies is not among them."""
    return (
        *(["people"] if said and said.disagrees else []),
        *("fact" for fact in outside.facts if fact.fits is Fits.DISAGREES),
    )


def organisation_says(outside: Outside, as_of: dt.date) -> Stance | None:
    """The last clear answer of the organisation; of several, the most careful. None where it gave none."""
    own = [a.stance for a in latest(outside.responses, as_of) if a.party is Party.ORGANISATION]
    return min(own, key=CAREFUL.index, default=None)


def latest(responses: Iterable[Response], as_of: dt.date) -> tuple[Response, ...]:
    """The last clear answer of each party that has a day not after `as_of`; of those of one day the most careful."""
    last: dict[tuple[Party, str], Response] = {}
    for answer in responses:
        if answer.stance not in CLEAR or answer.answered is None or answer.answered > as_of:
            continue
        key = (answer.party, answer.name.casefold())
        before = last.get(key)
        if before is None or _order(answer) > _order(before):
            last[key] = answer
    return tuple(last.values())


def _order(answer: Response) -> tuple[dt.date, int]:
    """Later answers, then more careful ones, come last."""
    return (answer.answered or dt.date.min, -CAREFUL.index(answer.stance))


def _said(people: PeopleAsked) -> PeopleSaid:
    """From counts to what they allow: nothing without an announced look, from a handful, or where they contradict each other."""
    found = _bound(people)
    denied = people.no + people.denied + people.wrong_person
    against = denied + people.dead
    at_look = found is not None
    enough = at_look and people.asked >= FEWEST
    return PeopleSaid(
        at_look=at_look,
        agrees=enough and people.confirmed > against,
        disagrees=enough and 0 < against >= people.confirmed,
        contradicted=enough
        and 0 < denied <= people.asked
        and clopper_pearson(denied, people.asked) >= MOSTLY,
        verified=found is not None and _is_verified(people, found),
        story_denied=people.story_denied > 0,
        per_cent=found.per_cent if found else None,
        next_look=next((look for look in people.looks if look > people.asked), None),
        support=weight(people) if at_look else {},
    )


def _bound(people: PeopleAsked) -> Bound | None:
    """The bound at an announced look."""
    if not 1 <= len(people.looks) <= MOST_LOOKS:
        return None
    try:
        return bound_of(people)
    except ValueError:
        return None


def _is_verified(people: PeopleAsked, found: Bound) -> bool:
    """The bound reaches 70 %, or the ladder was announced and is met; and nobody agreed to what was wrong on purpose."""
    return sayable_of(people, found).status is Status.SAMPLE_VERIFIED


def bound_of_counts(told: PeopleTold) -> Bound | None:
    """The bound of counts that may be told; None where those are kept back."""
    confirmed, asked, dead, drawn = (
        n if isinstance(n, int) else None
        for n in (told.counts.get(name) for name in ("confirmed", "asked", "dead", "drawn"))
    )
    if confirmed is None or asked is None or dead is None:
        return None
    try:
        return bound(
            confirmed,
            asked - dead,
            rows=told.rows,
            drawn=drawn or None,
            dead=dead,
            looks=max(1, len(told.looks)),
        )
    except ValueError:
        return None
