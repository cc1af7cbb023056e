"""One reading in full: the sum that makes its support, and the findings that speak for it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.section import Section
from leakverify.gui.verdict.waterfall import waterfall
from leakverify.gui.verdict.wording import SAYS, title_of
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.chart import Chart
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.words.say import reading_name, strength_word, ui

SPEAKING: Final = 4
SOME: Final = 0.2


class ReadingDetail(QWidget):
    """`finding_wanted` carries the id of a finding that the user wants to see."""

    finding_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tag = plain_label(ui("Reading"), kind="chip")
        self.title = plain_label(kind="title", wrap=True, name="reading_title")
        self.said = plain_label(wrap=True, name="reading_said")
        self.chart = Chart(name="sum_chart")
        self.caption = plain_label(kind="small", wrap=True)
        self.speaking = Section(ui("Findings that speak for it"))
        self._links: list[Link] = []
        self._build()

    def show_reading(self, assessment: Assessment, weighing: Weighing) -> None:
        """Show how this reading's support is made."""
        titles = {f.check: title_of(f) for f in reversed(assessment.findings)}
        figure = waterfall(weighing, lambda check: titles.get(check, check))
        self.title.setText(figure.title)
        self.said.setText(_said(weighing))
        self.chart.show_figure(figure)
        self._link([f for f in assessment.findings if f.support.get(weighing.reading, 0.0) >= SOME],
                   weighing)  # fmt: skip

    def _build(self) -> None:
        self.caption.setText(
            ui(
                "Steps are powers of ten: +1 makes what was found ten times more probable under this reading"
                " than “as claimed”, −1 ten times less. They add up to the sum. Checks that overlap are"
                " discounted, and something is taken off for having looked at many things."
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.tag, None))
        for widget in (self.title, self.said, self.chart, self.caption, self.speaking):
            layout.addWidget(widget)
        self.speaking.text.setVisible(False)

    def _link(self, findings: list[Finding], weighing: Weighing) -> None:
        """The heaviest findings for this reading, each a way to its page."""
        for link in self._links:
            self.speaking.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        findings.sort(key=lambda f: -f.support[weighing.reading])
        self._links = []
        for finding in findings[:SPEAKING]:
            link = Link(title_of(finding))
            link.clicked.connect(lambda _checked=False, at=finding.id: self.finding_wanted.emit(at))
            self.speaking.body.addWidget(link)
            self._links.append(link)
        self.speaking.setVisible(bool(findings))


def _said(weighing: Weighing) -> str:
    """The sum in a word."""
    name, word = reading_name(weighing.reading), strength_word(weighing.support)
    if abs(weighing.support) < SAYS:
        return ui("The sum speaks neither for “{reading}” nor for “as claimed”.").format(
            reading=name
        )
    if weighing.support < 0:
        return ui("The sum gives {word} to “as claimed” over “{reading}”.").format(
            word=word, reading=name
        )
    text = ui("The sum gives {word} to “{reading}” over “as claimed”.").format(
        word=word, reading=name
    )
    if any(step.part == "bound" for step in weighing.steps):
        text += " " + ui(
            "It would be higher, had more collections been measured: it stops at what their number can carry."
        )
    return text
