"""The whole road on thirty-one invented people: not passed, and not overclaimed."""

import datetime as dt

import pandas as pd
import pytest

import leakverify
from leakverify.model.terms import Confidence, Reading, Status
from leakverify.words import say
from tests.checks.test_thirty_one_rows import COLUMNS, sample


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_is_not_passed_and_not_overclaimed(seed):
    frame = pd.DataFrame(sample(31, seed), columns=list(COLUMNS), dtype="str")
    assessment = leakverify.assess(frame, as_of=dt.date(2024, 2, 1))
    verdict = assessment.verdict
    assert verdict.status in {Status.FABRICATED, Status.CANNOT_TELL}
    assert verdict.support[Reading.FABRICATED] >= 1.0
    assert verdict.support[Reading.FABRICATED] < 3.0, "moderately strong at most, from 31 rows"
    assert verdict.confidence is Confidence.LOW
    assert verdict.plausibility < 30
    assert "low" in say.confidence_sentence(assessment)
