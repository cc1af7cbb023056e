"""The errors that cross rooms: a code, a place, and never a cell."""

from typing import Any


class LeakverifyError(Exception):
    """Something the user must be told: `code` is worded by `words`, `place` holds plain numbers.

    `place` maps short names to numbers or closed words (row, column position, limit, format);
    a cell of the sample never goes in.
    """

    def __init__(self, code: str, **place: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.place: dict[str, str | int] = dict(place)


class UnreadableInput(LeakverifyError):  # noqa: N818  (public name fixed by CONTRACTS 8)
    """The file could not be opened as a table."""


class UsageProblem(LeakverifyError):  # noqa: N818  (a problem is what the user sees)
    """An option, claim or column map says something that cannot be followed (exit 2)."""


class ChildDied(LeakverifyError):  # noqa: N818  (says what happened)
    """A child process ended, hung or broke the protocol."""


class OutputProblem(LeakverifyError):  # noqa: N818  (a problem is what the user sees)
    """An output could not be written or was withheld (exit 5)."""


class Cancelled(LeakverifyError):  # noqa: N818  (public name fixed by CONTRACTS 8)
    """The user stopped the run; `partial` is the assessment of what was read and checked."""

    def __init__(self, partial: Any = None) -> None:
        super().__init__("CANCELLED")
        self.partial = partial
