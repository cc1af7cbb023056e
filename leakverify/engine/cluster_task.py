"""What runs on a cluster's workers: a stretch of rows goes to a locked child there, and its probes come back.

The bytes are as hostile there as here. So the process of the cluster does not open them: it starts the same locked
worker that `processes` uses, and passes everything through.
"""

import threading

from leakverify import __version__
from leakverify.engine import launch, probe_wire
from leakverify.model.errors import ChildDied

Portion = tuple[int, bytes]
"""The number of its first row, and rows as an Arrow stream."""

_OWN = threading.local()


def look(version: str, setup: bytes, portions: list[Portion]) -> tuple[int, bytes]:
    """How many attempts to reach out were refused, and the pickled probes over these rows.

    Raises:
        ValueError: the cluster has another version of the program.
        ChildDied: the locked worker died.
    """
    if version != __version__:
        raise ValueError(version)
    child = _child()
    try:
        return child.look(setup, portions)
    except BaseException:
        _OWN.child = None
        child.end()
        raise


def _child() -> "_Child":
    """This thread's locked worker, started once."""
    if getattr(_OWN, "child", None) is None:
        _OWN.child = _Child()
    found: _Child = _OWN.child
    return found


class _Child:
    """A locked worker and the pipes to it; it ends when this process does."""

    def __init__(self) -> None:
        self._process = launch.start(launch.command("worker"))
        if self._process.stdin is None or self._process.stdout is None:
            raise ChildDied("CHILD_NOT_STARTED")
        self._into = self._process.stdin.fileno()
        self._outof = self._process.stdout.fileno()
        self._setup = b""

    def look(self, setup: bytes, portions: list[Portion]) -> tuple[int, bytes]:
        """Feed a stretch."""
        try:
            if setup != self._setup:
                probe_wire.write(self._into, probe_wire.SETUP, 0, setup)
                self._setup = setup
            for first_row, data in portions:
                probe_wire.write(self._into, probe_wire.ROWS, first_row, data)
                self._answer(probe_wire.LOOKED)
            probe_wire.write(self._into, probe_wire.END, 0, b"")
        except OSError as error:
            raise ChildDied("CHILD_DIED") from error
        told = self._answer(probe_wire.PROBES)
        return told.number, told.data

    def _answer(self, kind: int) -> probe_wire.Message:
        told = probe_wire.read(self._outof)
        if told is None or told.kind != kind:
            raise ChildDied("CHILD_DIED")
        return told

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
