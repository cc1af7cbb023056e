"""The lock, tried from inside, and the filter's decisions for every architecture."""

import itertools
import json
import signal
import socket
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


LOOKING_UP = """
import json, os, sys
from leakverify import isolation
port, wrong, datagrams = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "yes"
held = isolation.lock(memory_bytes=1 << 30, connect_ports=(port,), datagrams=datagrams)
out = {"level": held.level}
import asyncio, ctypes, socket, ssl, subprocess, threading
libc = ctypes.CDLL(None, use_errno=True)
def tcp(port, family=socket.AF_INET):
    with socket.socket(family) as s:
        s.settimeout(5)
        s.connect(("127.0.0.1" if family == socket.AF_INET else "::1", port))
        return s.recv(5)
def udp(port):
    with socket.socket(type=socket.SOCK_DGRAM) as s:
        s.sendto(b"asked", ("127.0.0.1", port))
def listen():
    with socket.socket() as s:
        s.listen()
def fast_open(port, call):
    with socket.socket() as s:
        getattr(s, call)(*{"sendto": (b"x", 0x20000000, ("127.0.0.1", port)), "sendmsg": ([b"x"], [], 0x20000000, ("127.0.0.1", port))}[call])
async def by_loop():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = await reader.read(5)
    writer.close()
    return got
def resolve():
    libc.gethostbyname.restype = ctypes.c_void_p
    if not libc.gethostbyname(b"planted.example"):
        raise OSError
let = {
    "tcp": lambda: tcp(port),
    "loop": lambda: asyncio.run(by_loop()),
    "context": lambda: ssl.create_default_context() and b"asked",
    "pair": lambda: [s.close() for s in socket.socketpair()] and b"asked",
}
if datagrams:
    let["udp"] = lambda: udp(port) or b"asked"
refused = {
    "wrong port": lambda: tcp(wrong),
    "fast open": lambda: fast_open(wrong, "sendto"),
    "fast open message": lambda: fast_open(wrong, "sendmsg"),
    "bind": lambda: socket.socket().bind(("127.0.0.1", 0)),
    "listen": listen,
    "accept": lambda: socket.socket().accept(),
    "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
    "ping": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 1),
    "multipath": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262),
    "sctp": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 132),
    "unix": lambda: socket.socket(socket.AF_UNIX),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "packet": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "pair of messages": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
    "open": lambda: open("/etc/hostname"),
    "resolver file": lambda: open("/etc/resolv.conf"),
    "home": lambda: os.listdir(os.path.expanduser("~")),
    "proc": lambda: open("/proc/self/environ"),
    "write": lambda: open("/tmp/leakverify-lock-test", "w"),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "start": lambda: subprocess.run(["/bin/true"]),
    "fork": lambda: os._exit(0) if os.fork() == 0 else None,
    "kill": lambda: os.kill(os.getppid(), 0),
    "trace": lambda: libc.ptrace(0, 0, 0, 0) == 0 or (_ for _ in ()).throw(OSError(1, "refused")),
    "memory file": lambda: os.memfd_create("x"),
}
if not datagrams:
    refused |= {"udp": lambda: udp(port), "resolve": resolve}
def attempt(into):
    for name, work in refused.items():
        try:
            work()
            into[name] = "allowed"
        except OSError:
            into[name] = "refused"
out["let"] = {}
for name, work in let.items():
    try:
        out["let"][name] = work().decode()
    except OSError as error:
        out["let"][name] = repr(error)
main, other = {}, {}
attempt(main)
thread = threading.Thread(target=attempt, args=(other,))
thread.start(); thread.join()
out["main"], out["other"] = main, other
print(json.dumps(out))
"""


def serving():
    """A listener on loopback and its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)
    return listener, listener.getsockname()[1]


@LINUX
@pytest.mark.parametrize("datagrams", ["no", "yes"])
def test_the_look_up_child_reaches_its_port_and_nothing_else(datagrams):
    right, port = serving()
    wrong, other = serving()
    with right, wrong, socket.socket(type=socket.SOCK_DGRAM) as heard:
        heard.bind(("127.0.0.1", port))
        heard.settimeout(5)
        words = [sys.executable, "-I", "-c", LOOKING_UP, str(port), str(other), datagrams]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
            for _ in ("tcp", "loop"):
                taken, _from = right.accept()
                with taken:
                    taken.sendall(b"asked")
            said = json.loads(child.stdout.read())
        assert child.returncode == 0
        assert said["level"] == "full"
        assert set(said["let"].values()) == {"asked"}, said["let"]
        assert set(said["main"].values()) == {"refused"}, said["main"]
        assert said["other"] == said["main"]
        if datagrams == "yes":
            assert heard.recv(10) == b"asked"
        heard.setblocking(False)
        wrong.setblocking(False)
        for nobody in (lambda: heard.recv(10), wrong.accept):
            with pytest.raises(BlockingIOError):
                nobody()


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
        elif kind == 0x54:
            word &= value
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


IN, IN6, UNIX, NETLINK, PACKET = 2, 10, 1, 16, 17
STREAM, DGRAM, RAW, FLAGS = 1, 2, 3, 0o2004000
FAST_OPEN = 0x20000000


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("kinds", [(STREAM,), (STREAM, DGRAM), (DGRAM,)])
def test_the_filter_of_a_look_up_decides_as_meant(machine, kinds):
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    code, plain = syscall_filter.program(machine, OWN, kinds), syscall_filter.program(machine, OWN)
    numbers = {**syscall_filter._REFUSED[machine], **syscall_filter._EVERYWHERE}
    client = {*syscall_filter._OF_CLIENTS, *syscall_filter._LOOKED_AT}
    for name, number in numbers.items():
        assert decide(plain, arch, number) == REFUSED, name
        if name not in client:
            assert decide(code, arch, number) == REFUSED, name
        elif name in syscall_filter._OF_CLIENTS:
            assert decide(code, arch, number) == ALLOWED, name
    for name in ("bind", "listen", "accept", "accept4", "sendmmsg", "execve", "ptrace"):
        assert name in numbers
        assert name not in client
    for number in HARMLESS[machine]:
        assert decide(code, arch, number) == ALLOWED
    assert decide(code, arch, CLONE[machine], 0x11) == REFUSED


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("kinds", [(STREAM,), (STREAM, DGRAM), (DGRAM,)])
def test_the_filter_of_a_look_up_looks_at_arguments(machine, kinds):
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    code, numbers = syscall_filter.program(machine, OWN, kinds), syscall_filter._REFUSED[machine]
    given = itertools.product(
        (IN, IN6, UNIX, NETLINK, PACKET, 0, 40, 43, 44),
        (STREAM, DGRAM, RAW, 5, 10),
        (0, 6, 17, 1, 132, 136, 262),
        (0, FLAGS),
    )
    for family, kind, protocol, flags in given:
        right = family in (IN, IN6) and kind in kinds and protocol in (0, 6, 17)
        made = decide(code, arch, numbers["socket"], family, kind | flags, protocol)
        assert made == (ALLOWED if right else REFUSED), (family, kind, protocol)
    assert decide(code, arch, numbers["socketpair"], UNIX, STREAM | FLAGS) == ALLOWED
    assert decide(code, arch, numbers["socketpair"], UNIX, DGRAM) == REFUSED
    assert decide(code, arch, numbers["socketpair"], IN, STREAM) == REFUSED
    for name, before in (("sendto", (3, 4096, 100)), ("sendmsg", (3, 4096))):
        assert decide(code, arch, numbers[name], *before, 0x4000) == ALLOWED
        assert decide(code, arch, numbers[name], *before, FAST_OPEN | 0x4000) == REFUSED


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


def test_a_frozen_program_may_read_its_own_executable(tmp_path, monkeypatch):
    program = tmp_path / "leakverify"
    program.write_bytes(b"the modules that are imported after the lock lie in here")
    monkeypatch.setattr(sys, "executable", str(program))
    assert str(program) not in isolation.program_folders()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert str(program.resolve()) in isolation.program_folders()
