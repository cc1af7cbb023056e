"""How the window stands a run: `QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.window FILE`; prints JSON, in milliseconds.

First paint from the first line on, first finding after a file is opened, how late a timer of five milliseconds came
during the run (median, 99.9th percentile, worst), and how long a second run took to stop.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

BEGAN = time.perf_counter()

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from leakverify.gui.heard import Phase  # noqa: E402
from leakverify.gui.main_window import MainWindow  # noqa: E402
from leakverify.gui.session import Session  # noqa: E402
from leakverify.gui.theme import Look  # noqa: E402
from leakverify.gui.wiring import real_desk  # noqa: E402

TICK = 0.005
PATIENCE = 300.0


class Ticks:
    """A timer that notes how late it comes."""

    def __init__(self):
        self.late = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(TICK * 1_000))
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()

    def start(self):
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self):
        self._timer.stop()

    def _tick(self):
        now = time.perf_counter()
        self.late.append(now - self._last - TICK)
        self._last = now


def wait(until, patience=PATIENCE):
    """Let the event loop run until something holds; the seconds it took."""
    began = time.perf_counter()
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(
        lambda: loop.quit() if until() or time.perf_counter() - began > patience else None
    )
    poll.start(2)
    loop.exec()
    poll.stop()
    if not until():
        sys.exit("the window waits for ever")
    return time.perf_counter() - began


def main(path, folder):
    """Run it twice, stop it once."""
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    session = Session(real_desk(folder))
    window = MainWindow(session, Look(app))
    painted = []
    window.painted.connect(lambda: painted.append(time.perf_counter()))
    window.resize(1360, 860)
    window.show()
    wait(lambda: painted)
    session.warm_up()
    wait(
        lambda: time.perf_counter() > painted[0] + 2
    )  # the reader is warm, as it is once a file was chosen
    ticks = Ticks()
    ticks.start()
    session.open_files([path])
    first = wait(lambda: session.findings)
    wait(lambda: session.assessment is not None)
    ticks.stop()
    late = sorted(ticks.late)
    session.open_files([path])
    wait(lambda: not session.findings)
    wait(lambda: session.findings and session.phase is Phase.RUNNING)
    began = time.perf_counter()
    session.cancel()
    wait(lambda: session.phase is not Phase.RUNNING)
    stopped = time.perf_counter() - began
    session.close()
    return {
        "first paint": 1_000 * (painted[0] - BEGAN),
        "first finding": 1_000 * first,
        "event loop late, median": 1_000 * late[len(late) // 2],
        "event loop late, 99.9 %": 1_000 * late[int(len(late) * 0.999)],
        "event loop late, worst": 1_000 * late[-1],
        "stopping": 1_000 * stopped,
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(main(Path(sys.argv[1]).absolute(), Path(made))))
