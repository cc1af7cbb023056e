"""A run in this process: for frames, tests and `--engine inline`. The same work as the analyst's, without the lock."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from leakverify.engine.desk import Desk
from leakverify.engine.frames import FrameReader
from leakverify.engine.rooms import Rooms
from leakverify.engine.run import Emit
from leakverify.engine.store import RowStore
from leakverify.engine.work import SampleWork
from leakverify.limits import Limits
from leakverify.model.closing import Closing
from leakverify.model.errors import UnreadableInput
from leakverify.model.messages import AskDomains, Domains, Ready
from leakverify.model.progress import NEVER, CancelToken
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile, open_regular

NOT_LOCKED = Ready("none")


class InlineAnalyst(Closing):
    """One sample worked on in this process; every message goes to `emit` on the caller's thread."""

    def __init__(
        self, emit: Emit, rooms: Rooms | None = None, limits: Limits | None = None
    ) -> None:
        if rooms is None:
            from leakverify.engine.default_rooms import rooms as default

            rooms = default()
        self._limits = limits or Limits()
        self.work = SampleWork(rooms, RowStore(self._limits.memory_bytes), self._limits, emit)
        self._opened: list[NamedFile] = []
        emit(NOT_LOCKED)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._opened:
            file.handle.close()
        self._opened.clear()

    def open_files(
        self,
        files: Sequence[Path],
        settings: ReadSettings,
        *,
        earlier: Sequence[Path] = (),
        cancel: CancelToken = NEVER,
    ) -> None:
        """Open files as one sample."""
        sample, older = self._open(files), self._open(earlier)
        self.work.open(sample, settings, earlier=older, cancel=cancel)

    def open_frame(self, frame: pd.DataFrame, *, earlier: Sequence[Path] = ()) -> None:
        """Take a frame as the sample."""
        self.work.take_reader(FrameReader(frame), self._open(earlier))

    def domains(self) -> Iterator[Domains]:
        """The mail domains of the rows read, in parts."""
        desk = Desk(self.work.store, lambda: self.work.roles, self.work.rows_of)
        return filter(None, desk.domains(AskDomains(0)))

    def _open(self, files: Sequence[Path]) -> list[NamedFile]:
        """Open files that `close` closes."""
        opened = []
        for number, path in enumerate(files, start=1):
            try:
                opened.append(open_regular(path))
            except UnreadableInput as error:
                error.place.setdefault("file", number)
                raise
            self._opened.append(opened[-1])
        return opened
