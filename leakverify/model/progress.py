"""Progress and cancel, as core functions take them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come. `total` 0: not known. Stages: hash read map facts check weigh write."""

    stage: str
    done: int
    total: int
    label: str = ""


ROWS_STAGE: Final = "rows"
"""Not shown: how many rows are taken in, told so that they can be kept when the reader dies."""


class CancelToken(Protocol):
    """Anything with `is_set`, such as `threading.Event`."""

    def is_set(self) -> bool:
        """Tell whether the user asked to stop."""
        ...


class NeverCancel:
    """The token of a run that nobody can stop."""

    def is_set(self) -> bool:
        """Tell that nobody asked."""
        return False


OnProgress = Callable[[Progress], None]
NEVER: Final = NeverCancel()


def ignore_progress(_: Progress) -> None:
    """Take no notice."""
