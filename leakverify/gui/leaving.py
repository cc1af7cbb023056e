"""How the main window comes, painted first and filled later, and how it is left: asked once while work is under way or a case would be lost."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent

from leakverify.gui.case.cabinet import Cabinet
from leakverify.gui.dialogs import closing_sheet
from leakverify.gui.heard import Phase
from leakverify.gui.late import PanesByName
from leakverify.gui.opening.drop import DropWindow
from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import open_over


class PaintsFirst(DropWindow, PanesByName):
    """`painted` is emitted once, after the first paint."""

    painted = Signal()
    _was_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
            QTimer.singleShot(0, self, self.panes.make_next)


class Leaving(PaintsFirst):
    """Holds the window open until the user has answered."""

    _session: Session
    cabinet: Cabinet
    _leaving = False
    _case_left = False

    def closeEvent(self, event: QCloseEvent) -> None:
        asking = self._session.look_ups.is_asking
        if (asking or self._session.phase is Phase.RUNNING) and not self._leaving:
            event.ignore()
            open_over(closing_sheet(self, self._leave, asking=asking))
            return
        if not self._case_left and not self.cabinet.may_leave(self._leave_case):
            event.ignore()
            return
        self._session.close()
        super().closeEvent(event)

    def _leave_case(self) -> None:
        self._case_left = True
        self.close()

    def _leave(self) -> None:
        self._leaving = True
        self.close()
