"""What follows from a decision: the result is weighed again, the checks run again, or the files are read again."""

from pathlib import Path

from PySide6.QtCore import QObject

from leakverify.gui.choices import Choices
from leakverify.gui.decisions import Reach
from leakverify.gui.desk import Desk, Terms
from leakverify.gui.given import Given
from leakverify.gui.jobs import JobQueue
from leakverify.gui.look_ups import LookUps
from leakverify.gui.returning import Returning
from leakverify.gui.weighing import Weighing
from leakverify.model.messages import Answers, Run


class Course(QObject):
    """Reads the decisions, drives the talk with the analyst, and holds the weighing of what it said."""

    def __init__(
        self,
        jobs: JobQueue,
        desk: Desk,
        choices: Choices,
        given: Given,
        talk: Returning,
        look_ups: LookUps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.weighing = Weighing(jobs, desk, self)
        self._desk = desk
        self._choices = choices
        self._given = given
        self._talk = talk
        self._look_ups = look_ups
        choices.decided.connect(self._on_decided)
        given.again.connect(self._on_again)
        talk.run_ended.connect(self.weigh)
        look_ups.answers_changed.connect(self.run)

    @property
    def order(self) -> Run:
        """The order for a run under the decisions as they stand."""
        decisions = self._choices.decisions
        roles = {name: str(role) for name, role in decisions.roles.items()}
        terms = self.terms()
        return Run(roles, self._desk.claim_json(terms.claim), terms.seed, terms.as_of.isoformat())

    def terms(self) -> Terms:
        """What the run that ended last, or begins now, is asked under."""
        decisions = self._choices.decisions
        return Terms(
            decisions.claim,
            self._given.as_of or self._desk.today(),
            look_up=self._look_ups.told,
            outside=decisions.outside,
        )

    def run(self) -> None:
        """Check the sample, from the start, under the decisions as they stand."""
        self._talk.run(self._said_before)

    def weigh(self) -> None:
        """Weigh what was found in the run that ended last, under what is decided now."""
        self.weighing.start(self._talk.heard.said(), self.terms())

    def read(self) -> None:
        """Have the files opened under everything that was decided, and the checks run."""
        self._talk.open(self._given.paths, self._how(), self._earlier, dict(self._given.limits))

    def read_for_rows(self) -> None:
        """Have the files of a result opened that was found before, to see their rows."""
        given = self._given
        self._talk.open_again(given.paths, self._how(), self._earlier, dict(given.limits))

    def _how(self) -> dict[str, str]:
        return self._given.read(self._choices.decisions.read)

    @property
    def _earlier(self) -> tuple[Path, ...]:
        return self._choices.decisions.earlier

    def _said_before(self) -> list[Answers | Run]:
        """What is answered, and the order for one run, under what is decided when it begins."""
        answers = self._look_ups.for_run()
        return [*answers, self.order]

    def _on_decided(self, reach: Reach) -> None:
        if self._talk.line is None:  # a result found before, and no rows: it is weighed again
            reach = Reach.WEIGH
        if reach is Reach.READ and self._given.paths:
            self.read()
        elif reach is not Reach.WEIGH:
            self.run()
        elif self._talk.heard.done is not None:
            self.weigh()

    def _on_again(self) -> None:
        """A password was given or a limit raised: where a result is there already, it is for the rows alone."""
        if self._talk.line is None and self._talk.heard.done is not None:
            self.read_for_rows()
        else:
            self.read()
