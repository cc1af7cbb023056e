"""A run in this process: for frames, tests and `--engine inline`. The same work as the analyst's, without the lock."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from leakverify.engine.frames import FrameReader
from leakverify.engine.rooms import Rooms
from leakverify.engine.run import Emit
from leakverify.engine.store import RowStore
from leakverify.engine.work import SampleWork
from leakverify.limits import Limits
from leakverify.model.messages import Ready
from leakverify.model.progress import NEVER, CancelToken
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import open_regular

NOT_LOCKED = Ready("none")


class InlineAnalyst:
    """One sample worked on in this process; every message goes to `emit` on the caller's thread."""

    def __init__(
        self, emit: Emit, rooms: Rooms | None = None, limits: Limits | None = None
    ) -> None:
        if rooms is None:
            from leakverify.engine.default_rooms import rooms as default

            rooms = default()
        self._limits = limits or Limits()
        self.work = SampleWork(rooms, RowStore(self._limits.memory_bytes), self._limits, emit)
        emit(NOT_LOCKED)

    def open_files(
        self,
        files: Sequence[Path],
        settings: ReadSettings,
        *,
        earlier: Sequence[Path] = (),
        cancel: CancelToken = NEVER,
    ) -> None:
        """Open files as one sample."""
        opened = [open_regular(path) for path in files]
        older = [open_regular(path) for path in earlier]
        self.work.open(opened, settings, earlier=older, cancel=cancel)

    def open_frame(self, frame: pd.DataFrame, *, earlier: Sequence[Path] = ()) -> None:
        """Take a frame as the sample."""
        self.work.take_reader(FrameReader(frame), [open_regular(path) for path in earlier])
