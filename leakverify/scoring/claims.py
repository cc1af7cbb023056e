"""The six claims, each with what can be said of it (METHOD 2.4, 2.6)."""

from leakverify.model.assessment import ClaimResult
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding, Number
from leakverify.model.terms import ClaimKey, ClaimState, Reading, State, Status
from leakverify.scoring.status import Judgement

DATES = "TIM004"
SIZE = "NUM002"
MANY_AFTER = 0.2
"""METHOD 2.3: more than a fifth."""


def six_claims(
    claim: Claim, findings: tuple[Finding, ...], judgement: Judgement, rows: int
) -> dict[ClaimKey, ClaimResult]:
    """One result per claim; nothing is called supported that only a person can confirm."""
    return {
        ClaimKey.REAL_PEOPLE: _real_people(findings, judgement),
        ClaimKey.ORGANISATION: _organisation(claim, findings, judgement),
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


def _real_people(findings: tuple[Finding, ...], judgement: Judgement) -> ClaimResult:
    """Only people can confirm; an invented file contradicts."""
    if judgement.status is Status.FABRICATED:
        basis = _basis(findings, Reading.FABRICATED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_invented", basis)
    return ClaimResult(ClaimState.NOT_TESTED, "nobody_asked")


def _organisation(claim: Claim, findings: tuple[Finding, ...], judgement: Judgement) -> ClaimResult:
    """Rows of several sources, or of an older file, are not what one organisation held."""
    if claim.organisation is None:
        return ClaimResult(ClaimState.NOT_TESTED, "no_organisation")
    if judgement.status is Status.RECYCLED:
        basis = _basis(findings, Reading.RECYCLED)
        return ClaimResult(ClaimState.CONTRADICTED, "older_file", basis)
    if judgement.status is Status.ASSEMBLED:
        basis = _basis(findings, Reading.STITCHED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_assembled", basis)
    if judgement.status is Status.FABRICATED:
        basis = _basis(findings, Reading.FABRICATED)
        return ClaimResult(ClaimState.CONTRADICTED, "reads_invented", basis)
    return ClaimResult(ClaimState.NOT_TESTED, "no_trace_of_origin")


def _period(claim: Claim, findings: tuple[Finding, ...]) -> ClaimResult:
    """Dates after the stated period or theft contradict it, where they are many in any one column."""
    if claim.period_to is None and claim.stolen is None and claim.period_from is None:
        return ClaimResult(ClaimState.NOT_TESTED, "no_period")
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
    if judgement.status is Status.ALTERED:
        rows = max(f.rows.count for f in findings if f.check == basis[0] and f.exhibit)
        return ClaimResult(ClaimState.CONTRADICTED, "rows_stand_out", basis, {"rows_count": rows})
    if judgement.reason in {"few_rows", "few_families"}:
        return ClaimResult(ClaimState.NOT_TESTED, "few_rows")
    return ClaimResult(ClaimState.NOT_TESTED, "no_seam")


def _whole(value: Number) -> int:
    """A measured count as a number."""
    return int(value) if isinstance(value, int | float) else 0
