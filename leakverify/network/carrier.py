"""What all transports share: how a question is carried, and the two ways it can fail."""

from collections.abc import Callable
from typing import Protocol

from leakverify.model.look_up import LookUpEnd
from leakverify.network.wire import Question, Reply

OnSent = Callable[[], None]
"""Called whenever a question leaves this machine, so that what is told of the asking is true."""


class NoReply(Exception):  # noqa: N818  (says what happened)
    """This try brought nothing: time ran out, or the connection closed. Another try may bring it."""


class RunEnds(Exception):  # noqa: N818  (says what happened)
    """The way itself does not work; there is no other, so the run ends here."""

    def __init__(self, reason: LookUpEnd) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Carrier(Protocol):
    """Carries questions to resolvers and brings their replies."""

    async def ask(self, question: Question, attempt: int, on_sent: OnSent) -> Reply:
        """Send and wait. `attempt` counts the tries of one question from 0.

        Raises:
            NoReply: nothing came of this try.
            RunEnds: nothing can come of any.
        """

    async def close(self) -> None:
        """Leave nothing open."""
