"""P2 and P3: no test reaches beyond loopback, and the whole suite can run where there is nothing beyond it."""

import json
import os
import pwd
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "without_network.py"
FAR = ("192.0.2.1", 9)  # RFC 5737: nobody's


@pytest.mark.parametrize(
    "work",
    [
        lambda: socket.create_connection(FAR, timeout=0.01),
        lambda: socket.getaddrinfo("planted.example", 80),
        lambda: socket.gethostbyname("planted.example"),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", FAR),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 9)),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_test_that_reaches_out_is_refused(work, reaches_out):
    before = len(reaches_out)
    with pytest.raises(PermissionError):
        work()
    assert len(reaches_out) == before + 1


def test_loopback_is_let_through():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert socket.getaddrinfo("localhost", 80)


TOLD = """
import json, os, socket
out = {"user": os.geteuid()}
try:
    socket.create_connection(("192.0.2.1", 9), timeout=5)
except OSError as error:
    out["far"] = error.strerror
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
out["interfaces"] = [name for _, name in socket.if_nameindex()]
out["privileges"] = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("CapEff"))
print(json.dumps(out))
"""


def entered(python, user=None):
    """The script, read from its stdin so that any user can run it."""
    return subprocess.run(
        [python, "-I", "-", python, "-I", "-c", TOLD],
        input=SCRIPT.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd="/",
        user=user and user.pw_uid,
        group=user and user.pw_gid,
        extra_groups=[] if user else None,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces are Linux's")
@pytest.mark.parametrize("other", [False, True], ids=["as we are", "without privileges"])
def test_a_network_of_its_own_has_loopback_alone(other):
    if other and os.geteuid() != 0:
        pytest.skip("only root may run something as another user")
    user = pwd.getpwnam("nobody") if other else None
    try:
        done = entered(os.path.realpath(sys.executable), user)
    except PermissionError:
        if not Path("/usr/bin/python3").exists():
            pytest.skip("no Python that another user may run")
        done = entered("/usr/bin/python3", user)
    assert done.returncode == 0, done.stderr
    if "Plainly" in done.stderr:
        pytest.skip("this system allows no namespace")
    told = json.loads(done.stdout)
    assert told["far"] == "Network is unreachable"
    assert told["interfaces"] == ["lo"]
    assert told["user"] == (user.pw_uid if user else os.geteuid())
    if told["user"]:
        assert int(told["privileges"], 16) == 0


def test_the_suite_runs_by_way_of_it():
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "packaging/without_network.py $(BIN)/python -m pytest" in recipe
