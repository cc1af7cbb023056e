"""The six claims: what is said of the stated period, by the dates of each column."""

import datetime as dt

import pytest

from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.terms import ClaimState, Family, State, Status
from leakverify.scoring.claims import _period, _size, _unaltered, origin
from leakverify.scoring.status import Judgement
from leakverify.words.say import claim_sentence
from tests.scoring.findings import exhibit

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


def found(check, **measured):
    return Finding(check, check, Family.STRUCTURE, State.COMPUTED, measured=measured)


@pytest.mark.parametrize(
    ("findings", "state", "reason", "basis"),
    [
        (
            [found("STR024", unfit_share=1.0, unfit_count=40)],
            ClaimState.CONTRADICTED,
            "software_differs",
            ("STR024",),
        ),
        (
            [found("PER022", inside_share=0.0, other_share=0.98)],
            ClaimState.CONTRADICTED,
            "rows_elsewhere",
            ("PER022",),
        ),
        (
            [found("NUM020", own_share=0.0, other_count=40)],
            ClaimState.NOT_TESTED,
            "money_differs",
            ("NUM020",),
        ),
        (
            [found("PER022", inside_share=0.8, other_share=0.1), found("NUM020", own_share=1.0)],
            ClaimState.COMPATIBLE,
            "origin_fits",
            ("PER022", "NUM020"),
        ),
    ],
)
def test_country_money_and_software_are_held_against_the_rows(findings, state, reason, basis):
    result = origin(tuple(findings))
    assert (result.state, result.reason, result.basis) == (state, reason, basis)
    assert "{" not in claim_sentence(result)


@pytest.mark.parametrize(
    "finding",
    [
        found("STR024", unfit_share=0.5),
        found("STR024", unfit_share=None, too_young_share=0.0),
        found("PER022", inside_share=0.1, other_share=0.3),
        found("PER022", inside_share=0.05, other_share=0.95),
    ],
)
def test_a_mixed_list_settles_nothing(finding):
    assert origin((finding,)) is None


def test_a_form_of_hash_can_be_younger_than_the_claim():
    young = found("STR024", too_young_share=0.9, too_young_count=36, unfit_share=None)
    result = _period(CLAIM, (young, dates(1_000)))
    assert (result.state, result.reason) == (ClaimState.CONTRADICTED, "form_too_young")
    assert "36 rows" in claim_sentence(result)


def test_more_rows_than_stated_contradict_the_size():
    result = _size(Claim(records=1_000), (), 2_000)
    assert (result.state, result.reason) == (ClaimState.CONTRADICTED, "rows_exceed")
    assert "2,000" in claim_sentence(result)
    assert _size(Claim(records=1_000), (), 1_020).reason == "sample_only"


@pytest.mark.parametrize(
    ("dump", "state", "reason"),
    [
        ({"before_period_days": 400}, ClaimState.CONTRADICTED, "dumped_before"),
        ({"since_theft_days": 90}, ClaimState.NOT_TESTED, "dumped_later"),
        (
            {"since_theft_days": 1, "before_period_days": -300},
            ClaimState.COMPATIBLE,
            "dates_within",
        ),
    ],
)
def test_the_day_of_the_dump_is_held_against_the_period(dump, state, reason):
    result = _period(CLAIM, (found("TIM030", **dump), dates(1_000)))
    assert (result.state, result.reason) == (state, reason)
    assert "{" not in claim_sentence(result)


@pytest.mark.parametrize(
    ("weight", "status", "state", "reason"),
    [
        (1.8, Status.ALTERED, ClaimState.CONTRADICTED, "rows_stand_out"),
        (1.8, Status.CANNOT_TELL, ClaimState.NOT_TESTED, "some_stand_out"),
        (0.3, Status.CANNOT_TELL, ClaimState.NOT_TESTED, "no_seam"),
        (-0.3, Status.UNVERIFIED, ClaimState.NOT_TESTED, "no_seam"),
    ],
)
def test_rows_that_stand_out_are_told_though_they_are_too_little_to_conclude_from(
    weight, status, state, reason
):
    found = (exhibit("TIM024", "timeline", rows=101, tampered=weight),)
    result = _unaltered(found, Judgement(status, None))
    assert (result.state, result.reason) == (state, reason)
    assert ("101 rows" in claim_sentence(result)) == (reason != "no_seam")
