"""The card of a fragile result: the checks that it hangs on, each with what would settle it and a way to its rows."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.wording import LONGEST, title_of
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Assessment
from leakverify.model.finding import Finding
from leakverify.safe_text import ours_on_screen
from leakverify.words.say import finding_settle, ui

MOST: Final = 3


class HingeCard(Card):
    """`finding_wanted` carries the id of a check's heaviest finding; hidden where the result hangs on no single check."""

    finding_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(ui("This result hangs on a single check"))
        self.body.setContentsMargins(16, 10, 16, 10)
        self.body.setSpacing(4)
        self.said = plain_label(
            ui("Without any one of these the result would be another one. Settle them first."),
            kind="small",
            wrap=True,
            name="hinge_said",
        )
        self.body.addWidget(self.said)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(14)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(0, 5)
        self._lines.setColumnStretch(1, 4)
        self.body.addLayout(self._lines)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what a result hangs on."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for check in assessment.verdict.fragile_without[:MOST]:
            finding = next((f for f in assessment.findings if f.check == check), None)
            if finding is not None:
                self._put(finding)
        self.setVisible(bool(assessment.verdict.fragile and self._lines.count()))

    def _put(self, finding: Finding) -> None:
        """A title that leads to the finding, and beside it what would settle it."""
        link = Link(title_of(finding), name=f"hinge_{finding.check}")
        link.clicked.connect(lambda _checked=False, at=finding.id: self.finding_wanted.emit(at))
        settle = plain_label(
            ours_on_screen(finding_settle(finding), LONGEST), kind="small", wrap=True
        )
        line = self._lines.rowCount()
        for column, widget in enumerate((link, settle)):
            self._lines.addWidget(widget, line, column, Qt.AlignmentFlag.AlignVCenter)
            widget.show()
