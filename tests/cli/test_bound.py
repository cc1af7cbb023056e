"""`leakverify bound`, for answers that came and for calls to be planned."""

import json

import pytest

from leakverify.cli import parser
from leakverify.cli.main import main


def call(capsys, *words):
    code = main(["bound", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_json_keeps_its_fields_and_only_grows(capsys):
    code, out, _ = call(capsys, 10, 10, "--rows", 31, "--drawn", 12, "--json", "-")
    told = json.loads(out)
    assert code == 0
    assert list(told)[:6] == ["confirmed", "answered", "rows", "lower95", "floor", "sentence"]
    assert told["lower95"] == 25 / 31
    assert told["floor"] == 10 / 12
    assert "at least 80 %" in told["sentence"]
    assert told["may_write"][0] == told["sentence"]
    assert all(entry["sentence"] and entry["reason"] for entry in told["may_not_write"])


def test_the_sentence_comes_first_and_what_may_not_be_written_has_a_reason(capsys):
    code, out, _ = call(capsys, 10, 10, "--drawn", 45)
    assert code == 0
    assert out.startswith("10 of 10 people reached confirmed their entry.")
    assert "at least 74 % are right (95 % confidence)" in out.splitlines()[0]
    assert "35 of 45 drawn could not be reached" in out.splitlines()[0]
    assert "Invented entries never answer" in out


def test_announced_looks_are_told(capsys):
    _, out, _ = call(capsys, 10, 10, "--looks", 3, "--json", "-")
    told = json.loads(out)
    assert told["lower"] < told["lower95"]
    assert "over 3 announced looks" in told["sentence"]
    assert "at least 66 %" in told["sentence"]


def test_nobody_confirming_is_said(capsys):
    _, out, _ = call(capsys, 0, 4)
    assert out.startswith("Nobody confirmed an entry")


@pytest.mark.parametrize(
    "words",
    [(3, 2), (5,), (), (5, 5, "--plan", 0.9), ("--plan", 2), ("--plan", 0.9, "--planted", 5)],
)
def test_what_does_not_fit_together_is_bad_usage(capsys, words):
    code, out, err = call(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("leakverify: ")


def test_a_plan_tells_answers_calls_and_planted_rows(capsys):
    words = ("--plan", 0.9, "--rows", 2000, "--response", 0.4, "--planted", 20)
    code, out, _ = call(capsys, *words)
    assert code == 0
    assert "With 0 wrong: 29 answers: 86 calls if 40" in out
    assert "planted rows: 25" in out
    _, out, _ = call(capsys, *words, "--miss", 1, "--json", "-")
    told = json.loads(out)
    assert [plan["misses"] for plan in told["plans"]] == [1]
    assert told["plans"][0]["meets"] == pytest.approx(0.365, abs=0.005)


def test_every_option_has_a_help(capsys):
    for command in ("bound",):
        with pytest.raises(SystemExit):
            parser.build().parse_args([command, "--help"])
    assert "--planted" in capsys.readouterr().out
