"""What stands beside the window for a case: its custody log, its notes, and its end on purpose."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from leakverify.case import certificate, kept_state
from leakverify.case.case_file import Part
from leakverify.case.custody import Act
from leakverify.gui.case.cabinet import Cabinet, Choose
from leakverify.gui.case.keeper import Standing
from leakverify.gui.case.passphrase_sheet import PassphraseSheet
from leakverify.gui.case.title import name_window
from leakverify.gui.files import choose_place
from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import open_over, put_away, show_beside, size_for
from leakverify.model.purge import Certificate
from leakverify.reports import atomic
from leakverify.words.say import ui

if TYPE_CHECKING:
    from leakverify.gui.case.log_window import LogWindow
    from leakverify.gui.case.notes_window import NotesWindow


class CaseWindows(QObject):
    """Each window is made when it is first asked for, and follows the case that is on the main window."""

    def __init__(self, parent: QWidget, session: Session, cabinet: Cabinet) -> None:
        super().__init__(parent)
        self.choose: Choose = choose_place
        self.log: LogWindow | None = None
        self.notes: NotesWindow | None = None
        self._parent = parent
        self._session = session
        self._cabinet = cabinet
        cabinet.finish = self._finish
        cabinet.renewed.connect(self._on_renewed)
        cabinet.keeper.purged.connect(self._on_purged)
        cabinet.keeper.changed.connect(self._name_window)

    def renew(self) -> None:
        """Make the windows that are open again, in the language in use; what was typed was kept before."""
        self._finish()
        for window, show in ((self.log, self.show_log), (self.notes, self.show_notes)):
            if window is not None:
                self._forget(window)
                if put_away(window):
                    show()

    def _forget(self, window: QDialog) -> None:
        if window is self.log:
            self.log = None
        else:
            self.notes = None

    def show_log(self) -> None:
        """The custody log."""
        if self.log is None:
            from leakverify.gui.case.log_window import LogWindow

            self.log = LogWindow(self._parent, self._session.jobs, self._cabinet.keeper)
            size_for(self.log, 980, 680)
        show_beside(self.log)

    def show_notes(self) -> None:
        """The notes of the case."""
        if self.notes is None:
            from leakverify.gui.case.notes_window import NotesWindow

            self.notes = NotesWindow(self._parent, self._cabinet.notes, self._keep_notes)
            size_for(self.notes, 640, 520)
        show_beside(self.notes)

    def show_standing(self) -> None:
        """What was kept so far, or a way to keep it."""
        if self._cabinet.keeper.standing is Standing.SAVED:
            self.show_log()
        else:
            self._cabinet.save()

    def change_passphrase(self) -> None:
        """Lock the saved case with another passphrase; one that was never saved is saved first."""
        keeper = self._cabinet.keeper
        if keeper.standing not in {Standing.SAVED, Standing.SAVING}:
            self._cabinet.save()
            return
        sheet = PassphraseSheet(
            self._parent,
            ui("Change the passphrase"),
            ui("Change it"),
            lambda passphrase: keeper.rekey(passphrase, sheet.tell),
            twice=True,
            name=keeper.name,
        )
        open_over(sheet)

    def lock(self) -> None:
        """Mask everything; a saved case leaves the window at once and asks for its passphrase again."""
        cabinet = self._cabinet
        self._session.veil.mask()
        path = cabinet.keeper.case.path
        if path is None or cabinet.keeper.would_be_lost:
            return
        for window in self._parent.findChildren(QDialog):
            window.close()
        cabinet.start_over()
        cabinet.ask_to_open(path)

    def purge(self) -> None:
        """Destroy the case, once the word was typed."""
        from leakverify.gui.case.ending import PurgeSheet

        keeper = self._cabinet.keeper
        if keeper.standing is Standing.READ_ONLY:
            return
        sheet = PurgeSheet(self._parent, keeper.name, lambda: keeper.purge(sheet.tell))
        open_over(sheet)

    def _keep_notes(self, text: str) -> None:
        self._cabinet.notes = text
        self._cabinet.keeper.note(Act.NOTED, {Part.NOTES: kept_state.notes_bytes(text)})

    def _finish(self) -> None:
        """The case is about to be left: what was typed belongs to it."""
        if self.notes is not None:
            self.notes.keep_now()

    def _on_renewed(self) -> None:
        if self.notes is not None:
            self.notes.show_text(self._cabinet.notes)

    def _name_window(self) -> None:
        """The title has the name of the case and never a path."""
        name_window(self._parent, self._cabinet.keeper.name)

    def _on_purged(self, told: Certificate) -> None:
        """The case is gone: an empty window, and the certificate to be kept."""
        from leakverify.gui.case.ending import certificate_sheet

        self._cabinet.start_over()
        open_over(certificate_sheet(self._parent, told, lambda: self._keep_certificate(told)))

    def _keep_certificate(self, told: Certificate) -> None:
        path = self.choose(self._parent, ui("Keep the certificate"), "purged-case.json")
        if path is not None:
            self._session.jobs.submit(
                lambda: atomic.write(Path(path), certificate.to_bytes(told)),
                on_failure=lambda e: self._session.problem_met.emit(e.code, e.place, ""),
            )
