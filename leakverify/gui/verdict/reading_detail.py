"""One reading in full: the sum that makes its support, and the findings that speak for it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.section import Section
from leakverify.gui.verdict.waterfall import EXHIBIT, step_said, waterfall
from leakverify.gui.verdict.wording import SAYS, title_of
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.chart_frame import ChartFrame
from leakverify.gui.widgets.label import plain_label
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.model.terms import Reading
from leakverify.words.say import reading_name, strength_word, ui

SPEAKING: Final = 6
SOME: Final = 0.2


class ReadingDetail(QWidget):
    """`finding_wanted` carries the id of a finding that the user wants to see."""

    finding_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tag = plain_label(ui("Reading"), kind="chip")
        self.title = plain_label(kind="title", wrap=True, name="reading_title")
        self.said = plain_label(wrap=True, name="reading_said")
        self.frame = ChartFrame(choosable=True, name="sum_chart")
        self.chart = self.frame.chart
        self.caption = plain_label(kind="small", wrap=True)
        self.speaking = Section(ui("Findings that speak for it"))
        self._links: list[Link] = []
        self._findings: tuple[Finding, ...] = ()
        self._weighing: Weighing | None = None
        self._build()

    def show_reading(self, assessment: Assessment, weighing: Weighing) -> None:
        """Show how this reading's support is made."""
        titles = {f.check: title_of(f) for f in reversed(assessment.findings)}
        figure = waterfall(weighing, lambda check: titles.get(check, check))
        self.title.setText(figure.title)
        self.said.setText(_said(weighing))
        self.frame.show_figure(figure)
        self.frame.heading.hide()  # it is this page's title
        self._findings, self._weighing = assessment.findings, weighing
        self._link_heaviest()

    def _build(self) -> None:
        how = ui(
            "Steps are powers of ten: +1 makes what was found ten times more probable under this reading than “as claimed”, −1 ten "
            "times less. They add up to the sum. Checks that overlap count less, and something is taken off for having looked at "
            "many things."
        )
        self.caption.setText(f"{how} {ui('Choose a step to see its findings.')}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.tag, None))
        for widget in (self.title, self.said, self.frame, self.caption, self.speaking):
            layout.addWidget(widget)
        self.chart.lane_chosen.connect(self._on_step)

    def _on_step(self, lane: int) -> None:
        """A step of the sum was chosen: show the findings that make it; the sum itself shows the heaviest of all."""
        weighing = self._weighing
        if weighing is None or lane >= len(weighing.steps):
            self._link_heaviest()
            return
        part = weighing.steps[lane].part
        of_step = [f for f in self._findings if _makes(part, f, weighing.reading)]
        heading = ui("Findings behind “{step}”").format(step=step_said(part, self._title))
        none = "" if of_step else ui("This step is arithmetic: no finding stands behind it.")
        self._link(of_step, heading, none)

    def _link_heaviest(self) -> None:
        """The findings that speak for this reading most."""
        weighing = self._weighing
        if weighing is not None:
            some = [f for f in self._findings if f.support.get(weighing.reading, 0.0) >= SOME]
            self._link(some, ui("Findings that speak for it"))

    def _title(self, check: str) -> str:
        """The title of a check's heaviest finding."""
        return next((title_of(f) for f in self._findings if f.check == check), check)

    def _link(self, findings: list[Finding], heading: str, none: str = "") -> None:
        """Findings, the heaviest first, each a way to its page and its rows."""
        for link in self._links:
            self.speaking.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        reading = self._weighing.reading if self._weighing else Reading.FABRICATED
        findings.sort(key=lambda f: -f.support.get(reading, 0.0))
        self._links = []
        self.speaking.heading.setText(heading.upper())
        self.speaking.heading.setAccessibleName(heading)
        self.speaking.say(none)
        for finding in findings[:SPEAKING]:
            link = Link(title_of(finding))
            link.clicked.connect(lambda _checked=False, at=finding.id: self.finding_wanted.emit(at))
            self.speaking.body.addWidget(link)
            self._links.append(link)
        self.speaking.setVisible(bool(findings or none))


def _makes(part: str, finding: Finding, reading: Reading) -> bool:
    """Whether a finding is behind a step: an exhibit by its check, a kind of evidence by its findings that weigh anything."""
    if part.startswith(EXHIBIT):
        return finding.check == part.removeprefix(EXHIBIT)
    return finding.family.value == part and bool(finding.support.get(reading))


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
