"""A session in the real window over several samples, one after the other: `python walk.py OUT SAMPLE…`.

Each is opened, checked, looked at on all pages with its data shown; the last is exported in every format. OUT gets a
JSON object: how each ended, what the badge said, what was exported.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from leakverify.__main__ import main
from leakverify.gui.dialogs import Sheet
from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from tests.traces.scripted import settle

FORMATS = ("html", "json", "pdf")


def wait_for(done):
    for _ in range(1_200):
        if done():
            return
        settle(25)
    raise AssertionError(done)


def session(out, samples, formats):
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    talk, told = window._session, {}
    for sample in samples:
        window.open_paths([sample])
        wait_for(lambda: talk.phase in (Phase.OPENING, Phase.RUNNING, Phase.FAILED))
        wait_for(lambda: talk.phase in (Phase.DONE, Phase.FAILED))
        for step in range(window.stack.count()):
            window.go(step)
            settle(20)
        talk.veil.reveal()
        settle(20)
        told[sample.name] = str(talk.phase)
    window.header.offline.click()
    settle(20)
    sheet = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Sheet) and w.isVisible()
    )
    told["sheet"] = "\n".join(label.text() for label in sheet.findChildren(QLabel))
    told["commands"] = sheet.findChild(QPlainTextEdit, "see_for_yourself").toPlainText()
    sheet.accept()
    told["badge"] = window.header.offline.text()
    for ending in formats:
        path = out.parent / f"exported.{ending}"
        talk.export(path, "full")
        wait_for(path.exists)
    out.write_text(json.dumps(told))
    window.close()
    for asked in window.findChildren(QPushButton, "discard_case"):
        asked.click()  # nothing was saved


def run(out, samples, formats=FORMATS):
    """Be the program with a user who does this; its exit status."""
    application = QApplication.instance() or QApplication(sys.argv[:1])

    def go():
        try:
            session(out, samples, formats)
        except BaseException:  # noqa: BLE001  (whatever it is, the program must end)
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)

    QTimer.singleShot(300, application, go)
    return main([])


if __name__ == "__main__":
    raise SystemExit(run(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]))
