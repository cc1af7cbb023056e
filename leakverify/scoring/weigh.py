"""The assessment: findings in, verdict out, nothing else looked at."""

from typing import Final

from leakverify.model.assessment import Ancestor, Assessment, NetworkInfo, ToolInfo, Verdict
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.sample import Sample
from leakverify.model.terms import Confidence, Family, Stopped
from leakverify.reference.calibration import Calibration
from leakverify.scoring.claims import six_claims
from leakverify.scoring.corroboration import Known, known_of, with_calls
from leakverify.scoring.families import gather
from leakverify.scoring.needs import needs
from leakverify.scoring.people_findings import findings_of
from leakverify.scoring.status import fragile_without, judge
from leakverify.scoring.support import held, plausibility, weigh

HIGH: Final = (4, 300)
MEDIUM: Final = (3, 100)


def assessment(  # noqa: PLR0913  (keyword-only: the inputs of a pure function)
    *,
    sample: Sample,
    findings: tuple[Finding, ...],
    claim: Claim,
    tool: ToolInfo,
    calibration: Calibration,
    network: NetworkInfo,
    complete: bool,
    stopped: Stopped | None,
    ancestor: Ancestor | None,
    has_identity: bool,
    country: str = "",
    outside: Outside = NOTHING,
) -> Assessment:
    """Weigh the findings of one run, and what is known from outside the file (JUDGEMENT 1.3, CONTRACTS 3).

    The order in which findings came says nothing: two bindings of a check can be equally strong, and which of them
    speaks must not hang on which worker was done first.
    """
    rows = sample.examined
    outside = with_calls(outside)
    known = known_of(outside, tool.as_of)
    findings = tuple(sorted((*findings, *findings_of(outside)), key=lambda f: f.id))
    verdict = _verdict(
        findings,
        claim,
        calibration,
        rows,
        ancestor,
        known,
        has_identity=has_identity,
        country=country,
        complete=complete,
    )
    ordered = tuple(sorted(findings, key=lambda f: (-_size(f), f.id)))
    return Assessment(complete, stopped, tool, claim, sample, verdict, ordered, network, outside)


def _size(finding: Finding) -> float:
    """The largest weight of a finding, whichever way it points."""
    return max((abs(s) for s in finding.support.values()), default=0.0)


def _verdict(  # noqa: PLR0913  (the inputs of a pure function)
    findings: tuple[Finding, ...],
    claim: Claim,
    calibration: Calibration,
    rows: int,
    ancestor: Ancestor | None,
    known: Known,
    *,
    has_identity: bool,
    country: str,
    complete: bool,
) -> Verdict:
    """Everything that the findings say together."""
    evidence = gather(findings)
    weighing = held(weigh(evidence, calibration), rows)
    supports = {r: w.support for r, w in weighing.items()}
    raised = known.corroboration.status
    judgement = judge(findings, calibration, rows, raised)
    without = fragile_without(findings, calibration, rows, judgement.status, raised)
    measured = has_identity and (country or claim.country or "") in calibration.countries
    return Verdict(
        status=judgement.status,
        leading=judgement.leading,
        close=judgement.close,
        plausibility=plausibility(supports),
        support=supports,
        confidence=_confidence(
            evidence.of_file,
            rows,
            has_identity=has_identity,
            measured=measured,
            fragile=bool(without) or not complete,
        ),
        fragile=bool(without),
        ancestor=ancestor,
        claims=six_claims(claim, findings, judgement, rows, known),
        weighing=tuple(weighing.values()),
        towards=judgement.towards,
        families=evidence.families,
        reason=judgement.reason,
        exhibits=tuple(f.id for f in evidence.exhibits),
        fragile_without=without,
        kind_measured=measured,
        accused=calibration.accused,
        collections=calibration.collections,
        accused_bound=calibration.accused_bound,
        needs=needs(findings, calibration, rows, claim, judgement, known),
        corroboration=known.corroboration,
    )


def _confidence(
    families: tuple[Family, ...], rows: int, *, has_identity: bool, measured: bool, fragile: bool
) -> Confidence:
    """Coverage, not likelihood (JUDGEMENT 5.3)."""
    kinds = len(families)
    if kinds >= HIGH[0] and rows >= HIGH[1] and has_identity and measured and not fragile:
        return Confidence.HIGH
    if kinds >= MEDIUM[0] and rows >= MEDIUM[1]:
        return Confidence.MEDIUM
    return Confidence.LOW
