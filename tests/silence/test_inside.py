"""P7: inside each locked child no socket can be made, by Python or by the kernel's own call."""

import errno
import json
import struct
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is Linux's")

INSIDE = """
import sys
from leakverify.engine import child
from leakverify.engine import {kind}
def serve(start):
    import ctypes, json, os, socket
    from leakverify import silence
    libc = ctypes.CDLL(None, use_errno=True)
    out = {{"level": start.isolation.level, "kernel": {{}}, "python": {{}}}}
    families = {{"inet": 2, "inet6": 10, "unix": 1, "netlink": 16, "packet": 17, "vsock": 40}}
    for name, family in families.items():
        for kind in (1, 2, 3):
            out["kernel"][f"{{name}} {{kind}}"] = 0 if libc.socket(family, kind, 0) >= 0 else ctypes.get_errno()
    pair = (ctypes.c_int * 2)()
    out["kernel"]["pair"] = 0 if libc.socketpair(1, 1, 0, pair) == 0 else ctypes.get_errno()
    out["kernel"]["ring"] = 0 if libc.syscall(425, 1, 0) >= 0 else ctypes.get_errno()
    attempts = {{
        "socket": socket.socket,
        "name": lambda: socket.getaddrinfo("planted.example", 80),
        "connect": lambda: socket.create_connection(("192.0.2.7", 80), timeout=1),
        "start": lambda: os.system("true"),
    }}
    for name, work in attempts.items():
        try:
            work()
            out["python"][name] = "allowed"
        except silence.SilenceError:
            out["python"][name] = "refused"
    out["counted"] = silence.attempts_refused()
    os.write(start.pipes[1], json.dumps(out).encode())
    return 0
{kind}.serve = serve
sys.exit(child.run("{kind}"))
"""
OPEN = b'{"t": "open", "paths": [], "read": {}, "limits": {}}'


@pytest.mark.parametrize("kind", ["analyst", "writer", "worker"])
def test_no_socket_can_be_made(kind):
    words = [sys.executable, "-I", "-c", INSIDE.format(kind=kind)]
    done = subprocess.run(
        words,
        input=struct.pack(">I", len(OPEN)) + OPEN,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()[-1_500:]
    told = json.loads(done.stdout)
    assert set(told["kernel"].values()) == {errno.EPERM}, told["kernel"]
    assert set(told["python"].values()) == {"refused"}, told["python"]
    assert told["counted"] == len(told["python"])
