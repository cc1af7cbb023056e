"""The parent's side of an analyst: start it, tell it, hear it. Knows nothing of Qt; any thread may call it.

`AnalystClient` owns one child and one reader thread. Every message heard goes to `on_message`, called on the reader
thread; whoever needs another thread posts it there. After `on_message(Failed("CHILD_DIED"…))` nothing more comes.
"""

from collections.abc import Callable
from typing import Protocol

from leakverify.model.messages import FromChild, ToChild

OnMessage = Callable[[FromChild], None]


class Analyst(Protocol):
    """What the window, the command line and `assess()` need of an analyst."""

    def send(self, message: ToChild) -> None:
        """Queue a message to the child; returns at once. A dead child swallows it."""
        ...

    def cancel(self) -> None:
        """Ask it to stop; kill it if it has not within 2 seconds."""
        ...

    def close(self) -> None:
        """End the child and the reader thread; safe to call twice. Returns within 2 seconds."""
        ...
