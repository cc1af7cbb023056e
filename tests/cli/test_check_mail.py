"""Mails from the command line: the locked child verifies signatures with the keys it was sent, and says what fits."""

import json
import subprocess
import sys

import jsonschema

from leakverify import paths
from leakverify.cli import verdict_text
from leakverify.model.sample import MailSeals, SampleFile
from tests.sources.mail import signed as by


def call(folder, *words):
    command = [sys.executable, "-m", "leakverify", "check", folder / "letters.mbox", *words]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, text=True)


def test_signatures_are_counted_in_words_json_and_report(tmp_path):
    changed = by.signed().replace(b"all is new", b"all is old")
    (tmp_path / "letters.mbox").write_bytes(by.mailbox(by.signed(), changed, by.MAIL))
    (tmp_path / "keys.txt").write_text("# from the archive\n" + by.line(by.rsa_key()))
    keys = f"dkim-keys={tmp_path / 'keys.txt'}"
    done = call(
        tmp_path, "--read", keys, "--json", tmp_path / "a.json", "--report", tmp_path / "a.html"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "a.json").read_text())
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)
    (file,) = told["sample"]["files"]
    assert file["mail_seals"] == {
        "keys": 1, "verified": 1, "part_of_body": 0, "other_domain": 0, "broken": 1, "no_key": 0, "unchecked": 0,
        "unsigned": 1,
    }  # fmt: skip
    words = "of 3 mails 1 carry a signature of the sender"
    assert words in (tmp_path / "a.html").read_text()


def test_the_terminal_says_it_beside_the_file():
    seals = MailSeals(keys=1, verified=2, no_key=1)
    file = SampleFile(
        "a.mbox", 1, "", "mbox", "by message", None, True, None, 3, 0, 0, 0, seals=seals
    )
    assert "of 3 mails 2 carry a signature" in verdict_text._file(file)


def test_a_bad_key_file_is_a_matter_of_use(tmp_path):
    (tmp_path / "letters.mbox").write_bytes(by.mailbox(by.MAIL))
    (tmp_path / "keys.txt").write_text("hello\n")
    done = call(tmp_path, "--read", f"dkim-keys={tmp_path / 'keys.txt'}")
    assert done.returncode == 2
    assert "Line 1 of the key file" in " ".join(done.stderr.split())
