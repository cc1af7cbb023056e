"""The look-up child: it has the domains and one way to ask, no sample and no file, and connects to one resolver alone.

What it must read (resolvers of this machine, root certificates, libraries) is read first; then Landlock, the filter of
system calls and the guard close behind it, and only then does it ask for the domains.
"""

import contextlib
import datetime as dt
import os
import threading
from typing import TYPE_CHECKING, Final

from leakverify import isolation, silence
from leakverify.engine import look_up_wire as lw
from leakverify.engine import wire
from leakverify.engine.look_up_room import is_built_in
from leakverify.model.errors import LeakverifyError
from leakverify.model.look_up import Answer, Transport
from leakverify.model.messages import Failed, ProtocolError, Ready

if TYPE_CHECKING:
    from leakverify.network.preparing import Prepared

MEMORY: Final = 1 << 30
TELLS_EVERY: Final = 0.1
MOST_NAMES_IN_ALL: Final = 200_000


def serve(pipes: tuple[int, int], payload: bytes) -> int:
    """Be the look-up child until every domain is asked or the parent closes the pipe."""
    says = pipes[1]
    if not is_built_in():
        _say(says, wire.payload_from_child(Failed("LOOK_UP_UNAVAILABLE")))
        return 1
    from leakverify.network.preparing import prepare

    try:
        asking = lw.of_parent(payload)
        if not isinstance(asking, lw.Asking):
            raise ProtocolError("t")
        prepared = prepare(asking.way)
    except LeakverifyError as error:
        _say(says, wire.payload_from_child(Failed(error.code, error.place)))
        return 1
    held = _lock(prepared)
    _say(says, wire.payload_from_child(Ready(held.level, held.details)))
    names = _names(pipes[0])
    if names is None:
        return 2
    _ask(pipes, asking, prepared, names)
    return 0


def _lock(prepared: "Prepared") -> isolation.Isolation:
    """No file, no program, one resolver."""
    datagrams = prepared.way.transport is Transport.SYSTEM and prepared.proxy is None
    ports = tuple(sorted({port for _host, port in prepared.destinations}))
    silence.permit(prepared.destinations)
    return isolation.lock(memory_bytes=MEMORY, connect_ports=ports, datagrams=datagrams)


def _names(hears: int) -> list[str] | None:
    """The whole list; None where the parent went away or said something else."""
    names: list[str] = []
    while (payload := wire.read_frame(hears)) is not None:
        match lw.of_parent(payload):
            case lw.Names(names=more) if len(names) + len(more) <= MOST_NAMES_IN_ALL:
                names += more
            case lw.Go():
                return names
            case _:
                return None
    return None


def _ask(pipes: tuple[int, int], asking: lw.Asking, prepared: "Prepared", names: list[str]) -> None:
    """Ask on a thread of its own, tell ten times a second, and hear the wish to stop."""
    from leakverify.network.run import look_up

    cancel, ended = threading.Event(), threading.Event()
    listener = threading.Thread(target=_hear, args=(pipes[0], cancel), daemon=True)
    teller = _Teller(pipes[1], ended)
    listener.start()
    teller.start()
    try:
        outcome = look_up(
            names,
            prepared,
            asking.pace,
            teller.take,
            cancel,
            now=lambda: dt.datetime.now(dt.UTC),
            accept_lies=asking.accept_lies,
        )
        told = lw.Ended(
            outcome.complete,
            outcome.reason.value if outcome.reason else "",
            outcome.queries,
            silence.attempts_refused(),
        )
    finally:
        ended.set()
        teller.join()
    _say(pipes[1], lw.from_child(told))


class _Teller(threading.Thread):
    """Gathers answers and sends them ten times a second: one frame an answer would cost more than asking."""

    def __init__(self, says: int, ended: threading.Event) -> None:
        super().__init__(name="look-up-teller", daemon=True)
        self._says = says
        self._ended = ended
        self._lock = threading.Lock()
        self._waiting: list[Answer] = []

    def take(self, answer: Answer) -> None:
        """Keep an answer for the next frame."""
        with self._lock:
            self._waiting.append(answer)

    def run(self) -> None:
        """Send what has come, until the end."""
        while not self._ended.wait(TELLS_EVERY):
            self._tell()
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            answers, self._waiting = self._waiting, []
        for payload in lw.payloads(answers) if answers else ():
            _say(self._says, payload)


def _hear(hears: int, cancel: threading.Event) -> None:
    """The thread that listens: stop, or a parent that is gone."""
    with contextlib.suppress(OSError, ProtocolError):
        while (payload := wire.read_frame(hears)) is not None:
            if isinstance(lw.of_parent(payload), lw.Stop):
                cancel.set()
        os._exit(0)


def _say(says: int, payload: bytes) -> None:
    """One frame; a parent that is gone ends the child."""
    try:
        wire.write_all(says, wire.frame(payload))
    except OSError:
        os._exit(0)
