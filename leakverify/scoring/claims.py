"""The six claims, each with what can be said of it (METHOD 2.4, 2.6)."""

from leakverify.model.assessment import ClaimResult
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Number
from leakverify.model.outside import PeopleSaid, Stance
from leakverify.model.terms import ClaimKey, ClaimState, Reading, State, Status
from leakverify.scoring.corroboration import NOBODY, Known
from leakverify.scoring.status import Judgement

PEOPLE = "PPL001"
DATES = "TIM004"
SIZE = "NUM002"
SOFTWARE = "STR024"
STANDS_OUT = 0.5
"""An exhibit that weighs so much is not passed over, though it is too little to conclude from."""
DUMP = "TIM030"
CLOCKS = 2
"""Days by which clocks and time zones may differ."""
COUNTRY = "PER022"
MONEY = "NUM020"
MANY_AFTER = 0.2
"""METHOD 2.3: more than a fifth."""
NEARLY_ALL = 0.9
HARDLY_ANY = 0.03
MOST = 0.5
OVER_CLAIM = 1.05
"""A sample may hold a few rows more than the round number that was stated."""


def six_claims(
    claim: Claim,
    findings: tuple[Finding, ...],
    judgement: Judgement,
    rows: int,
    known: Known = NOBODY,
) -> dict[ClaimKey, ClaimResult]:
    """One result per claim; nothing is called supported that only a person can confirm."""
    return {
        ClaimKey.REAL_PEOPLE: _real_people(findings, judgement, known.people),
        ClaimKey.ORGANISATION: _organisation(claim, findings, judgement, known),
        ClaimKey.PERIOD: _period(claim, findings),
        ClaimKey.SIZE: _size(claim, findings, rows),
        ClaimKey.UNALTERED: _unaltered(findings, judgement),
        ClaimKey.AUTHOR: ClaimResult(ClaimState.OUTSIDE, "outside"),
    }


def _basis(findings: tuple[Finding, ...], reading: Reading) -> tuple[str, ...]:
    """The checks whose exhibits speak for a reading, strongest first."""
    shown = [f for f in findings if f.exhibit and f.support.get(reading, 0.0) > 0]
    ordered = sorted(shown, key=lambda f: -f.support[reading])
    return tuple(dict.fromkeys(f.check for f in ordered))


def _real_people(
    findings: tuple[Finding, ...], judgement: Judgement, said: PeopleSaid | None
) -> ClaimResult:
    """Only people can confirm; an invented file contradicts, and so do people who mostly deny."""
    if judgement.status is Status.FABRICATED:
        basis = _basis(findings, Reading.FABRICATED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_invented", basis)
    if said is None:
        return ClaimResult(ClaimState.NOT_TESTED, "nobody_asked")
    if not said.at_look:
        return ClaimResult(ClaimState.NOT_TESTED, "people_not_yet")
    asked = next(f for f in findings if f.check == PEOPLE)
    numbers = _numbers(asked, "confirmed_count", "asked_count")
    if said.verified and not said.story_denied:
        least: dict[str, Number] = {"least": said.per_cent}
        return ClaimResult(ClaimState.SUPPORTED, "people_confirm", (PEOPLE,), numbers | least)
    if said.contradicted:
        return ClaimResult(ClaimState.CONTRADICTED, "people_deny", (PEOPLE,), numbers)
    if said.agrees and not said.story_denied:
        return ClaimResult(ClaimState.COMPATIBLE, "people_agree", (PEOPLE,), numbers)
    reason = "story_denied" if said.story_denied else "people_differ"
    return ClaimResult(ClaimState.NOT_TESTED, reason, (PEOPLE,), numbers)


def _organisation(
    claim: Claim, findings: tuple[Finding, ...], judgement: Judgement, known: Known
) -> ClaimResult:
    """Rows of several sources, or of an older file, are not what one organisation held; else its own answer counts first."""
    if claim.organisation is None:
        nothing = ClaimResult(ClaimState.NOT_TESTED, "no_organisation")
        return _answered(known) or origin(findings) or nothing
    if judgement.status is Status.RECYCLED:
        basis = _basis(findings, Reading.RECYCLED)
        return ClaimResult(ClaimState.CONTRADICTED, "older_file", basis)
    if judgement.status is Status.ASSEMBLED:
        basis = _basis(findings, Reading.STITCHED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_assembled", basis)
    if judgement.status is Status.FABRICATED:
        basis = _basis(findings, Reading.FABRICATED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_invented", basis)
    return (
        _answered(known)
        or origin(findings)
        or _elsewhere(known)
        or ClaimResult(ClaimState.NOT_TESTED, "no_trace_of_origin")
    )


def _answered(known: Known) -> ClaimResult | None:
    """What the organisation's own answer comes to. A denial is no disproof: it is told where nothing else speaks."""
    if known.organisation is Stance.CONFIRMS:
        return ClaimResult(ClaimState.SUPPORTED, "organisation_confirms")
    if known.organisation is Stance.CONFIRMS_PART:
        return ClaimResult(ClaimState.COMPATIBLE, "organisation_confirms_part")
    return None


def _elsewhere(known: Known) -> ClaimResult | None:
    """What others answered, and facts from elsewhere."""
    from_outside = {"fact", "provider", "authority", "other"}
    if from_outside & set(known.corroboration.disagrees):
        return ClaimResult(ClaimState.NOT_TESTED, "outside_disagrees")
    if from_outside & set(known.corroboration.agrees):
        return ClaimResult(ClaimState.COMPATIBLE, "outside_agrees")
    if known.organisation is Stance.DENIES:
        return ClaimResult(ClaimState.NOT_TESTED, "organisation_denies")
    return None


def origin(findings: tuple[Finding, ...]) -> ClaimResult | None:
    """Country, money and software as the claim states them, against what the rows show; None where neither speaks.

    Only nearly all rows contradict: firms have customers abroad, prices in dollars and old logins.
    """
    shown = {f.check: f for f in findings if f.state is State.COMPUTED}
    software, country, money = (shown.get(c) for c in (SOFTWARE, COUNTRY, MONEY))
    if software and _share(software, "unfit_share") >= NEARLY_ALL:
        return _against("software_differs", software, "unfit_count")
    if country and _is_elsewhere(country):
        return _against("rows_elsewhere", country, "other_share", "inside_share")
    if money and money.measured.get("own_share") == 0:
        numbers = _numbers(money, "other_count")
        return ClaimResult(ClaimState.NOT_TESTED, "money_differs", (MONEY,), numbers)
    fits = (
        (SOFTWARE, software and 1.0 - _share(software, "unfit_share", 1.0) >= NEARLY_ALL),
        (COUNTRY, country and _share(country, "inside_share") >= MOST),
        (MONEY, money and _share(money, "own_share") >= NEARLY_ALL),
    )
    basis = tuple(check for check, fit in fits if fit)
    return ClaimResult(ClaimState.COMPATIBLE, "origin_fits", basis) if basis else None


def _is_elsewhere(country: Finding) -> bool:
    """Whether nearly all rows tell of one other country."""
    other, inside = _share(country, "other_share"), _share(country, "inside_share")
    return other >= NEARLY_ALL and inside <= HARDLY_ANY


def _against(reason: str, finding: Finding, *names: str) -> ClaimResult:
    """A claim that one check's numbers contradict."""
    numbers = _numbers(finding, *names)
    return ClaimResult(ClaimState.CONTRADICTED, reason, (finding.check,), numbers)


def _numbers(finding: Finding, *names: str) -> dict[str, Number]:
    """Some of a finding's numbers."""
    return {name: finding.measured.get(name) for name in names}


def _share(finding: Finding, name: str, unknown: float = 0.0) -> float:
    """A measured share, `unknown` where it was not measured."""
    value = finding.measured.get(name)
    return float(value) if isinstance(value, int | float) else unknown


def _period(claim: Claim, findings: tuple[Finding, ...]) -> ClaimResult:
    """Dates after the stated period or theft contradict it, where they are many in any one column."""
    if claim.period_to is None and claim.stolen is None and claim.period_from is None:
        return ClaimResult(ClaimState.NOT_TESTED, "no_period")
    for young in (f for f in findings if f.check == SOFTWARE):
        if _share(young, "too_young_share") > MANY_AFTER:
            return _against("form_too_young", young, "too_young_count")
    dumped = next((f for f in findings if f.check == DUMP), None)
    if dumped and _whole(dumped.measured.get("before_period_days")) > CLOCKS:
        return _against("dumped_before", dumped, "before_period_days")
    return _period_by_dates(findings, dumped)


def _period_by_dates(findings: tuple[Finding, ...], dumped: Finding | None) -> ClaimResult:
    """The dates of the rows, and the day of the dump, against the end of the stated period or the theft."""
    seen = [f for f in findings if f.check == DATES and f.state is State.COMPUTED]
    seen = [f for f in seen if not _is_long_before(f)]
    if not seen:
        return ClaimResult(ClaimState.NOT_TESTED, "no_dates")
    worst = max(seen, key=_share_after)
    numbers: dict[str, Number] = {"outside_count": _whole(worst.measured.get("after_claim_count"))}
    if _share_after(worst) > MANY_AFTER:
        return ClaimResult(ClaimState.CONTRADICTED, "dates_outside", (DATES,), numbers)
    if numbers["outside_count"]:
        return ClaimResult(ClaimState.NOT_TESTED, "some_dates_outside", (DATES,), numbers)
    if dumped and _whole(dumped.measured.get("since_theft_days")) > CLOCKS:
        later = _numbers(dumped, "since_theft_days")
        return ClaimResult(ClaimState.NOT_TESTED, "dumped_later", (DUMP,), later)
    return ClaimResult(ClaimState.COMPATIBLE, "dates_within", (DATES,))


def _share_after(finding: Finding) -> float:
    """The share of one column's dates that lie after the stated period or theft."""
    dates = _whole(finding.measured.get("date_count"))
    return _whole(finding.measured.get("after_claim_count")) / dates if dates else 0.0


def _is_long_before(finding: Finding) -> bool:
    """Tell a column that says nothing of the period, as birth dates do: all of it lies before."""
    dates = _whole(finding.measured.get("date_count"))
    return 0 < dates <= _whole(finding.measured.get("before_claim_count"))


def _size(claim: Claim, findings: tuple[Finding, ...], rows: int) -> ClaimResult:
    """A sample rarely speaks to the size; running numbers can refute it (JUDGEMENT 4, E5)."""
    held: dict[str, Number] = {"rows_count": rows}
    if claim.records is None:
        return ClaimResult(ClaimState.NOT_TESTED, "no_size", (), held)
    if rows > OVER_CLAIM * claim.records:
        over: dict[str, Number] = {"rows_count": rows, "claimed_count": claim.records}
        return ClaimResult(ClaimState.CONTRADICTED, "rows_exceed", (), over)
    seen = [f for f in findings if f.check == SIZE and f.state is State.COMPUTED]
    if any(f.measured.get("refuted") == 1 for f in seen):
        numbers: dict[str, Number] = {"claimed_count": claim.records}
        return ClaimResult(ClaimState.CONTRADICTED, "ids_exceed", (SIZE,), numbers)
    if seen:
        return ClaimResult(ClaimState.COMPATIBLE, "ids_fit", (SIZE,), held)
    return ClaimResult(ClaimState.NOT_TESTED, "sample_only", (), held)


def _unaltered(findings: tuple[Finding, ...], judgement: Judgement) -> ClaimResult:
    """Rows that stand out contradict; their absence says almost nothing."""
    basis = _basis(findings, Reading.TAMPERED)
    named = [f for f in findings if basis and f.check == basis[0] and f.exhibit]
    counted: dict[str, Number] = {"rows_count": max((f.rows.count for f in named), default=0)}
    if judgement.status is Status.ALTERED:
        return ClaimResult(ClaimState.CONTRADICTED, "rows_stand_out", basis, counted)
    if judgement.reason in {"few_rows", "few_families"}:
        return ClaimResult(ClaimState.NOT_TESTED, "few_rows")
    if any(f.support[Reading.TAMPERED] >= STANDS_OUT and f.rows.count for f in named):
        return ClaimResult(ClaimState.NOT_TESTED, "some_stand_out", basis, counted)
    return ClaimResult(ClaimState.NOT_TESTED, "no_seam")


def _whole(value: Number) -> int:
    """A measured count as a number."""
    return int(value) if isinstance(value, int | float) else 0
