"""`leakverify selftest` and the model card on the command line."""

import json

import pytest

from leakverify.cli.main import main
from leakverify.engine import self_test
from leakverify.model.museum import Catch, Caught, SelfTest, Trial
from leakverify.model.terms import Reading, Status


def played(caught, *, accused=0, complete=True):
    trial = Trial(
        "reserved_domain",
        "subscribers",
        True,
        (Reading.TAMPERED,),
        26,
        caught,
        Status.UNVERIFIED,
        False,
        () if caught is Caught.MISSED else (Catch("GEN001", 2.0, True, 26, 26),),
    )
    return SelfTest("1", 320, 12, accused, (trial,), {"GEN001": 1}, {"GEN001": 12}, complete)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (played(Caught.NAMED), 0),
        (played(Caught.SPEAKS), 0),
        (played(Caught.MISSED), 6),
        (played(Caught.NAMED, accused=1), 6),
        (played(Caught.NAMED, complete=False), 130),
    ],
)
def test_the_exit_code_tells_whether_a_class_was_missed(monkeypatch, capsys, result, code):
    monkeypatch.setattr(self_test, "run", lambda *_a, **_k: result)
    assert main(["selftest"]) == code
    said = capsys.readouterr().out
    assert "of 1 planted classes were caught" in said
    assert "GEN001  1 of 12" in said


def test_json_alone_is_printed_where_asked(monkeypatch, capsys):
    monkeypatch.setattr(self_test, "run", lambda *_a, **_k: played(Caught.MISSED))
    assert main(["selftest", "--json", "-"]) == 6
    data = json.loads(capsys.readouterr().out)
    assert data["missed"] == ["reserved_domain"]
    assert data["passed"] is False


def test_quiet_says_nothing_and_writes_the_file(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(self_test, "run", lambda *_a, **_k: played(Caught.NAMED))
    out = tmp_path / "museum.json"
    assert main(["selftest", "--quiet", "--json", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["passed"] is True
    assert main(["selftest", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_the_model_card_is_printed(capsys):
    assert main(["checks", "--model-card"]) == 0
    assert "What it was measured on" in capsys.readouterr().out
