"""Calls become counts, and the counts a bound where one may be read: at an announced look, or when all that could be called was called.

Confirmed is a match on at least `MIN_FIELDS` fields that are not public, by somebody who did not also accept something wrong. Everything
else that was answered is a miss, and so is a number that does not exist (JUDGEMENT 3.3). Rows that carry the story were chosen, not drawn:
they are told and never counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from leakverify.model.call_desk import (
    ANSWERED,
    ASKED,
    MIN_FIELDS,
    Call,
    CallSheet,
    Foil,
    Outcome,
    PeopleAsked,
)
from leakverify.model.call_standing import Standing, standing
from leakverify.model.calling import Bound, Sayable, Sentence, ShareOf
from leakverify.model.terms import Status
from leakverify.scoring.bound import ENOUGH, LADDER_LOOKS, bound, clopper_pearson, sayable

CONTRADICTS: Final = frozenset(
    {Outcome.NO, Outcome.DENIES, Outcome.WRONG_PERSON, Outcome.NO_NUMBER}
)
"""What speaks against a row that carries the story."""
_EACH_SIDE: Final = float(Fraction(1, 40))


def asked_of(sheet: CallSheet, rows: int | None = None) -> PeopleAsked:
    """The counts of a sheet. `rows` is how many the file has; never taken as fewer than could be drawn."""
    plan, latest, now = sheet.plan, sheet.latest(), standing(sheet)
    drawn = _listed(sheet)
    counted = [call for row, call in latest.items() if row in drawn]
    story = [call for row, call in latest.items() if row in plan.story]
    outcomes = Counter(call.outcome for call in counted)
    matches = [call for call in counted if call.outcome is Outcome.MATCH]
    foils = [call.foil for call in counted if call.foil]
    moments = sorted(call.when for call in sheet.calls if call.row in drawn)
    return PeopleAsked(
        drawn=_own(sheet, [one.row for one in plan.draw.drawn]) + now.reserve_used,
        confirmed=sum(map(is_confirmed, matches)),
        answered=sum(outcomes[outcome] for outcome in ANSWERED),
        partly=outcomes[Outcome.PARTLY],
        no=outcomes[Outcome.NO],
        denied=outcomes[Outcome.DENIES],
        wrong_person=outcomes[Outcome.WRONG_PERSON],
        refused=outcomes[Outcome.REFUSES],
        unreachable=outcomes[Outcome.UNREACHABLE],
        dead=outcomes[Outcome.NO_NUMBER],
        too_few_fields=sum(call.fields < MIN_FIELDS for call in matches),
        doubted=sum(_is_doubted(call) for call in matches),
        changed=_changed(sheet, drawn),
        looks=plan.looks,
        at_look=not sheet.caller and _at_look(now, plan.looks),
        rows=max(rows or 0, plan.draw.frame),
        seed=plan.draw.seed,
        foils=len(foils),
        foils_accepted=foils.count(Foil.ASKED_ACCEPTED),
        callers=tuple(sorted({call.who for call in sheet.calls})),
        first=moments[0] if moments else "",
        last=moments[-1] if moments else "",
        story_called=len(story),
        story_confirmed=sum(map(is_confirmed, story)),
        story_denied=sum(call.outcome in CONTRADICTS for call in story),
        strata=plan.draw.strata,
    )


def is_confirmed(call: Call) -> bool:
    """Whether a call counts as a confirmed entry."""
    accepted = call.foil is Foil.ASKED_ACCEPTED
    return call.outcome is Outcome.MATCH and call.fields >= MIN_FIELDS and not accepted


def bound_of(people: PeopleAsked) -> Bound | None:
    """The bound at the level that the announced looks leave to each; None where none may be read."""
    if not people.at_look:
        return None
    return bound(
        people.confirmed,
        people.answered,
        rows=people.rows,
        drawn=people.drawn,
        dead=people.dead,
        looks=max(1, len(people.looks)),
    )


def sayable_of(people: PeopleAsked, found: Bound) -> Sayable:
    """Which sentences these calls carry."""
    return sayable_with(found, looks=people.looks, foils_accepted=people.foils_accepted > 0)


def sayable_with(found: Bound, *, looks: Sequence[int], foils_accepted: bool) -> Sayable:
    """Which sentences a bound of calls carries.

    The ladder counts only where its looks were announced, and a sample is not verified where something wrong was accepted.
    """
    said = sayable(found)
    if said.status is not Status.SAMPLE_VERIFIED:
        return said
    refused = [Sentence.VERIFIED_DESPITE_FOILS] if foils_accepted else []
    if found.on_ladder and not LADDER_LOOKS.issuperset(looks):
        refused.append(Sentence.LADDER_NOT_ANNOUNCED)
        if found.per_cent < ENOUGH:
            refused.append(Sentence.VERIFIED_TOO_EARLY)
    if foils_accepted or Sentence.VERIFIED_TOO_EARLY in refused:
        said = replace(said, status=Status.PARTLY_CORROBORATED)
    if not refused:
        return said
    may = tuple(key for key in said.may if key is not Sentence.LADDER)
    return replace(said, may=may, may_not=(*said.may_not, *refused))


def to_next_look(people: PeopleAsked) -> int | None:
    """How many answers are missing to the next announced look; None after the last."""
    return next((look - people.asked for look in people.looks if look > people.asked), None)


def yes_saying(people: PeopleAsked) -> ShareOf | None:
    """The share of questions with something wrong in them that were agreed to; None where none was asked."""
    return share_of(people.foils_accepted, people.foils)


def dead_numbers(people: PeopleAsked) -> ShareOf | None:
    """The share of numbers called that do not exist; None where nobody was called."""
    return share_of(people.dead, people.called)


def share_of(part: int, whole: int) -> ShareOf | None:
    """A share with its exact two-sided 95 % interval (Clopper and Pearson); None of nothing."""
    if not whole:
        return None
    low = clopper_pearson(part, whole, _EACH_SIDE)
    high = 1.0 - clopper_pearson(whole - part, whole, _EACH_SIDE)
    return ShareOf(part, whole, low, high)


def _at_look(now: Standing, looks: tuple[int, ...]) -> bool:
    return now.asked in looks or (now.is_finished and now.asked > 0)


def _listed(sheet: CallSheet) -> frozenset[int]:
    """Every row of the draw and the reserve."""
    draw = sheet.plan.draw
    return frozenset(one.row for one in draw.drawn + draw.reserve)


def _own(sheet: CallSheet, rows: list[int]) -> int:
    """How many of the rows are this sheet's to call."""
    return len(set(rows) & set(sheet.mine)) if sheet.caller else len(rows)


def _is_doubted(call: Call) -> bool:
    """A match that would count, had something wrong not been accepted."""
    return call.fields >= MIN_FIELDS and call.foil is Foil.ASKED_ACCEPTED


def _changed(sheet: CallSheet, drawn: frozenset[int]) -> int:
    """Rows whose outcome counted before it was corrected to another."""
    last: dict[int, Outcome] = {}
    changed = set()
    for call in sheet.calls:
        before = last.get(call.row)
        if call.row in drawn and before in ASKED and before is not call.outcome:
            changed.add(call.row)
        last[call.row] = call.outcome
    return len(changed)
