"""The card of what a different result would need: to ask, to settle, to bring, in the order of what hangs on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from leakverify.gui.verdict.link import Link
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Assessment
from leakverify.safe_text import ours_on_screen
from leakverify.words.needs import need_sentence, needs_heading
from leakverify.words.say import ui

TOP = Qt.AlignmentFlag.AlignTop
LONGEST = 600


class NeedsCard(Card):
    """`finding_wanted` carries the id of the check that a need is about."""

    finding_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._shown: list[QWidget] = []

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the needs of a result; none hide the card."""
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self.set_heading(needs_heading(assessment.verdict.status))
        for line, need in enumerate(assessment.verdict.needs):
            text = ours_on_screen(need_sentence(need, assessment), LONGEST)
            self._put(plain_label("•", kind="soft"), line, 0)
            self._put(plain_label(text, wrap=True), line, 1)
            if need.check:
                link = Link(ui("See it"), name=f"need_{need.check}")
                link.say(ui("See it"), ui("See the finding of {check}").format(check=need.check))
                link.clicked.connect(
                    lambda _checked=False, check=need.check: self.finding_wanted.emit(check)
                )
                self._put(link, line, 2)
        self.setVisible(bool(self._shown))

    def _put(self, widget: QWidget, line: int, column: int) -> None:
        self._grid.addWidget(widget, line, column, TOP)
        widget.show()  # at once: a layout shows what is put into it only with the next event
        self._shown.append(widget)
