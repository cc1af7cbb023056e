"""The files of a case that was opened: whether they are there, looked for by hash, read once more for their rows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.gui.case.finding import Found
from leakverify.gui.case.restoring import Opened, needs_run, opened
from leakverify.gui.session import Session
from leakverify.words import case as words


class Samples(QObject):
    """`changed`: other files are there or missing. Nothing is known of a case that was begun in this window."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Opened | None = None
        self._not_these = False
        self._needs_run = False
        session.talk.returned.connect(self._on_returned)
        session.phase_changed.connect(self.changed)

    @property
    def are_missing(self) -> bool:
        """Whether the case has a sample that is not there, so that files which are given are looked at as being it."""
        found = self._found
        return found is not None and bool(found.files) and not found.has_files

    @property
    def sentence(self) -> str:
        """What is to be said of the files; "" where all is well."""
        if self._session.talk.is_returning:
            return words.reading_sentence()
        if self._found is None or not self.are_missing:
            return ""
        told = [place.found for place in self._found.files]
        text = words.missing_sentence(told.count(Found.GONE), told.count(Found.CHANGED), len(told))
        return f"{words.not_these_sentence()} {text}" if self._not_these else text

    def forget(self) -> None:
        """Another case, begun in this window."""
        self._found, self._not_these, self._needs_run = None, False, False
        self.changed.emit()

    def show(self, found: Opened) -> None:
        """The files of a case that is on the window by now."""
        self._found, self._not_these = found, False
        self._read_rows()

    def look_for(self, paths: Sequence[Path]) -> None:
        """Hold these files against the hashes of the case."""
        found = self._found
        if found is not None and paths:
            self._session.jobs.submit(
                lambda: opened(found.case, paths), on_success=self._on_looked, in_order=True
            )

    def _on_looked(self, found: Opened) -> None:
        if self._found is None or found.case is not self._found.case:
            return
        self._found = found
        self._not_these = not found.has_files
        if found.has_files:
            self._session.given.paths = tuple(p.path for p in found.files if p.path is not None)
        self._read_rows()

    def _read_rows(self) -> None:
        """Have the sample read for its rows where it is there."""
        found = self._found
        if found is not None and found.has_files:
            self._needs_run = needs_run(self._session, found)
            if found.told.run is None:
                self._session.course.read()
            else:
                self._session.course.read_for_rows()
        self.changed.emit()

    def _on_returned(self, same: bool) -> None:  # noqa: FBT001  (a signal's argument)
        if same and self._needs_run:
            self._session.run()
        self._needs_run = False
        self.changed.emit()
