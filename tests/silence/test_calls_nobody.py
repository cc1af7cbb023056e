"""P4 and P6: the real window and the real command over booby-trapped samples open no socket, and no canary is called."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.silence import canary, lures

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace and namespaces"),
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("calls_nobody"),
]

ROOT = Path(__file__).resolve().parents[2]
IN_THE_WINDOW = ("csv", "xlsx", "html", "sqlite")
FAR = re.compile(r"\b(?:AF|PF)_(?!UNIX\b|LOCAL\b|UNSPEC\b)[A-Z0-9]+")
"""Every family but the local one: INET, INET6, NETLINK, PACKET and what else there may be."""


class Ended:
    def __init__(self, folder, called, traced):
        self.folder, self.called, self.traced = folder, called, traced

    def json(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


def orders(folder, samples):
    """The window, then the command by several processes with all reports, then by one, as one shell line."""
    window = [ROOT / "tests/silence/walk.py", folder / "walk.json"]
    window += [samples[ending] for ending in IN_THE_WINDOW]
    check = ["-m", "leakverify", "check", "--as-of", "2026-11-22", "--edition", "full", "--quiet"]
    spread = [*check, samples["mbox"], "--engine", "processes:2", "--json", folder / "spread.json"]
    for ending in ("pdf", "html"):
        spread += ["--report", folder / f"spread.{ending}"]
    alone = [*check, samples["sql"], "--json", folder / "alone.json"]
    lines = [" ".join(map(str, (sys.executable, *words))) for words in (window, spread, alone)]
    return " && ".join(lines)


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calls")
    samples = lures.write(folder)
    words = ["sh", "-c", orders(folder, samples)]
    log = folder / "strace.log"
    strace = shutil.which("strace")
    if strace:
        # by its own filter strace stops at these calls alone, which halves the time
        words = [strace, "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", log, *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    told = folder / "canary.json"
    runner = [sys.executable, "-m", "tests.silence.canary", told, *words]
    done = subprocess.run(runner, env=environment, cwd=ROOT, capture_output=True, check=False)
    if done.returncode == canary.NO_NAMESPACE:
        done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-1_500:]
    called = json.loads(told.read_text(encoding="utf-8")) if told.exists() else None
    traced = log.read_text(errors="replace").splitlines() if strace else None
    return Ended(folder, called, traced)


def test_all_samples_were_read_and_reported(ended):
    walk = ended.json("walk.json")
    assert [walk.pop(f"sample.{ending}") for ending in IN_THE_WINDOW] == ["done"] * 4
    assert "The guard of this window is on." in walk["sheet"]
    assert "Attempts refused so far: 0" in walk["sheet"]
    assert "fully locked" in walk["sheet"]
    assert walk["commands"].splitlines()[0].startswith("strace -f -e trace=%network ")
    assert walk["badge"].split() == ["Offline", "·", "0", "connections"]
    for name in ("spread", "alone"):
        told = ended.json(f"{name}.json")
        assert told["complete"]
        assert told["network"]["attempts_refused"] == 0
        assert told["network"]["queries_made"] == 0
        assert sum(file["rows_read"] for file in told["sample"]["files"]) == lures.ROWS
    for name in ("exported.html", "exported.json", "exported.pdf", "spread.pdf", "spread.html"):
        assert (ended.folder / name).stat().st_size > 1_000


def test_no_socket_but_a_local_one_was_opened(ended):
    if ended.traced is None:
        pytest.skip("strace is not installed")
    assert any("exited" in line or "SIGCHLD" in line for line in ended.traced)
    assert [line for line in ended.traced if FAR.search(line)] == []


def test_no_canary_was_called(ended):
    if ended.called is None:
        pytest.skip("this system allows no namespace")
    assert ended.called["status"] == 0
    tried = ended.called["tried"]
    assert {"tcp 80", "tcp 443", "tcp 445"} <= set(tried)
    assert any(line.startswith("udp 53 ") and "probe" in line for line in tried)
    assert ended.called["hits"] == []


@pytest.mark.parametrize(
    ("line", "hit"),
    [
        ("1 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5", True),
        ("1 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = -1 EPERM", True),
        ("1 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 5", True),
        ("1 connect(5, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0", True),
        ("1 socket(AF_PACKET, SOCK_RAW, 768) = 3", True),
        ("1 socket(AF_VSOCK, SOCK_STREAM, 0) = 3", True),
        ('1 connect(7, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0', False),
        ("1 socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0", False),
    ],
)
def test_a_line_of_strace_is_read_right(line, hit):
    assert bool(FAR.search(line)) is hit
