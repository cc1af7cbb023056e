"""A refused attempt in the window, the command, the reader or a worker stands in the badge, the JSON and the report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.engine.run import FIRST_ROWS
from tests.silence import lures

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("planted.py")


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.csv"
    path.write_bytes(lures.table_csv())
    return path


def planted(folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, SCRIPT, *map(str, words)]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()[-1_500:]


def told(path):
    return json.loads(path.read_text(encoding="utf-8"))["network"]["attempts_refused"]


def test_the_command_tells_them(sample, tmp_path):
    head, _, rows = lures.table_csv().partition(b"\n")
    sample.write_bytes(head + b"\n" + rows * (2 * FIRST_ROWS // rows.count(b"\n")))
    out, page = tmp_path / "out.json", tmp_path / "out.html"
    words = ["check", sample, "--as-of", "2026-11-22", "--quiet", "--json", out, "--report", page]
    planted(tmp_path, "command", *words, "--engine", "processes:2")
    assert (
        told(out) == 3
    )  # here, in the analyst, and in the one worker that is given what follows the first rows
    assert "3 attempts refused" in page.read_text(encoding="utf-8")


def test_the_window_tells_them(sample, tmp_path):
    out = tmp_path / "walk.json"
    planted(tmp_path, "window", out, sample)
    walk = json.loads(out.read_text(encoding="utf-8"))
    assert walk["badge"].strip() == "Offline · 2 attempts refused"
    assert "Attempts refused so far: 2" in walk["sheet"]
    assert told(tmp_path / "exported.json") == 2
    assert "2 attempts refused" in (tmp_path / "exported.html").read_text(encoding="utf-8")
