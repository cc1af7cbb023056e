"""The lock, tried from inside, and the filter's decisions for every architecture."""

import json
import signal
import struct
import subprocess
import sys

import pytest

from leakverify import isolation, syscall_filter

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the lock is Linux's")

INSIDE = """
import json, os, sys
from leakverify import isolation
out = {"threads": isolation.thread_count(), "big": [m for m in ("numpy", "pandas", "pyarrow") if m in sys.modules]}
held = isolation.lock(memory_bytes=1 << 30)
out["level"], out["details"] = held.level, list(held.details)
import pyarrow, pyarrow.compute, threading, socket, subprocess, ctypes
libc = ctypes.CDLL(None, use_errno=True)
def raw(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")
attempts = {
    "open": lambda: open("/etc/hostname"),
    "open-home": lambda: os.listdir(os.path.expanduser("~")),
    "proc": lambda: open("/proc/self/environ"),
    "write": lambda: open("/tmp/leakverify-lock-test", "w"),
    "write-program": lambda: open(isolation.__file__, "a"),
    "make-folder": lambda: os.mkdir("/tmp/leakverify-lock-test"),
    "chmod": lambda: os.chmod("/tmp", 0o777),
    "times": lambda: os.utime("/tmp"),
    "socket": lambda: socket.socket(),
    "local-socket": lambda: socket.socket(socket.AF_UNIX),
    "socket-pair": lambda: socket.socketpair(),
    "resolve": lambda: socket.getaddrinfo("localhost", 80),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "start": lambda: subprocess.run(["/bin/true"]),
    "fork": lambda: os._exit(0) if os.fork() == 0 else None,
    "kill": lambda: os.kill(os.getppid(), 0),
    "signal-init": lambda: os.kill(1, 0),
    "limits-of-others": lambda: __import__("resource").prlimit(os.getppid(), 4),
    "memory-file": lambda: os.memfd_create("x"),
    "trace": lambda: libc.ptrace(0, 0, 0, 0) == 0 or (_ for _ in ()).throw(OSError(1, "refused")),
    "clone3": lambda: raw(435, 0, 0),
    "ring": lambda: raw(425, 1, 0),
}
def attempt(into):
    for name, work in attempts.items():
        try:
            work()
            into[name] = "allowed"
        except OSError as error:
            into[name] = "refused"
main, other = {}, {}
attempt(main)
thread = threading.Thread(target=attempt, args=(other,))
thread.start(); thread.join()
out["main"], out["other"] = main, other
out["sum"] = pyarrow.compute.sum(pyarrow.array(range(100000))).as_py()
try:
    held_memory = bytearray(3 << 30)
    out["memory"] = "allowed"
except MemoryError:
    out["memory"] = "refused"
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def inside() -> dict:
    run = subprocess.run(
        [sys.executable, "-I", "-c", INSIDE], capture_output=True, check=True, timeout=60
    )
    return json.loads(run.stdout)


@LINUX
def test_one_thread_and_no_large_library_before_the_lock(inside):
    assert inside["threads"] == 1
    assert inside["big"] == []
    assert inside["level"] == "full"
    assert {"seccomp", "no-core", "not-dumpable", "parent-death"} <= set(inside["details"])


@LINUX
def test_everything_that_reaches_out_is_refused(inside):
    assert set(inside["main"].values()) == {"refused"}, inside["main"]


@LINUX
def test_a_thread_of_pyarrows_time_is_locked_as_well(inside):
    assert inside["other"] == inside["main"]


@LINUX
def test_arrow_still_computes_and_memory_is_bounded(inside):
    assert inside["sum"] == sum(range(100000))
    assert inside["memory"] == "refused"


@LINUX
def test_processor_time_is_bounded():
    spin = "from leakverify import isolation\nisolation.lock(cpu_seconds=1)\nwhile True: pass"
    run = subprocess.run([sys.executable, "-I", "-c", spin], check=False, timeout=60)
    assert run.returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def decide(code: bytes, arch: int, number: int, *arguments: int) -> int:
    """Run a BPF program as the kernel does."""
    full = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("=IIQ6Q", number, arch, 0, *full)
    word, at = 0, 0
    instructions = [struct.unpack_from("=HBBI", code, i) for i in range(0, len(code), 8)]
    while True:
        kind, if_true, if_false, value = instructions[at]
        at += 1
        if kind == 0x20:
            (word,) = struct.unpack_from("=I", data, value)
        elif kind == 0x06:
            return value
        else:
            hit = {0x15: word == value, 0x35: word >= value, 0x45: bool(word & value)}[kind]
            at += if_true if hit else if_false


ALLOWED, REFUSED, ABSENT, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
OWN = 4711
READING, CLONE, KILL, PRLIMIT = (
    {"x86_64": (257, 2), "aarch64": (56, 2)},
    {"x86_64": 56, "aarch64": 220},
    {"x86_64": (62, 234), "aarch64": (129, 131)},
    {"x86_64": 302, "aarch64": 261},
)
HARMLESS = {"x86_64": (0, 1, 9, 202, 318), "aarch64": (63, 64, 222, 98, 278)}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_decides_as_meant(machine):
    code = syscall_filter.program(machine, OWN)
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    other = {"x86_64": 0x40000003, "aarch64": 0x40000028}[machine]
    assert decide(code, other, 1) == KILLED
    for number in HARMLESS[machine]:
        assert decide(code, arch, number) == ALLOWED
    for name, number in syscall_filter._REFUSED[machine].items():
        assert decide(code, arch, number) == REFUSED, name
    for name, number in syscall_filter._EVERYWHERE.items():
        assert decide(code, arch, number) == REFUSED, name
    assert decide(code, arch, 435) == ABSENT
    assert decide(code, arch, CLONE[machine], 0x11) == REFUSED
    assert decide(code, arch, CLONE[machine], 0x3D0F00) == ALLOWED
    number, flags = READING[machine]
    assert decide(code, arch, number, *([0] * flags), 0o2000000) == ALLOWED
    for writing in (1, 2, 0o100, 0o1000):
        assert decide(code, arch, number, *([0] * flags), writing) == REFUSED
    for number in KILL[machine]:
        assert decide(code, arch, number, OWN) == ALLOWED
        assert decide(code, arch, number, OWN + 1) == REFUSED
    assert decide(code, arch, PRLIMIT[machine], 0) == ALLOWED
    assert decide(code, arch, PRLIMIT[machine], OWN) == ALLOWED
    assert decide(code, arch, PRLIMIT[machine], 1) == REFUSED


def test_the_x32_numbers_are_no_way_around():
    code = syscall_filter.program("x86_64", OWN)
    assert decide(code, 0xC000003E, 0x40000000 | 59) == REFUSED


def test_only_program_folders_are_readable():
    folders = isolation.program_folders()
    assert "/" not in folders
    assert "/usr" not in folders
    assert not any(folder in ("/home", "/root", "/tmp", "/etc") for folder in folders)


def test_a_shared_prefix_gives_its_library_folders_only():
    assert isolation._within("/usr") == ("/usr/lib", "/usr/lib64")
    assert isolation._within("/opt/own/python") == ("/opt/own/python",)
