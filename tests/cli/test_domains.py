"""The courier on the command line: list the domains, carry answers back, check with them; never an address on the way."""

import json

import jsonschema
import pytest

from leakverify import paths
from leakverify.case import domain_list
from leakverify.model.look_up import Answer
from tests.cli.test_check import call, people, write


def sample(path, rows=120):
    table = people(rows)
    for number, row in enumerate(table[1:]):
        row[2] = (
            f"user{number}@"
            + ("mueller-bau.de", "becker-holz.de", "mail.schneider-reisen.de")[number % 3]
        )
    table.append([999, "Ann Rare", "ann@very-rare-name.de", "Paris", "1.00"])
    table.append([998, "Ann Canary", "x@k2j4h5k2j4h5.canarytokens.com", "Paris", "1.00"])
    return write(path, table)


def answered(path, out, rcode="NXDOMAIN", extra=()):
    answers = [
        Answer(d, rcode, asked_at="2026-01-02T03:04:05Z", resolver="dot:192.0.2.1", queries=2)
        for d in [*domain_list.read_list(path), *extra]
    ]
    out.write_bytes(domain_list.answers_bytes(answers))
    return out


def test_the_usual_list_leaves_out_what_betrays(tmp_path):
    source, out = sample(tmp_path / "s.csv"), tmp_path / "LIST"
    done = call("domains", source, "--out", out)
    assert done.returncode == 0, done.stderr
    assert set(domain_list.read_list(out)) == {
        "mueller-bau.de",
        "becker-holz.de",
        "schneider-reisen.de",
    }
    assert out.stat().st_mode & 0o777 == 0o600
    said = done.stdout.decode()
    assert "3 domains are on the list, 2 left out: 1 alarm service; 1 one address." in said
    for secret in ("canary", "very-rare", "schneider", "@"):
        assert secret not in said


def test_a_risky_domain_is_named_one_by_one(tmp_path):
    source, out = sample(tmp_path / "s.csv"), tmp_path / "LIST"
    words = ("domains", source, "--out", out, "--decoys", 7, "--quiet")
    done = call(*words, "--risky", "Very-Rare-Name.de")
    assert (done.returncode, done.stdout) == (0, b"")
    listed = set(domain_list.read_list(out))
    assert {"very-rare-name.de", "mueller-bau.de"} <= listed
    assert "canarytokens.com" not in listed
    assert len(listed) == 4 + 7
    assert call(*words, "--risky", "elsewhere.de").returncode == 2


def test_answers_come_back_into_the_check(tmp_path):
    source, out = sample(tmp_path / "s.csv"), tmp_path / "LIST"
    assert call("domains", source, "--out", out, "--decoys", 2).returncode == 0
    answers = answered(out, tmp_path / "ANSWERS")
    full = tmp_path / "full.json"
    words = ("--json", "-", "--quiet", "--report", full, "--edition", "full")
    done = call("check", source, "--mx", answers, *words)
    assert done.returncode == 0, done.stderr
    shareable = json.loads(done.stdout)["network"]["look_up"]
    assert (shareable["domains"], shareable["list_sha256"]) == ("<5", None)
    assert shareable["resolvers"] == ["dot"]
    told = json.loads(full.read_text())
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text())
    jsonschema.validate(told, schema)
    look_up = told["network"]["look_up"]
    assert (look_up["domains"], look_up["decoys"]) == (3, 2)
    assert told["network"]["queries_made"] == look_up["queries"] == 10
    assert look_up["resolvers"] == ["dot:192.0.2.1"]
    assert look_up["list_sha256"] == domain_list.list_hash(domain_list.read_list(out))
    finding = next(f for f in told["findings"] if f["check"] == "PER024")
    assert finding["measured"]["no_mail_rows"] == finding["measured"]["answered_rows"] == 120
    assert finding["support"]["fabricated"] > 0
    assert "schneider" not in json.dumps(look_up)


def test_without_a_look_up_nothing_is_said_to_have_been_asked(tmp_path):
    done = call("check", sample(tmp_path / "s.csv"), "--json", "-", "--quiet")
    told = json.loads(done.stdout)
    assert told["network"]["look_up"] is None
    assert told["network"]["queries_made"] == 0
    finding = next(f for f in told["findings"] if f["check"] == "PER024")
    assert finding["reason"] == "NO_LOOK_UP"


@pytest.mark.parametrize("how", ["another", "altered", "none"])
def test_answers_that_do_not_belong_are_refused(tmp_path, how):
    source, out = sample(tmp_path / "s.csv"), tmp_path / "LIST"
    call("domains", source, "--out", out)
    answers = answered(out, tmp_path / "ANSWERS")
    if how == "another":
        answers.write_bytes(domain_list.answers_bytes([Answer("elsewhere.fr", "NOERROR")]))
    if how == "altered":
        answers.write_bytes(answers.read_bytes().replace(b"NXDOMAIN", b"NOERROR", 1))
    if how == "none":
        answers.unlink()
    done = call("check", source, "--mx", answers, "--json", "-", "--quiet")
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_sample_without_addresses_has_no_list(tmp_path):
    source = write(tmp_path / "s.csv", [["id", "town"], *([i, "Paris"] for i in range(50))])
    done = call("domains", source, "--out", tmp_path / "LIST")
    assert done.returncode == 2
    assert not (tmp_path / "LIST").exists()
