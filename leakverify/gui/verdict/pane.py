"""The verdict page: the result in words, the readings, what speaks for and against, the claims; the detail beside."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.gui.verdict.claims_card import ClaimsCard
from leakverify.gui.verdict.collections import Collections
from leakverify.gui.verdict.detail import Detail
from leakverify.gui.verdict.findings_card import FindingsCard
from leakverify.gui.verdict.readings_card import ReadingsCard
from leakverify.gui.verdict.wording import LONGEST, explanation, reservations
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.safe_text import for_screen
from leakverify.words.say import confidence_sentence, status_headline, ui

GATHER_MS: Final = 250
SIDE_SHARE: Final = 0.335
SIDE_DIGITS: Final = (36, 50)
NARROW_DIGITS: Final = 88
"""Below this width of the page the detail stands under the findings instead of beside them."""


class VerdictPane(QWidget):
    """Listens to the session; what is chosen on the left shows in full on the right."""

    open_wanted = Signal()
    checks_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(ui("Verdict"))
        self._session = session
        self.page = Pane(ui("Verdict"), " ")
        self.partial = plain_label(kind="against", wrap=True, name="partial")
        self.confidence = plain_label(kind="soft", wrap=True, name="confidence")
        self.reservations = plain_label(kind="small", wrap=True, name="reservations")
        self.checks_button = button(
            ui("See the checks"), self.checks_wanted.emit, kind="primary", name="see_checks"
        )
        self.readings = ReadingsCard()
        self.findings = FindingsCard()
        self.claims = ClaimsCard()
        self.foot = plain_label(kind="small", wrap=True, name="standing_sentence")
        self.detail = Detail(session, Collections().figures_of)
        self.inline = Card()
        self.side = QScrollArea()
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._chosen = ""
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the result, or what is known before there is one."""
        assessment = self._session.assessment
        if assessment is not None:
            self._show_result(assessment)
        elif self._session.is_open:
            self._show_provisional()
        else:
            self._chosen = ""
            self._nothing.say(
                ui("No result yet"),
                ui("The result is worded when all checks are through."),
                ui("Open a file…"),
                self.open_wanted.emit,
            )
            self.page.show_empty()
        self._place_detail()

    def fit(self) -> None:
        """By the font in use."""
        self.findings.list.fit()
        self.detail.fit()
        self._place_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_detail()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_detail()

    def _build(self) -> None:
        self.page.set_empty(self._nothing)
        content = self.page.content
        content.setContentsMargins(26, 16, 26, 12)
        content.setSpacing(5)
        content.insertWidget(1, self.partial)
        for label in (self.confidence, self.reservations):
            content.addWidget(label)
        content.addWidget(self.checks_button, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (self.readings, self.findings, self.inline, self.claims):
            content.addSpacing(2)
            content.addWidget(card)
        content.addSpacing(2)
        content.addWidget(self.foot)
        content.addStretch(1)
        self.foot.setText(
            ui(
                "This describes a file, not the person who sent it. A file alone settles nothing; asking people does."
            )
        )
        self.side.setObjectName("detail_side")
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.side)

    def _connect(self) -> None:
        session = self._session
        session.assessment_changed.connect(self.refresh)
        session.sample_changed.connect(self.refresh)
        session.phase_changed.connect(self.refresh)
        session.findings_cleared.connect(self._gather.start)
        session.finding_made.connect(lambda _finding: self._on_finding())
        self._gather.timeout.connect(self._show_found)
        self._settle.timeout.connect(self._balance)
        self.findings.chosen.connect(self._on_finding_chosen)
        self.findings.rows_wanted.connect(self._on_rows_wanted)
        self.readings.chosen.connect(self._on_reading_chosen)
        self.claims.basis_wanted.connect(self.findings.choose)
        self.detail.finding_wanted.connect(self.findings.choose)

    def _show_result(self, assessment: Assessment) -> None:
        verdict = assessment.verdict
        self.page.headline.setText(status_headline(verdict))
        self.page.sentence.setText(explanation(assessment))
        self.page.sentence.setVisible(True)
        self.partial.setText(
            ui("Not the whole sample was read or checked; this is about the part that was.")
        )
        self.partial.setVisible(not assessment.complete)
        self.confidence.setText(for_screen(confidence_sentence(assessment), LONGEST))
        said = reservations(assessment)
        self.reservations.setText(said)
        self.reservations.setVisible(bool(said))
        self.readings.show_verdict(verdict)
        self.claims.show_verdict(verdict)
        self._set_through(through=True)
        self._gather.stop()
        self.findings.show_findings(assessment.findings, provisional=False)
        self._choose_again()
        self.page.show_content()

    def _show_provisional(self) -> None:
        """Findings while they come; no verdict before all checks are through."""
        title, sentence = self._meanwhile()
        self.page.headline.setText(title)
        self.page.sentence.setText(sentence)
        self.page.sentence.setVisible(True)
        self.partial.setVisible(False)
        self.reservations.setVisible(False)
        self.readings.setVisible(False)
        self._set_through(through=False)
        self._show_found()
        self.page.show_content()

    def _meanwhile(self) -> tuple[str, str]:
        """What is said while there is no result."""
        match self._session.phase:
            case Phase.FAILED:
                return (
                    ui("There is no result"),
                    ui("The sample could not be checked to the end. What was found until then is kept."),
                )  # fmt: skip
            case Phase.DONE:
                return ui("All checks are through"), ui("The evidence is being weighed.")
            case _:
                return (
                    ui("The checks are running"),
                    ui("The result is worded when all checks are through. What is listed here is provisional."),
                )  # fmt: skip

    def _set_through(self, *, through: bool) -> None:
        self.confidence.setVisible(through)
        self.claims.setVisible(through)
        self.foot.setVisible(through)
        self.checks_button.setVisible(not through)

    def _show_found(self) -> None:
        if self._session.assessment is None and self._session.is_open:
            self.findings.show_findings(self._session.findings, provisional=True)
            self._choose_again()

    def _choose_again(self) -> None:
        """What was chosen stays chosen; else the heaviest finding is."""
        if self._chosen and self.findings.choose(self._chosen):
            return
        first = self.findings.list.weighed.finding(0)
        if first is None:
            self._chosen = ""
            self.detail.show_nothing()
        else:
            self.findings.choose(first.id)
            self._chosen = ""  # nobody asked for it: the heaviest may be another one soon

    def _place_detail(self) -> None:
        """Beside the page where there is room for both, else under the findings."""
        shown = self.page.currentWidget() is not self._nothing
        digit = max(1, self.fontMetrics().horizontalAdvance("0"))
        narrow = self.width() < NARROW_DIGITS * digit
        least, most = (n * digit for n in SIDE_DIGITS)
        self.side.setFixedWidth(round(min(most, max(least, self.width() * SIDE_SHARE))))
        if narrow and self.side.widget() is self.detail:
            self.side.takeWidget()
            self.inline.body.addWidget(self.detail)
            self.detail.show()
        elif not narrow and self.side.widget() is not self.detail:
            self.inline.body.removeWidget(self.detail)
            self.side.setWidget(self.detail)
        edge = 0 if narrow else 20
        self.detail.set_edge(edge)
        self.claims.set_narrow(narrow=narrow)
        self.side.setVisible(shown and not narrow)
        self.inline.setVisible(shown and narrow)
        self._settle.start()

    def _balance(self) -> None:
        """Show as many of the heaviest findings as leave the claims in sight."""
        page = self.page.currentWidget()
        layout = self.page.content
        if not isinstance(page, QScrollArea) or self._session.assessment is None:
            return
        room = page.viewport().height() - self.foot.height()
        needed = layout.totalHeightForWidth(page.viewport().width()) - 2 * self.foot.height()
        weighed = self.findings.list.weighed
        if not weighed.is_all:
            line = self.findings.list.line_height()
            self.findings.set_short(weighed.rowCount() + (room - needed) // line)

    def _on_finding(self) -> None:
        if self._session.assessment is None and not self._gather.isActive():
            self._gather.start()

    def _on_finding_chosen(self, finding: Finding) -> None:
        self._chosen = finding.id
        self.readings.unpick()
        self.detail.show_finding(finding)

    def _on_reading_chosen(self, weighing: Weighing) -> None:
        assessment = self._session.assessment
        if assessment is not None:
            self.findings.list.unpick()
            self.detail.show_reading(assessment, weighing)

    def _on_rows_wanted(self, finding: Finding) -> None:
        if finding.rows.count:
            self._session.show_rows(finding.id)
