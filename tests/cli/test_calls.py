"""`leakverify calls`: a plan is fixed once, sheets are shared, noted, merged, and a bound is told at a look alone."""

import itertools
import json
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from leakverify.case import call_draw, call_plan, call_record, call_sheet, draw_file, script_file
from leakverify.cli import call_store, calls
from leakverify.cli.main import main
from leakverify.model.call_desk import CallSheet, Foil, Outcome
from leakverify.model.calling import DrawOrder
from leakverify.model.errors import OutputProblem, UsageProblem
from tests import call_sheets
from tests.call_sheets import FILES, moment, not_drawn, plan_of, reserve_of, rows_of


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Each call of these tests a second after the one before."""
    moments = map(moment, itertools.count(1))
    monkeypatch.setattr(calls, "now", lambda: next(moments))


@pytest.fixture
def sheet(tmp_path):
    """A sheet on disk: three drawn, two in reserve, looks after two and three answers."""
    path = tmp_path / "plan.lvcalls"
    plan = plan_of(3, 2, looks=(2, 3), story=not_drawn(plan_of(3, 2)))
    call_store.write_new(path, CallSheet(plan))
    return path


def plan_in(path):
    return call_sheet.read(path).plan


def run(capsys, *words):
    code = main(["calls", *map(str, words)])
    out = capsys.readouterr()
    return code, out.out, out.err


def note(capsys, path, row, outcome, *more):
    return run(capsys, "note", path, row, outcome, "--who", "AB", *more)


def record_of(tmp_path, **changes):
    order = DrawOrder(10, "seed", 4, (((range(3, 5),), "minors"),))
    made = call_draw.draw(order, *call_draw.undivided(200))
    file = SimpleNamespace(sha256=FILES[0], rows_read=200)
    kept = draw_file.record(made, order, [file], by="", case="7") | {"complete": True} | changes
    path = tmp_path / "draw.json"
    path.write_bytes(draw_file.record_bytes(kept))
    return path, made


def test_a_plan_is_made_of_a_recorded_draw_and_never_overwritten(tmp_path, capsys):
    source, made = record_of(tmp_path)
    out = tmp_path / "p.lvcalls"
    words = ["plan", "--draw", source, "--looks", "5,10", "--story", "3-4", "--out", out]
    code, said, _ = run(capsys, *words)
    assert code == 0
    plan = plan_in(out)
    assert (plan.draw, plan.looks, plan.story, plan.case) == (made, (5, 10), (3, 4), "7")
    assert plan.excluded[0].reason == "minors"
    assert call_plan.hash_of(plan) in said
    assert "5, 10 answers" in said
    assert out.stat().st_mode & 0o777 == 0o600
    before = out.read_bytes()
    code, _, told = run(capsys, *words)
    assert code == 5
    assert "not overwritten" in told
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "leakverify.draw/2"},
        {"drawn": []},
        {"drawn": [{"draw": 1, "row": "1", "stratum": "all"}]},
        {"drawn": [{"draw": 1, "row": 1}]},
        {"files": [{}]},
        {"excluded": [{"rows": "x", "reason": ""}]},
        {"strata": 3},
        {"seed": None},
    ],
)
def test_what_is_no_record_of_a_draw_makes_no_plan(tmp_path, changes):
    path, _ = record_of(tmp_path, **changes)
    with pytest.raises(UsageProblem) as told:
        call_record.load(path, fixed=moment(0))
    assert told.value.code in {"BAD_DRAW_RECORD", "BAD_CALL_PLAN", "BAD_LOOKS"}


def test_rows_of_a_record_that_its_seed_did_not_draw_make_no_plan(tmp_path):
    path, _made = record_of(tmp_path)
    kept = json.loads(path.read_bytes())
    kept["drawn"][3]["row"] = not_drawn(plan_of())[0]
    path.write_bytes(draw_file.record_bytes(kept))
    with pytest.raises(UsageProblem, match="BAD_CALL_PLAN"):
        call_record.load(path, fixed=moment(0))
    with pytest.raises(UsageProblem, match="NOT_FOUND"):
        call_record.load(tmp_path / "none", fixed=moment(0))


@pytest.mark.parametrize("words", [["--calls", "3"], [], ["--draw", "d", "s.csv"], ["s.csv"]])
def test_a_plan_needs_a_sample_with_calls_or_a_draw(tmp_path, capsys, words):
    code, _, told = run(capsys, "plan", *words, "--out", tmp_path / "p.lvcalls")
    assert code == 2
    assert "--draw" in told


def test_between_looks_only_what_is_left_is_told_and_at_a_look_the_bound(sheet, capsys):
    first, second, third = rows_of(plan_in(sheet))
    assert note(capsys, sheet, first, "match", "--fields", 3)[0] == 0
    code, said, _ = run(capsys, "result", sheet)
    assert code == 0
    assert "1 more" in said
    assert "%" not in said
    found = json.loads(run(capsys, "result", sheet, "--json", "-")[1])
    assert (found["bound"], found["asked"], found["to_next_look"]) == (None, 1, 1)
    told = {key for key, value in found["people"].items() if value is not None}
    assert told == calls._BEFORE_A_LOOK
    assert "confirmed" in found["people"].keys() - told
    assert found["yes_saying"] is found["dead_numbers"] is None
    assert note(capsys, sheet, second, "m", "--fields", 2)[0] == 0
    said = run(capsys, "result", sheet)[1]
    assert "2 of 2 people reached confirmed their entry" in said
    assert "Not supported by these answers" in said
    found = json.loads(run(capsys, "result", sheet, "--json", "-")[1])
    assert found["people"]["confirmed"] == 2
    assert found["bound"]["looks"] == 2
    assert found["bound"]["level"] == pytest.approx(0.975)
    assert found["plan_sha256"] == call_plan.hash_of(plan_in(sheet))
    note(capsys, sheet, third, "no-number")
    found = json.loads(run(capsys, "result", sheet, "--json", "-")[1])
    assert found["dead_numbers"]["part"] == 1
    code, _, told = note(capsys, sheet, reserve_of(plan_in(sheet))[0], "match")
    assert code == 2
    assert "planned number of 3 answers" in told


def test_what_speaks_against_the_answers_stands_beside_them(tmp_path, capsys):
    plan = plan_of(6, 0, looks=(6,), story=not_drawn(plan_of(6, 0)))
    path, foil = tmp_path / "s.lvcalls", call_plan.foil_rows(plan)[0]
    call_store.write_new(path, CallSheet(plan))
    rows = [row for row in rows_of(plan) if row != foil]
    note(capsys, path, foil, "match", "--fields", 2, "--foil", "accepted")
    note(capsys, path, rows[0], "match", "--fields", 1)
    note(capsys, path, rows[1], "match", "--fields", 2)
    note(capsys, path, rows[1], "no")
    note(capsys, path, rows[2], "no_number")
    note(capsys, path, rows[3], "unreachable")
    note(capsys, path, rows[4], "match", "--fields", 2)
    note(capsys, path, plan.story[0], "match", "--fields", 2)
    said = run(capsys, "result", path)[1]
    for part in (
        "1 of 6 drawn gave no answer",
        "1 of 6 numbers called does not exist",
        "agreed to in 1 of 1 trials",
        "fewer than 2 fields",
        "also agreed to something wrong",
        "an answer was changed afterwards",
        "1 of 1 called were confirmed",
    ):
        assert part in said, part


def test_two_callers_share_a_plan_and_merge_what_they_noted(sheet, tmp_path, capsys):
    folder = tmp_path / "out"
    words = ["share", sheet, "--callers", "AB, CD", "--out", folder]
    code, said, _ = run(capsys, *words)
    assert (code, said) == (0, "AB: 4 rows\nCD: 2 rows\n")
    paths = sorted(folder.iterdir())
    assert [path.name for path in paths] == ["plan-AB.lvcalls", "plan-CD.lvcalls"]
    assert run(capsys, *words)[0] == 5
    for path in paths:
        mine = call_sheet.read(path).mine
        row = next(row for row in rows_of(plan_in(path)) if row in mine)
        assert run(capsys, "note", path, row, "m", "--fields", "2")[0] == 0
    assert "one caller's part" in run(capsys, "result", paths[0])[1]
    out = tmp_path / "all.lvcalls"
    assert run(capsys, "merge", *paths, "--out", out)[0] == 0
    whole = call_sheet.read(out)
    assert {call.who for call in whole.calls} == {"AB", "CD"}
    assert run(capsys, "merge", *paths, "--out", out)[0] == 5
    assert run(capsys, "merge", out, *paths, "--out", out)[0] == 0
    assert call_sheet.read(out) == whole
    assert "2 of 2 people" in run(capsys, "result", *paths)[1]


def test_contradictions_are_told_when_sheets_are_merged(tmp_path, capsys):
    plan, paths = plan_of(3), []
    for who, outcome in (("AB", Outcome.MATCH), ("CD", Outcome.NO)):
        one = call_sheets.call(rows_of(plan)[0], outcome, who=who)
        paths.append(tmp_path / f"{who}.lvcalls")
        call_store.write_new(paths[-1], call_sheet.record(CallSheet(plan), one))
    said = run(capsys, "merge", *paths, "--out", tmp_path / "all.lvcalls")[1]
    assert f"Row {rows_of(plan)[0]}" in said
    assert "contradict each other (Match, No)" in said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["12x", "match"], "number"),
        (["1", "perhaps"], "no outcome"),
        (["1", "match", "--fields", "21"], "0 to 20"),
        (["1", "match", "--foil", "maybe"], "maybe"),
    ],
)
def test_a_note_is_refused_with_a_sentence(sheet, capsys, words, part):
    with pytest.raises(SystemExit) as ended:
        main(["calls", "note", str(sheet), *words])
    assert ended.value.code == 2
    assert part in capsys.readouterr().err


def test_a_note_needs_initials(sheet, capsys):
    code, _, told = run(capsys, "note", sheet, rows_of(plan_in(sheet))[0], "match")
    assert code == 2
    assert "initials" in told
    foil = call_plan.foil_rows(plan_in(sheet))[0]
    assert note(capsys, sheet, foil, "p", "--foil", "rejected", "--note", "twice")[0] == 0
    (kept,) = call_sheet.read(sheet).calls
    assert (kept.foil, kept.note, kept.outcome) == (Foil.ASKED_REJECTED, "twice", Outcome.PARTLY)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_script_is_written_to_be_changed(tmp_path, capsys, language):
    out = tmp_path / "script.txt"
    assert run(capsys, "script", "--language", language, "--out", out)[0] == 0
    assert script_file.load(out) == script_file.default(language)
    assert run(capsys, "script", "--language", language)[1] == out.read_text(encoding="utf-8")
    assert run(capsys, "script", "--out", out)[0] == 5


def test_without_a_terminal_there_is_no_desk(sheet, capsys):
    code, _, told = run(capsys, "run", sheet, "s.csv", "--who", "AB")
    assert code == 2
    assert "terminal" in told


def test_a_script_that_names_the_organisation_first_is_refused(sheet, tmp_path, capsys):
    script = tmp_path / "script.txt"
    run(capsys, "script", "--out", script)
    text = script.read_text(encoding="utf-8").replace("I am a journalist", "I call about Gazette")
    script.write_text(text, encoding="utf-8")
    words = ["run", sheet, "s.csv", "--who", "AB", "--script", script, "--organisation", "Gazette"]
    code, _, told = run(capsys, *words)
    assert code == 2
    assert "Step 2 of the script names the organisation" in told


def test_a_sheet_in_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(OutputProblem, match="OUTPUT_FAILED"):
        call_store.update(tmp_path / "none" / "s.lvcalls", lambda sheet: sheet)


NOTING = """
import sys
from types import SimpleNamespace
from pathlib import Path
from leakverify.case import call_sheet
from leakverify.cli import call_store
from leakverify.model.call_desk import Call, Outcome
path, who, start = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
row = int(sys.argv[4])
for n in range(start, start + 400):
    when = f"2026-03-01T{10 + n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z"
    one = Call(row, when, who, Outcome.UNREACHABLE)
    call_store.update(path, lambda sheet: call_sheet.merge([sheet, type(sheet)(sheet.plan, (one,))]))
    print(when, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="folders are not locked there")
def test_no_call_that_was_told_as_noted_is_lost_to_a_kill_or_to_another_caller(tmp_path):
    path, plan = tmp_path / "s.lvcalls", plan_of(2, 0)
    call_store.write_new(path, CallSheet(plan))
    told = set()
    for turn in range(3):
        words = [
            [sys.executable, "-c", NOTING, path, who, str(turn * 400), str(row)]
            for who, row in zip(("AB", "CD"), rows_of(plan), strict=True)
        ]
        both = [subprocess.Popen(one, stdout=subprocess.PIPE, text=True) for one in words]
        for process, who, lines in zip(both, ("AB", "CD"), (3 + turn, 9 - turn), strict=True):
            told |= {(who, process.stdout.readline().strip()) for _ in range(lines)}
            process.send_signal(signal.SIGKILL)
        for process, who in zip(both, ("AB", "CD"), strict=True):
            rest = process.communicate(timeout=30)[0]
            told |= {(who, line) for line in rest.split("\n")[:-1]}
        kept = {(call.who, call.when) for call in call_sheet.read(path).calls}
        assert told <= kept
    assert len({who for who, _ in told}) == 2
