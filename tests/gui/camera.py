"""Takes pictures of a state of the window in every look, and asks `faults` what is wrong in it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QMenu, QScrollArea, QWidget

from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.theme import Look, Scheme
from leakverify.model.messages import Done, FindingMade, ProgressMade, Run
from tests.gui import faults
from tests.gui.case.conftest import sheet_of
from tests.gui.faults import Check
from tests.gui.rows.test_glance import glance, seam
from tests.gui.stage import columns, play_to_columns, source
from tests.gui.verdict.cases import PlayedDesk, of
from tests.pseudo import CATALOGUES

PANES = ("sample", "claim", "columns", "checks", "verdict", "rows", "mail", "people", "report")
SIZE = (1360, 860)
SMALL = (1024, 600)
WAIT_MS = 50
Show = Callable[[], QWidget]


def settle(ms: int = 40) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait(ready: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    for _ in range(800):
        if ready():
            return
        settle(25)
    raise AssertionError(ready)


@dataclass(frozen=True, slots=True)
class Looks:
    """What is wanted: the size of the window, and words that names of states must hold."""

    size: tuple[int, int] = SIZE
    only: Sequence[str] = ()


@dataclass(slots=True)
class Camera:
    """One for all languages. `data` are words of the sample, which no language translates."""

    folder: Path
    look: Look
    looks: Looks
    data: frozenset[str]
    window: MainWindow | None = None
    code: str = "en"
    scheme: Scheme = Scheme.LIGHT
    scale: int = 100
    checks: bool = True
    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    pictures: int = 0

    def take(self, name: str, show: Show, *, keep: bool = False) -> None:
        """Show a state; a sheet or window beside is closed after it unless it is to be kept."""
        if self.looks.only and not any(word in name for word in self.looks.only):
            return
        shown = show()
        settle(WAIT_MS)
        if self.code not in CATALOGUES:
            path = self.folder / f"{self.code}-{self.scheme.value}-{self.scale}-{name}.png"
            shown.grab().save(str(path))
            self.pictures += 1
        if self.checks:
            self._check(f"{self.scale} %", name, shown)
        if shown is not self.window and not keep:
            shown.close()

    def dress(self) -> None:
        """The look and the size that are wanted now."""
        if (self.look.scheme, self.look.scale) != (self.scheme, self.scale / 100):
            self.look.apply(scheme=self.scheme, scale=self.scale / 100)
            settle(WAIT_MS)
        if self.window is not None:
            self.window.resize(*self.looks.size)

    def _check(self, scale: str, name: str, shown: QWidget) -> None:
        for kind, check in faults.CHECKS.items():
            found = self._found(kind, check, shown)
            self.counted[self.code, scale, kind] += len(found)
            self.told += [f"{self.code} {scale} {name}: {kind}: {text}" for text in found]

    def _found(self, kind: str, check: Check, shown: QWidget) -> list[str]:
        if kind == "untranslated":
            if self.code not in CATALOGUES:
                return []
            found = faults.untranslated(shown, self.data)
            return [text for text in found if "QComboBox" not in text]  # names of encodings
        if isinstance(shown, QMenu) and kind != "clipped":
            return []
        found = check(shown)
        if found:  # labels break otherwise once they know their width
            settle(4 * WAIT_MS)
            found = check(shown)
        return found


@dataclass(frozen=True, slots=True)
class Studio:
    """What scenes are played with: one window over a played analyst, and the camera."""

    window: MainWindow
    session: Session
    desk: PlayedDesk
    folder: Path
    camera: Camera

    def sample(self) -> Path:
        """A file to open; who opened it removes it."""
        path = self.folder / "sample.csv"
        path.write_text("a,b\n1,2\n", encoding="utf-8")
        return path

    def play(self, kind: str = "accusing") -> None:
        """A whole run with this result."""
        self.desk.kind = kind
        path = self.sample()
        self.session.open_files([path])
        analyst = self.desk.analyst
        play_to_columns(analyst)
        settle()
        self.say_run()
        settle(250)
        path.unlink()

    def say_run(self) -> None:
        """What the analyst says from the first row to the end."""
        kind, analyst = self.desk.kind, self.desk.analyst
        found = of(kind).findings
        analyst.say(source())
        analyst.say(columns())
        for stage, total in (("read", 1914), ("facts", 1914), ("check", 45)):
            analyst.say(ProgressMade(stage, total, total))
        for one in found:
            analyst.say(FindingMade(one))
        if kind == "accusing":
            analyst.say(FindingMade(seam()))
            analyst.say(glance())
        whole = kind != "cancelled"
        analyst.say(Done(whole, "" if whole else kind, 1914, 0, len(found)))

    def decide(self, act: Callable[[], object]) -> None:
        """A decision after which the checks run again, and their end."""
        before = len(self.desk.analyst.asked(Run))
        act()
        self.say_run()  # the one that was under way is stopped
        wait(lambda: len(self.desk.analyst.asked(Run)) > before)
        self.say_run()
        wait(lambda: self.session.assessment is not None)
        settle(200)

    def shoot(self, name: str, step: int | None = None, at: float | None = 0.0) -> None:
        """The window, on a pane, scrolled to a share of its way (None: where it is)."""

        def show() -> QWidget:
            if step is not None:
                self.window.go(step)
            settle()
            self.desk.analyst.answer_rows(1914, every=True) if self.desk.analysts else None
            if at is not None:
                scroll(self.window.stack.currentWidget(), at)
            return self.window

        self.camera.take(name, show)

    def sheet(self, name: str) -> None:
        """The sheet that is open; it is closed afterwards."""
        settle()
        made = sheet_of(self.window, QDialog)
        self.camera.take(name, lambda: made, keep=True)
        made.reject()
        settle()


def scroll(pane: QWidget | None, at: float) -> None:
    """Scroll every page of a pane that is in sight to a share of its way."""
    for area in pane.findChildren(QScrollArea) if pane is not None else ():
        if area.isVisible():
            bar = area.verticalScrollBar()
            bar.setValue(round(bar.maximum() * at))
    settle()
