"""A whole session in the real window, run as a program of its own: open, run, look at rows, mask, copy, close.

`python scripted.py SAMPLE [--die]`; with `--die` it is killed while the checks run.
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from leakverify.gui import app
from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow


def settle(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def browse(folder):
    """What the user does in the file dialog: it remembers folders if it can."""
    dialog = QFileDialog(None, "x", str(folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    settle(50)
    dialog.accept()
    dialog.done(1)


def session(sample, *, die):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    browse(sample.parent)
    window.open_paths([sample])
    talk = window._session
    for _ in range(600):
        settle(50)
        if die and talk.phase is Phase.RUNNING:
            os.kill(os.getpid(), signal.SIGKILL)
        if talk.assessment is not None:
            break
    assert talk.assessment is not None
    for step in range(window.stack.count()):
        window.go(step)
        settle(50)
    talk.veil.reveal()
    settle(100)
    titles = {w.windowTitle() for w in QApplication.topLevelWidgets()}
    assert not any("zephyrine" in title.lower() for title in titles), "a title names the sample"
    window.close()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    given = Path(sys.argv[1])

    def go():
        try:
            session(given, die="--die" in sys.argv)
        except BaseException:  # noqa: BLE001  (whatever it is, the program must end)
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)

    QTimer.singleShot(500, go)
    raise SystemExit(app.main([]))
