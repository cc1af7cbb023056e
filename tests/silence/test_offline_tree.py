"""The offline build: a tree without the room and its libraries starts, checks, reports, and says that it cannot ask.

The libraries are really absent: the tree runs in an environment that holds the offline lock's packages and no other.
"""

import hashlib
import importlib.metadata
import itertools
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from leakverify.engine import look_up_room
from tests.silence import lures
from tests.silence.offline import ROOT, pinned, plain, script

offline_tree = script("offline_tree")

pytestmark = [pytest.mark.xdist_group("offline"), pytest.mark.timeout(180)]


def run(build, *words, folder=None):
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment = {**kept, "HOME": str(folder or build.tree.parent), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [build.python, *map(str, words)],
        env=environment,
        cwd=build.tree,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_tree_lacks_the_room_and_nothing_else(offline_build):
    tree, left_out = offline_build.tree, offline_build.left_out
    assert not (tree / "leakverify" / "network").exists()
    assert not (tree / "tests" / "network").exists()
    assert set(offline_tree.LIBRARIES) <= set(left_out)
    changed = {name for name, _ in offline_tree.CHANGES}
    for path in (p for p in (ROOT / "leakverify").rglob("*.py")):
        inner = path.relative_to(ROOT)
        if inner.parts[1] == "network":
            continue
        assert (tree / inner).read_bytes() == path.read_bytes(), inner
    assert all((tree / name).is_file() for name in changed)


def test_no_file_of_the_tree_names_the_libraries_as_needs(offline_build):
    tree = offline_build.tree
    told = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    project = told["project"]
    named = itertools.chain(project["dependencies"], *project["optional-dependencies"].values())
    assert not {plain(Requirement(text).name) for text in named} & set(offline_tree.LIBRARIES)
    for lock in ("requirements.txt", "requirements-test.txt"):
        whole = pinned((ROOT / lock).read_text(encoding="utf-8"))
        left = pinned((tree / lock).read_text(encoding="utf-8"))
        assert left == whole - set(offline_tree.LIBRARIES)
        assert "--hash=sha256:" in (tree / lock).read_text(encoding="utf-8")
    contracts = json.dumps(told["tool"]["importlinter"])
    assert "leakverify.network" not in contracts
    assert "--no-deps -r requirements.txt" in (tree / "Makefile").read_text(encoding="utf-8")


def needs(name, extras=()):
    """What a package says that it needs here."""
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return
    for text in distribution.requires or ():
        wanted = Requirement(text)
        marker = wanted.marker
        if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield plain(wanted.name), tuple(wanted.extras)


def closure(wanted, without=()):
    found, waiting = {}, list(wanted)
    while waiting:
        name, extras = waiting.pop()
        if name not in without and set(extras) - found.get(name, set()) | ({name} - found.keys()):
            found.setdefault(name, set()).update(extras)
            waiting += needs(name, extras)
    return set(found)


def test_what_is_left_out_is_what_look_ups_alone_need():
    """By what the packages say of themselves; email-validator's need is one on paper, as the smoke tests show."""
    if not look_up_room.is_built_in():
        pytest.skip("this is the offline build")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [(plain(r.name), tuple(r.extras)) for r in map(Requirement, project["dependencies"])]
    whole = closure(direct)
    kept = closure([d for d in direct if d[0] not in offline_tree.DIRECT], offline_tree.DIRECT)
    assert whole - kept == set(offline_tree.LIBRARIES)


def test_a_test_that_needs_the_room_is_known():
    needing = ("import dns.message", "from leakverify.network import run", "import socksio as s")
    for code in (*needing, "from leakverify import network", "def f():\n    from h2 import x"):
        assert offline_tree.needs_the_room(code)
    assert not offline_tree.needs_the_room("import leakverify.networks\nfrom dnsx import y")


ABSENT = """
import importlib, json, sys
out = {"found": []}
for name in MODULES:
    try:
        importlib.import_module(name)
        out["found"].append(name)
    except ModuleNotFoundError:
        pass
import leakverify, email_validator
from leakverify.engine.look_up_room import is_built_in
from leakverify.validators import mail_address
out["home"], out["built_in"] = leakverify.__file__, is_built_in()
print(json.dumps(out))
"""


def test_the_libraries_are_absent_and_the_build_knows(offline_build):
    modules = (*offline_tree.MODULES, "leakverify.network")
    done = run(offline_build, "-I", "-c", ABSENT.replace("MODULES", repr(modules)))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["found"] == []
    assert told["built_in"] is False
    assert Path(told["home"]).is_relative_to(offline_build.tree)


def test_it_checks_and_reports(offline_build, tmp_path):
    sample = tmp_path / "sample.csv"
    sample.write_bytes(lures.table_csv())
    out, page, pdf = (tmp_path / f"out.{ending}" for ending in ("json", "html", "pdf"))
    words = ["-I", "-m", "leakverify", "check", sample, "--as-of", "2026-11-22", "--json", out]
    done = run(offline_build, *words, "--report", page, "--report", pdf, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["complete"]
    assert told["network"]["attempts_refused"] == told["network"]["queries_made"] == 0
    assert page.stat().st_size > 5_000
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_its_command_says_that_it_makes_no_look_ups(offline_build, tmp_path):
    names = ["a.example", "b.example"]
    digest = hashlib.sha256("".join(f"{n}\n" for n in names).encode()).hexdigest()
    given, out = tmp_path / "list.txt", tmp_path / "answers.jsonl"
    given.write_text(f"# leakverify domains 1 sha256:{digest}\n" + "\n".join(names) + "\n")
    words = ["-I", "-m", "leakverify", "mx", given, "--out", out]
    done = run(offline_build, *words, "--way", "dot:192.0.2.7#dns.example", folder=tmp_path)
    assert done.returncode == 3, done.stderr
    assert "This build of the program asks no network at all." in done.stderr
    assert not out.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the session is Linux's and the Mac's")
def test_its_window_works_and_says_so(offline_build, tmp_path):
    sample, out = tmp_path / "sample.csv", tmp_path / "walk.json"
    sample.write_bytes(lures.table_csv())
    done = run(offline_build, "tests/silence/walk.py", out, sample, folder=tmp_path)
    assert done.returncode == 0, done.stderr[-1_500:]
    walk = json.loads(out.read_text(encoding="utf-8"))
    assert walk["sample.csv"] == "done"
    assert "This build makes no look-ups" in walk["sheet"]
    assert re.search(r"Offline · 0 ", walk["badge"])
    assert (tmp_path / "exported.pdf").read_bytes().startswith(b"%PDF-")
