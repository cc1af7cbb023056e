"""A conversation that may go on from what an earlier analyst said: a case that is opened again."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.engine.record import Record
from leakverify.gui.conversation import Conversation, MakeRun
from leakverify.gui.heard import Heard, Phase
from leakverify.gui.jobs import START, JobQueue
from leakverify.model.messages import (
    Columns,
    Done,
    Failed,
    FromChild,
    Source,
)
from leakverify.model.old_leak import VaultUsed


class Returning(Conversation):
    """`returned` tells how a second reading of files that were read before ended, and whether it said the same."""

    returned = Signal(bool)

    def __init__(self, jobs: JobQueue, start: START, parent: QObject | None = None) -> None:
        super().__init__(jobs, start, parent)
        self._again: Record | None = None

    @property
    def is_returning(self) -> bool:
        """Whether files that were read before are being read once more."""
        return self._again is not None

    def replay(self, heard: Heard) -> None:
        """Show what was said in an earlier run; nobody has the rows."""
        self._let_go()
        self.heard = heard
        self._set_phase(Phase.DONE if heard.done is not None else Phase.EMPTY)
        self.opened.emit()

    def open_again(
        self,
        paths: tuple[Path, ...],
        read: dict[str, str],
        earlier: tuple[Path, ...],
        limits: dict[str, int],
    ) -> None:
        """Have a fresh analyst open the files of what was replayed. It is not asked for a run where it reads the same."""
        self._send_open(paths, read, earlier, limits)
        self._again = Record()

    def open(
        self,
        paths: tuple[Path, ...],
        read: dict[str, str],
        earlier: tuple[Path, ...] = (),
        limits: dict[str, int] | None = None,
    ) -> None:
        self._again = None
        super().open(paths, read, earlier, limits)

    def run(self, make: MakeRun) -> None:
        self._again = None
        super().run(make)

    def _let_go(self) -> None:
        """No analyst any more."""
        self._stall.stop()
        self._again = None
        self.tell_of_vault((), VaultUsed())
        if self._line is not None:
            self._jobs.drop(self._line)
            self._line = None

    def _on_heard(self, message: FromChild) -> None:
        again = self._again
        if again is None:
            super()._on_heard(message)
            return
        again.hear(message)
        match message:
            case Failed() | Done():
                self._let_go()
                if isinstance(message, Failed):
                    self.refused.emit(message, self._blamed(message))
                self.returned.emit(False)
            case Columns() if again.source is not None and again.source.final:
                self._stall.stop()
                self._settle(again, message)
            case Source() | Columns():
                self._stall.start()
            case _:
                self.spoke.emit(message)

    def _settle(self, again: Record, columns: Columns) -> None:
        """All is read: go on as before where it is the same, else from what is read now."""
        self._again = None
        same = is_same(self.heard, again)
        if same:
            before = self.heard.columns or columns
            self.heard.columns = replace(before, examples=columns.examples)
            self.spoke.emit(self.heard.columns)
        else:
            self.heard = Heard(ready=again.ready, source=again.source, columns=columns)
            self._set_phase(Phase.OPENING)
            self.opened.emit()
            self.spoke.emit(columns)
        self.returned.emit(same)


def is_same(before: Record, now: Record) -> bool:
    """Whether the same files were read to the same rows and columns."""
    if before.source is None or now.source is None or before.columns is None or now.columns is None:
        return False
    was, now_is = (
        [replace(file, name=None) for file in said.source.files]
        for said in (before, now)
        if said.source
    )
    return was == now_is and before.columns.guesses == now.columns.guesses
