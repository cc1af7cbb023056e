"""A whole session in the real window, run as a program of its own: open, run, look at rows, mask, copy, close.

`python scripted.py SAMPLE [--die] [--case CASE]`; with `--die` it is killed while the checks run, or, where a case is to be
saved, right after it has told on its output how many acts the saved case has kept.
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from leakverify.gui import app
from leakverify.gui.case.keeper import Standing
from leakverify.gui.case.passphrase_sheet import PassphraseSheet
from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from leakverify.model.claim import Claim

WORD = "five random words are good"


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


def keep(window, case):
    """Save the case, decide something, note something, and tell how many acts are kept."""
    keeper = window.cabinet.keeper
    window.cabinet.choose = lambda *_: case
    window.cabinet.save()
    sheet = next(s for s in window.findChildren(PassphraseSheet) if s.isVisible())
    for line in (sheet.line, sheet.again):
        line.setText(WORD)
    sheet.go_button.click()
    while keeper.standing is not Standing.SAVED:
        settle(20)
    window._session.choices.set_claim(Claim(organisation="Quillfeather"))
    window.case_windows.show_notes()
    window.case_windows.notes.text.setPlainText("Quillfeather called")
    window.case_windows.notes.close()
    while keeper.standing is not Standing.SAVED:
        settle(1)
    print(keeper.case.head.entries, flush=True)


def session(sample, *, die, case):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    browse(sample.parent)
    window.open_paths([sample])
    talk = window._session
    for _ in range(600):
        settle(50)
        if die and not case and talk.phase is Phase.RUNNING:
            os.kill(os.getpid(), signal.SIGKILL)
        if talk.assessment is not None:
            break
    assert talk.assessment is not None
    for step in range(window.stack.count()):
        window.go(step)
        settle(50)
    if case:
        keep(window, case)
        if die:
            os.kill(os.getpid(), signal.SIGKILL)
    talk.veil.reveal()
    settle(100)
    titles = {w.windowTitle() for w in QApplication.topLevelWidgets()}
    assert not any("zephyrine" in title.lower() for title in titles), "a title names the sample"
    window.close()
    for answer in ("stop_and_close", "discard_case"):
        for asked in window.findChildren(QPushButton, answer):
            asked.click()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    given = Path(sys.argv[1])

    def go():
        try:
            case = Path(sys.argv[sys.argv.index("--case") + 1]) if "--case" in sys.argv else None
            session(given, die="--die" in sys.argv, case=case)
        except BaseException:  # noqa: BLE001  (whatever it is, the program must end)
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)

    QTimer.singleShot(500, go)
    raise SystemExit(app.main([]))
