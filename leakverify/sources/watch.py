"""Progress and cancel of one stage of reading, asked at each block."""

from typing import Final

from leakverify.model.errors import Cancelled
from leakverify.model.progress import (
    NEVER,
    ROWS_STAGE,
    CancelToken,
    OnProgress,
    Progress,
    ignore_progress,
)

_ROWS_BETWEEN: Final = 4_096


class Watch:
    """Tells how far a stage has come over all files, and raises `Cancelled` when the user asked to stop."""

    def __init__(
        self,
        stage: str,
        total: int,
        *,
        on_progress: OnProgress = ignore_progress,
        cancel: CancelToken = NEVER,
    ) -> None:
        self._stage = stage
        self._total = total
        self._before = 0
        self._told = -1
        self._rows_told = 0
        self._on_progress = on_progress
        self._cancel = cancel

    def at(self, position: int) -> None:
        """Report the place reached in the current file."""
        if self._cancel.is_set():
            raise Cancelled
        done = min(self._before + position, self._total)
        if done > self._told:  # what is walked twice is told once
            self._told = done
            self._on_progress(Progress(self._stage, done, self._total))

    def rows(self, count: int) -> None:
        """Tell how many rows are taken in, every few thousand."""
        if count - self._rows_told >= _ROWS_BETWEEN:
            self._rows_told = count
            self._on_progress(Progress(ROWS_STAGE, count, 0))

    def file_done(self, size: int) -> None:
        """Count a file as finished."""
        self.at(size)
        self._before += size
