"""The talk with one analyst after another: open, run, run again, cancel; who said what, and how far it has come."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from leakverify.gui.heard import Heard, Phase
from leakverify.gui.jobs import START, AnalystLine, JobQueue
from leakverify.gui.widgets.remedy import PASSWORD
from leakverify.model.messages import Done, Failed, FromChild, Open, ToChild
from leakverify.model.old_leak import VaultUsed

STALLED_MS = 60 * 1000
MakeRun = Callable[[], Sequence[ToChild]]


class Conversation(QObject):
    """One sample, one child: another file, or the same file read otherwise, gets another child."""

    phase_changed = Signal()
    opened = Signal()
    run_started = Signal()
    run_ended = Signal()
    spoke = Signal(object)
    refused = Signal(object, object)
    stalled = Signal()

    def __init__(self, jobs: JobQueue, start: START, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heard = Heard()
        self.phase = Phase.EMPTY
        self._jobs = jobs
        self._start = start
        self._paths: tuple[Path, ...] = ()
        self._read: dict[str, str] = {}
        self._earlier: tuple[Path, ...] = ()
        self._limits: dict[str, int] = {}
        self._line: AnalystLine | None = None
        self._spare: AnalystLine | None = None
        self._next_run: MakeRun | None = None
        self._stop_wanted = False
        self.to_tell_first: tuple[ToChild, ...] = ()
        """What the next run is told once, before all else; another analyst is not told it."""
        self.vault = VaultUsed()
        """The vault of older leaks that the analyst was told of."""
        self._stall = QTimer(self, singleShot=True, interval=STALLED_MS)
        self._stall.timeout.connect(self.stalled)

    @property
    def line(self) -> AnalystLine | None:
        """The line to the analyst that has the open sample."""
        return self._line

    def warm_up(self) -> None:
        """Start an analyst that waits for the first file."""
        if self._line is None and self._spare is None:
            self._spare = self._connect()

    def open(
        self,
        paths: tuple[Path, ...],
        read: dict[str, str],
        earlier: tuple[Path, ...] = (),
        limits: dict[str, int] | None = None,
    ) -> None:
        """Have a fresh analyst open these files, under limits that differ from the usual ones where told."""
        ready = self.heard.ready if self._spare is not None else None
        self.heard = Heard(ready=ready)
        self._next_run = None
        self._stop_wanted = False
        self._set_phase(Phase.OPENING)
        self._send_open(paths, read, earlier, limits or {})
        self.opened.emit()

    def run(self, make: MakeRun) -> None:
        """Check from the start; a run under way is stopped first. `make` is asked when it begins: what to say, the run last."""
        if self._line is None or self.heard.columns is None:
            return
        if self.phase is Phase.RUNNING:
            if self._next_run is None:
                self._line.cancel()
            self._next_run = make
            return
        self._next_run = None
        self.heard.forget_run()
        self._set_phase(Phase.RUNNING)
        self.run_started.emit()
        self._stall.start()
        first, self.to_tell_first = self.to_tell_first, ()
        for message in (*first, *make()):
            self._line.send(message)
        if (
            self._stop_wanted
        ):  # asked for while the head was read: the run ends at once, what was read stays
            self._stop_wanted = False
            self._line.cancel()

    def tell_of_vault(self, messages: tuple[ToChild, ...], used: VaultUsed) -> None:
        """Have the next run held against this vault, or, with what ends one, against none."""
        self.to_tell_first, self.vault = messages, used

    def cancel(self) -> None:
        """Stop what is under way; what was said stays."""
        self._next_run = None
        if self._line is not None and self.phase in {Phase.OPENING, Phase.RUNNING}:
            self._stop_wanted = self.phase is Phase.OPENING
            self._line.cancel()

    def send(self, message: ToChild) -> None:
        """Ask the analyst something beside the run."""
        if self._line is not None:
            self._line.send(message)

    def close(self) -> None:
        """Stop listening; the queue ends the children."""
        self._stall.stop()
        self._line = self._spare = None

    def _send_open(
        self,
        paths: tuple[Path, ...],
        read: dict[str, str],
        earlier: tuple[Path, ...],
        limits: dict[str, int],
    ) -> None:
        """Give these files to a fresh analyst, who knows of no vault; the one before goes."""
        self.tell_of_vault((), VaultUsed())
        self._paths, self._read, self._earlier, self._limits = paths, read, earlier, limits
        if self._line is not None:
            self._jobs.drop(self._line)
        self._line, self._spare = self._spare or self._connect(), None
        self._stall.start()
        self._line.send(Open(_absolute(paths), read, _absolute(earlier), limits))

    def _connect(self) -> AnalystLine:
        line = self._jobs.line(self._start)
        line.heard.connect(self._on_heard)
        return line

    def _on_heard(self, message: FromChild) -> None:
        self.heard.hear(message)
        if isinstance(message, Failed):
            self._on_failed(message)
            return
        if self.phase in {Phase.OPENING, Phase.RUNNING}:
            self._stall.start()
        if isinstance(message, Done):
            self._on_done()
        self.spoke.emit(message)
        if isinstance(message, Done) and self.phase is Phase.DONE:
            self.run_ended.emit()

    def _on_done(self) -> None:
        self._stall.stop()
        waiting, self._next_run = self._next_run, None
        self._set_phase(Phase.DONE)
        if waiting is not None:
            self.run(waiting)

    def _on_failed(self, failure: Failed) -> None:
        self._stall.stop()
        bad = self._blamed(failure)
        paths = tuple(p for p in self._paths if p != bad)
        can_go_without = failure.code not in PASSWORD
        if bad is not None and paths and self.heard.source is None and can_go_without:
            self.refused.emit(failure, bad)
            earlier = tuple(p for p in self._earlier if p != bad)
            self.open(paths, self._read, earlier, self._limits)
            return
        self._set_phase(Phase.DONE if self.heard.done else Phase.FAILED)
        self.refused.emit(failure, self._paths[0] if len(self._paths) == 1 else bad)

    def _blamed(self, failure: Failed) -> Path | None:
        """The file that a failure is about, if it tells."""
        index = failure.place.get("file")
        given = self._paths + self._earlier
        return given[index - 1] if isinstance(index, int) and 1 <= index <= len(given) else None

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit()


def _absolute(paths: tuple[Path, ...]) -> tuple[str, ...]:
    """Paths as the child needs them, whose working folder is another."""
    return tuple(str(path.absolute()) for path in paths)
