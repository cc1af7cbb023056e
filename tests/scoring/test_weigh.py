"""What is concluded is concluded from the rows that were checked, and of claims that were made."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.assessment import NetworkInfo, ToolInfo
from leakverify.model.claim import Claim
from leakverify.model.outside import NOTHING, Fits, Outside, OutsideFact
from leakverify.model.sample import Sample, SampleFile
from leakverify.model.terms import ClaimKey, ClaimState, Confidence, Status
from leakverify.scoring.weigh import assessment
from leakverify.words import say
from tests.scoring.findings import exhibit, statistic
from tests.scoring.test_status import MEASURED

FOUND = (
    exhibit("GEN003", "generator", fabricated=2.0),
    exhibit("PER005", "person", fabricated=2.0),
    statistic("STR007", "structure", fabricated=1.5),
    statistic("TIM001", "timeline", fabricated=1.5),
)
SAME_STRENGTH = tuple(
    replace(
        statistic("TIM004", "timeline", fabricated=-0.1, tampered=weight), id=f"TIM004:{column}"
    )
    for column, weight in (("joined", -0.3), ("bought", -0.28))
)
"""One check, bound to two columns, equally strong against the claim."""


def weighed(*, checked=None, complete=True, claim=None, outside=NOTHING, findings=FOUND):
    file = SampleFile("a.csv", 1, "0" * 64, "csv", "utf-8", ",", True, None, 200_000, 0, 0, 0)
    return assessment(
        sample=Sample((file,), checked=checked),
        findings=findings,
        claim=claim or Claim(country="FR"),
        tool=ToolInfo("0", {}, 0, dt.date(2026, 1, 1)),
        calibration=MEASURED,
        network=NetworkInfo(),
        complete=complete,
        stopped=None,
        ancestor=None,
        has_identity=True,
        country="FR",
        outside=outside,
    )


def test_a_stopped_run_speaks_of_the_rows_it_checked():
    made = weighed(checked=2_048, complete=False)
    assert "2,048 rows" in say.confidence_sentence(made)
    assert made.verdict.confidence is not Confidence.HIGH
    assert weighed(checked=12, complete=False).verdict.status is Status.CANNOT_TELL


@pytest.mark.parametrize(
    ("organisation", "state"),
    [(None, ClaimState.NOT_TESTED), ("Example Weekly", ClaimState.CONTRADICTED)],
)
def test_only_a_named_organisation_can_be_contradicted(organisation, state):
    made = weighed(claim=Claim(organisation=organisation))
    assert made.verdict.status is Status.FABRICATED
    assert made.verdict.claims[ClaimKey.ORGANISATION].state is state


def test_what_is_known_from_outside_stays_with_the_result():
    told = Outside(facts=(OutsideFact("A press release names the date", Fits.AGREES),))
    assert weighed(outside=told).outside is told
    assert weighed().outside == Outside()


@given(st.permutations((*FOUND, *SAME_STRENGTH)))
def test_the_order_in_which_findings_came_changes_nothing(findings):
    assert weighed(findings=tuple(findings)) == weighed(findings=(*FOUND, *SAME_STRENGTH))
