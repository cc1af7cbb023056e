"""What is known from outside, on disk: it reads back as it was, and bytes of a stranger are refused by name."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import outside_file, people_form, strict_json
from leakverify.case.people_form import TOLD
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.calling import Stratum
from leakverify.model.errors import UsageProblem
from leakverify.model.outside import (
    NOTHING,
    Admiralty,
    FindingMark,
    Fits,
    Outside,
    OutsideFact,
    Party,
    PeopleSaid,
    PeopleTold,
    Response,
    Stance,
    Stand,
)
from leakverify.model.terms import Reading
from leakverify.reports.outside_edition import edition
from leakverify.scoring.corroboration import known_of, with_calls

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)
DAYS = st.none() | st.dates()
COUNT = st.integers(0, 10**9)
MOMENT = st.sampled_from(["", "2026-03-01", "2026-03-01T09:00:00Z"])
marks = st.builds(Admiralty, st.sampled_from("ABCDEF"), st.integers(1, 6), TEXT)
responses = st.builds(
    Response, st.sampled_from(Party), TEXT, st.sampled_from(Stance), DAYS, DAYS, TEXT
)
facts = st.builds(OutsideFact, TEXT, st.sampled_from(Fits), TEXT, DAYS)
looks = st.lists(COUNT, max_size=3).map(tuple)
rows = st.none() | COUNT
people = st.builds(
    PeopleAsked,
    drawn=COUNT,
    confirmed=COUNT,
    answered=COUNT,
    story_denied=COUNT,
    doubted=COUNT,
    looks=looks,
    at_look=st.booleans(),
    rows=rows,
    seed=TEXT,
    callers=st.lists(TEXT, max_size=3).map(tuple),
    first=MOMENT,
    last=MOMENT,
    strata=st.lists(st.builds(Stratum, TEXT, COUNT, COUNT, COUNT), max_size=3).map(tuple),
)
said = st.builds(
    PeopleSaid,
    at_look=st.booleans(),
    verified=st.booleans(),
    per_cent=st.none() | st.integers(0, 100),
    next_look=rows,
    support=st.just({}) | st.just({Reading.FABRICATED: -1.5}),
)
told = st.builds(
    PeopleTold,
    st.fixed_dictionaries(dict.fromkeys(sorted(TOLD), rows | st.just("<5"))),
    said,
    rows=rows,
    seed=TEXT,
    looks=looks,
    strata=COUNT,
    first=MOMENT,
    last=MOMENT,
)
on_findings = st.builds(FindingMark, TEXT.filter(bool), st.sampled_from(Stand), TEXT, st.booleans())
EVERYTHING = Outside(
    Admiralty("B", 2, "Known since 2019"),
    (
        Response(
            Party.ORGANISATION,
            "Example Weekly",
            Stance.DENIES,
            dt.date(2026, 1, 2),
            dt.date(2026, 1, 3),
            "No.",
        ),
    ),
    (OutsideFact("readers in print", Fits.AGREES, "page 7", dt.date(2025, 3, 1)),),
    PeopleAsked(12, 10, 10, unreachable=2, looks=(10,), at_look=True, rows=200, seed="s"),
)


def refused(data):
    with pytest.raises(UsageProblem) as problem:
        outside_file.from_dict(data)
    assert problem.value.code == "BAD_OUTSIDE"
    return problem.value.place["key"]


@settings(max_examples=60)
@given(
    st.builds(
        Outside,
        st.none() | marks,
        st.lists(responses, max_size=3).map(tuple),
        st.lists(facts, max_size=3).map(tuple),
        people=st.none() | people,
        marks=st.lists(on_findings, max_size=3, unique_by=lambda m: m.finding).map(tuple),
    )
)
def test_it_reads_back_as_it_was(outside):
    data = outside_file.to_bytes(outside)
    assert outside_file.from_bytes(data) == outside
    assert outside_file.to_bytes(outside_file.from_bytes(data)) == data


@settings(max_examples=60)
@given(told)
def test_what_may_be_told_reads_back_too(calls):
    outside = Outside(told=calls)
    assert outside_file.from_bytes(outside_file.to_bytes(outside)) == outside


@settings(max_examples=100, deadline=None)
@given(st.builds(Outside, people=people) | st.builds(Outside, told=told), st.lists(responses))
def test_whatever_was_read_can_be_judged_and_shared(outside, answers):
    whole = with_calls(replace(outside, responses=tuple(answers)))
    known_of(whole, dt.date(2026, 1, 1))
    shared = with_calls(edition(whole))
    known_of(shared, dt.date(2026, 1, 1))
    assert outside_file.from_bytes(outside_file.to_bytes(edition(whole))).responses == (
        shared.responses
    )


def test_a_sheet_by_hand(tmp_path):
    path = tmp_path / "outside.toml"
    path.write_text(
        """
[admiralty]
reliability = "b"
credibility = 2
reason = "Known since 2019"

[[response]]
party = "organisation"
name = "Example Weekly"
stance = "denies"
asked = 2026-01-02
answered = "2026-01-03"
words = "No."

[[fact]]
what = "readers in print"
fits = "agrees"
source = "page 7"
on = 2025-03-01
""",
        encoding="utf-8",
    )
    read = outside_file.load(path)
    assert read.admiralty == EVERYTHING.admiralty
    assert (read.responses, read.facts) == (EVERYTHING.responses, EVERYTHING.facts)
    assert read.people is None


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"admirality": {}}, "admirality"),
        ({"people": {}}, "people"),
        ({"admiralty": []}, "admiralty"),
        ({"admiralty": {"reliability": "G", "credibility": 1}}, "reliability"),
        ({"admiralty": {"reliability": "AB", "credibility": 1}}, "reliability"),
        ({"admiralty": {"reliability": "A", "credibility": 0}}, "credibility"),
        ({"admiralty": {"reliability": "A", "credibility": True}}, "credibility"),
        ({"admiralty": {"reliability": "A", "credibility": 1, "why": ""}}, "why"),
        ({"response": {}}, "response"),
        ({"response": ["x"]}, "response"),
        ({"response": [{}] * 201}, "response"),
        ({"response": [{"stance": "denies"}]}, "party"),
        ({"response": [{"party": "organisation", "stance": "yes"}]}, "stance"),
        ({"response": [{"party": "other", "stance": "denies", "who": ""}]}, "who"),
        ({"response": [{"party": "other", "stance": "denies", "asked": "soon"}]}, "asked"),
        ({"response": [{"party": "other", "stance": "denies", "words": "x" * 10_001}]}, "words"),
        ({"fact": [{"what": "x"}]}, "fits"),
        ({"fact": [{"what": 1, "fits": "agrees"}]}, "what"),
        ({"fact": [{"what": "x", "fits": "agrees", "when": 1}]}, "when"),
    ],
)
def test_what_cannot_be_followed_is_named(data, key):
    assert refused(data) == key


def shared(counts=None, said=None, support=None):
    """What may be told of calls, with one part another."""
    found = people_form.told_dict(PeopleTold(dict.fromkeys(TOLD, 0), PeopleSaid()))
    found["counts"] = counts or found["counts"]
    found["said"] = found["said"] if said is None else said
    if support is not None:
        found["said"]["support"] = support
    return found


def spoilt(change):
    found = json.loads(outside_file.to_bytes(EVERYTHING))
    change(found)
    return strict_json.to_bytes(found)


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.update(schema="leakverify.outside/2"),
        lambda f: f.pop("schema"),
        lambda f: f.update(more=1),
        lambda f: f["people"].update(drawn=-1),
        lambda f: f["people"].update(drawn=True),
        lambda f: f["people"].update(drawn=10**10),
        lambda f: f["people"].update(more=1),
        lambda f: f["people"].update(looks=[1, 2, 3, 4]),
        lambda f: f["people"].update(at_look=1),
        lambda f: f["people"].update(first="yesterday"),
        lambda f: f["people"].update(seed="x" * 301),
        lambda f: f["people"].update(strata=[["x", 1, 1]]),
        lambda f: f["people"].pop("looks"),
        lambda f: f.update(people=[1]),
        lambda f: f.update(told={"counts": {}}),
        lambda f: f.update(told=shared(counts={"drawn": 1})),
        lambda f: f.update(told=shared(said={})),
        lambda f: f.update(told=shared(support=[])),
        lambda f: f.update(told=shared(support={"genuine": 1})),
        lambda f: f.update(told=shared(support={"fabricated": 5})),
    ],
)
def test_what_is_no_such_file_is_refused(change):
    with pytest.raises(UsageProblem) as problem:
        outside_file.from_bytes(spoilt(change))
    assert problem.value.code == "BAD_OUTSIDE"


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_bytes_of_anybody_are_refused_with_a_told_error(data):
    with pytest.raises(UsageProblem):
        outside_file.from_bytes(data)


def test_counts_that_a_later_program_added_are_nought_in_an_older_file():
    data = spoilt(lambda f: f["people"].pop("story_denied"))
    assert outside_file.from_bytes(data) == EVERYTHING


def test_nothing_is_nothing():
    assert outside_file.is_empty(outside_file.from_bytes(outside_file.to_bytes(NOTHING)))
    assert outside_file.is_empty(outside_file.from_dict({}))
    assert not outside_file.is_empty(EVERYTHING)


def test_marks_on_findings_by_hand(tmp_path):
    path = tmp_path / "outside.toml"
    path.write_text(
        """
[[finding]]
id = "GEN003:email"
mark = "disputed"
note = "The shop gives such addresses to its test accounts."
share_note = true

[[finding]]
id = "TIM004"
mark = "accepted"
""",
        encoding="utf-8",
    )
    first, second = outside_file.load(path).marks
    assert (first.finding, first.stand, first.share_note) == ("GEN003:email", Stand.DISPUTED, True)
    assert second == FindingMark("TIM004", Stand.ACCEPTED)


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"id": "A", "mark": "true"}, "mark"),
        ({"mark": "accepted"}, "id"),
        ({"id": "A", "mark": "accepted", "share_note": "yes"}, "share_note"),
        ({"id": "A", "mark": "accepted", "note": 3}, "note"),
        ({"id": "A", "mark": "accepted", "weight": 3}, "weight"),
    ],
)
def test_a_mark_that_cannot_be_followed_is_named(entry, key):
    assert refused({"finding": [entry]}) == key


def test_one_finding_bears_one_mark():
    assert refused({"finding": [{"id": "A", "mark": "accepted"}] * 2}) == "id"


def test_a_note_leaves_the_newsroom_only_where_the_user_said_so():
    kept = FindingMark("A", Stand.EXPLAINED, "inside")
    shared = FindingMark("B", Stand.DISPUTED, "outside", share_note=True)
    told = edition(Outside(marks=(kept, shared))).marks
    assert [(m.stand, m.note) for m in told] == [
        (Stand.EXPLAINED, ""),
        (Stand.DISPUTED, "outside"),
    ]
