"""The section on mail domains: both editions, with and without a look-up; what it says can be checked by hand."""

import io
import json
import subprocess
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from leakverify import paths
from leakverify.case import domain_list
from leakverify.cli import verdict_text
from leakverify.engine import export
from leakverify.model.look_up import Answer, DomainKind, SampleDomain
from leakverify.model.looked_up import AnsweredDomain
from leakverify.reports import build, json_report, mail_part, typst_pdf, writer_job
from leakverify.words import mail_report
from tests.reports.made import CALIBRATION, made
from tests.reports.made_mail import LONG, OWN, answers, domains, looked_up, with_domains

EDITIONS = ("full", "shareable")
NAMES = [d.domain for d in domains()]


def asked(told=()):
    return export.Asked(
        lambda _texts: frozenset(),
        lambda _finding, _count: (("", "e-mail"), [("1", "someone")]),
        typst_pdf.render,
        lambda: told,
    )


def written(tmp_path, assessment, edition, ending="html", told=()):
    path = tmp_path / f"{edition}.{ending}"
    done = export.export(assessment, path, edition, CALIBRATION, asked(told))
    assert done.withheld == 0
    return path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("edition", EDITIONS)
def test_without_a_look_up_it_says_so(tmp_path, edition):
    text = written(tmp_path, with_domains(), edition)
    assert "37 different mail domains in 6,590 different addresses." in text
    assert "No domain was looked up." in text
    assert "Nothing was sent to a network: 0 queries made" in text
    assert "tables of 2026-11-26" in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_after_a_look_up_nothing_is_said_to_have_stayed(tmp_path, edition):
    assessment, told = looked_up()
    text = written(tmp_path, assessment, edition, told=told)
    assert "Nothing was sent" not in text
    assert "No domain was looked up" not in text
    assert "72 questions about mail domains were sent, through a SOCKS proxy, to Quad9" in text
    assert "2026-11-22 10:00:00 to 2026-11-22 10:00:34 (UTC)" in text
    info = assessment.network.look_up
    assert info.list_sha256 in text
    assert info.answers_sha256 in text
    assert "day of the leak" in text


def test_only_the_full_edition_names_domains(tmp_path):
    assessment, told = looked_up()
    for ending in ("html", "json", "pdf"):
        text = written(tmp_path, assessment, "shareable", ending, told)
        assert not any(name in text for name in NAMES)
    full = written(tmp_path, assessment, "full", told=told)
    asked_for = [d.domain for d in domains() if d.asked_by_default]
    assert all(f"<td>{name}</td>" in full for name in asked_for)
    assert full.index("<td>gmail.com</td>") < full.index(f"<td>{LONG}</td>")
    assert "icloud.com" not in full  # a decoy is no domain of the sample


def test_a_resolver_of_ones_own_stays_out_of_the_shareable_edition(tmp_path):
    assessment, told = looked_up(way=OWN)
    for ending in ("html", "json", "pdf"):
        text = written(tmp_path, assessment, "shareable", ending, told)
        assert "newsroom" not in text
        assert "192.0.2.7" not in text
    assert "resolver.newsroom.example" in written(tmp_path, assessment, "full", told=told)
    assert mail_report.shareable_resolver("system:10.1.2.3") == "system"
    assert mail_report.shareable_resolver("somebody's") == "other"


def test_the_hashes_of_a_short_list_stay_out_of_the_shareable_edition(tmp_path):
    assessment, told = looked_up(domains(firms=3))
    info = assessment.network.look_up
    for ending in ("html", "json"):
        text = written(tmp_path, assessment, "shareable", ending, told)
        assert info.list_sha256 not in text
        assert info.answers_sha256 not in text
        assert info.list_sha256 in written(tmp_path, assessment, "full", ending, told)


def test_long_answers_end_with_how_many_there_are_more():
    told = [
        AnsweredDomain(f"d{n}.example", 5_000 - n, Answer(f"d{n}.example")) for n in range(1234)
    ]
    table = mail_part.answer_table(told, str)
    assert len(table.rows) == 200
    assert table.more == "and 1,034 more"
    assert table.rows[0][:3] == ("d0.example", "5,000", "was not asked")
    assert mail_part.answer_table([], str) is None


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("assessment", [made(), with_domains(), with_domains(()), looked_up()[0]])
def test_the_json_keeps_the_schema(assessment, full):
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text(encoding="utf-8"))
    data = json_report.as_dict(assessment, {}, full=full)
    jsonschema.validate(json.loads(json_report.to_bytes(data)), schema)
    assert json_report.to_bytes(data) == json_report.to_bytes(
        json_report.as_dict(assessment, {}, full=full)
    )
    data["sample"].pop("mail_domains")  # files of earlier versions have none
    jsonschema.validate(json.loads(json_report.to_bytes(data)), schema)


def test_small_counts_are_text_and_what_gives_them_away_is_null_in_the_json():
    assessment, _ = looked_up()
    data = json_report.as_dict(assessment, {}, full=False)
    kinds = data["sample"]["mail_domains"]["kinds"]
    assert kinds["university"] == {"domains": "<5", "addresses": 49, "rows": 51}
    assert data["network"]["look_up"]["domains"] is None
    assert data["network"]["look_up"]["not_asked"] is None
    whole = json_report.as_dict(assessment, {}, full=True)
    assert whole["sample"]["mail_domains"]["kinds"]["university"]["domains"] == 2
    assert whole["network"]["look_up"]["domains"] == 35
    assert whole["network"]["look_up"]["not_asked"] == {"reserved": 1, "single": 1}


def pdf(assessment, told, *, full):
    report = build.report(assessment, {}, CALIBRATION, {}, full=full, clean=export._for_paper)
    table = mail_part.answer_table(told, export._for_paper) if full else None
    return typst_pdf.render("report", writer_job.job(report, (), table), "2026-11-23")


@pytest.mark.parametrize("full", [True, False])
def test_the_pdf_is_written_tagged_and_always_the_same(full):
    assessment, told = looked_up()
    data = pdf(assessment, told, full=full)
    assert data == pdf(assessment, told, full=full)
    assert b"/StructTreeRoot" in data


@settings(max_examples=12, deadline=None)
@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=255),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=255),
)
def test_a_hostile_file_of_answers_does_not_forbid_the_pdf(resolver, host):
    found = domains()
    assessment, _ = looked_up(way=resolver)
    answer = Answer("firm-1.example", "NOERROR", ((1, host),) * 9, provider=host, resolver=resolver)
    told = [AnsweredDomain(d.domain, d.rows, answer) for d in found]
    assert pdf(assessment, told, full=True).startswith(b"%PDF-")


def test_what_the_report_says_of_checking_is_so(tmp_path):
    """The commands of the sentences, as a colleague would type them."""
    found = domains()
    own = [d.domain for d in found if d.asked_by_default]
    (tmp_path / "LIST").write_text(domain_list.list_text([*own, "icloud.com", "yahoo.com"]))
    (tmp_path / "ANSWERS").write_bytes(domain_list.answers_bytes(answers(found)))
    info = looked_up()[0].network.look_up
    for sentence, expected in zip(
        mail_report.HOW_TO_CHECK, (info.list_sha256, info.answers_sha256), strict=True
    ):
        command = sentence.partition("“")[2].partition("”")[0]
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert done.stdout.split()[0] == expected


def test_the_terminal_says_it_in_two_lines():
    out = io.StringIO()
    console = Console(file=out, width=4_000, highlight=False, markup=False)
    verdict_text.show(looked_up()[0], console)
    assert "Of 35 domains: 27 " in out.getvalue()
    assert "Asked of Quad9: dot:9.9.9.9#dns.quad9.net" in out.getvalue()
    assert "72 questions, 2 decoys." in out.getvalue()
    out.seek(0)
    out.truncate()
    verdict_text.show(with_domains(), console)
    assert "looked up" not in out.getvalue()


def test_a_sample_without_addresses_or_without_a_count_says_so(tmp_path):
    assert "No column holds addresses" in written(tmp_path, with_domains(()), "full")
    assert "were not counted" in written(tmp_path, made(), "full")


def test_answers_that_were_not_matched_tell_no_number_of_unasked_domains(tmp_path):
    few = (SampleDomain("gmail.com", 40, 39, DomainKind.PROVIDER),)
    unmatched = with_domains(few)
    network = replace(unmatched.network, look_up=looked_up()[0].network.look_up)
    text = written(tmp_path, replace(unmatched, network=network), "shareable")
    assert "not on the list" not in text
