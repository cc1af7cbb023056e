"""What leaves the newsroom of calls, answers and facts: no words, no names, and no count from which a small one could be computed."""

import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import claim_file
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.outside import Admiralty, Fits, Outside, OutsideFact
from leakverify.reports import json_report
from leakverify.reports.outside_edition import edition, shareable, told_shareable
from leakverify.scoring.corroboration import known_of, with_calls
from tests.reports.made import made
from tests.scoring.outside_made import DAY, answer, calls, fact, known

SECRET = "zebra quartet nine"


def told(people):
    return with_calls(Outside(people=people)).told


def given_out(people):
    return told_shareable(told(people))


def test_counts_that_hide_nothing_are_told_as_they_are():
    out = given_out(calls(10, 10, drawn=20, unreachable=10))
    assert out.counts["confirmed"] == out.counts["asked"] == 10
    assert out.said.per_cent == 74
    assert out.bound is not None
    assert out.sayable is not None


def test_a_single_miss_is_told_by_no_number_beside_it():
    out = given_out(calls(16, 17, drawn=40, wrong_person=1, unreachable=23, looks=(10, 17, 22)))
    assert out.counts["missed"] is None
    assert out.counts["wrong_person"] is None
    assert out.counts["asked"] is None
    assert out.counts["confirmed"] is None
    assert out.looks == ()
    assert out.bound is None
    assert out.said.per_cent % 5 == 0
    assert out.said.verified


def test_few_who_were_not_reached_are_told_by_no_number_beside_them():
    out = given_out(calls(10, 10, drawn=12, unreachable=2))
    assert out.counts["unreachable"] == "<5"
    assert out.counts["drawn"] is None
    assert out.counts["confirmed"] == 10
    assert out.bound.drawn is None
    text = json.dumps(json_of(calls(10, 10, drawn=12, unreachable=2)))
    assert "12 people drawn" not in text
    assert "2 were not reached" not in text
    assert "2 of 12" not in text


def json_of(people, **more):
    whole = replace(made(), outside=with_calls(known(people, **more)))
    return json_report.as_dict(shareable(whole), claim_file.as_dict(whole.claim))["outside"]


SMALL = st.integers(0, 7)


@settings(max_examples=80, deadline=None)
@given(SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, st.booleans())
def test_no_count_of_one_to_four_stands_anywhere(
    confirmed, no, denied, dead, refused, unreachable, foils, at_look
):
    answered = confirmed + no + denied
    people = calls(
        confirmed,
        answered,
        dead=dead,
        drawn=answered + dead + refused + unreachable,
        no=no,
        denied=denied,
        refused=refused,
        unreachable=unreachable,
        foils=foils,
        foils_accepted=foils // 2,
        at_look=at_look,
        looks=(max(1, answered + dead),),
    )
    out = given_out(people)
    assert not [n for n in out.counts.values() if isinstance(n, int) and 0 < n < 5]


def views_of(people):
    """What a reader of the shareable edition sees of calls, as one value."""
    out = given_out(people)
    sayable = out.sayable and (out.sayable.may, out.sayable.may_not)
    return (
        tuple(sorted((k, str(v)) for k, v in out.counts.items())),
        out.said,
        out.looks,
        out.bound and (out.bound.confirmed, out.bound.answered, out.bound.drawn, out.bound.dead),
        sayable,
    )


def test_another_set_of_numbers_prints_alike_wherever_a_small_one_is_kept_back():
    # A solver by force (SAFETY S32): all calls of these sizes; a small count is safe if it takes two values under one print.
    seen = {}
    for confirmed, missed, silent in product(range(16), range(8), range(8)):
        asked = confirmed + missed
        if not asked:
            continue
        for looks in ((asked,), (10, 17, 22)):
            people = calls(
                confirmed,
                asked,
                drawn=asked + silent,
                wrong_person=missed,
                unreachable=silent,
                looks=looks,
                at_look=asked in looks,
            )
            seen.setdefault(repr(views_of(people)), []).append((confirmed, missed, silent))
    for text, found in seen.items():
        if any(
            max(sizes) >= most
            for sizes, most in zip(zip(*found, strict=True), (11, 7, 7), strict=True)
        ):
            continue  # its likes may lie beyond these sizes
        for values in zip(*found, strict=True):
            small = {v for v in values if 0 < v < 5}
            assert not small or len(set(values)) > 1, (text, found)


def test_words_names_and_sources_stay():
    outside = Outside(
        Admiralty("B", 2, SECRET),
        (replace(answer(), name=SECRET, words=SECRET),),
        (OutsideFact(SECRET, Fits.AGREES, SECRET, DAY),),
        replace(calls(10, 10), callers=("QX",)),
    )
    out = edition(with_calls(outside))
    assert SECRET not in repr(out)
    assert "QX" not in repr(out)
    assert out.people is None
    assert (out.admiralty.reliability, out.admiralty.credibility) == ("B", 2)
    assert out.responses[0].answered == DAY


@pytest.mark.parametrize(
    "outside",
    [
        known(calls(10, 10), answers=[answer()], facts=[fact()]),
        known(calls(16, 17, wrong_person=1, looks=(10, 17, 22))),
        known(calls(3, 8, denied=5), facts=[fact(), fact("disagrees")]),
        known(answers=[answer("denies"), answer(name="Other"), answer("denies", name="other")]),
        known(facts=[fact(source="")]),
    ],
)
def test_the_result_is_the_same_from_what_is_shared(outside):
    whole = with_calls(outside)
    again = with_calls(edition(whole))
    first, second = (known_of(o, DAY) for o in (whole, again))
    assert first.corroboration == second.corroboration
    assert first.organisation == second.organisation
    if outside.people:
        assert first.people.support == second.people.support
    assert edition(again) == edition(edition(again)) == replace(edition(whole), told=again.told)


def test_sums_that_do_not_hold_tell_nothing():
    people = PeopleAsked(50, 10, 20, no=30, looks=(20,), at_look=True)
    assert not [n for n in given_out(people).counts.values() if isinstance(n, int) and n]
