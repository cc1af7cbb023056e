"""Pictures of a case in the window: the sheets, the log, the notes, and what the banner says, to be looked at.

`python -m tests.gui.case.series FOLDER` makes these alone, light, dark and at 200 %.
"""

import datetime as dt
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from leakverify.case import passphrase_key
from leakverify.case.case_file import CaseFile
from leakverify.gui.case.keeper import Standing
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.steps import ROWS, VERDICT
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.model.claim import Claim
from leakverify.model.errors import OutputProblem
from leakverify.model.terms import Role
from tests.gui import stage
from tests.gui.case.conftest import WORD, play_checks, play_reading, sheet_of


class Series:
    """Drives one window over a played analyst through the states of a case."""

    def __init__(self, window, desk, folder, settle):
        self._window = window
        self._desk = desk
        self._folder = folder
        self._settle = settle
        self._sample = folder / "sample.csv"
        self._case = folder / "Subscribers 2026.lvcase"

    def shoot_all(self, look):
        """Every state, light and dark, at 100 and 200 %."""
        passphrase_key.MEMORY_KIB, passphrase_key.PASSES = 64, 1
        self._begin()
        for name, scheme, scale in (
            ("light", Scheme.LIGHT, 1.0),
            ("dark", Scheme.DARK, 1.0),
            ("200", Scheme.LIGHT, 2.0),
        ):
            look.apply(scheme=scheme, scale=scale)
            self._settle(80)
            self._shoot_states(name)
        look.apply(scheme=Scheme.LIGHT, scale=1.0)
        self._sample.unlink(missing_ok=True)
        self._case.unlink(missing_ok=True)

    def _begin(self):
        window, session = self._window, self._window._session
        self._sample.write_text("email,name\na@example.org,Ana\n", encoding="utf-8")
        window.cabinet.choose = lambda *_: self._case
        window.cabinet.start_over()
        window.resize(1360, 860)
        window.open_paths([self._sample])
        play_reading(self._desk.analyst, self._sample)
        self._wait(lambda: bool(self._desk.analyst.asked(stage.Run)))
        play_checks(self._desk.analyst)
        self._wait(lambda: session.assessment is not None)
        window.go(VERDICT)
        self._settle(80)
        self._grab("unsaved", "light", window)
        window.close()
        self._sheet("leaving", "light")
        window.cabinet.save()
        sheet = sheet_of(window)
        sheet.initials.setText("AB")
        sheet.suggest.click()
        self._settle(60)
        self._grab("saving", "light", sheet)
        for line in (sheet.line, sheet.again):
            line.setText(WORD)
        sheet.go_button.click()
        self._wait(lambda: window.cabinet.keeper.standing is Standing.SAVED)
        session.choices.set_claim(Claim(organisation="Hebdo", country="FR"))
        session.overrule("e-mail", Role.USERNAME)
        self._wait(lambda: len(self._desk.analyst.asked(stage.Run)) >= 2)
        play_checks(self._desk.analyst)
        play_checks(self._desk.analyst)
        self._wait(lambda: window.cabinet.keeper.standing is Standing.SAVED)

    def _shoot_states(self, name):
        window, cabinet, aside = self._window, self._window.cabinet, self._window.case_windows
        window.go(VERDICT)
        self._settle(80)
        self._grab("saved", name, window)
        aside.show_log()
        self._settle(200)
        self._grab("log", name, aside.log)
        aside.log.close()
        aside.show_notes()
        aside.notes.text.setPlainText("Spoke to the publisher.\nThe list is said to be of May.")
        self._settle(80)
        self._grab("notes", name, aside.notes)
        aside.notes.close()
        aside.purge()
        self._sheet("purge", name)
        cabinet.keeper.error = OutputProblem("CASE_DISK_FULL")
        cabinet.keeper.changed.emit()
        self._settle(80)
        self._grab("failed", name, window)
        cabinet.keeper.error = None
        cabinet.keeper.changed.emit()
        self._shoot_opening(name)

    def _shoot_opening(self, name):
        window, cabinet, aside = self._window, self._window.cabinet, self._window.case_windows
        self._sample.rename(self._sample.with_suffix(".moved"))
        aside.lock()
        self._settle(80)
        sheet = sheet_of(window)
        sheet.line.setText("wrong")
        sheet.go_button.click()
        self._wait(lambda: bool(sheet.state.text()))
        self._grab("opening", name, sheet)
        with CaseFile.open(self._case, WORD):
            sheet.line.setText(WORD)
            sheet.go_button.click()
            self._wait(lambda: cabinet.keeper.case.path is not None)
            self._settle(200)
            window.go(ROWS)
            self._settle(80)
            self._grab("readonly", name, window)
        cabinet.start_over()
        self._settle(60)
        self._shoot_missing(name)

    def _shoot_missing(self, name):
        window, cabinet = self._window, self._window.cabinet
        cabinet.open(self._case)
        sheet = sheet_of(window)
        sheet.line.setText(WORD)
        sheet.go_button.click()
        self._wait(lambda: cabinet.keeper.case.path is not None)
        self._settle(200)
        window.go(ROWS)
        self._settle(80)
        self._grab("missing", name, window)
        self._sample.with_suffix(".moved").rename(self._sample)
        cabinet.samples.look_for([self._sample])
        self._wait(lambda: window._session.talk.is_returning)
        play_reading(self._desk.analyst, self._sample)
        self._wait(lambda: window._session.has_rows)

    def _sheet(self, state, name):
        self._settle(80)
        sheet = next(s for s in self._window.findChildren(QDialog) if s.isVisible())
        self._grab(state, name, sheet)
        sheet.reject()
        self._settle(40)

    def _grab(self, state, name, widget):
        widget.grab().save(str(self._folder / f"case-{state}-{name}.png"))

    def _wait(self, ready):
        for _ in range(400):
            if ready():
                return
            self._settle(25)
        raise AssertionError


def settle(ms=60):
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main(folder):
    """Make these pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    look = Look(app)
    fake = stage.FakeDesk(dt.date(2026, 11, 22))
    session = Session(fake.desk())
    look.apply(scheme=Scheme.LIGHT)
    window = MainWindow(session, look)
    window.resize(1360, 860)
    window.show()
    settle(200)
    Series(window, fake, folder, settle).shoot_all(look)
    session.close()
    app.removeEventFilter(guard)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
