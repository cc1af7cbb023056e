"""A dossier through the real command: written, run again, altered, signed anew by somebody else."""

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leakverify.case import custody, domain_list, dossier, manifest, signing, strict_json
from leakverify.case import stored_zip as zips
from leakverify.cli.main import main
from leakverify.engine import verify
from leakverify.engine.inline_analyst import start_inline
from leakverify.model.look_up import Answer
from leakverify.model.verification import Given, Outcome, Request

ROOT = Path(__file__).resolve().parents[2]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
DAY = "2026-11-23"


def call(*words):
    command = [sys.executable, "-m", "leakverify", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, check=False, timeout=120, cwd=ROOT, text=True
    )


def inside(capsys, *words):
    """The same in this process, where no sample is read."""
    code = main([*map(str, words)])
    said = capsys.readouterr()
    return subprocess.CompletedProcess(words, code, said.out, said.err)


def people(path, numbers):
    rows = [["id", "who", "e-mail", "code"]]
    rows += [[n, f"Ann Example{n}", f"ann{n}@zq-mail{n % 3}.fr", f"{n:05}"] for n in numbers]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def pem(key):
    return key.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, ser.NoEncryption())


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A sample with everything that a run can rest on, and its full dossier."""
    folder = tmp_path_factory.mktemp("kit")
    people(folder / "sample.csv", range(80))
    people(folder / "older.csv", range(60, 140))
    (folder / "key.pem").write_bytes(pem(KEY))
    (folder / "claim.toml").write_text('source = "Zebra"\norganisation = "Example"\nrecords = 80\n')
    (folder / "columns.toml").write_text('[[column]]\nname = "code"\nrole = "postcode"\n')
    answers = [
        Answer(f"zq-mail{n}.fr", "NXDOMAIN", asked_at="2026-11-23T10:00:00Z") for n in (0, 1)
    ]
    (folder / "answers.jsonl").write_bytes(domain_list.answers_bytes(answers))
    words = [
        "check",
        folder / "sample.csv",
        "--as-of",
        DAY,
        "--seed",
        3,
        "--read",
        "encoding=utf-8",
    ]
    words += ["--claim", folder / "claim.toml", "--columns", folder / "columns.toml"]
    words += ["--earlier", folder / "older.csv", "--mx", folder / "answers.jsonl"]
    words += ["--key", folder / "key.pem", "--initials", "AB", "--edition", "full"]
    done = call(*words, "--report", folder / "full.lvdossier")
    assert done.returncode == 0, done.stderr
    return folder, done


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A shareable dossier with a key of its own."""
    folder = tmp_path_factory.mktemp("shared")
    people(folder / "sample.csv", range(80))
    done = call(
        *("check", folder / "sample.csv", "--as-of", DAY, "--report", folder / "it.lvdossier")
    )
    assert done.returncode == 0, done.stderr
    return folder, done


def signed_anew(path, to, key=OTHER, assessment=None, **changes):
    """The same dossier with an edited manifest, by somebody who can sign too."""
    held = dict(zips.unpack(path.read_bytes()).members)
    found = strict_json.parse(held.pop(dossier.MANIFEST), 1 << 20)
    held.pop(dossier.SIGNATURE)
    for way, value in changes.items():
        *steps, last = way.split("__")
        inner = found
        for step in steps:
            inner = inner[step]
        inner[last] = value
    if assessment is not None:
        told = json.loads(held[dossier.ASSESSMENT])
        assessment(told)
        held[dossier.ASSESSMENT] = strict_json.to_bytes(told)
        mark = dossier.mark(held[dossier.ASSESSMENT])
        found["members"][dossier.ASSESSMENT] = {"sha256": mark.sha256, "bytes": mark.bytes}
    found["signer"]["public_key"] = signing.public_bytes(key).hex()
    made = manifest.from_bytes(strict_json.to_bytes(found))
    to.write_bytes(dossier.seal(made, held, key))
    return to


def again(path, *files, **kind):
    """Verified with an analyst in this process."""
    return verify.verify(Request(path, files, **kind), start=start_inline)


def test_a_full_dossier_holds_everything_and_runs_again_from_the_files_in_any_order(kit):
    folder, done = kit
    path = folder / "full.lvdossier"
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == sorted({*dossier.ALWAYS, dossier.ANSWERS})
    opened = dossier.look_through(path.read_bytes())
    terms = opened.manifest.terms
    assert (terms.seed, terms.as_of.isoformat(), terms.roles) == (3, DAY, {4: "postcode"})
    assert (terms.claim.source, terms.read) == ("Zebra", {"encoding": "utf-8"})
    acts = [e.what for e in custody.entries(opened.log)]
    told = ["taken_in", "opened", "mapped", "overruled", "looked_up", "checked", "exported"]
    assert acts == told
    assert {e.who for e in custody.entries(opened.log)} == {"AB"}
    digits = signing.fingerprint(signing.public_bytes(KEY))
    assert signing.in_groups(digits) in done.stderr
    assert signing.in_words(digits) in done.stderr
    done = call(
        *("verify", path, folder / "older.csv", folder / "sample.csv"),
        *("--key", folder / "key.pem", "--json", "-"),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["same"]
    assert told["unaltered"]
    assert told["signer"]["expected"] is True
    assert {f["outcome"] for f in told["findings"]} == {"same"}
    assert {f["role"]: f["name"] for f in told["files"]} == {
        "sample": "sample.csv",
        "earlier": "older.csv",
        "answers": "answers.jsonl",
    }


def test_a_shareable_dossier_holds_no_cell_and_runs_again_in_words(shared):
    folder, _ = shared
    path = folder / "it.lvdossier"
    data = path.read_bytes()
    for n in range(80):
        for cell in (f"Ann Example{n}", f"ann{n}@zq", f"@zq-mail{n % 3}.fr"):
            assert cell.encode() not in data
    done = call("verify", path, folder / "sample.csv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The same: the dossier is unaltered" in done.stdout
    assert "Anybody can sign" in done.stdout
    assert "UTC: taken in" in done.stdout
    assert "0 differ, 0 stand only in the dossier, 0 only now" in done.stdout


def test_the_same_run_and_key_and_moment_give_the_same_bytes(kit):
    folder, _ = kit
    import datetime as dt

    from leakverify.case import claim_file
    from leakverify.engine.asking import asked_of
    from leakverify.engine.dossier import dossier_bytes
    from leakverify.engine.talk import Order, Talk
    from leakverify.model.verification import Basis
    from leakverify.reference import calibration

    order = Order(
        (folder / "sample.csv",), dt.date(2026, 11, 23), claim_file.load(folder / "claim.toml")
    )
    made = []
    for _ in range(2):
        with Talk(order, start_inline) as talk:
            assessment = talk.run()
            asked = asked_of(talk)
            asked = type(asked)(asked.scan, asked.rows, lambda *_: b"%PDF-")
            data, _hidden = dossier_bytes(
                assessment,
                "shareable",
                calibration.load(),
                asked,
                basis=Basis(),
                now="2026-11-23T10:00:00Z",
                key=KEY,
            )
            made.append(data)
    assert made[0] == made[1]
    told = dossier.look_through(made[0]).manifest
    assert told.terms.claim.source is None
    assert told.terms.claim.organisation == "Example"


@pytest.mark.parametrize(
    "place", ["report.pdf", "assessment.json", "custody.jsonl", "manifest.json", "signature"]
)
def test_an_altered_part_is_named_and_ends_in_six(capsys, shared, tmp_path, place):
    folder, _ = shared
    held = dict(zips.unpack((folder / "it.lvdossier").read_bytes()).members)
    held[place] = held[place][:60] + bytes([held[place][60] ^ 1]) + held[place][61:]
    path = tmp_path / "altered.lvdossier"
    path.write_bytes(zips.pack(held))
    done = inside(capsys, "verify", path)
    assert done.returncode == 6
    assert "not as it was signed" in done.stdout
    assert place in done.stdout
    if place == "custody.jsonl":
        assert "broken at entry 1" in done.stdout


def test_another_sample_is_told_by_its_hash(capsys, shared, tmp_path):
    folder, _ = shared
    changed = people(tmp_path / "sample.csv", [*range(79), 99])
    done = inside(capsys, "verify", folder / "it.lvdossier", changed, "--json", "-")
    assert done.returncode == 6
    told = json.loads(done.stdout)
    assert told["refusal"]["code"] == "VERIFY_OTHER_FILE"
    assert [f["role"] for f in told["files"]] == ["sample", "other"]
    assert "contents differ" in done.stderr


def test_a_file_too_many_is_told_and_hinders_nothing(shared, tmp_path):
    folder, _ = shared
    stray = people(tmp_path / "stray.csv", range(5))
    told = again(folder / "it.lvdossier", folder / "sample.csv", stray)
    assert told.same
    assert [f.role for f in told.files] == [Given.SAMPLE, Given.OTHER]


def test_what_is_missing_is_told_before_anything_runs(capsys, kit, shared, tmp_path):
    folder, _ = kit
    done = inside(capsys, "verify", folder / "full.lvdossier", folder / "sample.csv")
    assert done.returncode == 2
    assert "1 older file." in done.stdout
    assert "0" not in done.stdout.partition("missing:")[2].partition(".")[0]
    other = tmp_path / "other.lvdossier"
    path = shared[0] / "it.lvdossier"
    sample = shared[0] / "sample.csv"
    for changes, code in (
        ({"settings__limits": {"members": 20_000}}, "VERIFY_LIMITS"),
        ({"settings__given": ["password"]}, "PASSWORD_NEEDED"),
        ({"settings__given": ["dkim_keys"]}, "VERIFY_SETTING"),
        ({"look_up": {"list": "ab" * 32, "answers": "cd" * 32}}, "VERIFY_FILES_MISSING"),
        ({"look_up": {"list": None, "answers": None}}, "VERIFY_FILES_MISSING"),
    ):
        told = again(signed_anew(path, other, **changes), sample)
        assert told.refusal.code == code
        assert told.unaltered
        assert not told.same


def test_answers_are_asked_for_where_the_dossier_lacks_them(kit, tmp_path):
    folder, _ = kit
    held = dict(zips.unpack((folder / "full.lvdossier").read_bytes()).members)
    found = strict_json.parse(held[dossier.MANIFEST], 1 << 20)
    del found["members"][dossier.ANSWERS]
    made = manifest.from_bytes(strict_json.to_bytes(found))
    rest = {n: held[n] for n in (dossier.ASSESSMENT, dossier.REPORT, dossier.CUSTODY)}
    path = tmp_path / "lean.lvdossier"
    path.write_bytes(dossier.seal(made, rest, KEY))
    files = folder / "sample.csv", folder / "older.csv"
    assert again(path, *files).refusal.place["answers"] == 1
    told = again(path, *files, folder / "answers.jsonl")
    assert told.same, told
    assert told.files[-1].role is Given.ANSWERS


def test_a_shareable_dossier_keeps_answers_and_short_lists_to_itself(kit, tmp_path):
    folder, _ = kit
    path = tmp_path / "it.lvdossier"
    words = ["check", folder / "sample.csv", "--as-of", DAY, "--mx", folder / "answers.jsonl"]
    done = call(*words, "--quiet", "--report", path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    data = path.read_bytes()
    found = domain_list.read_answers(folder / "answers.jsonl")
    for hidden in (found.list_sha256, found.answers_sha256, "zq-mail"):
        assert hidden.encode() not in data
    opened = dossier.look_through(data)
    assert dossier.ANSWERS not in opened.manifest.members
    (asked,) = [e for e in custody.entries(opened.log) if e.what == "looked_up"]
    assert set(asked.details) == {"began", "ended"}
    told = again(path, folder / "answers.jsonl", folder / "sample.csv")
    assert told.same, told


def test_another_seed_and_another_day_are_told(shared, tmp_path):
    folder, _ = shared
    path = signed_anew(
        *(folder / "it.lvdossier", tmp_path / "x.lvdossier"),
        settings__seed=5,
        settings__as_of="2020-01-01",
    )
    told = again(path, folder / "sample.csv")
    assert told.unaltered
    assert not told.same
    assert {"seed", "as_of"} <= {d.field for d in told.result}


def test_an_older_version_says_which_checks_are_new_and_changed(shared, tmp_path):
    folder, _ = shared
    gone = []

    def edit(told):
        gone.append(told["findings"].pop(0))
        told["findings"][0]["rows"]["count"] += 1
        gone.append(told["findings"][0])

    path = signed_anew(
        *(folder / "it.lvdossier", tmp_path / "x.lvdossier"),
        assessment=edit,
        program__version="0.0.1",
        program__tables={"names": "2019-01-01"},
    )
    told = again(path, folder / "sample.csv")
    assert told.unaltered
    outcomes = {f.id: f.outcome for f in told.findings if f.outcome is not Outcome.SAME}
    assert outcomes == {gone[0]["id"]: Outcome.NEW, gone[1]["id"]: Outcome.DIFFERS}
    done = call("verify", path, folder / "sample.csv")
    assert done.returncode == 6
    assert "made by an older version" in " ".join(done.stdout.split())
    assert f"Checks that are new: {gone[0]['check']}." in done.stdout
    assert "names 2019-01-01" in done.stdout


def test_another_key_than_the_one_named_ends_in_six(capsys, shared, tmp_path):
    folder, _ = shared
    path = signed_anew(folder / "it.lvdossier", tmp_path / "x.lvdossier")
    own = signing.fingerprint(signing.public_bytes(OTHER))
    words = signing.in_words(own)
    assert again(path, expected=own).signer.expected is True
    assert again(path, expected=words).signer.expected is True
    done = inside(capsys, "verify", path, "--fingerprint", "ab" * 32)
    assert done.returncode == 6
    assert "NOT the one that you named" in done.stdout
    (tmp_path / "key.pem").write_bytes(pem(OTHER))
    done = inside(capsys, "verify", path, "--key", tmp_path / "key.pem", "--fingerprint", own)
    assert done.returncode == 2


def test_files_that_are_no_dossier_end_in_three(capsys, shared, tmp_path):
    folder, _ = shared
    assert inside(capsys, "verify", folder / "sample.csv", folder / "sample.csv").returncode == 3
    assert inside(capsys, "verify", tmp_path / "nowhere.lvdossier").returncode == 3
    held = dict(zips.unpack((folder / "it.lvdossier").read_bytes()).members)
    found = strict_json.parse(held[dossier.MANIFEST], 1 << 20)
    held[dossier.MANIFEST] = strict_json.to_bytes({**found, "schema": "leakverify.dossier/2"})
    (tmp_path / "new.lvdossier").write_bytes(zips.pack(held))
    done = inside(capsys, "verify", tmp_path / "new.lvdossier")
    assert done.returncode == 3
    assert "later version" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--initials", "Anna Example"], "Initials"),
        (["--key", "README.md"], "Ed25519"),
        (["--key", "nowhere.pem"], "no such file"),
    ],
)
def test_a_key_that_cannot_sign_is_told_before_the_work(capsys, shared, tmp_path, words, told):
    folder, _ = shared
    out = tmp_path / "x.lvdossier"
    done = inside(capsys, "check", folder / "sample.csv", *words, "--report", out)
    assert done.returncode == 2
    assert told in done.stderr
    assert not out.exists()
