"""What is closed at the end of a `with`."""

from types import TracebackType
from typing import Self


class Closing:
    """The two methods of `with` for whatever has a `close` that may be called more than once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what is held."""
        raise NotImplementedError
