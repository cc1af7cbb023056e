"""The window: wires panes to the session and to each other, and does nothing else."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from leakverify.gui.aside import Aside
from leakverify.gui.carrying import focus_again, focus_place
from leakverify.gui.case.cabinet import Cabinet
from leakverify.gui.case.windows import CaseWindows
from leakverify.gui.commands import case_commands, commands_of, help_commands, last_commands
from leakverify.gui.dialogs import keys_sheet
from leakverify.gui.files import choose_files, remembered
from leakverify.gui.footer import Footer
from leakverify.gui.frame import beside_panes, framed
from leakverify.gui.header import Header
from leakverify.gui.heard import Phase
from leakverify.gui.late import LatePanes
from leakverify.gui.learning.lessons import Lessons
from leakverify.gui.leaving import Leaving
from leakverify.gui.menu import add_commands, add_languages, add_look, add_masking, add_menu
from leakverify.gui.opening.pane import OpeningPane
from leakverify.gui.session import Session
from leakverify.gui.steps import (
    CHECKS,
    COLUMNS,
    REPORT,
    ROWS,
    SAMPLE,
    VERDICT,
    Steps,
    step_names,
)
from leakverify.gui.theme import Look
from leakverify.gui.tongue import Tongue
from leakverify.gui.widgets.fronting import open_over
from leakverify.gui.widgets.rail import Rail
from leakverify.gui.widgets.remedy import Remedies
from leakverify.words.say import ui

RAIL_DIGITS = 23
SMALLEST = (1024, 600)


class MainWindow(Leaving):
    """`painted` is emitted once, after the first paint; the panes but the first are made after it.

    `renewed` follows every change of language: panes, lessons and commands are others then.
    """

    renewed = Signal()

    def __init__(self, session: Session, look: Look, tongue: Tongue | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Leakverify")
        self.setMinimumSize(*SMALLEST)
        self._session, self._look = session, look
        self.tongue = tongue or Tongue(look.app)
        self._steps, self.choose_files = Steps(), choose_files
        self.aside = Aside(self, session)
        self.cabinet = Cabinet(self, session)
        self.case_windows = CaseWindows(self, session, self.cabinet)
        self._furnish()
        self._listen()

    def renew(self) -> None:
        """Make everything that has words again, in the language that is in use now; what it showed it shows again."""
        place, step = focus_place(self.centralWidget()), self.rail.currentRow()
        before, notices = self.panes, self.opening.notices
        for part in (self.aside, self.case_windows, self.cabinet):
            part.renew()
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        before.leave()
        self.lessons.leave()
        if self.tongue.turned:  # the style sheet has sides
            self._look.apply()
        self._furnish()
        self.opening.notices.take_over(notices)
        self.panes.take_over(before)
        self.go(step)
        self.renewed.emit()
        if not focus_again(self.centralWidget(), place):
            self.rail.setFocus()

    def _furnish(self) -> None:
        session = self._session
        self._menu = QMenu(self)
        self.opening: OpeningPane = OpeningPane()
        self.panes = LatePanes(session, self.opening, self._on_made)
        self.stack = self.panes.stack
        self.rail = Rail(step_names())
        self.header = Header(session, self._menu)
        self.footer = Footer(session)
        self.lessons = Lessons(self, session)
        self._done = commands_of(self, session, self._look)
        self._helping, self._last = help_commands(self), last_commands(self)
        self.commands = [*self._done, *self._helping, *self._last]
        self.case_commands = case_commands(self.cabinet, self.case_windows)
        self._build()
        self._connect()
        self._on_look()
        self._on_state()

    def go(self, step: int) -> None:
        """Show a pane."""
        self.rail.setCurrentRow(step)

    def ask_for_files(self) -> None:
        """Let the user choose files, and open them."""
        if paths := self.choose_files(self):
            self.open_paths(paths)

    def open_paths(self, paths: list[Path], *, invented: bool = False) -> None:
        """Open files as one sample and show its columns; a case is opened as one, a dossier is verified."""
        self.panes.make_all()
        if not invented:
            remembered(paths)
        if self.cabinet.take_case(paths) or self.aside.take_dossier(paths):
            return
        if not self.cabinet.take_files(paths):
            self.cabinet.before_sample(lambda: self._open_sample(paths, invented=invented))

    def _open_sample(self, paths: list[Path], *, invented: bool) -> None:
        before = self._session.heard
        self._session.open_files(paths, invented=invented)
        self.go(SAMPLE if self._session.heard is before else COLUMNS)

    def show_keys(self) -> None:
        """All keys on one page."""
        open_over(keys_sheet(self, [*self.commands, *self.case_commands]))

    def _build(self) -> None:
        add_commands(add_menu(self._menu, ui("Case")), self, self.case_commands)
        add_commands(self._menu, self, self._done)
        add_masking(self._menu, self, self._session.veil)
        add_look(self._menu, self, self._look)
        add_languages(self._menu, self, self.tongue)
        add_commands(add_menu(self._menu, ui("Help")), self, self._helping)
        add_commands(self._menu, self, self._last)
        self._side = beside_panes(self.rail, self.lessons.show_pane_help)
        above = (self.header, self.cabinet.banner)
        self.setCentralWidget(framed(above, self._side, self.stack, self.footer))

    def _connect(self) -> None:
        """Listen to the parts; they are made again with the language."""
        session = self._session
        self.rail.step_chosen.connect(self._on_step)
        self.opening.notices.remedies = Remedies(session.given.unlock, session.given.raise_limits)
        session.problems_cleared.connect(self.opening.clear_problems)
        self.opening.open_wanted.connect(self.ask_for_files)
        self.opening.sample_chosen.connect(self._on_sample_chosen)
        self.header.offline_asked.connect(self.aside.show_offline)
        self.header.report_wanted.connect(lambda: self.go(REPORT))
        self.header.short_form_wanted.connect(self.aside.show_short_form)
        self.header.case_wanted.connect(self.case_windows.show_standing)

    def _listen(self) -> None:
        """Listen to what stays: the session, the look, the language, the case, files dropped anywhere."""
        session = self._session
        session.sample_changed.connect(self._on_sample)
        session.exported.connect(self._on_exported)
        session.given.again.connect(lambda: self.go(COLUMNS))
        self.hovered.connect(lambda over: self.opening.drop.set_over(over=over))
        self.dropped.connect(self._on_dropped)
        session.rows_wanted.connect(self._on_rows_wanted)
        session.problem_met.connect(self._on_problem)
        told = (session.phase_changed, session.assessment_changed, session.columns_changed)
        for signal in (*told, session.decisions_changed, session.look_ups.answers_changed):
            signal.connect(self._on_state)
        self._look.changed.connect(self._on_look)
        self.tongue.changed.connect(self.renew)
        self.cabinet.shown.connect(self._on_case)

    def _on_sample_chosen(self, path: object) -> None:
        if isinstance(path, Path):
            self.open_paths([path], invented=True)

    def _on_dropped(self, paths: list[Path]) -> None:
        if paths:
            self.open_paths(paths)
        else:
            self.go(SAMPLE)
            self.opening.clear_problems()
            self.opening.add_problem("NOT_A_FILE", {}, "")

    def _on_step(self, step: int) -> None:
        if step != SAMPLE:
            self.panes.make_all()
        self.stack.setCurrentIndex(step)
        self._steps.rows_seen |= step == ROWS and self._session.is_open

    def _on_case(self) -> None:
        """Another case is on the window: show how far it is."""
        self._steps = Steps()
        self.go(VERDICT if self._session.heard.done is not None else SAMPLE)
        self._on_state()

    def _on_sample(self) -> None:
        self._steps = self._steps if self._session.is_open else Steps()

    def _on_exported(self) -> None:
        self._steps.report_saved = True
        self._on_state()

    def _on_rows_wanted(self, finding: str) -> None:
        self.rows.show_finding(finding)
        self.go(ROWS)

    def _on_problem(self, code: str, place: dict[str, str | int], subject: str) -> None:
        """Tell a problem where the user is when it concerns the run, else where files are opened."""
        if self.stack.currentIndex() == REPORT:
            self.export.add_problem(code, place)
        elif self._session.is_open:
            self.running.notices.add(code, place, subject)
            self.go(CHECKS)
        else:
            self.opening.add_problem(code, place, subject)
            if self._session.phase in {Phase.EMPTY, Phase.FAILED}:
                self.go(SAMPLE)

    def _on_state(self) -> None:
        self.rail.set_done(self._steps.through(self._session))

    def _on_look(self) -> None:
        least = round(self.fontMetrics().averageCharWidth() * RAIL_DIGITS)
        self._side.setFixedWidth(max(least, self.rail.widest()))
        self.header.tint()
        self.opening.tint()
        for pane in self.panes.made.values():
            _fit(pane)

    def _on_made(self, pane: QWidget) -> None:
        """Listen to what a pane may want, and lay it out."""
        for name, do in _answers(self):
            wanted = getattr(pane, name, None)
            if wanted is not None:
                wanted.connect(do)
        _fit(pane)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.rail.setFocus()


def _answers(window: MainWindow) -> Sequence[tuple[str, Callable[..., object]]]:
    """What is done about the wants that panes may have."""
    return (
        ("open_wanted", window.ask_for_files),
        ("checks_wanted", partial(window.go, CHECKS)),
        ("columns_wanted", partial(window.go, COLUMNS)),
        ("verdict_wanted", partial(window.go, VERDICT)),
        ("help_wanted", window.aside.show_mail_help),
        ("card_wanted", window.aside.show_model_card),
        ("vault_wanted", window.aside.show_vault),
        ("finding_wanted", partial(_show_finding, window)),
    )


def _show_finding(window: MainWindow, finding: str) -> None:
    """Show a finding in full, where it is weighed."""
    window.go(VERDICT)
    window.verdict.findings.choose(finding)


def _fit(pane: QWidget) -> None:
    """Lay a pane out by the font in use, where it has something to lay out."""
    fit = getattr(pane, "fit", None)
    if fit is not None:
        fit()
