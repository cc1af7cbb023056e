"""Runs every case of cases/*.toml through its check."""

import tomllib
from pathlib import Path

import pytest

from leakverify.checks.catalogue import CHECKS
from leakverify.model.claim import Claim
from leakverify.model.look_up import MailStatus
from leakverify.model.terms import Reading
from tests.checks.bench import AS_OF, context_of, facts_of, frame_of, made, run

FOLDER = Path(__file__).parent / "cases"
BY_ID = {check.info.id: check for check in CHECKS}


def cases():
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}-{case['name']}")


@pytest.mark.parametrize(("check_id", "case"), list(cases()))
def test_case(check_id, case):
    check = BY_ID[check_id]
    rows = [list(row) for row in case.get("rows", ())]
    for block in case.get("make", ()):
        rows += made(block["count"], block["row"])
    context = context_of(
        case["columns"],
        country=case.get("country", ""),
        claim=Claim(**case.get("claim", {})),
        as_of=case.get("as_of", AS_OF),
        dump_day=case.get("dump_day"),
        answers={name: MailStatus(word) for name, word in case.get("answers", {}).items()},
    )
    finding = run(check, facts_of(frame_of(case["columns"], rows), context), context)[0]
    expect = case["expect"]
    assert finding.state == expect["state"], finding
    assert finding.reason == expect.get("reason"), finding
    for reading, sign in expect.get("sign", {}).items():
        weight = finding.support.get(Reading(reading), 0.0)
        assert {"+": weight > 0.05, "-": weight < -0.05, "0": abs(weight) <= 0.35}[sign], finding
    for reading, least in expect.get("at_least", {}).items():
        assert finding.support[Reading(reading)] >= least, finding
    for reading, most in expect.get("at_most", {}).items():
        assert finding.support[Reading(reading)] <= most, finding
    for name, (low, high) in expect.get("measured", {}).items():
        assert low <= finding.measured[name] <= high, finding
    for name, word in expect.get("says", {}).items():
        assert finding.measured[name] == word, finding
    if "rows" in expect:
        assert list(finding.rows.shown) == expect["rows"], finding
    if "count" in expect:
        assert finding.rows.count == expect["count"], finding
    if "exhibit" in expect:
        assert finding.exhibit is expect["exhibit"], finding


def test_every_check_has_cases():
    missing = sorted(set(BY_ID) - {path.stem for path in FOLDER.glob("*.toml")})
    assert not missing
