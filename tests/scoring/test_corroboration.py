"""Rule 5 of the status: what comes from outside the file raises a status, and only where the file speaks against nothing."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.claim import Claim
from leakverify.model.outside import NOTHING, Outside, Party
from leakverify.model.terms import ClaimKey, ClaimState, Family, Reading, Status
from leakverify.scoring.corroboration import known_of, with_calls
from tests.scoring.findings import exhibit, silent, statistic
from tests.scoring.outside_made import DAY, answer, calls, fact, known
from tests.scoring.test_needs import weighed as weighed_by

CALM = (silent("PER006", "person"), silent("STR007", "structure"))
CLAIM = Claim(organisation="Example Weekly", country="FR")


def weighed(outside, *found, rows=2_000, claim=CLAIM):
    return weighed_by(*(found or CALM), rows=rows, claim=claim, outside=outside).verdict


def status(*args, **more):
    return weighed(*args, **more).status


def test_calls_at_the_ladder_verify_a_sample():
    assert status(known(calls(10, 10))) is Status.SAMPLE_VERIFIED
    assert status(known(calls(16, 17, looks=(10, 17, 22)))) is Status.SAMPLE_VERIFIED
    assert status(known(calls(20, 22, looks=(10, 17, 22)))) is Status.SAMPLE_VERIFIED
    assert status(known(calls(15, 17, looks=(10, 17, 22)))) is Status.PARTLY_CORROBORATED
    assert status(known(calls(9, 10))) is Status.PARTLY_CORROBORATED


def test_the_ladder_counts_only_where_it_was_announced():
    assert status(known(calls(10, 10, looks=(8, 9, 10)))) is Status.PARTLY_CORROBORATED
    assert status(known(calls(10, 10, looks=(10, 17, 22)))) is Status.SAMPLE_VERIFIED


def test_a_bound_that_is_watched_raises_nothing():
    made = weighed(known(calls(10, 10, at_look=False, looks=(20,))))
    assert made.status is Status.UNVERIFIED
    assert made.claims[ClaimKey.REAL_PEOPLE].reason == "people_not_yet"
    need = next(n for n in made.needs if n.code == "people_on")
    assert need.numbers == {"look_count": 20}


def test_dead_numbers_count_as_misses():
    assert status(known(calls(10, 10, dead=3))) is not Status.SAMPLE_VERIFIED


def test_agreeing_to_what_is_wrong_holds_a_sample_back():
    people = calls(20, 21, foils=4, foils_accepted=1, doubted=1)
    assert status(known(people)) is Status.PARTLY_CORROBORATED
    assert status(known(replace(people, foils_accepted=0))) is Status.SAMPLE_VERIFIED


def test_a_contradicted_row_of_the_story_holds_everything_of_people_back():
    made = weighed(known(calls(10, 10, story_called=2, story_denied=1), facts=[fact()]))
    assert made.status is Status.UNVERIFIED
    assert made.claims[ClaimKey.REAL_PEOPLE].state is ClaimState.NOT_TESTED
    assert "story_denied" in [n.code for n in made.needs]
    assert status(known(calls(10, 10, story_called=2))) is Status.SAMPLE_VERIFIED


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        (known(facts=[fact()]), Status.PARTLY_CORROBORATED),
        (known(facts=[fact(source="")]), Status.UNVERIFIED),
        (known(facts=[fact("neither")]), Status.UNVERIFIED),
        (known(facts=[fact(), fact("disagrees")]), Status.UNVERIFIED),
        (known(calls(6, 8), facts=[fact("disagrees")]), Status.UNVERIFIED),
        (known(calls(3, 8, denied=5), facts=[fact()]), Status.UNVERIFIED),
        (known(answers=[answer()]), Status.ORGANISATION_CONFIRMED),
        (known(answers=[answer(answered=None)]), Status.UNVERIFIED),
        (known(answers=[answer(answered=dt.date(2026, 1, 2))]), Status.UNVERIFIED),
        (known(answers=[answer("confirms_part")]), Status.PARTLY_CORROBORATED),
        (known(answers=[answer(party=Party.PROVIDER)]), Status.PARTLY_CORROBORATED),
        (known(answers=[answer("denies")]), Status.UNVERIFIED),
        (known(answers=[answer("no_comment")]), Status.UNVERIFIED),
        (known(answers=[answer("no_answer", answered=None)]), Status.UNVERIFIED),
        (known(answers=[answer("denies")], facts=[fact()]), Status.PARTLY_CORROBORATED),
        (known(calls(10, 10), answers=[answer("denies")]), Status.SAMPLE_VERIFIED),
        (known(calls(10, 10), answers=[answer()]), Status.ORGANISATION_CONFIRMED),
        (NOTHING, Status.UNVERIFIED),
    ],
)
def test_what_each_part_allows(outside, expected):
    assert status(outside) is expected


def test_the_last_clear_answer_of_the_organisation_counts():
    later = DAY + dt.timedelta(days=3)
    taken_back = known(answers=[answer(), answer("denies", answered=later)])
    assert status(taken_back) is Status.UNVERIFIED
    admitted = known(answers=[answer("denies"), answer(answered=later)])
    assert status(admitted) is Status.ORGANISATION_CONFIRMED
    silent_since = known(answers=[answer(), answer("no_comment", answered=later)])
    assert status(silent_since) is Status.ORGANISATION_CONFIRMED
    assert status(known(answers=[answer(), answer("denies")])) is Status.UNVERIFIED


def test_nothing_from_outside_lifts_a_refusal_or_an_accusation():
    everything = known(calls(10, 10), answers=[answer()], facts=[fact()])
    assert status(everything, rows=29) is Status.CANNOT_TELL
    assert status(everything, silent("PER006", "person")) is Status.CANNOT_TELL
    older = exhibit("ANC001", "ancestry", hard=True, recycled=4.0)
    made = weighed(everything, *CALM, older)
    assert made.status is Status.RECYCLED
    assert made.claims[ClaimKey.ORGANISATION].state is ClaimState.CONTRADICTED


TRACES = (
    exhibit("GEN003", "generator", fabricated=2.0),
    statistic("STR007", "structure", fabricated=1.5),
    silent("PER006", "person"),
)


def test_people_do_not_talk_an_exhibit_away():
    assert status(NOTHING, *TRACES) is Status.FABRICATED
    strong = weighed(known(calls(30, 30)), *TRACES)
    assert strong.status is Status.CANNOT_TELL, "file and people contradict each other"
    assert strong.towards is Reading.FABRICATED
    weak = (
        exhibit("GEN003", "generator", fabricated=1.2),
        *TRACES[2:],
        silent("STR007", "structure"),
    )
    made = weighed(known(calls(30, 30)), *weak)
    assert made.status is Status.CANNOT_TELL
    assert made.support[Reading.FABRICATED] == pytest.approx(0.5)
    assert made.leading is None


def test_statistics_alone_give_way_to_people():
    odd = (statistic("STR007", "structure", fabricated=1.5), silent("PER006", "person"))
    assert status(NOTHING, *odd) is Status.CANNOT_TELL
    made = weighed(known(calls(10, 10)), *odd)
    assert made.status is Status.SAMPLE_VERIFIED
    assert made.leading is Reading.GENUINE


def test_people_lift_beyond_what_a_file_can_say_for_itself():
    offline = weighed(NOTHING)
    made = weighed(known(calls(10, 10)))
    assert offline.plausibility + 4 < made.plausibility
    assert made.support[Reading.FABRICATED] == pytest.approx(
        offline.support[Reading.FABRICATED] - 1.0
    )
    for reading in (Reading.RECYCLED, Reading.TAMPERED, Reading.STITCHED):
        assert made.support[reading] == offline.support[reading]
    assert Family.PEOPLE in made.families


def test_denials_are_the_second_kind_beside_an_exhibit_but_never_accuse_alone():
    deny = known(calls(0, 12, denied=12))
    lone = (exhibit("GEN003", "generator", fabricated=1.9), *CALM)
    assert status(NOTHING, *lone) is Status.CANNOT_TELL
    assert status(deny, *lone) in {Status.CANNOT_TELL, Status.FABRICATED}
    made = weighed(deny)
    assert made.status is not Status.FABRICATED
    assert made.claims[ClaimKey.REAL_PEOPLE].state is ClaimState.CONTRADICTED
    assert made.claims[ClaimKey.REAL_PEOPLE].basis == ("PPL001",)


def test_people_are_no_kind_of_evidence_of_the_file():
    with_people = weighed(known(calls(10, 10)), *CALM, rows=500)
    assert with_people.confidence is weighed(NOTHING, *CALM, rows=500).confidence


def test_claims_follow():
    made = weighed(known(calls(10, 10), answers=[answer()]))
    real, organisation = made.claims[ClaimKey.REAL_PEOPLE], made.claims[ClaimKey.ORGANISATION]
    assert (real.state, real.basis) == (ClaimState.SUPPORTED, ("PPL001",))
    assert real.numbers == {"confirmed_count": 10, "asked_count": 10, "least": 74}
    assert organisation.state is ClaimState.SUPPORTED
    for stance, state in (
        ("denies", ClaimState.NOT_TESTED),
        ("confirms_part", ClaimState.COMPATIBLE),
    ):
        made = weighed(known(answers=[answer(stance)]))
        assert made.claims[ClaimKey.ORGANISATION].state is state
    assert weighed(known(facts=[fact()])).claims[ClaimKey.ORGANISATION].reason == "outside_agrees"
    agree = weighed(known(calls(9, 10, no=1))).claims[ClaimKey.REAL_PEOPLE]
    assert (agree.state, agree.reason) == (ClaimState.COMPATIBLE, "people_agree")


def test_a_result_tells_how_many_calls_would_change_it():
    need = next(n for n in weighed(NOTHING).needs if n.code == "people_asked")
    assert need.numbers["answer_count"] == 9
    assert need.numbers["call_count"] > 30
    assert need.status is Status.SAMPLE_VERIFIED
    assert "people_asked" not in [n.code for n in weighed(known(calls(10, 10))).needs]


COUNT = st.integers(0, 40)


@given(
    st.builds(
        calls,
        COUNT,
        COUNT,
        dead=COUNT,
        drawn=COUNT,
        denied=COUNT,
        no=COUNT,
        story_denied=COUNT,
        looks=st.lists(st.integers(0, 60), max_size=5).map(tuple),
        at_look=st.booleans(),
    )
)
def test_counts_that_contradict_each_other_raise_nothing(people):
    found = with_calls(Outside(people=people))
    heard = known_of(found, DAY)
    possible = people.confirmed <= people.answered and people.asked <= people.drawn
    if not possible:
        assert heard.corroboration.status is None
        assert not found.told.said.support
    assert not (heard.people.agrees and heard.people.disagrees)


@given(
    st.sampled_from(
        [NOTHING, known(calls(10, 10)), known(calls(0, 10, no=10)), known(facts=[fact()])]
    )
)
def test_steps_add_up_and_a_leading_reading_is_missing_just_where_nothing_can_be_told(outside):
    for found in (CALM, TRACES, TRACES[1:]):
        made = weighed(outside, *found)
        for weighing in made.weighing:
            total = sum(step.value for step in weighing.steps)
            assert total == pytest.approx(weighing.support, abs=1e-5)
            assert made.support[weighing.reading] >= -3.0
        assert (made.leading is None) == (made.status is Status.CANNOT_TELL)
