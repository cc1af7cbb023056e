"""What stands beside the page: the chosen finding or the chosen reading."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.session import Session
from leakverify.gui.verdict.finding_detail import FiguresOf, FindingDetail
from leakverify.gui.verdict.reading_detail import ReadingDetail
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.words.say import ui


class Detail(QWidget):
    """Shows one thing at a time."""

    finding_wanted = Signal(str)

    def __init__(self, session: Session, figures_of: FiguresOf) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setAccessibleName(ui("The chosen finding"))
        self.finding = FindingDetail(session, figures_of)
        self.reading = ReadingDetail()
        self.nothing = plain_label(
            ui("Choose a finding or a reading to see what it rests on."), kind="soft", wrap=True
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 20, 20, 20)
        for page in (self.finding, self.reading, self.nothing):
            self._layout.addWidget(page)
        self._layout.addStretch(1)
        self.reading.finding_wanted.connect(self.finding_wanted)
        self._show(self.nothing)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding."""
        self.finding.show_finding(finding)
        self._show(self.finding)

    def show_reading(self, assessment: Assessment, weighing: Weighing) -> None:
        """Show how a reading's sum is made."""
        self.reading.show_reading(assessment, weighing)
        self._show(self.reading)

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._show(self.nothing)

    def set_edge(self, edge: int) -> None:
        """How far the text keeps from the border."""
        self._layout.setContentsMargins(edge, edge, edge, edge)

    def fit(self) -> None:
        """By the font in use."""
        self.finding.fit()

    def _show(self, shown: QWidget) -> None:
        for page in (self.finding, self.reading, self.nothing):
            page.setVisible(page is shown)
