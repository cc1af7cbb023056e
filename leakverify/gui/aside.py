"""Windows beside the main one, made when they are first asked for: the museum, the model card, the help on mail domains, a dossier verified, the limits, what offline means."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QWidget

from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import open_over, show_beside

if TYPE_CHECKING:
    from leakverify.gui.verify.window import VerifyWindow

DOSSIER: Final = ".lvdossier"


class Aside:
    """Keeps each window while the program runs, so that a result is still there when it is opened again."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent = parent
        self._session = session
        self._museum: QDialog | None = None
        self._card: QDialog | None = None
        self._mail_help: QDialog | None = None
        self._program_help: QDialog | None = None
        self._verify: VerifyWindow | None = None
        self._vault: QDialog | None = None

    def show_museum(self) -> None:
        """What this build catches and misses."""
        if self._museum is None:
            from leakverify.gui.long_job import LongJob
            from leakverify.gui.museum.window import MuseumWindow

            session = self._session
            job = LongJob(session.jobs, self._parent)
            self._museum = MuseumWindow(self._parent, job, session.desk.self_test)
            self._museum.resize(1080, 720)
        show_beside(self._museum)

    def show_model_card(self) -> None:
        """How the checks were measured."""
        if self._card is None:
            from leakverify.gui.model_card import ModelCardWindow

            self._card = ModelCardWindow(self._parent)
            self._card.resize(760, 720)
        show_beside(self._card)

    def show_mail_help(self) -> None:
        """What mail domains are, and what asking for them gives away."""
        if self._mail_help is None:
            from leakverify.gui.model_card import MailHelpWindow

            self._mail_help = MailHelpWindow(self._parent)
            self._mail_help.resize(760, 720)
        show_beside(self._mail_help)

    def show_program_help(self) -> None:
        """Which version this is, how to find a newer one unnoticed, licences."""
        if self._program_help is None:
            from leakverify.gui.model_card import ProgramHelpWindow

            self._program_help = ProgramHelpWindow(self._parent)
            self._program_help.resize(760, 720)
        show_beside(self._program_help)

    def show_verify(self, paths: Sequence[Path] = ()) -> None:
        """A dossier, run again; `paths` are it and its files, as far as they were given."""
        if self._verify is None:
            from leakverify.gui.long_job import LongJob
            from leakverify.gui.verify.window import VerifyWindow

            session = self._session
            job = LongJob(session.jobs, self._parent)
            self._verify = VerifyWindow(self._parent, job, session.desk.verify)
            self._verify.resize(980, 720)
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
            self._vault.resize(860, 640)
        show_beside(self._vault)

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
