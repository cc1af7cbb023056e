"""Says aloud what a glance at the window would tell: that work began, how far it is, that it ended, what came out, what went wrong."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.gui.widgets.announce import announce
from leakverify.model.messages import ProgressMade
from leakverify.words.say import error_sentence, plural, stage_name, status_headline, ui

EVERY: Final = 25
"""Per cent of a stage between two words on it."""

Say = Callable[[str], object]


class Announcer(QObject):
    """Listens to a session; `polite` says a text in its turn, `urgent` at once. None holds a cell."""

    def __init__(
        self, session: Session, polite: Say, urgent: Say, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._say, self._interrupt = polite, urgent
        self._stage = ""
        self._told = 0
        session.phase_changed.connect(self._on_phase)
        session.progress_made.connect(self._on_progress)
        session.assessment_changed.connect(self._on_assessment)
        session.problem_met.connect(self._on_problem)
        session.exported.connect(self._on_exported)
        session.masked_changed.connect(self._on_masked)
        session.stalled.connect(self._on_stalled)

    def _on_exported(self) -> None:
        self._say(ui("The report was written."))

    def _on_stalled(self) -> None:
        self._interrupt(ui("No progress for a minute."))

    def _on_phase(self) -> None:
        texts = {
            Phase.OPENING: ui("Reading the sample"),
            Phase.RUNNING: ui("Checking the sample"),
            Phase.FAILED: ui("The sample could not be checked"),
        }
        text = texts.get(self._session.phase)
        self._stage, self._told = "", 0
        if text:
            (self._interrupt if self._session.phase is Phase.FAILED else self._say)(text)

    def _on_progress(self, made: object) -> None:
        """A stage when it begins, then each quarter of it."""
        if not isinstance(made, ProgressMade) or not made.total:
            return
        reached = 100 * made.done // made.total // EVERY * EVERY
        if made.stage != self._stage:
            self._stage, self._told = made.stage, 0
        if reached > self._told:
            self._told = reached
            line = ui("{stage}: {percent} per cent")
            self._say(line.format(stage=stage_name(made.stage), percent=reached))

    def _on_assessment(self) -> None:
        assessment = self._session.assessment
        if assessment is None:
            return
        found = plural("{n} finding.", "{n} findings.", len(assessment.findings))
        headline = status_headline(assessment.verdict)
        done = ui("The checks are through. {headline} {findings}")
        text = done.format(headline=headline, findings=found.format(n=len(assessment.findings)))
        self._say(text)

    def _on_problem(self, code: str, place: dict[str, str | int], _subject: str) -> None:
        self._interrupt(error_sentence(code, place))

    def _on_masked(self) -> None:
        masked = self._session.masked
        text = ui("Personal data masked") if masked else ui("Personal data shown")
        self._say(text)


def announcer(window: QWidget, session: Session) -> Announcer:
    """Speaks for this window, as long as it is there."""
    urgent = partial(announce, window, at_once=True)
    return Announcer(session, partial(announce, window), urgent, window)
