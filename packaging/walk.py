"""A user's walk through the real window, inside the frozen program: `leakverify --smoke FOLDER SAMPLE`.

Open, verdict, export in each format, quit; with `-` for SAMPLE only the start is measured. FOLDER gets `walk.json` (seconds from the start of the process to the first
paint, memory when idle, the verdict, what was exported), pictures of the window and of the screen, and the reports.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QPushButton

from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import REPORT, VERDICT

FORMATS = ("html", "json", "pdf", "lvdossier")
PATIENCE = 120.0
ENDED = (Phase.DONE, Phase.FAILED)


def settle(ms: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(done: Callable[[], bool]) -> None:
    """Wait until it is so; TimeoutError where it never is."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        settle(25)


def seconds_since_start() -> float | None:
    """Since this process began, from the kernel's clock; None where it does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / ticks
    except (OSError, AttributeError, IndexError, ValueError):
        return None


def memory() -> dict[str, int]:
    """Kilobytes that this process holds: in all, and with shared pages divided among their users."""
    out = {}
    for name, place in (("VmRSS", "/proc/self/status"), ("Pss", "/proc/self/smaps_rollup")):
        try:
            lines = Path(place).read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        found = [line.split()[1] for line in lines if line.startswith(f"{name}:")]
        out |= {name: int(found[0])} if found else {}
    return out


class Walk:
    """One walk; `told` is what is written down."""

    def __init__(self, folder: Path, sample: Path) -> None:
        self.folder, self.sample = folder, sample
        self.told: dict[str, Any] = {}

    def begin(self, window: MainWindow) -> None:
        """Note the first paint, rest, go."""
        self.told["first_paint_seconds"] = seconds_since_start()
        self.told["cpu_seconds"] = time.process_time()
        QTimer.singleShot(1_500, lambda: self.go(window))

    def go(self, window: MainWindow) -> None:
        """The walk itself; a failure ends the program with 3."""
        try:
            self.told["idle_kilobytes"] = memory()
            if self.sample.name != "-":
                self.take(window, window._session)  # noqa: SLF001  (the driver of a test)
            (self.folder / "walk.json").write_text(json.dumps(self.told), encoding="utf-8")
        except BaseException as error:  # noqa: BLE001  (whatever it is, the program must end)
            sys.stderr.write(f"smoke: {type(error).__name__} {error}\n")
            sys.stderr.flush()
            os._exit(3)
        window.close()
        for asked in window.findChildren(QPushButton, "discard_case"):
            asked.click()  # nothing was saved

    def take(self, window: MainWindow, session: Session) -> None:
        """Open, wait, look, export."""
        window.open_paths([self.sample])
        wait_for(lambda: session.phase not in ENDED)
        wait_for(lambda: session.phase in ENDED)
        wait_for(lambda: session.assessment is not None or session.phase is Phase.FAILED)
        window.go(VERDICT)
        settle(1_500)  # the rows beside the finding are asked of the reader
        window.grab().save(str(self.folder / "verdict.png"))
        screen = window.screen().grabWindow(0)
        if not screen.isNull():
            screen.save(str(self.folder / "screen.png"))
        assessment = session.assessment
        self.told["phase"] = (
            session.phase.value if hasattr(session.phase, "value") else str(session.phase)
        )
        self.told["status"] = assessment.verdict.status.value if assessment else None
        self.told["badge"] = window.header.offline.text()
        for ending in FORMATS:
            path = self.folder / f"exported.{ending}"
            session.export(path, "shareable")
            wait_for(path.exists)
        window.go(REPORT)
        settle(200)
        window.grab().save(str(self.folder / "report.png"))


def run(folder: Path, sample: Path) -> int:
    """Be the program with this user; its exit status."""
    from leakverify.__main__ import main

    walk = Walk(folder, sample)
    original = MainWindow.show

    def shown(window: MainWindow) -> None:
        window.painted.connect(lambda: walk.begin(window))
        original(window)

    MainWindow.show = shown  # type: ignore[method-assign]
    return main([])
