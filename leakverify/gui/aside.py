"""Windows beside the main one, made when they are first asked for: the museum, the model card, the help on mail domains, a dossier verified, the limits, what offline means."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QWidget

from leakverify.gui.desk import Wanted
from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import open_over, put_away, show_beside, size_for

if TYPE_CHECKING:
    from leakverify.gui.museum.window import MuseumWindow
    from leakverify.gui.short_form.window import ShortFormWindow
    from leakverify.gui.verify.window import VerifyWindow

DOSSIER: Final = ".lvdossier"


class Aside:
    """Keeps each window while the program runs, so that a result is still there when it is opened again."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent = parent
        self._session = session
        self._museum: MuseumWindow | None = None
        self._card: QDialog | None = None
        self._mail_help: QDialog | None = None
        self._program_help: QDialog | None = None
        self._verify: VerifyWindow | None = None
        self._vault: QDialog | None = None
        self._history: QDialog | None = None
        self._short_form: ShortFormWindow | None = None

    def renew(self) -> None:
        """Make windows again in the language in use; one whose work is under way stays as it is until that ends.

        Results of the self-test and of a dossier are shown again.
        """
        for name, show in (
            ("_museum", self.show_museum),
            ("_card", self.show_model_card),
            ("_mail_help", self.show_mail_help),
            ("_program_help", self.show_program_help),
            ("_verify", self.show_verify),
            ("_vault", self.show_vault),
            ("_history", self.show_history),
            ("_short_form", self.show_short_form),
        ):
            before = getattr(self, name)
            if before is None or getattr(getattr(before, "job", None), "is_running", False):
                continue
            setattr(self, name, None)
            was_open = put_away(before)
            show()
            self._show_again(before)
            made = getattr(self, name)
            if made is not None:
                made.setVisible(was_open)

    def _show_again(self, before: QDialog) -> None:
        """What a window held that was made again."""
        test, told = getattr(before, "test", None), getattr(before, "told", None)
        if test is not None and self._museum is not None:
            self._museum.show_result(test)
        if self._verify is not None and isinstance(before, type(self._verify)):
            form = before.form
            self._verify.take([path for path in (form.dossier, *form.files) if path is not None])
            self._verify.limits = dict(before.limits)
            if told is not None:
                self._verify.show_result(told)

    def show_museum(self) -> None:
        """What this build catches and misses."""
        if self._museum is None:
            from leakverify.gui.long_job import LongJob
            from leakverify.gui.museum.window import MuseumWindow

            session = self._session
            job = LongJob(session.jobs, self._parent)
            self._museum = MuseumWindow(self._parent, job, session.desk.self_test)
            size_for(self._museum, 1080, 720)
        show_beside(self._museum)

    def show_model_card(self) -> None:
        """How the checks were measured."""
        if self._card is None:
            from leakverify.gui.model_card import ModelCardWindow

            self._card = ModelCardWindow(self._parent)
            size_for(self._card, 760, 720)
        show_beside(self._card)

    def show_mail_help(self) -> None:
        """What mail domains are, and what asking for them gives away."""
        if self._mail_help is None:
            from leakverify.gui.model_card import MailHelpWindow

            self._mail_help = MailHelpWindow(self._parent)
            size_for(self._mail_help, 760, 720)
        show_beside(self._mail_help)

    def show_program_help(self) -> None:
        """Which version this is, how to find a newer one unnoticed, licences."""
        if self._program_help is None:
            from leakverify.gui.model_card import ProgramHelpWindow

            self._program_help = ProgramHelpWindow(self._parent)
            size_for(self._program_help, 760, 720)
        show_beside(self._program_help)

    def show_verify(self, paths: Sequence[Path] = ()) -> None:
        """A dossier, run again; `paths` are it and its files, as far as they were given."""
        if self._verify is None:
            from leakverify.gui.long_job import LongJob
            from leakverify.gui.verify.window import VerifyWindow

            session = self._session
            job = LongJob(session.jobs, self._parent)
            self._verify = VerifyWindow(self._parent, job, session.desk.verify)
            size_for(self._verify, 980, 720)
        self._verify.take(paths)
        show_beside(self._verify)

    def take_dossier(self, paths: Sequence[Path]) -> bool:
        """Whether a dossier is among these files; if so, it is shown and the others with it."""
        if not any(path.suffix.lower() == DOSSIER for path in paths):
            return False
        self.show_verify(paths)
        return True

    def show_vault(self) -> None:
        """The newsroom's older leaks."""
        if self._vault is None:
            from leakverify.gui.vault.keeper import Keeper
            from leakverify.gui.vault.window import VaultWindow

            self._vault = VaultWindow(self._parent, Keeper(self._session, self._parent))
            size_for(self._vault, 860, 640)
        show_beside(self._vault)

    def show_history(self) -> None:
        """Every decision, to go back to one."""
        if self._history is None:
            from leakverify.gui.history_window import HistoryWindow

            self._history = HistoryWindow(self._parent, self._session.choices.undo_stack)
            size_for(self._history, 560, 520)
        show_beside(self._history)

    def show_short_form(self) -> None:
        """The result on one picture for colleagues; nothing where there is no result."""
        session = self._session
        if session.assessment is None:
            return
        if self._short_form is None:
            from leakverify.gui.long_job import LongJob
            from leakverify.gui.short_form.window import ShortFormWindow

            job = LongJob(session.jobs, self._parent)

            def drawn(wanted: Wanted) -> bytes:
                result, line = session.assessment, session.talk.line
                return session.exports.short_form(result, line, wanted)

            self._short_form = ShortFormWindow(self._parent, job, drawn)
            size_for(self._short_form, 820, 760)
        self._short_form.draw()
        show_beside(self._short_form)

    def show_offline(self) -> None:
        """What the badge stands for, and how far the reader is locked in."""
        from leakverify.gui.dialogs import offline_sheet

        session = self._session
        open_over(offline_sheet(self._parent, session.heard, session.look_ups))

    def show_bound(self) -> None:
        """What the answers of people called allow one to write."""
        from leakverify.gui.calls.bound_sheet import BoundSheet

        heard = self._session.heard
        rows = heard.rows if heard.source and heard.source.final else 0
        open_over(BoundSheet(self._parent, rows, self._session.call_book.sheet))

    def show_limits(self) -> None:
        """Every limit of reading, to be raised where files are given."""
        from leakverify.gui.limits_sheet import limits_sheet

        given = self._session.given
        sheet = limits_sheet(
            self._parent, given.limits, given.raise_limits if given.paths else None
        )
        open_over(sheet)
