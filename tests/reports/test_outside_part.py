"""People asked and answers in the report: whole in the full edition, harmless whatever somebody answered, and in JSON as the schema has it."""

import json
import subprocess
from dataclasses import replace

import jsonschema
import pytest

from leakverify import paths
from leakverify.case import claim_file
from leakverify.model.outside import NOTHING, Admiralty, FindingMark, Outside, Stand
from leakverify.reports import html, json_report, typst_pdf, writer_job
from leakverify.reports.outside_edition import shareable
from leakverify.scoring.corroboration import with_calls
from leakverify.words.verdict import status_explanation
from tests.reports.made import made
from tests.reports.test_reports import printed
from tests.scoring.outside_made import answer, calls, fact, known

HOSTILE = "<script>alert(1)</script> #eval(1) \u202e$x$ \ufdd0"


def whole(words="In their own words."):
    outside = known(
        replace(calls(10, 10, drawn=25, unreachable=15), callers=("QX",)),
        answers=[replace(answer("denies"), words=words)],
        facts=[fact(), fact("disagrees", source=words)],
    )
    outside = with_calls(replace(outside, admiralty=Admiralty("B", 2, words)))
    return replace(made(), outside=outside)


def test_everything_stands_in_the_printed_report(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(typst_pdf.render("report", writer_job.job(printed(whole())), "2026-11-23"))
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    text = " ".join(done.stdout.split())
    for words in (
        "People asked",
        "Seed of the draw",
        "Called by QX",
        "10 of 10 people reached confirmed their entry.",
        "Sentences that may be printed",
        "The leak is real.",
        "In their own words.",
        "B2: the source is usually reliable",
        "The organisation (Example Weekly) denies",
        "asked on 2025-12-01",
        "the number of readers (a printed notice, 2025-12-01): agrees with the claim.",
    ):
        assert words in text, words


def test_words_of_anybody_are_harmless_on_the_page_and_on_paper():
    page = html.render(printed(whole(HOSTILE))).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    job = writer_job.job(printed(whole(HOSTILE)))
    assert typst_pdf.render("report", job, "2026-11-23").startswith(b"%PDF-")


def test_a_long_answer_does_not_stand_at_the_foot_of_every_page():
    assert "In their own words." in printed(whole()).footer
    assert len(printed(whole("x" * 3_000)).footer) < 200


def test_without_anything_from_outside_there_is_no_section():
    assert printed(made()).outside is None
    assert "From outside the file" not in html.render(printed(made())).decode()


@pytest.mark.parametrize("edition", [lambda a: a, shareable])
@pytest.mark.parametrize("outside", [NOTHING, whole().outside])
def test_the_json_is_as_the_schema_has_it(edition, outside):
    told = edition(replace(made(), outside=outside))
    data = json_report.as_dict(told, claim_file.as_dict(told.claim))
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json_report.to_bytes(data)), schema)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("sample_verified", "10 of 10 people asked, from a draw fixed beforehand, confirmed"),
        ("sample_verified", "at least 74 % are right"),
        ("sample_verified", "15 of 25 drawn could not be reached"),
        ("organisation_confirmed", "The organisation itself confirmed the records."),
        ("partly_corroborated", "2 elements from outside the file agree with the claim:"),
        ("partly_corroborated", "people asked, 1 outside fact. The rest is unverified."),
    ],
)
def test_the_headline_is_explained_as_it_was_agreed(status, words):
    from leakverify.model.assessment import Corroboration
    from leakverify.model.terms import Status

    told = whole()
    heard = Corroboration(("people", "fact"), (), Status(status))
    verdict = replace(told.verdict, status=Status(status), corroboration=heard)
    assert words in status_explanation(replace(told, verdict=verdict))


def as_json(assessment):
    return json_report.as_dict(assessment, claim_file.as_dict(assessment.claim))


def test_marks_on_findings_stand_in_the_report_and_change_no_weight():
    plain = made()
    finding = plain.findings[0].id
    marks = (
        FindingMark(finding, Stand.DISPUTED, HOSTILE),
        FindingMark("GONE9:x", Stand.ACCEPTED, "seen", share_note=True),
    )
    marked = replace(plain, outside=Outside(marks=marks))
    page = html.render(printed(marked)).decode()
    assert "Marks on findings" in page
    assert f"({finding.partition(':')[0]}): disputed" in page
    assert "GONE9: accepted" in page
    assert "<script" not in page
    told = as_json(shareable(marked))
    assert [m["note"] for m in told["outside"]["marks"]] == [None, "seen"]
    assert told["verdict"] == as_json(plain)["verdict"]
    job = writer_job.job(printed(marked))
    assert typst_pdf.render("report", job, "2026-11-23").startswith(b"%PDF-")
