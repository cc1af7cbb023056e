"""What a different verdict would need: computed from the findings by leaving some out, never guessed."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from leakverify.limits import MIN_ROWS
from leakverify.model.assessment import Need
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Number
from leakverify.model.terms import ACCUSED, ACCUSING, Family, Reading, State, Status
from leakverify.reference.calibration import Calibration
from leakverify.scoring.bound import ENOUGH
from leakverify.scoring.corroboration import NOBODY, Known
from leakverify.scoring.families import gather
from leakverify.scoring.planner import plans
from leakverify.scoring.status import (
    ACCUSE,
    MIN_FAMILIES,
    TOWARDS,
    WITHOUT_STRONGEST,
    Judgement,
    judge,
)
from leakverify.scoring.support import weigh, weigh_one

FINDINGS: Final = 4
"""Findings named one by one; what hangs on the others is little."""

RESPONSE: Final = 0.3
"""The share of called people that answers, where nobody has called yet: as in telephone surveys of strangers, at best."""
MOST_TOGETHER: Final = 20
FILE_FAMILIES: Final = tuple(f for f in Family if f not in {Family.PEOPLE, Family.ANCESTRY})
"""Kinds of evidence that a file alone can give."""

EARLIER: Final = "ANC001"
Findings = tuple[Finding, ...]


def needs(
    findings: Findings,
    calibration: Calibration,
    rows: int,
    claim: Claim,
    judgement: Judgement,
    known: Known = NOBODY,
) -> tuple[Need, ...]:
    """What to ask or settle first, by how much it would change; then what only people outside the file can give."""
    raised = known.corroboration.status
    if judgement.status in ACCUSED:
        own = [*_explained(findings, calibration, rows, judgement, raised)]
    else:
        own = [*_missing(findings, rows, judgement)]
        own += _pointing(findings, calibration, rows, judgement, raised)
    return (
        *own,
        *_people(judgement, known, rows),
        *_outside(findings, claim, judgement, known),
    )


def _supports(findings: Findings, calibration: Calibration) -> dict[Reading, float]:
    """The support of every accusing reading."""
    return {r: w.support for r, w in weigh(gather(findings), calibration).items()}


def _without(findings: Findings, check: str) -> Findings:
    """All findings but those of one check."""
    return tuple(f for f in findings if f.check != check)


def _speaking(
    findings: Findings, calibration: Calibration, reading: Reading
) -> list[tuple[float, str]]:
    """How much support a reading loses with each check, the most first; of equals the weightier check."""
    whole = weigh_one(gather(findings), calibration, reading).support
    size: dict[str, float] = {}
    for finding in findings:
        says = finding.support.get(reading, 0.0)
        if says >= TOWARDS:
            size[finding.check] = max(says, size.get(finding.check, 0.0))
    without = {c: weigh_one(gather(_without(findings, c)), calibration, reading) for c in size}
    lost = [(round(whole - left.support, 6), check) for check, left in without.items()]
    return sorted(lost, key=lambda pair: (-pair[0], -size[pair[1]], pair[1]))


def _explained(
    findings: Findings,
    calibration: Calibration,
    rows: int,
    judgement: Judgement,
    raised: Status | None,
) -> Iterator[Need]:
    """For an accusation: which findings carry it, one by one, and how many together must fall before it does."""
    reading = judgement.leading
    if reading is None:
        return
    alone = False
    for change, check in _speaking(findings, calibration, reading)[:FINDINGS]:
        status = judge(_without(findings, check), calibration, rows, raised).status
        alone |= status is not judgement.status
        yield Need("finding_explained", check, reading, change=change, status=status)
    if not alone:
        yield from _together(findings, calibration, rows, judgement, raised)


def _together(
    findings: Findings,
    calibration: Calibration,
    rows: int,
    judgement: Judgement,
    raised: Status | None,
) -> Iterator[Need]:
    """Leave out what carries most, again and again, until the result is another."""
    reading, left = judgement.leading, findings
    for count in range(1, MOST_TOGETHER + 1):
        speaking = _speaking(left, calibration, reading) if reading is not None else []
        if not speaking:
            return
        left = _without(left, speaking[0][1])
        status = judge(left, calibration, rows, raised).status
        if status is not judgement.status:
            numbers: dict[str, Number] = {"finding_count": count}
            yield Need("findings_together", reading=reading, status=status, numbers=numbers)
            return


def _pointing(
    findings: Findings,
    calibration: Calibration,
    rows: int,
    judgement: Judgement,
    raised: Status | None,
) -> Iterator[Need]:
    """Where traces point somewhere: what is missing for that reading, and which trace, explained, ends it."""
    if judgement.reason in {"few_rows", "few_families"}:
        return
    supports = _supports(findings, calibration)
    reading = judgement.towards or max(ACCUSING, key=lambda r: supports[r])
    missing = ACCUSE - supports[reading]
    if missing > 0 and supports[reading] > 0:
        yield Need("support_missing", reading=reading, change=round(missing, 6))
    if judgement.towards is None:
        return
    evidence = gather(findings)
    shown = [f for f in evidence.exhibits if f.support.get(reading, 0.0) >= TOWARDS]
    if not shown:
        yield Need("no_exhibit", reading=reading)
    kinds = {f for f in Family if evidence.family(f, reading) >= TOWARDS}
    kinds |= {f.family for f in shown}
    left = min(
        _supports(tuple(f for f in findings if f.family is not k), calibration)[reading]
        for k in Family
    )
    if len(kinds) < MIN_FAMILIES or left < WITHOUT_STRONGEST:
        yield Need("one_kind", reading=reading)
    for change, check in _speaking(findings, calibration, reading)[:2]:
        status = judge(_without(findings, check), calibration, rows, raised).status
        yield Need("finding_explained", check, reading, change=change, status=status)


def _missing(findings: Findings, rows: int, judgement: Judgement) -> Iterator[Need]:
    """Where nothing can be told: rows, and the kinds of evidence that could not be examined, with the reason."""
    if judgement.reason == "few_rows":
        yield Need("more_rows", numbers={"rows_count": rows, "needed_count": MIN_ROWS})
        return
    if judgement.status is not Status.CANNOT_TELL:
        return
    seen = gather(findings).families
    for family in FILE_FAMILIES:
        if family in seen:
            continue
        reasons = Counter(
            f.reason for f in findings
            if f.family is family and f.state is State.NOT_APPLICABLE and f.reason
        )  # fmt: skip
        if reasons:
            reason = min(reasons, key=lambda r: (-reasons[r], r))
            yield Need("family_missing", family=family, reason=reason)


def _people(judgement: Judgement, known: Known, rows: int) -> Iterator[Need]:
    """Whom to call, how often, and what keeps their word back."""
    said, status = known.people, judgement.status
    if said is None:
        if status in {Status.UNVERIFIED, Status.PARTLY_CORROBORATED}:
            yield Need("people_asked", status=Status.SAMPLE_VERIFIED, numbers=_calls(rows))
        elif status is not Status.ORGANISATION_CONFIRMED:
            yield Need("people_first", numbers=_calls(rows))
        return
    if said.story_denied:
        yield Need("story_denied")
    if said.next_look is not None and not said.verified:
        numbers: dict[str, Number] = {"look_count": said.next_look}
        yield Need("people_on", status=Status.SAMPLE_VERIFIED, numbers=numbers)


def _calls(rows: int) -> dict[str, Number]:
    """The fewest answers that verify a sample, all of them confirming, and the calls which that takes."""
    plan = plans(ENOUGH / 100, rows=rows or None, responses=(RESPONSE,))[0]
    return {"answer_count": plan.answers, "call_count": plan.calls[0] if plan.calls else None}


def _outside(
    findings: Findings, claim: Claim, judgement: Judgement, known: Known
) -> Iterator[Need]:
    """What no file can give besides people: the organisation, an older file, facts from elsewhere."""
    status, heard = judgement.status, known.corroboration
    facts = heard.disagrees.count("fact")
    if facts and status is Status.UNVERIFIED:
        yield Need("outside_disagrees", numbers={"fact_count": facts})
    if claim.organisation is not None and not known.organisation_asked:
        yield Need("organisation_asked", status=Status.ORGANISATION_CONFIRMED)
    compared = any(f.check == EARLIER and f.reason != "NO_EARLIER" for f in findings)
    if not compared and status is not Status.RECYCLED:
        yield Need("earlier_file", status=Status.RECYCLED)
    if status is Status.UNVERIFIED and not heard.agrees:
        yield Need("outside_facts", status=Status.PARTLY_CORROBORATED)
    if claim.organisation is None or not (claim.period_from or claim.period_to or claim.stolen):
        yield Need("claim_sheet")
