"""What a different verdict would need: computed by leaving findings out, in the order of what hangs on them."""

import datetime as dt

import pytest

from leakverify.model.assessment import NetworkInfo, ToolInfo
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.outside import NOTHING
from leakverify.model.sample import Sample, SampleFile
from leakverify.model.terms import Family, Reading, State, Status
from leakverify.scoring.weigh import assessment
from leakverify.words.needs import need_sentences, needs_heading
from tests.scoring.findings import exhibit, silent, statistic
from tests.scoring.test_status import MEASURED
from tests.words.test_words import NEVER


def absent(check, family, reason):
    return Finding(check, check, Family(family), State.NOT_APPLICABLE, reason)


NO_EARLIER = absent("ANC001", "ancestry", "NO_EARLIER")


def weighed(*found, rows=2_000, claim=None, outside=NOTHING):
    file = SampleFile("a.csv", 1, "0" * 64, "csv", "utf-8", ",", True, None, rows, 0, 0, 0)
    return assessment(
        sample=Sample((file,)),
        findings=(*found, NO_EARLIER),
        claim=claim or Claim(),
        tool=ToolInfo("0", {}, 0, dt.date(2026, 1, 1)),
        calibration=MEASURED,
        network=NetworkInfo(),
        complete=True,
        stopped=None,
        ancestor=None,
        has_identity=True,
        outside=outside,
    )


def codes(made):
    return [need.code for need in made.verdict.needs]


LONE = (
    exhibit("GEN003", "generator", fabricated=2.0),
    statistic("STR007", "structure", fabricated=1.9),
    statistic("TIM001", "timeline", fabricated=0.6),
)
MANY = (
    exhibit("GEN003", "generator", fabricated=2.0),
    exhibit("GEN001", "generator", fabricated=2.0),
    exhibit("PER005", "person", fabricated=1.9),
    statistic("STR007", "structure", fabricated=1.9),
)
CALM = (silent("PER006", "person"), silent("STR007", "structure"))


def test_the_finding_that_carries_an_accusation_comes_first():
    made = weighed(*LONE)
    assert made.verdict.status is Status.FABRICATED
    first = made.verdict.needs[0]
    assert (first.code, first.check) == ("finding_explained", "GEN003")
    assert first.status is Status.CANNOT_TELL
    assert made.verdict.fragile_without == ("GEN003", "STR007") or "GEN003" in (
        made.verdict.fragile_without
    )


def test_what_hangs_on_findings_falls_from_need_to_need():
    changes = [n.change for n in weighed(*MANY).verdict.needs if n.code == "finding_explained"]
    assert changes == sorted(changes, reverse=True)


def test_where_none_carries_it_alone_their_number_is_told():
    made = weighed(*MANY)
    together = next(n for n in made.verdict.needs if n.code == "findings_together")
    assert together.numbers["finding_count"] >= 2
    assert together.status is not Status.FABRICATED
    assert not made.verdict.fragile


def test_a_calm_file_waits_for_people_older_files_and_facts():
    assert codes(weighed(*CALM)) == [
        "people_asked",
        "earlier_file",
        "outside_facts",
        "claim_sheet",
    ]
    told = Claim(organisation="Example Weekly", stolen=dt.date(2025, 1, 1))
    assert "organisation_asked" in codes(weighed(*CALM, claim=told))
    assert "claim_sheet" not in codes(weighed(*CALM, claim=told))
    begun = Claim(organisation="Example Weekly", period_from=dt.date(2025, 1, 1))
    assert "claim_sheet" not in codes(weighed(*CALM, claim=begun))


def test_few_rows_need_rows_and_few_kinds_need_the_missing_ones():
    few = weighed(*MANY, rows=12).verdict.needs[0]
    assert (few.code, few.numbers) == ("more_rows", {"rows_count": 12, "needed_count": 30})
    made = weighed(silent("STR007", "structure"), absent("TIM001", "timeline", "NO_COLUMN"))
    missing = [n for n in made.verdict.needs if n.code == "family_missing"]
    assert [(n.family, n.reason) for n in missing] == [(Family.TIMELINE, "NO_COLUMN")]


def test_what_points_somewhere_says_how_much_is_missing():
    made = weighed(
        statistic("STR007", "structure", fabricated=1.0),
        statistic("TIM001", "timeline", fabricated=0.5),
    )
    assert made.verdict.towards is Reading.FABRICATED
    short = next(n for n in made.verdict.needs if n.code == "support_missing")
    assert short.change == pytest.approx(1.0 - made.verdict.support[Reading.FABRICATED])
    assert "no_exhibit" in codes(made)


@pytest.mark.parametrize("found", [LONE, MANY, CALM])
@pytest.mark.parametrize("rows", [12, 2_000])
def test_every_need_is_worded_shortly_and_harmlessly(found, rows):
    made = weighed(*found, rows=rows)
    assert needs_heading(made.verdict.status)
    said = need_sentences(made)
    assert said
    for text in said:
        assert text
        assert len(text) <= 420
        assert "{" not in text
        assert not any(word.lower() in text.lower() for word in NEVER)


def test_steps_add_up_to_the_total_that_is_shown():
    for one in weighed(*MANY).verdict.weighing:
        assert sum(s.value for s in one.steps) == pytest.approx(one.support, abs=1e-4)
