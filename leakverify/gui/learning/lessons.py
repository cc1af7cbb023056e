"""Everything that teaches, made when it is first asked for: the tour, help of the pane at hand, the glossary."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from leakverify.gui.heard import Phase
from leakverify.gui.opening.pane import shown_sample
from leakverify.gui.session import Session
from leakverify.gui.widgets.fronting import put_away, show_beside, size_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from leakverify.gui.learning.practice_window import PracticeWindow
    from leakverify.gui.learning.tour import Tour
    from leakverify.gui.main_window import MainWindow


class Lessons(QObject):
    """`tour_taken` tells that a tour is over, so that it is never offered again."""

    tour_taken = Signal()

    def __init__(self, window: "MainWindow", session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._glossary: QDialog | None = None
        self._practice: PracticeWindow | None = None
        self.tour: Tour | None = None
        window.opening.tour_wanted.connect(self.start_tour)

    def leave(self) -> None:
        """End the tour and put the windows away: they are made again in another language when they are asked for."""
        if self.tour is not None and self.tour.is_under_way:
            self.tour.end()
        for window in (self._glossary, self._practice):
            if window is not None:
                put_away(window)
        self.deleteLater()

    def start_tour(self) -> None:
        """Walk through the window, from the first stop."""
        if self.tour is None:
            from leakverify.gui.learning.tour import Tour

            self.tour = Tour(self._window, has_sample=self._has_sample)
            self.tour.ended.connect(self.tour_taken)
        self.tour.start()

    def try_sample(self) -> None:
        """Open the invented list that has most to see."""
        self._window.open_paths([shown_sample()], invented=True)

    def _has_sample(self) -> bool:
        """Whether a sample is open, or about to be."""
        return self._session.is_open or self._session.phase not in {Phase.EMPTY, Phase.FAILED}

    def show_pane_help(self) -> None:
        """What the pane at hand is for, what to do there, and what its checks look at."""
        from leakverify.gui.learning.pages import PaneHelpWindow

        shown = PaneHelpWindow(self._window, self._window.rail.currentRow())
        size_for(shown, 760, 720)
        show_beside(shown)

    def show_glossary(self) -> None:
        """The words of this work."""
        if self._glossary is None:
            from leakverify.gui.learning.pages import GlossaryWindow

            self._glossary = GlossaryWindow(self._window)
            size_for(self._glossary, 760, 720)
        show_beside(self._glossary)

    def show_practice(self) -> None:
        """Lists to look at and to judge, with points."""
        if self._practice is None:
            from leakverify.gui.learning.practice_window import PracticeWindow
            from leakverify.gui.long_job import LongJob

            session = self._session
            job = LongJob(session.jobs, self._window)
            self._practice = PracticeWindow(self._window, job, session.desk)
            size_for(self._practice, 1000, 720)
            self._practice.play()
        show_beside(self._practice)
