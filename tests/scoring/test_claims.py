"""The six claims: what is said of the stated period, by the dates of each column."""

import datetime as dt

import pytest

from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.terms import ClaimState, Family, State
from leakverify.scoring.claims import _period
from leakverify.words.say import claim_sentence

CLAIM = Claim(period_from=dt.date(2019, 1, 1), stolen=dt.date(2023, 5, 10))


def dates(count, *, after=0, before=0):
    measured = {
        "date_count": count,
        "after_claim_count": after,
        "before_claim_count": before,
    }
    return Finding("TIM004", "TIM004", Family.TIMELINE, State.COMPUTED, measured=measured)


BIRTHS = dates(1_000, before=1_000)


@pytest.mark.parametrize(
    ("findings", "state", "reason"),
    [
        ([dates(1_000)], ClaimState.COMPATIBLE, "dates_within"),
        ([dates(1_000), dates(1_000, after=300)], ClaimState.CONTRADICTED, "dates_outside"),
        ([BIRTHS, dates(1_000, after=300)], ClaimState.CONTRADICTED, "dates_outside"),
        ([BIRTHS, dates(1_000, after=3)], ClaimState.NOT_TESTED, "some_dates_outside"),
        ([BIRTHS], ClaimState.NOT_TESTED, "no_dates"),
        ([], ClaimState.NOT_TESTED, "no_dates"),
    ],
)
def test_each_column_of_dates_is_held_against_the_period(findings, state, reason):
    result = _period(CLAIM, tuple(findings))
    assert (result.state, result.reason) == (state, reason)
    assert "{" not in claim_sentence(result)


def test_the_sentence_counts_the_rows_of_the_worst_column():
    result = _period(CLAIM, (dates(1_000, after=2), dates(1_000, after=300)))
    assert "300 rows" in claim_sentence(result)


def test_without_a_stated_period_nothing_is_compared():
    assert _period(Claim(), (dates(1_000),)).reason == "no_period"
