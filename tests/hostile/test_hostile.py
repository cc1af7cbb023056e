"""Hundreds of files made to hurt: each ends in a code or in rows, in time and memory, with nothing written or called."""

import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.engine.client import AnalystClient
from leakverify.engine.watch import resident_bytes
from leakverify.limits import MIB, Limits
from leakverify.model.messages import Failed, Open, Source
from leakverify.words.problems import ERRORS
from tests.hostile import corpus

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the lock is Linux's"),
    pytest.mark.xdist_group("hostile"),
    pytest.mark.timeout(900),
]

LOCKED = Path(__file__).with_name("locked.py")
LEAST = 300
SECONDS = 60.0
"""A file may take so long; the bar of each format is its own."""
TRACED = "trace=socket,connect,bind,sendto,open,openat,openat2,creat,unlink,unlinkat,rename,mkdir,execve,fork,vfork"
WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="module")
def paths(folder):
    return corpus.write(folder)


def tree(folder):
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()
    }


def run(paths, log):
    """All files inside the lock, under strace where there is one; a child that dies is followed by another."""
    told, died, left = {}, [], list(paths)
    strace = shutil.which("strace")
    rounds = 0
    while left:
        words = [sys.executable, "-I", str(LOCKED), *map(str, left)]
        if strace:
            words = [strace, "-f", "-qq", "-e", TRACED, "-o", f"{log}.{rounds}", *words]
        rounds += 1
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
            lines = [json.loads(line) for line in child.stdout]
        ends = {line["file"]: line for line in lines if "seconds" in line}
        told |= ends
        begun = [line["file"] for line in lines if "begun" in line]
        left = [p for p in left if p.name not in ends]
        if left:
            assert begun, "the child did not even begin"
            died.append(begun[-1])
            left = [p for p in left if p.name != begun[-1]]
        assert len(died) < 20
    return told, died


@pytest.fixture(scope="module")
def ended(paths, folder, tmp_path_factory):
    before = tree(folder)
    log = tmp_path_factory.mktemp("strace") / "log"
    told, died = run(paths, log)
    return told, died, before == tree(folder), sorted(log.parent.glob("log.*"))


def test_the_corpus_is_large(paths):
    assert len(paths) >= LEAST
    assert len({p.name for p in paths}) == len(paths)


def test_each_file_ends_in_a_code_or_in_rows(ended, paths):
    told, died, _same, _logs = ended
    assert len(told) + len(died) == len(paths)
    unknown = {
        t["file"]: t["code"] for t in told.values() if t.get("code", "EMPTY_FILE") not in ERRORS
    }
    assert unknown == {}
    assert died == []


def test_each_file_ends_in_time(ended):
    slow = {t["file"]: t["seconds"] for t in ended[0].values() if t["seconds"] > SECONDS}
    assert slow == {}


def test_memory_stays_below_the_limit(ended):
    assert max(t["peak_kib"] for t in ended[0].values()) < Limits().memory_bytes >> 10


def test_nothing_is_written_and_nothing_is_called(ended):
    _told, _died, same, logs = ended
    assert same
    if not logs:
        pytest.skip("strace is not installed")
    for log in logs:
        lines = log.read_text(errors="replace").splitlines()
        assert not [
            x
            for x in lines
            if re.search(r"\b(?:socket|connect|bind|sendto)\(", x) and "= -1" not in x
        ]
        done = [x for x in lines if WRITING.search(x) and "= -1" not in x and "/dev/null" not in x]
        assert done == []
        assert not [
            x for x in lines if re.search(r"\b(?:execve|fork|vfork)\(", x) and "= -1" not in x
        ][1:]


def test_the_parent_stays_small_and_alive(paths):
    """A spread of the corpus through real analysts, one a file."""
    chosen = paths[:: max(1, len(paths) // 12)][:14]
    before = resident_bytes(os.getpid())
    for path in chosen:
        heard = queue.SimpleQueue()
        client = AnalystClient(heard.put)
        client.send(Open((str(path),)))
        while True:
            message = heard.get(timeout=SECONDS)
            if isinstance(message, (Failed, Source)):
                break
        client.close()
    assert resident_bytes(os.getpid()) - before < 100 * MIB
