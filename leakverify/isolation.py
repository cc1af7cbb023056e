"""Locks the calling process: what a child may still do once it reads a stranger's file.

Called while the process has one thread and before any large library is imported (CONTRACTS 6): Landlock binds the
calling thread alone, so a thread that exists already would stay free. On Linux: no new privileges, no core, not
traceable, dies with its parent, Landlock (read the program and the system's libraries, nothing else) and a seccomp
filter on all threads. Elsewhere what the system offers, and an honest level. The look-up child has no file of anybody's
but may connect: to the ports that it is given (Landlock) and by plain TCP or UDP sockets (seccomp); to which address is
for its `silence.permit` to hold, since neither layer of the kernel sees addresses.
"""

import ctypes
import os
import struct
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_SIGKILL = 9

_SYS_LANDLOCK = (
    444  # create_ruleset; add_rule and restrict_self follow; alike on every architecture
)
_CREATE_VERSION = 1
_RULE_PATH_BENEATH = 1
_RULE_NET_PORT = 2
_READ_FILE = 1 << 2
_READ_DIR = 1 << 3
_ACCESS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_TCP = 3  # bind and connect
_CONNECT_TCP = 2
_SCOPE_ALL = 3
_ABI_NET = 4
_ABI_SCOPE = 6

_SYSTEM_READABLE = (
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
)


class Isolation:
    """How well the process is locked: `full`, `partial` or `none`, and each layer that holds."""

    __slots__ = ("details", "level")

    def __init__(self, level: str, details: tuple[str, ...]) -> None:
        self.level = level
        self.details = details


def thread_count() -> int:
    """How many threads this process has, 0 where the system does not tell."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 0


def lock(
    readable: tuple[str, ...] = (),
    *,
    memory_bytes: int = 0,
    cpu_seconds: int = 0,
    connect_ports: tuple[int, ...] = (),
    datagrams: bool = False,
) -> Isolation:
    """Lock this process for good; `readable` are further folders it may read, beside the program's own.

    Files that are open already stay open. Layers that this system lacks are left out of `details`. With
    `connect_ports` the process may make TCP connections to these ports alone, with `datagrams` it may send UDP (to any
    port: Landlock has no rule for it); it can neither listen nor bind. Without them it makes no socket at all.
    """
    threads = thread_count()
    details = [f"threads {threads}"] if threads else []
    details += _limit_resources(memory_bytes, cpu_seconds)
    if not sys.platform.startswith("linux"):
        return Isolation("partial" if details else "none", tuple(details))
    libc = ctypes.CDLL(None, use_errno=True)
    for name, option, value in (
        ("parent-death", _PR_SET_PDEATHSIG, _SIGKILL),
        ("not-dumpable", _PR_SET_DUMPABLE, 0),
        ("no-new-privileges", _PR_SET_NO_NEW_PRIVS, 1),
    ):
        if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0:
            details.append(name)
    abi = _landlock(libc, (*program_folders(), *readable), connect_ports)
    if abi:
        details.append(f"landlock {abi}")
    filtered = _seccomp(libc, streams=bool(connect_ports), datagrams=datagrams)
    if filtered:
        details.append("seccomp")
    least = _ABI_NET if connect_ports else 1
    if abi >= least and filtered and threads == 1:
        return Isolation("full", tuple(details))
    level = "partial" if abi or filtered else "none"
    return Isolation(level, tuple(details))


def keep_private() -> None:
    """What the window and the command line do with themselves: no core file, and no other process may look in.

    They hold no sample, but pages of rows that the user looks at, names and a password.
    """
    _limit_resources(0, 0)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(0), 0, 0, 0)


def program_folders() -> tuple[str, ...]:
    """What the program itself must read: package, resources, interpreter, the system's libraries."""
    package = os.path.dirname(os.path.abspath(__file__))
    folders = {package, os.path.join(os.path.dirname(package), "resources")}
    folders.add(os.path.dirname(os.path.abspath(os.__file__)))
    for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix):
        folders.update(_within(prefix))
    folders.update(_SYSTEM_READABLE)
    if getattr(sys, "frozen", False):
        folders.add(
            os.path.realpath(sys.executable)
        )  # holds the modules that are still to be imported
    return tuple(sorted(f for f in folders if os.path.exists(f)))


def _within(prefix: str) -> tuple[str, ...]:
    """The interpreter's folder; only its library folders where it is shared with everything else."""
    home = os.path.expanduser("~")
    root = os.path.abspath(prefix)
    shared = root in {"/", "/usr", "/usr/local"} or (home + os.sep).startswith(root + os.sep)
    if not shared:
        return (root,)
    return tuple(os.path.join(root, name) for name in ("lib", "lib64"))


def _limit_resources(memory_bytes: int, cpu_seconds: int) -> list[str]:
    """No core files, bounded memory and processor time, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return []
    done = []
    limits = [("no-core", resource.RLIMIT_CORE, 0)]
    if memory_bytes:
        limits.append(("memory", resource.RLIMIT_DATA, memory_bytes))
    if cpu_seconds:
        limits.append(("cpu", resource.RLIMIT_CPU, cpu_seconds))
    for name, what, value in limits:
        try:
            hard = resource.getrlimit(what)[1]
            top = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (top, top))
            done.append(name)
        except (OSError, ValueError):
            continue
    return done


def _landlock(libc: ctypes.CDLL, readable: tuple[str, ...], ports: tuple[int, ...]) -> int:
    """Deny every file access but reading below `readable`, and TCP but to `ports`; the ABI that holds, 0 if none."""
    abi = int(libc.syscall(_SYS_LANDLOCK, None, ctypes.c_size_t(0), ctypes.c_uint(_CREATE_VERSION)))
    if abi < 1:
        return 0
    access = max(mask for least, mask in _ACCESS_BY_ABI.items() if least <= abi)
    words = [access]
    if abi >= _ABI_NET:
        words.append(_NET_TCP)
    if abi >= _ABI_SCOPE:
        words.append(_SCOPE_ALL)
    attributes = struct.pack(f"={len(words)}Q", *words)
    ruleset = int(
        libc.syscall(_SYS_LANDLOCK, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    )
    if ruleset < 0:
        return 0
    try:
        for path in readable:
            _allow_reading(libc, ruleset, path)
        for port in ports if abi >= _ABI_NET else ():
            _add_rule(libc, ruleset, _RULE_NET_PORT, struct.pack("=QQ", _CONNECT_TCP, port))
        held = libc.syscall(_SYS_LANDLOCK + 2, ctypes.c_int(ruleset), ctypes.c_uint(0)) == 0
    finally:
        os.close(ruleset)
    return abi if held else 0


def _allow_reading(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    """Add one folder or file; what is not there needs no rule."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE
    rule = struct.pack("=Qi", rights, place)
    _add_rule(libc, ruleset, _RULE_PATH_BENEATH, rule)
    os.close(place)


def _add_rule(libc: ctypes.CDLL, ruleset: int, kind: int, rule: bytes) -> None:
    """Allow one more thing; what cannot be allowed stays refused."""
    number = _SYS_LANDLOCK + 1
    libc.syscall(number, ctypes.c_int(ruleset), ctypes.c_int(kind), rule, ctypes.c_uint(0))


def _seccomp(libc: ctypes.CDLL, *, streams: bool, datagrams: bool) -> bool:
    """Install the filter on every thread of the process."""
    from leakverify import syscall_filter

    kinds = [syscall_filter.SOCK_STREAM] * streams + [syscall_filter.SOCK_DGRAM] * datagrams
    return syscall_filter.install(libc, tuple(kinds))
