"""A case in the window: the sheets, the log, the notes, and what the banner says, for the gallery."""

from leakverify.case.case_file import CaseFile
from leakverify.gui.case.keeper import Standing
from leakverify.gui.steps import ROWS, VERDICT
from leakverify.model.claim import Claim
from leakverify.model.errors import OutputProblem
from leakverify.model.terms import Role
from tests.gui import stage
from tests.gui.camera import settle, wait
from tests.gui.case.conftest import WORD, play_checks, play_reading, sheet_of


class Series:
    """Drives one window over a played analyst through the states of a case."""

    def __init__(self, studio):
        self._studio = studio
        self._window = studio.window
        self._session = studio.session
        self._desk = studio.desk
        self._sample = studio.folder / "sample.csv"
        self._case = studio.folder / "Subscribers 2026.lvcase"

    def shoot(self):
        """Every state of one case, from unsaved to destroyed."""
        self._desk.kind = "accusing"
        try:
            self._begin()
            self._shoot_states()
        finally:
            for path in (self._sample, self._sample.with_suffix(".moved"), self._case):
                path.unlink(missing_ok=True)

    def _begin(self):
        window, session = self._window, self._session
        self._sample.write_text("email,name\na@example.org,Ana\n", encoding="utf-8")
        window.cabinet.choose = lambda *_: self._case
        window.cabinet.start_over()
        window.open_paths([self._sample])
        play_reading(self._desk.analyst, self._sample)
        wait(lambda: bool(self._desk.analyst.asked(stage.Run)))
        play_checks(self._desk.analyst)
        wait(lambda: session.assessment is not None)
        self._studio.shoot("case-unsaved", VERDICT)
        window.close()
        self._studio.sheet("case-leaving")
        window.cabinet.save()
        sheet = sheet_of(window)
        sheet.initials.setText("AB")
        sheet.suggest.click()
        settle(60)
        self._take("saving", sheet)
        for line in (sheet.line, sheet.again):
            line.setText(WORD)
        sheet.go_button.click()
        wait(lambda: window.cabinet.keeper.standing is Standing.SAVED)
        session.choices.set_claim(Claim(organisation="Hebdo", country="FR"))
        session.overrule("e-mail", Role.USERNAME)
        wait(lambda: len(self._desk.analyst.asked(stage.Run)) >= 2)
        play_checks(self._desk.analyst)
        play_checks(self._desk.analyst)
        wait(lambda: window.cabinet.keeper.standing is Standing.SAVED)

    def _shoot_states(self):
        cabinet, aside = self._window.cabinet, self._window.case_windows
        self._studio.shoot("case-saved", VERDICT)
        aside.show_log()
        settle(200)
        self._take("log", aside.log)
        aside.log.close()
        aside.show_notes()
        aside.notes.text.setPlainText("Spoke to the publisher.\nThe list is said to be of May.")
        settle(80)
        self._take("notes", aside.notes)
        aside.notes.close()
        aside.purge()
        self._studio.sheet("case-purge")
        aside.change_passphrase()
        self._studio.sheet("case-passphrase")
        cabinet.keeper.error = OutputProblem("CASE_DISK_FULL")
        cabinet.keeper.changed.emit()
        self._studio.shoot("case-failed", VERDICT)
        cabinet.keeper.error = None
        cabinet.keeper.changed.emit()
        self._shoot_opening()

    def _shoot_opening(self):
        window, cabinet, aside = self._window, self._window.cabinet, self._window.case_windows
        self._sample.rename(self._sample.with_suffix(".moved"))
        aside.lock()
        settle(80)
        sheet = sheet_of(window)
        sheet.line.setText("wrong")
        sheet.go_button.click()
        wait(lambda: bool(sheet.state.text()))
        self._take("opening", sheet)
        with CaseFile.open(self._case, WORD):
            sheet.line.setText(WORD)
            sheet.go_button.click()
            wait(lambda: cabinet.keeper.case.path is not None)
            settle(200)
            self._studio.shoot("case-readonly", ROWS)
        cabinet.start_over()
        settle(60)
        self._shoot_missing()

    def _shoot_missing(self):
        window, cabinet = self._window, self._window.cabinet
        cabinet.open(self._case)
        sheet = sheet_of(window)
        sheet.line.setText(WORD)
        sheet.go_button.click()
        wait(lambda: cabinet.keeper.case.path is not None)
        settle(200)
        self._studio.shoot("case-missing", ROWS)
        self._sample.with_suffix(".moved").rename(self._sample)
        cabinet.samples.look_for([self._sample])
        wait(lambda: self._session.talk.is_returning)
        play_reading(self._desk.analyst, self._sample)
        wait(lambda: self._session.has_rows)

    def _take(self, state, made):
        self._studio.camera.take(f"case-{state}", lambda: made, keep=True)
