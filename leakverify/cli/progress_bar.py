"""Progress on stderr: a bar on a terminal, silence elsewhere."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from leakverify.model import progress
from leakverify.words import say


class ProgressBar:
    """One line per stage; `quiet` or no terminal shows nothing."""

    def __init__(self, *, quiet: bool) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        if not quiet and sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def __call__(self, made: progress.Progress) -> None:
        """Move a stage's line."""
        if not self._bar:
            return
        if made.stage not in self._tasks:
            self._tasks[made.stage] = self._bar.add_task(
                say.stage_name(made.stage), total=made.total or None
            )
        self._bar.update(self._tasks[made.stage], completed=made.done, total=made.total or None)
