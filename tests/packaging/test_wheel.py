"""The wheel works outside the checkout: resources inside, commands there, a whole check with reports; the sdist is whole."""

import email
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from leakverify import __version__
from tests.silence.offline import environment

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Both, built as pip builds them; the sdist first and the wheel from it, so that the sdist must be enough."""
    out = tmp_path_factory.mktemp("built")
    backend = (
        "import sys, hatchling.build as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", backend, "sdist", out], cwd=ROOT, check=True, capture_output=True
    )
    sdist = next(out.glob("*.tar.gz"))
    with tarfile.open(sdist) as tar:
        tar.extractall(out / "source", filter="data")
    source = next((out / "source").iterdir())
    subprocess.run(
        [sys.executable, "-c", backend, "wheel", out], cwd=source, check=True, capture_output=True
    )
    return sdist, next(out.glob("*.whl"))


def test_the_wheel_holds_what_the_checkout_holds(built):
    with zipfile.ZipFile(built[1]) as wheel:
        names = set(wheel.namelist())
        told = email.message_from_bytes(wheel.read(f"leakverify-{__version__}.dist-info/METADATA"))
        commands = wheel.read(f"leakverify-{__version__}.dist-info/entry_points.txt").decode()
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert (
                f"leakverify/resources/{path.relative_to(ROOT / 'resources').as_posix()}" in names
            )
    assert not [n for n in names if n.startswith(("tests/", "packaging/")) or "__pycache__" in n]
    assert told["Description-Content-Type"] == "text/markdown"
    assert told["License-Expression"] == "Apache-2.0"
    assert "leakverify = leakverify.__main__:main" in commands
    assert "leakverify-window = leakverify.__main__:window" in commands


def test_twine_finds_nothing_to_say(built):
    pytest.importorskip("twine")
    line = [sys.executable, "-m", "twine", "check", "--strict", *built]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the environment is made by links")
def test_the_installed_wheel_checks_and_reports(built, tmp_path):
    python = environment(tmp_path, ROOT, "requirements.txt")
    home = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    (home / "tree.pth").unlink()
    for left in home.glob("*leakverify*"):
        left.unlink() if left.is_file() else shutil.rmtree(left)
    line = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        built[1],
    ]
    subprocess.run(line, check=True, capture_output=True)
    command = python.parent / "leakverify"
    settings = {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8"}
    run = {"env": settings, "cwd": tmp_path, "capture_output": True, "text": True}
    assert (
        subprocess.run([command, "--version"], check=True, **run).stdout
        == f"leakverify {__version__}\n"
    )
    shutil.copy(ROOT / "resources/demo/generated.csv", tmp_path / "sample.csv")
    words = [
        "check",
        "sample.csv",
        "--as-of",
        "2026-11-22",
        "--quiet",
        "--json",
        "out.json",
        "--report",
        "out.pdf",
    ]
    done = subprocess.run([command, *words], check=False, **run)
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["complete"]
    assert told["verdict"]["status"] == "fabricated"
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    code = "import leakverify, sys; print(leakverify.__file__)"
    where = subprocess.run([python, "-I", "-c", code], check=True, **run).stdout
    assert Path(where.strip()).is_relative_to(tmp_path)
