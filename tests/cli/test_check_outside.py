"""`check --outside --calls` through the real command: result, reports in both editions, and a dossier that runs again to the same."""

import contextlib
import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import pytest

from leakverify.case import call_sheet, dossier
from leakverify.cli.main import main
from leakverify.engine import verify
from leakverify.engine.inline_analyst import start_inline
from leakverify.model.call_desk import Outcome
from leakverify.model.verification import Outcome as Compared
from leakverify.model.verification import Request
from tests.call_sheets import called, plan_of

DAY = "2026-11-23"
WORDS = "We saw no sign of zebra quartet nine."
OUTSIDE = f"""
[admiralty]
reliability = "B"
credibility = 2
reason = "Right about violet hammer before"

[[response]]
party = "organisation"
name = "Speaker Quill"
stance = "denies"
asked = 2026-11-20
answered = 2026-11-21
words = "{WORDS}"

[[fact]]
what = "orange ladder count"
fits = "agrees"
source = "green kettle report"
"""


class Done(NamedTuple):
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


STAY = ("zebra quartet", "violet hammer", "Speaker Quill", "orange ladder", "green kettle", "AB")


def call(*words):
    """The command in this process: what is asked here lies before and after the locked reader."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*map(str, words), *(["--engine", "inline"] if words[0] == "check" else [])])
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A sample, ten calls that all confirm and three people who were not reached, an answer and a fact."""
    folder = tmp_path_factory.mktemp("outside")
    with (folder / "sample.csv").open("w", encoding="utf-8", newline="") as file:
        rows = ([n, f"Ann Example{n}", f"ann{n}@zq-mail.fr", f"7{n:04}"] for n in range(200))
        csv.writer(file).writerows([["id", "who", "e-mail", "postcode"], *rows])
    own = sha256((folder / "sample.csv").read_bytes()).hexdigest()
    plan = replace(plan_of(13, 0, looks=(10,)), files=(own,))
    outcomes = [*[Outcome.UNREACHABLE] * 3, *[Outcome.MATCH] * 10]
    sheet = called(plan, outcomes)
    shares = [replace(sheet, calls=sheet.calls[:6]), replace(sheet, calls=sheet.calls[4:])]
    for name, part in zip("ab", shares, strict=True):
        (folder / f"{name}.lvcalls").write_bytes(call_sheet.to_bytes(part))
    other = replace(sheet, plan=plan_of(13, 0, looks=(10,)))
    (folder / "other.lvcalls").write_bytes(call_sheet.to_bytes(other))
    (folder / "outside.toml").write_text(OUTSIDE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(kit):
    """Everything that `check` writes, in both editions."""
    given = ["--outside", kit / "outside.toml"]
    given += ["--calls", kit / "a.lvcalls", "--calls", kit / "b.lvcalls"]
    for edition in ("full", "shareable"):
        out = [f"--report={kit / edition}{end}" for end in (".html", ".json", ".lvdossier")]
        done = call("check", kit / "sample.csv", "--as-of", DAY, *given, *out, "--edition", edition)
        assert done.returncode == 0, done.stderr
    done = call("check", kit / "sample.csv", "--as-of", DAY, *given)
    assert done.returncode == 0, done.stderr
    return kit, " ".join(done.stdout.split())


def json_of(folder, edition):
    return json.loads((folder / f"{edition}.json").read_text(encoding="utf-8"))


def test_calls_and_answers_are_in_result_and_terminal(made):
    folder, told = made
    found = json_of(folder, "full")
    verdict = found["verdict"]
    assert verdict["corroboration"]["agrees"] == ["people", "fact"]
    assert verdict["claims"]["real_people"]["state"] == "supported"
    assert "people" in verdict["families"]
    assert found["outside"]["people"]["counts"]["confirmed"] == 10
    assert {"PPL001"} == {f["check"] for f in found["findings"] if f["family"] == "people"}
    assert "Sentences that may be printed: + 10 of 10 people reached confirmed their entry." in told
    for words in (WORDS, "A denial is no disproof.", "Seed of the draw: seed", "B2: the source"):
        assert words in told


def test_the_full_edition_says_who_called_and_what_was_answered(made):
    folder, _told = made
    page = (folder / "full.html").read_text(encoding="utf-8")
    for words in STAY:
        assert words in page
    for heading in ("People asked", "Answers", "Facts from outside", "may be printed"):
        assert heading in page


def test_the_shareable_edition_says_that_there_is_an_answer(made):
    folder, _told = made
    page = (folder / "shareable.html").read_text(encoding="utf-8")
    text = (folder / "shareable.json").read_text(encoding="utf-8")
    members = dossier.look_through((folder / "shareable.lvdossier").read_bytes())
    for words in STAY[:-1]:
        assert words not in page
        assert words not in text
        assert words not in repr(members)
    assert "The organisation denies (asked on 2026-11-20, answered on 2026-11-21)" in page
    counts = json_of(folder, "shareable")["outside"]["people"]["counts"]
    assert counts["unreachable"] == "<5"
    assert counts["drawn"] is None
    assert counts["confirmed"] == 10


@pytest.mark.parametrize("edition", ["full", "shareable"])
def test_a_dossier_runs_again_to_the_same_result(made, edition):
    folder, _told = made
    request = Request(folder / f"{edition}.lvdossier", (folder / "sample.csv",))
    told = verify.verify(request, start=start_inline)
    assert told.refusal is None
    assert told.result == ()
    assert {f.outcome for f in told.findings} == {Compared.SAME}


def test_sheets_of_other_files_or_plans_are_refused_by_place(kit):
    sample = kit / "sample.csv"
    done = call("check", sample, "--calls", kit / "a.lvcalls", "--calls", kit / "other.lvcalls")
    assert done.returncode == 2
    assert "Sheet 2 is about other files" in done.stderr
    done = call("check", sample, "--calls", sample)
    assert done.returncode == 2


def test_an_unknown_key_is_named(kit, tmp_path):
    path = tmp_path / "outside.toml"
    path.write_text("[[fact]]\nwhat = 'x'\nfitts = 'agrees'\n", encoding="utf-8")
    done = call("check", kit / "sample.csv", "--outside", path)
    assert done.returncode == 2
    assert "fitts" in done.stderr
    assert call("check", kit / "sample.csv", "--outside", tmp_path / "no").returncode == 2


def test_no_output_takes_the_place_of_what_was_given(kit):
    given = kit / "outside.toml"
    done = call("check", kit / "sample.csv", "--outside", given, "--json", given)
    assert done.returncode == 5
    assert given.read_text(encoding="utf-8") == OUTSIDE
