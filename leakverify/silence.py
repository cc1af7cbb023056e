"""Refuses and counts every attempt of Python code to reach a network or to start a program, from the first line on.

An audit hook cannot be taken out again, so one is added at most once a process. It sees what goes through Python's own
modules; what C libraries open (the display server's local socket, for one) it does not see, and a locked child is held
by Landlock and its system-call filter besides.

Sockets are refused when they are *made*, not only when they connect: `socket.connect(("name", 80))` asks a resolver
for the name before Python tells any hook. Two doors exist, both narrow: `starting` lets the calling thread start one
command once, for the program's own children; `permit` gives the look-up child, once for its life, the exact addresses
that it may connect to.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

SOCKET: Final = "socket"
RESOLVER: Final = "resolver"
PROCESS: Final = "process"
LIBRARY: Final = "library"

_KIND_OF: Final = {
    **dict.fromkeys(
        ("socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        SOCKET,
    ),
    **dict.fromkeys(
        (
            "socket.getaddrinfo",
            "socket.getnameinfo",
            "socket.gethostbyname",
            "socket.gethostbyaddr",
            "socket.getservbyname",
            "socket.getservbyport",
        ),
        RESOLVER,
    ),
    **dict.fromkeys(
        (
            "subprocess.Popen",
            "os.exec",
            "os.fork",
            "os.forkpty",
            "os.posix_spawn",
            "os.spawn",
            "os.startfile",
            "os.startfile/2",
            "os.system",
            "pty.spawn",
            "webbrowser.open",
        ),
        PROCESS,
    ),
    **dict.fromkeys(
        (
            "ensurepip.bootstrap",
            "ftplib.connect",
            "ftplib.sendcmd",
            "http.client.connect",
            "http.client.send",
            "imaplib.open",
            "imaplib.send",
            "nntplib.connect",
            "nntplib.putline",
            "poplib.connect",
            "poplib.putline",
            "smtplib.connect",
            "smtplib.send",
            "syslog.openlog",
            "syslog.syslog",
            "telnetlib.Telnet.open",
            "telnetlib.Telnet.write",
            "urllib.Request",
            "winreg.ConnectRegistry",
        ),
        LIBRARY,
    ),
}
"""The events of Python's audit table that can reach out, each with the kind that it is counted as.

`multiprocessing`, which `leakverify calibrate` uses, tells no such event; an import test keeps it to that command.
"""

Address = tuple[str, int]

_ANY_PORT_OF_OURS: Final = {("0.0.0.0", 0), ("::", 0)}  # noqa: S104  (Windows wants one before it reads UDP)


class SilenceError(PermissionError):
    """An attempt to reach out was made while the program is silent; the text is the event's name alone."""


class Guard:
    """One process's promise of silence; `attempts_refused` is printed in every report. Any thread may call it."""

    def __init__(self) -> None:
        self._armed = False
        self._permitted: frozenset[Address] | None = None
        self._spelled: frozenset[Address] = frozenset()
        self._refused: dict[str, int] = {}
        # an RLock: a finaliser may make an attempt of its own while this thread counts another
        self._counting = threading.RLock()
        self._own = threading.local()

    def arm(self) -> None:
        """Refuse from now on, for the life of the process."""
        with self._counting:
            if not self._armed:
                self._armed = True
                sys.addaudithook(_hook(self._judge))

    def permit(self, addresses: Iterable[Address], spelled: Iterable[Address] = ()) -> None:
        """Let this process, for good, connect to exactly these IP addresses and ports; raises where called again.

        Only literal addresses are taken (ValueError): a name would have to be resolved. Everything else stays refused
        and counted. An event loop's own socket pair is let through as well. `spelled` are literals that a library has spelled
        out by the system with a port of its own beside them, and never connects to.
        """
        beside = frozenset((_literal(host), int(port)) for host, port in spelled)
        known = frozenset((_literal(host), int(port)) for host, port in addresses)
        with self._counting:
            if self._permitted is not None:
                raise RuntimeError("permitted already")
            self._permitted, self._spelled = known, beside

    @contextmanager
    def starting(self, words: Sequence[str]) -> Iterator[None]:
        """Let the calling thread start exactly this command, once, inside the block."""
        self._own.words = list(words)
        try:
            yield
        finally:
            self._own.words = None

    @property
    def is_armed(self) -> bool:
        """Whether attempts are refused now."""
        return self._armed

    @property
    def attempts_refused(self) -> int:
        """How many attempts were refused since the process began."""
        return sum(self._refused.values())

    @property
    def refused_by_kind(self) -> dict[str, int]:
        """The same by kind: `socket`, `resolver`, `process`, `library`."""
        return dict(self._refused)

    def _judge(self, event: str, arguments: tuple[Any, ...]) -> None:
        """One watched event: through a door, or counted and refused."""
        if event == "subprocess.Popen":
            if self._is_own_child(arguments):
                return
        elif self._permitted is not None and _is_permitted(
            event, arguments, self._permitted, self._spelled
        ):
            return
        kind = _KIND_OF[event]
        with self._counting:
            self._refused[kind] = self._refused.get(kind, 0) + 1
        raise SilenceError(event)

    def _is_own_child(self, arguments: tuple[Any, ...]) -> bool:
        """Whether this thread was allowed this command; the allowance is used up."""
        words: list[str] | None = getattr(self._own, "words", None)
        self._own.words = None
        if words is None:
            return False
        program, given = arguments[0], arguments[1]
        if isinstance(given, str):  # Windows, where the command is one text by now
            from subprocess import list2cmdline

            return program is None and given == list2cmdline(words)
        return program == words[0] and list(given) == words


def _hook(judge: Callable[[str, tuple[Any, ...]], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """The audit hook. It runs at every event of the interpreter, so it is one look into one table."""
    watched = frozenset(_KIND_OF)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event in watched:
            judge(event, arguments)

    return hear


def _literal(host: str) -> str:
    """An IP address in the one way that it is written here; ValueError for a name."""
    from ipaddress import ip_address

    return str(ip_address(host))


def _is_permitted(
    event: str,
    arguments: tuple[Any, ...],
    known: frozenset[Address],
    spelled: frozenset[Address],
) -> bool:
    """Whether a socket event of the look-up child stays with the addresses that it was given."""
    match event:
        case "socket.__new__":
            return True  # a socket by itself reaches nobody; where it goes is asked below and by the kernel
        case "socket.connect" | "socket.sendto":
            return _is_known(arguments[1], known)
        case "socket.sendmsg":
            return arguments[1] is None or _is_known(arguments[1], known)
        case "socket.getaddrinfo":
            return _is_known(arguments[:2], known | spelled)  # a literal asks no resolver
        case "socket.bind":
            return isinstance(arguments[1], tuple) and arguments[1][:2] in _ANY_PORT_OF_OURS
    return False


def _is_known(address: object, known: frozenset[Address]) -> bool:
    """Whether a socket's address is one of these pairs, however it is spelled."""
    if not isinstance(address, tuple) or len(address) < 2:  # noqa: PLR2004  (host and port)
        return False
    host, port = address[:2]
    if (host, port) in known:
        return True
    try:
        return (_literal(host), int(port)) in known
    except (TypeError, ValueError):
        return False


GUARD: Final = Guard()


def arm() -> None:
    """Refuse and count from now on, for the life of this process."""
    GUARD.arm()


def permit(addresses: Iterable[Address], spelled: Iterable[Address] = ()) -> None:
    """Let this process connect to exactly these IP addresses and ports, for good; once."""
    GUARD.permit(addresses, spelled)


@contextmanager
def starting(words: Sequence[str]) -> Iterator[None]:
    """Let the calling thread start exactly this command, once, inside the block."""
    with GUARD.starting(words):
        yield


def is_armed() -> bool:
    """Whether attempts are refused now."""
    return GUARD.is_armed


def attempts_refused() -> int:
    """How many attempts were refused since the process began."""
    return GUARD.attempts_refused


def refused_by_kind() -> dict[str, int]:
    """The same by kind: `socket`, `resolver`, `process`, `library`."""
    return GUARD.refused_by_kind
