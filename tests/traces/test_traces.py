"""After a session nothing of the sample is left: no cell, no file name, no folder name, not even after a kill (S35, S36, S40)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.case import custody
from leakverify.case.case_file import CaseFile, Part
from leakverify.engine import case_keeping

SCRIPT = Path(__file__).with_name("scripted.py")
TOKENS = ("zephyrine", "quillfeather", "0491570156")
"""What the planted rows, the file's name and its folder hold."""


def plant(folder):
    folder = folder / "zephyrine-folder"
    folder.mkdir()
    sample = folder / "zephyrine-sample.csv"
    lines = ["id,name,email,phone,created"]
    lines += [
        f"{i},Quillfeather {i},quillfeather{i}@mail.example,0491570156,2020-01-{1 + i % 28:02} 10:00:00"
        for i in range(3_000)
    ]
    sample.write_text("\n".join(lines) + "\n")
    return sample


def world(tmp_path):
    """An environment whose every writable place is below one folder."""
    home = tmp_path / "home"
    places = {"HOME": home, "TMPDIR": home / "tmp"}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        places[f"XDG_{name}_HOME"] = home / name.lower()
    places["XDG_RUNTIME_DIR"] = home / "run"
    for place in places.values():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "LD_LIBRARY_PATH"}}
    return home, {**kept, **{k: str(v) for k, v in places.items()}, "QT_QPA_PLATFORM": "offscreen"}


def leftovers(root):
    """Files under a folder whose name or content holds a token, in plain, UTF-16 or JSON letters."""
    found = []
    for path in root.rglob("*"):
        text = str(path.relative_to(root)).lower()
        data = path.read_bytes().lower() if path.is_file() else b""
        for token in TOKENS:
            forms = (token.encode(), token.encode("utf-16-le"), json.dumps(token).encode())
            if token in text or any(form in data for form in forms):
                found.append((path.name, token))
    return found


@pytest.fixture
def sample(tmp_path):
    return plant(tmp_path)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("how", ["closed", "killed"])
def test_a_session_leaves_nothing(sample, tmp_path, how):
    home, environment = world(tmp_path)
    words = [sys.executable, str(SCRIPT), str(sample)] + ["--die"] * (how == "killed")
    done = subprocess.run(words, env=environment, cwd=home, capture_output=True, check=False)
    assert done.returncode == (0 if how == "closed" else -9), done.stderr.decode()[-800:]
    assert leftovers(home) == []
    assert not any(token.encode() in done.stdout + done.stderr for token in TOKENS)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("how", ["closed", "killed"])
def test_a_saved_case_keeps_what_was_told_as_kept_and_nothing_else_is_left(sample, tmp_path, how):
    home, environment = world(tmp_path)
    kept = tmp_path / "kept"
    kept.mkdir()
    case = kept / "work.lvcase"
    words = [sys.executable, str(SCRIPT), str(sample), "--case", str(case)]
    done = subprocess.run(
        words + ["--die"] * (how == "killed"),
        env=environment,
        cwd=home,
        capture_output=True,
        check=False,
    )
    assert done.returncode == (0 if how == "closed" else -9), done.stderr.decode()[-800:]
    assert leftovers(home) == leftovers(kept) == []
    with CaseFile.open(case, "five random words are good") as opened:
        told = [entry.what for entry in custody.entries(opened.log())]
        assert len(told) >= int(done.stdout)
        assert told[:6] == ["taken_in", "opened", "mapped", "checked", "saved", "claimed"]
        assert "noted" in told
        assert opened.part(Part.NOTES) == b"Quillfeather called"
        assert not opened.read_only
        restored = case_keeping.restored(opened)
    assert restored.claim.organisation == "Quillfeather"
    assert restored.assessment().complete
    assert [path.name for path in kept.iterdir()] == ["work.lvcase"]


@pytest.mark.timeout(120)
def test_the_command_line_leaves_nothing_but_what_was_asked_for(sample, tmp_path):
    home, environment = world(tmp_path)
    out = tmp_path / "report.html"
    words = [sys.executable, "-m", "leakverify", "check", str(sample), "--report", str(out)]
    done = subprocess.run(words, env=environment, cwd=home, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-800:]
    assert leftovers(home) == []
    report = out.read_text().lower()
    assert "quillfeather" not in report
    assert "zephyrine-folder" not in report


def test_an_internal_error_is_told_without_its_text(tmp_path):
    home, environment = world(tmp_path)
    code = (
        "import sys, leakverify.cli.catalogue as c\n"
        "def broken(**_):\n    raise ValueError('quillfeather')\n"
        "c.run = broken\n"
        "from leakverify.__main__ import main\n"
        "sys.exit(main(['checks']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=home, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"ValueError" in done.stderr
    assert b"quillfeather" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the way Linux tells")
def test_no_core_and_no_look_inside():
    code = (
        "import ctypes, resource\n"
        "from leakverify.cli.main import keep_private\n"
        "keep_private()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"0", b"0"]
