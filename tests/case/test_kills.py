"""Sixty kills at random moments while a case is written to, saved and re-keyed: nothing acknowledged is lost (S54)."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.case.case_file import CaseFile
from tests.benchmarks import kills

SCRIPT = Path(kills.__file__)


def test_sixty_kills_lose_nothing():
    done = subprocess.run(
        [sys.executable, SCRIPT, "60"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout
    assert said.startswith("60 kills, ")
    assert " 0 bad []" in said
    struck = re.search(r"killed during (\{.*?\})", said)[1]
    assert "'call'" in struck
    assert "'re-key'" in struck  # else chance has not struck where it should
    assert int(re.search(r"journal left (\d+)", said)[1]) >= 3, said


@pytest.mark.usefixtures("cheap_keys")
def test_the_judge_sees_what_is_lost(tmp_path):
    state = kills.State()
    with CaseFile.begin("kills") as case:
        case.save_as(tmp_path / kills.NAMES[0], kills.WORDS[0])
        state = kills.act(case, state, kills.CALL, tmp_path)
        state = kills.act(case, state, kills.NOTE, tmp_path)
    assert kills.judge(tmp_path, state, None) == (state, "")
    assert kills.judge(tmp_path, kills.expected(state, kills.CALL), None)[1] == "does not open"
    assert kills.judge(tmp_path, state, kills.expected(state, kills.REKEY)) == (state, "")
    with CaseFile.open(tmp_path / kills.NAMES[0], kills.WORDS[0]) as case:
        case._held.parts[kills.Part.NOTES] = random.Random(1).randbytes(3)
        assert kills.wrong(case) == "part notes"
