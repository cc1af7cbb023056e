"""Counts and refuses every attempt of Python code to reach a network while a case is open.

An audit hook cannot be taken out again, so one is added at most once a process and asks the armed guard. It sees
what goes through Python's `socket` module; what C libraries open (the display server's local socket, for one) it
does not see, and a locked child is held by its system-call filter besides.
"""

import sys
import threading
from typing import Final

_WATCHED: Final = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.getnameinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "urllib.Request",
    }
)


class SilenceError(PermissionError):
    """A network attempt was made while the program is silent."""


class Guard:
    """One process's promise of silence; `attempts_refused` is printed in every report."""

    def __init__(self) -> None:
        self._armed = False
        self._hooked = False
        self._attempts = 0
        self._counting = threading.Lock()

    def arm(self) -> None:
        """Refuse from now on."""
        if not self._hooked:
            sys.addaudithook(self._hear)
            self._hooked = True
        self._armed = True

    def disarm(self) -> None:
        """Let the one question through that the user has allowed; the count stays."""
        self._armed = False

    @property
    def is_armed(self) -> bool:
        """Whether attempts are refused now."""
        return self._armed

    @property
    def attempts_refused(self) -> int:
        """How many attempts were refused since the process began."""
        return self._attempts

    def _hear(self, event: str, _arguments: tuple[object, ...]) -> None:
        """The audit hook: cheap for every other event."""
        if self._armed and event in _WATCHED:
            with self._counting:
                self._attempts += 1
            raise SilenceError(event)


GUARD: Final = Guard()


def arm() -> None:
    """Refuse every network attempt of this process from now on."""
    GUARD.arm()


def disarm() -> None:
    """Allow network calls again, for `network/` alone."""
    GUARD.disarm()


def is_armed() -> bool:
    """Whether attempts are refused now."""
    return GUARD.is_armed


def attempts_refused() -> int:
    """How many attempts were refused since the process began."""
    return GUARD.attempts_refused
