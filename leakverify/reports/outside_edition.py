"""What is known from outside the file, as it may leave the newsroom: no name, no words, and no count from which a small one could be computed.

Whoever was asked may be a person, and words may name one: the shareable edition says that there is an answer, its stance and its days.
"""

from dataclasses import replace
from typing import Final

from leakverify.model.assessment import Assessment, ClaimResult, Need
from leakverify.model.calling import Bound, Sayable, Sentence
from leakverify.model.finding import Finding, Number
from leakverify.model.outside import (
    KEPT_BACK,
    NOTHING,
    Outside,
    OutsideFact,
    PeopleSaid,
    PeopleTold,
    Response,
)
from leakverify.model.terms import ClaimKey, Family
from leakverify.reports.small_counts import SMALL, Counts, Sum, hidden

FEW: Final = f"<{SMALL}"
COARSE: Final = 5
"""Per cent: a bound is told in such steps where its counts are kept back."""
MISSED: Final = ("partly", "no", "denied", "wrong_person", "too_few_fields", "doubted", "dead")
TOGETHER: Final = frozenset({"confirmed", "asked", "missed"})
"""With a bound beside them, any one of these gives the others away."""
WHOLES: Final = TOGETHER | {"drawn", "silent"}
OF_DRAWN: Final = frozenset({Sentence.DRAWN, Sentence.RANGE, Sentence.ALL_ROWS})
"""Sentences that tell how many were drawn and not reached."""


def shareable(assessment: Assessment) -> Assessment:
    """The assessment without anything from outside that must stay in the newsroom; the same again for what is so already."""
    outside = edition(assessment.outside)
    if outside == NOTHING:
        return assessment
    told = outside.told
    findings = tuple(_finding(f, told) for f in assessment.findings)
    verdict = assessment.verdict
    claims = {
        key: _claim(result, told) if key is ClaimKey.REAL_PEOPLE else result
        for key, result in verdict.claims.items()
    }
    needs = tuple(_need(need, told) for need in verdict.needs)
    return replace(
        assessment,
        outside=outside,
        findings=findings,
        verdict=replace(verdict, claims=claims, needs=needs),
    )


def edition(outside: Outside) -> Outside:
    """The shareable part."""
    parties = dict.fromkeys((r.party, r.name.casefold()) for r in outside.responses)
    number = {key: str(place) for place, key in enumerate(parties, start=1)}
    mark = outside.admiralty
    return Outside(
        replace(mark, reason="") if mark else None,
        tuple(
            Response(r.party, number[r.party, r.name.casefold()], r.stance, r.asked, r.answered)
            for r in outside.responses
        ),
        tuple(OutsideFact("", f.fits, KEPT_BACK if f.source else "", f.on) for f in outside.facts),
        told=told_shareable(outside.told) if outside.told else None,
        marks=tuple(m if m.share_note else replace(m, note="") for m in outside.marks),
    )


def told_shareable(told: PeopleTold) -> PeopleTold:
    """The calls with small counts as `<5` and none from which one could be computed."""
    days = replace(told, first=told.first[:10], last=told.last[:10])
    whole = {name: n for name, n in told.counts.items() if isinstance(n, int)}
    if len(whole) < len(told.counts):
        return days
    kept_back = _kept_back(whole)
    counts: dict[str, int | str | None] = {
        name: n if name not in kept_back else FEW if 0 < n < SMALL else None
        for name, n in whole.items()
    }
    found, may = days.bound, days.sayable
    if kept_back & {"drawn", "silent"}:
        found, may = _not_of_drawn(found), _without(may, OF_DRAWN)
    if not kept_back & {*TOGETHER, "dead"}:
        return replace(days, counts=counts, bound=found, sayable=may)
    # Status and weight tell who are more, those who confirm or who contradict: beside them even `<5` would say too much.
    return replace(
        days,
        counts={name: 0 if n == 0 and name not in WHOLES else None for name, n in whole.items()},
        said=_coarse(told.said),
        looks=(),
        bound=None,
        sayable=None,
    )


def _kept_back(counts: dict[str, int]) -> frozenset[str]:
    """The names of counts that are not told as they are."""
    rest = {
        "other": counts["missed"] - sum(counts[name] for name in MISSED),
        "open": counts["silent"] - counts["refused"] - counts["unreachable"],
        "foils_rejected": counts["foils"] - counts["foils_accepted"],
        "story_open": counts["story_called"] - counts["story_confirmed"] - counts["story_denied"],
    }
    if min(rest.values()) < 0:
        return frozenset(counts)  # sums that do not hold: nobody could say what is safe
    sums = (
        Sum("drawn", ("asked", "silent")),
        Sum("asked", ("confirmed", "missed")),
        Sum("missed", (*MISSED, "other")),
        Sum("silent", ("refused", "unreachable", "open")),
        Sum("foils", ("foils_accepted", "foils_rejected")),
        Sum("story_called", ("story_confirmed", "story_denied", "story_open")),
    )
    found = hidden(Counts(counts | rest, sums))
    if found is None:
        return frozenset(counts)
    return (found | TOGETHER if found & {*TOGETHER, "dead"} else found) - rest.keys()


def _coarse(said: PeopleSaid) -> PeopleSaid:
    """A bound in steps where it verifies a sample, else none: beside few counts it would give them away."""
    least = said.per_cent // COARSE * COARSE if said.verified and said.per_cent else None
    return replace(said, per_cent=least, next_look=None)


def _not_of_drawn(found: Bound | None) -> Bound | None:
    """The bound without how many were drawn."""
    if found is None:
        return None
    return replace(found, drawn=None, floor=None, best=None, lower_all=None, per_cent_all=None)


def _without(may: Sayable | None, keys: frozenset[Sentence]) -> Sayable | None:
    if may is None:
        return None
    return replace(may, may=tuple(key for key in may.may if key not in keys))


def _finding(finding: Finding, told: PeopleTold | None) -> Finding:
    """A finding of calls with the counts that may be told."""
    if finding.family is not Family.PEOPLE or told is None:
        return finding
    return replace(finding, measured=_numbers(finding.measured, told))


def _numbers(numbers: dict[str, Number], told: PeopleTold) -> dict[str, Number]:
    return {name: told.counts.get(name.removesuffix("_count")) for name in numbers}


def _claim(result: ClaimResult, told: PeopleTold | None) -> ClaimResult:
    """The claim on people with the counts that may be told; where one is a mere `<5`, with none."""
    if told is None or not result.numbers:
        return result
    numbers = _numbers({k: v for k, v in result.numbers.items() if k != "least"}, told)
    if "least" in result.numbers:
        numbers["least"] = told.said.per_cent
    return replace(result, numbers=numbers)


def _need(need: Need, told: PeopleTold | None) -> Need:
    if need.code != "people_on" or told is None:
        return need
    return replace(need, numbers={"look_count": told.said.next_look})
