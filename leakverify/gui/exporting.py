"""Writes reports and dossiers of the open sample, one job each."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from leakverify.gui.desk import Desk, Wanted
from leakverify.gui.jobs import AnalystLine, JobQueue
from leakverify.model.assessment import Assessment
from leakverify.model.errors import OutputProblem
from leakverify.model.looked_up import LookUp
from leakverify.model.verification import Basis, Exported

DOSSIER: Final = "lvdossier"


class Exporting(QObject):
    """For each export exactly one of `exported` and `failed`. `wrote` tells form and edition, before `exported`."""

    exported = Signal(object)
    wrote = Signal(str, str)
    failed = Signal(object)

    def __init__(self, jobs: JobQueue, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._desk = desk

    def short_form(
        self, assessment: Assessment | None, line: AnalystLine | None, wanted: Wanted
    ) -> bytes:
        """The result on one picture; call it off the window's thread. Raises LeakverifyError."""
        if assessment is None or line is None:
            raise OutputProblem("OUTPUT_FAILED")
        return self._desk.short_form(assessment, wanted, line.ask)

    def start(
        self,
        assessment: Assessment,
        line: AnalystLine,
        path: Path,
        edition: str,
        basis: Basis | None,
        look_up: LookUp | None,
    ) -> None:
        """Write a report or a dossier; the analyst of this line is asked meanwhile."""
        told = replace(basis or Basis(), look_up=look_up)

        def tell(made: Exported) -> None:
            form = path.suffix.lower().removeprefix(".")
            self.wrote.emit("dossier" if form == DOSSIER else form, edition)
            self.exported.emit(made)

        self._jobs.submit(
            lambda: self._desk.export(assessment, path, edition, line.ask, told),
            on_success=tell,
            on_failure=self.failed.emit,
        )
