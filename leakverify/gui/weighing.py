"""The assessment of the last run that ended: weighed beside the window's thread, forgotten when a run begins."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from leakverify.gui.desk import Desk, Terms
from leakverify.gui.jobs import JobQueue
from leakverify.model.assessment import Assessment
from leakverify.model.errors import LeakverifyError
from leakverify.model.messages import FromChild


class Weighing(QObject):
    """Holds at most one assessment; one that was overtaken by another run is never shown."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.assessment: Assessment | None = None
        self._jobs = jobs
        self._desk = desk
        self._number = 0

    def forget(self) -> None:
        """Another run begins, or another sample."""
        self._number += 1
        self._set(None)

    def start(self, said: Iterable[FromChild], terms: Terms) -> None:
        """Weigh what was said in the run that just ended."""
        self._number += 1
        number = self._number
        self._jobs.submit(
            lambda: self._desk.weigh(said, terms),
            on_success=lambda made: self._on_weighed(number, made),
            on_failure=self._on_error,
        )

    def _on_weighed(self, number: int, assessment: Assessment) -> None:
        if number == self._number:
            self._set(assessment)

    def _on_error(self, error: LeakverifyError) -> None:
        self.failed.emit(error)

    def _set(self, assessment: Assessment | None) -> None:
        if assessment is not self.assessment:
            self.assessment = assessment
            self.changed.emit()
