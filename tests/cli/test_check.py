"""The command line as a stranger's script would call it: real children, real files, exit codes."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from leakverify import paths

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "leakverify"]
DEMO = paths.resource("demo")


def call(*words, **kind):
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=ROOT,
        **kind,
    )


def write(path, rows, **kind):
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        csv.writer(file, **kind).writerows(rows)
    return path


def people(n, town="Lake Alyssaberg"):
    rows = [["id", "name", "e-mail", "town", "amount"]]
    return rows + [
        [i, f"Ann Example{i}", f"user{i}@example.com", town, f"{i * 1.5:.2f}"] for i in range(n)
    ]


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    reports = [folder / f"out.{ending}" for ending in ("pdf", "html", "json")]
    words = ["check", DEMO / "generated.csv", "--as-of", "2026-11-23", "--json", "-", "--quiet"]
    for path in reports:
        words += ["--report", path]
    words += ["--short-form", folder / "short.png"]
    return call(*words), reports


def test_the_json_keeps_the_contract_and_reads_the_demonstration_right(generated):
    done, _ = generated
    assert done.returncode == 0, done.stderr
    assessment = json.loads(done.stdout)
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(assessment, schema)
    assert assessment["verdict"]["status"] == "fabricated"
    assert assessment["tool"]["as_of"] == "2026-11-23"
    network = {"attempts_refused": 0, "queries_made": 0, "cluster": None, "look_up": None}
    assert assessment["network"] == network
    assert all(f["state"] != "failed" for f in assessment["findings"])


def test_every_report_is_written_and_private(generated):
    done, reports = generated
    assert done.returncode == 0, done.stderr
    for path in reports:
        assert path.stat().st_size > 1_000
        assert path.stat().st_mode & 0o777 == 0o600
    assert reports[0].read_bytes().startswith(b"%PDF-")


def test_the_short_form_is_one_private_picture(generated):
    _done, reports = generated
    path = reports[0].with_name("short.png")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_personal_cell_stands_in_any_shareable_output(generated):
    done, reports = generated
    with (DEMO / "generated.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    personal = {
        row[key] for row in rows for key in ("email", "telephone", "adresse") if len(row[key]) >= 6
    }
    outputs = [done.stdout.decode(), *(p.read_text(encoding="utf-8") for p in reports[1:])]
    for text in outputs:
        assert [cell for cell in personal if cell in text] == []


def test_the_plausible_demonstration_is_not_accused():
    verdict = json.loads(call("check", DEMO / "subscribers.csv", "--json", "-", "--quiet").stdout)[
        "verdict"
    ]
    assert verdict["status"] == "unverified"
    assert verdict["plausibility"] < 77


def test_inline_and_the_locked_reader_say_the_same():
    locked = call("check", DEMO / "stitched.csv", "--json", "-", "--quiet", "--as-of", "2026-11-23")
    inline = call(
        "check",
        DEMO / "stitched.csv",
        "--json",
        "-",
        "--quiet",
        "--as-of",
        "2026-11-23",
        "--engine",
        "inline",
    )
    one, other = json.loads(locked.stdout), json.loads(inline.stdout)
    assert one["tool"].pop("isolation") != "none" or sys.platform != "linux"
    other["tool"].pop("isolation")
    assert one == other


def test_the_same_call_gives_the_same_bytes_whatever_the_surroundings(tmp_path):
    sample = write(tmp_path / "sample.csv", people(40))
    outputs = set()
    for number, surroundings in enumerate(
        (
            {"TZ": "Asia/Tehran", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    ):
        out = tmp_path / f"{number}.pdf"
        done = call(
            "check",
            sample,
            "--as-of",
            "2026-11-23",
            "--json",
            "-",
            "--report",
            out,
            "--quiet",
            env={**os.environ, **surroundings},
        )
        assert done.returncode == 0, done.stderr
        outputs.add((done.stdout, out.read_bytes()))
    assert len(outputs) == 1


def test_fewer_than_thirty_rows_cannot_be_told(tmp_path):
    done = call("check", write(tmp_path / "few.csv", people(29)), "--json", "-", "--quiet")
    verdict = json.loads(done.stdout)["verdict"]
    assert verdict["status"] == "cannot_tell"
    assert verdict["leading"] is None


NASTY = [
    "<table><tr><td>" * 12,
    "\U0010fffd",
    "Verification report",
    "NA",
    "1e99999999",
    "\udc80",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "\x1b[31mred",
    "Cannot tell.",
]


def test_nasty_names_and_cells_neither_break_nor_forbid(tmp_path):
    header = ["name", "name", "<b>x</b>", "e-mail"]
    rows = [
        [
            NASTY[i % len(NASTY)],
            NASTY[(i + 3) % len(NASTY)],
            NASTY[(i + 5) % len(NASTY)],
            f"a{i}@b.org",
        ]
        for i in range(60)
    ]
    sample = write(tmp_path / "x[_b].csv", [header, *rows])
    sample = sample.rename(tmp_path / "x[b].csv")
    out = [tmp_path / "out.pdf", tmp_path / "out.html", tmp_path / "out.json"]
    words = [w for path in out for w in ("--report", path)]
    done = call("check", sample, "--json", "-", "--edition", "full", *words)
    assert done.returncode == 0, done.stderr
    assessment = json.loads(done.stdout)
    assert [c["name"] for c in assessment["sample"]["columns"]] == [
        "name",
        "name (2)",
        "<b>x</b>",
        "e-mail",
    ]
    assert assessment["sample"]["files"][0]["name"] == "x[b].csv"
    assert all(f["state"] != "failed" for f in assessment["findings"])
    assert "&lt;b&gt;x&lt;/b&gt;" in out[1].read_text(encoding="utf-8")
    assert call("check", sample).returncode == 0


def test_a_file_called_like_markup_shows_literally(tmp_path):
    folder = tmp_path / "x["
    folder.mkdir()
    sample = write(folder / "b].csv", people(31))
    done = call("check", sample)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 2),
        (["check", "no-such-file.csv"], 3),
        (["check", "{sample}", "--read", "speed=9"], 2),
        (["check", "{sample}", "--read", "header=perhaps"], 2),
        (["check", "{sample}", "--engine", "warp"], 2),
        (["check", "{sample}", "--as-of", "yesterday"], 2),
        (["check", "{sample}", "--report", "out.docx"], 2),
        (["check", "{sample}", "--short-form", "out.jpg"], 2),
        (["check", "{sample}", "--json", "{sample}"], 5),
        (["check", "{sample}", "--json", "/no/such/folder/out.json"], 5),
        (["check", "{sample}", "--report", "/no/such/folder/out.pdf"], 5),
        (["check", "{sample}", "--claim", "{claim}"], 2),
        (["check", "{empty}"], 3),
        (["check", "{program}"], 3),
        (["nonsense"], 2),
    ],
)
def test_exit_codes_and_a_sentence_for_each_problem(tmp_path, words, code):
    sample = write(tmp_path / "sample.csv", people(31))
    claim = tmp_path / "claim.toml"
    claim.write_text("organization = 'spelled otherwise'\n")
    empty = tmp_path / "empty.csv"
    empty.touch()
    program = tmp_path / "list.csv"
    program.write_bytes(Path(sys.executable).resolve().read_bytes()[:4096])
    places = {"sample": sample, "claim": claim, "empty": empty, "program": program}
    done = (
        call(*(w.format(**places) for w in words), "--quiet")
        if words[0] == "check" and len(words) > 1
        else call(*words)
    )
    assert done.returncode == code, (done.stdout, done.stderr)
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


def test_a_claim_and_a_column_map_are_followed(tmp_path):
    sample = write(tmp_path / "sample.csv", people(40))
    claim = tmp_path / "claim.toml"
    claim.write_text(
        'organisation = "Example Weekly"\nrecords = 200000\ncountry = "fr"\nfrom = 2022-11-01\n[price]\namount = 20\ncurrency = "BTC"\n'
    )
    columns = tmp_path / "columns.toml"
    columns.write_text(
        '[[column]]\nname = "town"\nrole = "region"\n[[column]]\nposition = 5\nrole = "ignore"\n'
    )
    done = call("check", sample, "--claim", claim, "--columns", columns, "--json", "-", "--quiet")
    assert done.returncode == 0, done.stderr
    assessment = json.loads(done.stdout)
    assert assessment["claim"]["country"] == "FR"
    assert assessment["claim"]["records"] == 200_000
    assert assessment["settings"]["roles"] == {"town": "region", "amount": "ignore"}


def test_an_older_file_is_named_as_the_ancestor(tmp_path):
    draw = random.Random(1)
    rows = [["name", "e-mail", "town"]] + [
        [f"Ann{i} Example{i}", f"ann{i}@list{draw.randrange(7)}.org", "Paris"] for i in range(400)
    ]
    older = write(tmp_path / "older.csv", rows)
    newer = write(tmp_path / "newer.csv", [rows[0], *reversed(rows[1:300])])
    done = call("check", newer, "--earlier", older, "--json", "-", "--quiet")
    verdict = json.loads(done.stdout)["verdict"]
    assert verdict["status"] == "recycled"
    assert Path(verdict["ancestor"]["file"]).name == "older.csv"
    assert verdict["ancestor"]["share"] == 1.0


def test_bound_prints_json_and_a_sentence():
    done = call("bound", 10, 10, "--json", "-")
    answer = json.loads(done.stdout)
    assert answer["lower95"] == pytest.approx(0.7411, abs=1e-4)
    assert answer["rows"] is None
    assert "at least 74 %" in answer["sentence"]


def test_checks_lists_the_whole_catalogue():
    from leakverify.checks.catalogue import CHECKS

    shown = call("checks").stdout.decode()
    assert all(check.info.id in shown for check in CHECKS)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_ctrl_c_keeps_what_was_done(tmp_path):
    sample = write(tmp_path / "large.csv", people(150_000))
    out = tmp_path / "out.json"
    words = [*COMMAND, "check", str(sample), "--json", str(out), "--quiet"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _has_child(Path(f"/proc/{running.pid}")):
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert b"Traceback" not in told
    assessment = json.loads(out.read_text(encoding="utf-8"))
    assert assessment["complete"] is False
    assert assessment["stopped"] == "cancelled"


def _has_child(folder):
    """A command that has started its reader has its handler in place."""
    return any(path.read_text().strip() for path in folder.glob("task/*/children"))
