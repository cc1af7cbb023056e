"""Everything that can be done with a case as a whole, from the menu, the header and the banner: new, open, save, find, lock, leave."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leakverify.case.case_file import ENDING, CaseFile
from leakverify.case.custody import Act
from leakverify.gui.case.banner import CaseBanner
from leakverify.gui.case.keeper import Keeper, Standing
from leakverify.gui.case.passphrase_sheet import PassphraseSheet
from leakverify.gui.case.recorder import Recorder
from leakverify.gui.case.restoring import Opened, open_case, start_over, take_up
from leakverify.gui.case.samples import Samples
from leakverify.gui.decisions import Decisions
from leakverify.gui.files import choose_place
from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import open_over
from leakverify.model.errors import LeakverifyError
from leakverify.words import case as words
from leakverify.words.say import ui

Choose = Callable[[QWidget, str, str], Path | None]
PROPOSED: Final = f"case{ENDING}"


class Cabinet(QObject):
    """One window's case. `renewed`: it is another case; `shown`: and the window shows what it holds."""

    renewed = Signal()
    shown = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self.choose: Choose = choose_place
        self.finish: Callable[[], object] = lambda: None
        self.keeper: Keeper = session.keeper
        self.recorder = Recorder(session, self.keeper, self)
        self.banner = CaseBanner()
        self.notes = ""
        self._window = window
        self._session = session
        self.samples = Samples(session, self)
        self.keeper.changed.connect(self.refresh)
        self.samples.changed.connect(self.refresh)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save a case that has no file, or that was only read, and then do something else. A saved one is tried again."""
        keeper = self.keeper
        if keeper.standing in {Standing.SAVED, Standing.SAVING, Standing.FAILED} and then is None:
            keeper.try_again()
            return
        self.save_elsewhere(then)

    def save_elsewhere(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to, and for a passphrase."""
        keeper = self.keeper
        proposed = f"{keeper.name}{ENDING}" if keeper.name else PROPOSED
        path = self.choose(self._window, ui("Save the case"), proposed)
        if path is None:
            return
        if path.suffix.lower() != ENDING:
            path = path.with_name(f"{path.name}{ENDING}")
        whole = self.recorder.parts() if keeper.case.read_only else None

        def done(error: LeakverifyError | None) -> None:
            sheet.tell(error)
            if error is None and whole is not None:  # what was changed while it was only read
                keeper.note(Act.NOTED, whole)
            if error is None and then is not None:
                then()

        def give(passphrase: str) -> None:
            keeper.who = sheet.initials.text()
            self._session.call_book.who = self._session.call_book.who or keeper.who
            keeper.save_as(path, passphrase, done)

        sheet = PassphraseSheet(
            self._window,
            ui("Save the case"),
            ui("Save"),
            give,
            twice=True,
            name=path.stem,
            who=keeper.who,
        )
        open_over(sheet)

    def new(self) -> None:
        """Begin another case, once nothing of this one would be lost."""
        self.leave(self.start_over)

    def open(self, path: Path, given: Sequence[Path] = ()) -> None:
        """Open a case, once nothing of this one would be lost; `given` may be its files."""
        self.leave(partial(self.ask_to_open, path, tuple(given)))

    def take_case(self, paths: Sequence[Path]) -> bool:
        """Whether a case is among these files; if so it is opened, the others are looked at as its files."""
        cases = [path for path in paths if path.suffix.lower() == ENDING]
        if cases:
            self.open(cases[0], [path for path in paths if path not in cases])
        return bool(cases)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Whether these files are taken as those that the case waits for; if not, they are another sample."""
        if not self.samples.are_missing or not paths:
            return False
        self.samples.look_for(paths)
        return True

    def before_sample(self, go_on: Callable[[], object]) -> None:
        """Another sample is to be opened: it gets a case of its own where this one has a sample already."""
        if not self._session.is_open and not self._session.given.paths:
            go_on()
            return

        def begin() -> None:
            self._new_case()
            self._session.choices.take_up(Decisions())
            self._session.call_book.start_over()
            go_on()

        self.finish()
        if self.keeper.case.is_saved or self.keeper.is_irreplaceable:
            self.leave(begin)
        else:
            begin()

    def leave(self, go_on: Callable[[], object]) -> None:
        """Do something that ends this case, after asking where it would be lost."""
        if self.may_leave(go_on):
            go_on()

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Whether this case can be left at once; if not the user is asked, and `go_on` is done if the answer is to leave."""
        keeper = self.keeper
        self.finish()
        if not keeper.would_be_lost or self._session.invented:
            return True
        from leakverify.gui.case.ending import leaving_sheet

        error = keeper.error
        problem = words.failed_sentence(error.code, error.place) if error is not None else ""
        sheet = leaving_sheet(self._window, lambda: self.save_elsewhere(go_on), go_on, problem)
        open_over(sheet)
        return False

    def find_files(self) -> None:
        """Let the user say where the files of the case lie."""
        from leakverify.gui.files import choose_files

        paths = choose_files(self._window)
        if paths:
            self.samples.look_for(paths)

    def renew(self) -> None:
        """Make the banner again in the language in use."""
        self.banner = CaseBanner()
        self.refresh()

    def refresh(self) -> None:
        """Say in the banner what needs a hand, the gravest first."""
        keeper, missing = self.keeper, self.samples.are_missing
        if keeper.standing is Standing.FAILED and keeper.error is not None:
            text = words.failed_sentence(keeper.error.code, keeper.error.place)
            actions = (
                (ui("Try again"), "case_try_again", keeper.try_again),
                (ui("Save elsewhere…"), "case_save_elsewhere", self.save_elsewhere),
            )
            self.banner.say(text, "against", actions)
        elif keeper.standing is Standing.READ_ONLY:
            copy = (ui("Save a copy…"), "case_save_copy", self.save_elsewhere)
            self.banner.say(words.read_only_sentence(), "against", (copy,))
        elif missing:
            find = (ui("Find the files…"), "case_find_files", self.find_files)
            self.banner.say(self.samples.sentence, "against", (find,))
        else:
            self.banner.say(self.samples.sentence)

    def start_over(self) -> None:
        """An empty case on an empty window; what the last one held is gone from it."""
        self._new_case()
        start_over(self._session)
        self.shown.emit()

    def _new_case(self) -> None:
        self.notes = ""
        self.samples.forget()
        self.keeper.take(CaseFile.begin())
        self.recorder.start_over()
        self.renewed.emit()

    def ask_to_open(self, path: Path, given: tuple[Path, ...] = ()) -> None:
        """The passphrase, until it is right or the user gives up."""

        def done(found: Opened) -> None:
            if sheet.is_left:
                found.case.close()
                return
            sheet.tell(None)
            self._show(found)

        def give(passphrase: str) -> None:
            self._session.jobs.submit(
                lambda: open_case(path, passphrase, given),
                on_success=done,
                on_failure=sheet.tell,
                in_order=True,
            )

        sheet = PassphraseSheet(
            self._window, ui("Open a case"), ui("Open"), give, twice=False, name=path.stem
        )
        open_over(sheet)

    def _show(self, found: Opened) -> None:
        """Another case is on the window."""
        self.notes = found.notes
        self.recorder.is_muted = True
        self.keeper.take(found.case)
        take_up(self._session, found)
        self.recorder.take_up()
        self.recorder.is_muted = False
        self.renewed.emit()
        self.samples.show(found)
        self.shown.emit()
